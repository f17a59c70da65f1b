from dataclasses import replace

from audits.caveat import Severity
from audits.caveats.reading_range import RULE
from audits.finding import GroupValue, State
from audits.opened import OpenedCity


def test_who_called_a_reading_believable_is_told(porto_sombra: OpenedCity) -> None:
    frame, draft = porto_sombra.frame, porto_sombra.finding("M25", "rain_gauges").draft
    assert draft.network is not None
    assert draft.network.checks is not None
    first = next(iter(RULE.find(frame, draft)))
    assert first.severity is Severity.NOTE
    assert "Civil Defence" in first.text
    nobody = replace(draft.network, checks=replace(draft.network.checks, said_by=None))
    first = next(iter(RULE.find(frame, replace(draft, network=nobody))))
    assert first.severity is Severity.CARE
    assert "Nobody says" in first.text


def test_flags_that_fall_on_one_fifth_ask_whether_the_range_fits(porto_sombra: OpenedCity) -> None:
    frame, draft = porto_sombra.frame, porto_sombra.finding("M25", "rain_gauges").draft

    def values(poorest: float, richest: float) -> tuple[GroupValue, ...]:
        return tuple(
            GroupValue(
                dimension="income_fifth",
                group=name,
                value=value,
                state=State.MEASURED,
                people=1.0,
            )
            for name, value in (("poorest fifth", poorest), ("richest fifth", richest))
        )

    apart = list(RULE.find(frame, replace(draft, by_group=values(0.03, 0.01))))
    assert [c.code for c in apart] == ["reading_range", "flags_apart"]
    assert "3.0 % of readings where the poorest fifth lives" in apart[1].text
    alike = list(RULE.find(frame, replace(draft, by_group=values(0.015, 0.01))))
    assert [c.code for c in alike] == ["reading_range"]


def test_it_speaks_of_flags_alone(porto_sombra: OpenedCity) -> None:
    draft = porto_sombra.finding("M3", "rain_gauges").draft
    assert not list(RULE.find(porto_sombra.frame, draft))
