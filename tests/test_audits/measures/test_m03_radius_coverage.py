import numpy as np
import pytest

from audits import words
from audits.measures.m03_radius_coverage import compute, covered
from audits.run import complete
from tests.test_audits.small_frame import dataset, frame, network


def test_unseen_people_are_counted() -> None:
    (draft,) = compute(frame(sensors=[(0, "working"), (4, "not working")]))
    assert draft.estimate == pytest.approx(0.4)
    assert draft.blind_spot.people == 4000  # the broken one sees nobody
    assert dict(draft.blind_spot.reasons) == {
        "no gauge within 100 m": 3000,
        "gauges within 100 m, but none that works": 1000,
    }
    assert "3 000" in draft.reading.replace("\u202f", " ")


def test_nobody_has_a_sensor() -> None:
    (draft,) = compute(frame())
    assert draft.estimate == 0
    assert draft.blind_spot.share == 1
    assert draft.footing.sensors == 0


def test_everybody_equal() -> None:
    (draft,) = compute(frame(sensors=[(i, "working") for i in range(5)]))
    assert draft.estimate == 1
    assert draft.blind_spot.people == 0
    assert draft.blind_spot.ratio is None
    assert draft.stability.share_holding == 0


def test_the_cliff_is_inclusive() -> None:
    assert covered(np.array([99.9, 100.0, 100.1]), 100).tolist() == [1, 1, 0]


def test_a_dead_sensor_never_raises_coverage() -> None:
    working = compute(frame(sensors=[(0, "working"), (1, "working")]))
    broken = compute(frame(sensors=[(0, "working"), (1, "not working")]))
    seen = [next(iter(drafts)).blind_spot.people for drafts in (working, broken)]
    assert seen[0] < seen[1]


def test_every_reach_of_the_grid_is_tried() -> None:
    (draft,) = compute(frame(sensors=[(0, "working")], net=network(reach_grid_m=(50.0, 2100.0))))
    reaches = {setting.parameters["reach in metres"] for setting in draft.stability.settings}
    assert reaches == {50.0, 100.0, 2100.0}
    assert draft.stability.low == pytest.approx(0.2)
    assert draft.stability.high == pytest.approx(0.6)


def test_the_evidence_of_the_blind_spot_is_listed() -> None:
    feed = dataset("feed", "readings", network="gauges")
    (draft,) = compute(frame(sensors=[(0, "working")], datasets=[feed]))
    assert "feed" in draft.datasets


def test_when_only_the_poor_are_unseen_it_is_said() -> None:
    city = frame(sensors=[(i, "working") for i in range(1, 5)])
    (draft,) = compute(city)
    assert draft.blind_spot.ratio is None
    assert (draft.blind_spot.poorest, draft.blind_spot.richest) == (1, 0)
    assert "nobody of the richest fifth is unseen" in words.unseen(complete(city, draft))
