from dataclasses import replace

import pytest

from audits.finding import Draft, GroupValue, Interval, State
from audits.measures.m03_radius_coverage import compute
from audits.no_estimate import all_unseen, no_area_values, no_estimate
from tests.test_audits.small_frame import frame

WIDE = Interval(low=0.1, high=0.2)


def made(by_group: tuple[GroupValue, ...]) -> Draft:
    (held,) = compute(frame())
    return no_estimate(
        measure=held.measure,
        network=held.network,
        subject=held.subject,
        reason="nobody said",
        reading="We do not know.",
        blind_spot=held.blind_spot,
        footing=held.footing,
        parameters={},
        datasets=held.datasets,
        interval_meaning="of groups",
        by_group=by_group,
    )


@pytest.mark.parametrize(
    ("interval", "meaning"), [(None, "no interval: there is no estimate"), (WIDE, "of groups")]
)
def test_an_interval_is_explained_only_where_there_is_one(
    interval: Interval | None, meaning: str
) -> None:
    (held,) = compute(frame())
    groups = tuple(replace(group, interval=interval) for group in held.by_group)
    draft = made(groups)
    assert (draft.estimate, draft.interval, draft.state) == (None, None, State.NOT_MEASURED)
    assert (draft.reason, draft.interval_meaning) == ("nobody said", meaning)
    assert draft.stability.settings == ()


def test_every_area_has_the_reason_and_nobody_is_seen() -> None:
    city = frame(areas=[(100, 1), (0, 2), (300, 3)])
    values = no_area_values(city, "too little", State.UNUSABLE)
    assert [v.area for v in values] == ["a0", "a1", "a2"]
    assert {(v.value, v.state, v.reason) for v in values} == {(None, State.UNUSABLE, "too little")}
    assert all_unseen(city, "too little").reasons == (("too little", 400.0),)
