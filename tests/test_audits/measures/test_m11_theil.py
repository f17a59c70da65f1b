import numpy as np
import pytest

from audits.exhibit import Bars
from audits.finding import Draft, State
from audits.load import from_tables
from audits.measures.m11_theil import compute
from audits.opened import OpenedCity
from tests.test_audits.one_finding import finding_of
from tests.test_audits.small_frame import frame


def regions(names: list[str | None], **more: object) -> Draft:
    made = frame(**more)  # type: ignore[arg-type]
    made.tables["area"]["region"] = names
    (draft,) = compute(from_tables(made.city, made.snapshot, made.as_of, made.tables))
    return draft


def bars_of(draft: Draft) -> dict[str, float | None]:
    (bars,) = draft.exhibits
    assert isinstance(bars, Bars)
    return {bar.name: bar.value for bar in bars.bars}


def test_all_of_it_between_regions() -> None:
    draft = regions(["n", "n", "s", "s", "s"], sensors=[(0, "working"), (1, "working")])
    assert draft.estimate == pytest.approx(np.log(5 / 2))
    assert bars_of(draft) == {
        "between regions": pytest.approx(np.log(5 / 2)),
        "within regions": pytest.approx(0, abs=1e-12),
    }
    assert "100 % of it lies between 2 administrative regions" in draft.reading


def test_all_of_it_within_regions() -> None:
    draft = regions(
        ["n", "n", "s", "s"],
        areas=[(1000, 1), (1000, 2), (1000, 3), (1000, 4)],
        sensors=[(0, "working"), (2, "working")],
    )
    assert bars_of(draft)["between regions"] == pytest.approx(0, abs=1e-12)
    assert draft.estimate == pytest.approx(np.log(2))


def test_everybody_equal() -> None:
    draft = regions(["n", "n", "s", "s", "s"], sensors=[(i, "working") for i in range(5)])
    assert draft.estimate == 0
    assert "lies between" not in draft.reading


@pytest.mark.parametrize("names", [[None] * 5, ["one"] * 5])
def test_without_regions_it_is_not_measured(names: list[str | None]) -> None:
    draft = regions(names, sensors=[(0, "working")])
    assert (draft.estimate, draft.state) == (None, State.NOT_MEASURED)
    assert "not put into two regions" in str(draft.reason)


def test_nobody_within_reach_is_not_defined() -> None:
    draft = regions(["n", "n", "s", "s", "s"])
    assert (draft.estimate, draft.state) == (None, State.NOT_MEASURED)
    assert "nothing to spread" in str(draft.reason)


def test_areas_without_a_region_or_with_nobody_are_left_out() -> None:
    draft = regions(
        ["n", None, "s", "s"],
        areas=[(1000, 1), (5000, 2), (1000, 3), (0, 4)],
        sensors=[(0, "working")],
    )
    assert draft.footing.areas == 2
    assert draft.footing.people == 2000
    assert draft.estimate == pytest.approx(np.log(2))


def test_porto_sombra(porto_sombra: OpenedCity) -> None:
    finding = finding_of(porto_sombra, compute, "cameras")
    assert finding.draft.parameters["regions"] == 10
    parts = bars_of(finding.draft)
    assert sum(value or 0 for value in parts.values()) == pytest.approx(finding.draft.estimate)
    groupings = {s.parameters["grouped by"] for s in finding.draft.stability.settings}
    assert groupings == {"administrative regions", "fifths by wealth"}


@pytest.mark.rio
def test_rio(rio: OpenedCity) -> None:
    finding = finding_of(rio, compute, "cameras")
    assert finding.draft.estimate == pytest.approx(0.491, abs=0.001)
    assert finding.draft.parameters["regions"] == 33
    assert "nobody_within_reach" in {c.code for c in finding.caveats}
