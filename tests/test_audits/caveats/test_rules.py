"""Every rule is computed: each fires where its reason is there, and not where it is not."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from audits.catalog import caveat_rules
from audits.caveat import Caveat, Severity
from audits.frame import CityFrame
from audits.measures.m00_sensors_per_10k import compute as sensors_per_10k
from audits.measures.m03_radius_coverage import compute as radius
from audits.measures.m22_freshness import compute as freshness
from audits.run import complete
from data.city import Dimension, ExpectedGap, NotCounted
from tests.test_audits.small_frame import FIFTHS, dataset, frame, network


def caveats(city: CityFrame, code: str) -> list[Caveat]:
    """The caveats of one code on the city's first finding of radius coverage."""
    return [c for c in complete(city, next(iter(radius(city)))).caveats if c.code == code]


def with_city(city: CityFrame, **changes: object) -> CityFrame:
    """The same frame under a changed manifest."""
    return replace(city, city=replace(city.city, **changes))  # type: ignore[arg-type]


def test_every_rule_explains_itself_and_has_its_own_code() -> None:
    rules = caveat_rules()
    assert len({rule.code for rule in rules}) == len(rules)
    assert all(rule.title and rule.explains for rule in rules)


def test_age_is_always_said_and_grows_graver() -> None:
    city = frame(sensors=[(0, "working")])
    by_about = {c.about: c for c in caveats(city, "data_age")}
    assert by_about["people"].severity is Severity.NOTE  # three years into a ten-year interval
    assert len(caveats(city, "data_age_unknown")) == 3
    old = replace(city, as_of=date(2060, 1, 1))
    assert {c.severity for c in caveats(old, "data_age")} == {Severity.STRONG_CARE}


def test_an_invented_city_says_so() -> None:
    assert caveats(frame(), "invented_city") == []
    (said,) = caveats(frame(invented=True), "invented_city")
    assert "Strip is invented" in said.text


def test_uniform_density_is_said_where_cells_are_counted() -> None:
    assert len(caveats(frame(), "uniform_density")) == 1


def test_an_unknown_universe_of_wealth() -> None:
    city = frame()
    assert len(caveats(city, "wealth_universe_unknown")) == 1
    known = tuple(replace(d, universe="all residents") for d in city.city.dimensions)
    assert caveats(with_city(city, dimensions=known), "wealth_universe_unknown") == []


def test_a_proxy() -> None:
    city = frame()
    assert caveats(city, "proxy") == []
    proxies = (
        replace(city.city.dimensions[0], proxy="rent, not income."),
        *city.city.dimensions[1:],
    )
    assert "rent, not income" in caveats(with_city(city, dimensions=proxies), "proxy")[0].text


def test_a_parameter_that_decides() -> None:
    everywhere = frame(sensors=[(4, "working")], net=network(reach_grid_m=(50.0, 60.0)))
    assert caveats(everywhere, "parameter_decides") == []
    bought = frame(sensors=[(4, "working")], net=network(reach_grid_m=(9_000.0,)))
    (said,) = caveats(bought, "parameter_decides")
    assert "2 of" not in said.text
    assert "50 %" in said.text


def test_small_footing_in_two_bands() -> None:
    (strong,) = caveats(frame(sensors=[(0, "working")]), "small_footing")
    (care,) = caveats(frame(sensors=[(0, "working")] * 12), "small_footing")
    assert (strong.severity, care.severity) == (Severity.STRONG_CARE, Severity.CARE)
    assert caveats(frame(sensors=[(0, "working")] * 30), "small_footing") == []


def test_an_unknown_owner() -> None:
    (said,) = caveats(frame(), "unknown_owner")
    assert "who owns its data" in said.text
    whole = network(owner="city", operator="city", legal_basis="law 1", retention_days=30)
    assert caveats(frame(net=whole), "unknown_owner") == []


def test_sensors_of_unknown_state() -> None:
    (some,) = caveats(frame(sensors=[(0, "unknown"), (1, "working")]), "status_unknown")
    (all_of_them,) = caveats(frame(sensors=[(0, "unknown")]), "status_unknown")
    assert (some.severity, all_of_them.severity) == (Severity.CARE, Severity.STRONG_CARE)
    assert caveats(frame(sensors=[(0, "working")]), "status_unknown") == []


def test_rows_in_quarantine_by_how_many() -> None:
    def ledger(refused: int) -> pd.DataFrame:
        base = frame().tables["ledger"]
        base.loc[base["dataset"] == "sensors", "n_rows"] = 100
        more = {
            "step": 9,
            "dataset": "sensors",
            "rule": "missing_coordinates",
            "action": "quarantined",
            "n_rows": refused,
            "reason": "no coordinates",
        }
        return pd.concat([base, pd.DataFrame([more])] if refused else [base], ignore_index=True)

    assert caveats(frame(ledger=ledger(0)), "rows_quarantined") == []
    found = {n: caveats(frame(ledger=ledger(n)), "rows_quarantined")[0] for n in (1, 5, 50)}
    assert [c.severity for c in found.values()] == [
        Severity.NOTE,
        Severity.CARE,
        Severity.STRONG_CARE,
    ]
    assert "5 of 100 rows" in found[5].text


def test_what_the_publisher_says_is_the_publishers() -> None:
    noted = dataset("map", "areas", note="The coast is coarse.", sample=True)
    city = frame(datasets=[noted])
    found = complete(city, next(iter(radius(city)))).caveats
    said = {c.code: c for c in found if c.raised_by == "publisher"}
    assert "coast is coarse" in said["publisher_note"].text
    assert "proves nothing" in said["sample"].text


def test_who_is_not_counted() -> None:
    left = (NotCounted(who="people without a dwelling", why="Nobody asked.", people=1200),)
    (said,) = caveats(with_city(frame(), not_counted=left), "not_counted")
    assert "1 200 people" in said.text.replace("\u202f", " ")


@pytest.mark.parametrize("declared", [True, False])
def test_a_gap_expected_or_not(declared: bool) -> None:
    days = pd.date_range("2026-01-01", periods=59, freq="D")
    feed = pd.DataFrame(
        {"dataset": "feed", "network": "gauges", "day": days, "n_rows": 96, "usable": 96.0}
    )
    feed.loc[20:24, "usable"] = 0.0
    gap = ExpectedGap(start=date(2026, 1, 20), end=date(2026, 1, 26), reason="moving house")
    readings = dataset(
        "feed", "readings", network="gauges", expected_gaps=(gap,) if declared else ()
    )
    city = frame(sensors=[(0, "working")], datasets=[readings], feed=feed)
    found = complete(city, next(iter(freshness(city)))).caveats
    (said,) = [c for c in found if c.code in ("expected_gap", "unexpected_gap")]
    assert said.code == ("expected_gap" if declared else "unexpected_gap")
    assert said.severity is (Severity.NOTE if declared else Severity.STRONG_CARE)
    assert "21 January 2026" in said.text


def test_an_expected_gap_that_is_not_there() -> None:
    days = pd.date_range("2026-01-01", periods=59, freq="D")
    feed = pd.DataFrame(
        {"dataset": "feed", "network": "gauges", "day": days, "n_rows": 96, "usable": 96.0}
    )
    gap = ExpectedGap(start=date(2026, 1, 20), end=date(2026, 1, 26), reason="moving house")
    readings = dataset("feed", "readings", network="gauges", expected_gaps=(gap,))
    city = frame(sensors=[(0, "working")], datasets=[readings], feed=feed)
    found = complete(city, next(iter(freshness(city)))).caveats
    assert [c.severity for c in found if c.code == "expected_gap_absent"] == [Severity.CARE]


def test_areas_in_no_fifth_are_told() -> None:
    city = frame(areas=[(1000, 1), (900, None), (1000, 3)])
    draft = next(iter(sensors_per_10k(city)))
    found = [c for c in complete(city, draft).caveats if c.code == "areas_without_fifth"]
    assert len(found) == 1
    assert "900 residents" in found[0].text


def test_gravest_first() -> None:
    city = frame(sensors=[(0, "unknown")], invented=True)
    ranks = [c.severity.rank for c in complete(city, next(iter(radius(city)))).caveats]
    assert ranks == sorted(ranks, reverse=True)


def test_fifths_have_five_names() -> None:
    dimension: Dimension = frame().city.dimensions[0]
    assert dimension.groups == FIFTHS
