import numpy as np

from audits.caveat import Caveat
from audits.caveats.silence_is_not_calm import RULE
from audits.frame import CityFrame
from audits.measures.m03_radius_coverage import compute as radius
from audits.measures.m27_silence import compute
from tests.test_audits.quiet_city import calling, health
from tests.test_audits.small_frame import dataset, frame


def said(city: CityFrame, subject: str) -> dict[str, Caveat]:
    draft = next(d for d in compute(city) if d.subject == subject)
    return {caveat.code: caveat for caveat in RULE.find(city, draft)}


def test_a_feed_of_calls_has_one_witness_and_a_threshold() -> None:
    found = said(calling(lambda *_: 6), "calls")
    assert set(found) == {"silence_one_witness", "silence_low_reporting"}
    assert "less than 33% of" in found["silence_low_reporting"].text


def test_a_feed_of_readings_says_what_calm_is() -> None:
    city = frame(sensors=[(0, "working")], health=health(np.ones((1, 20))))
    (caveat,) = said(city, "gauges").values()
    assert "a gauge within 100 m delivered most of its readings in the day" in caveat.text
    long = frame(sensors=[(0, "working")], health=health(np.ones((1, 200))))
    (caveat,) = said(long, "gauges").values()
    assert "in the week" in caveat.text


def test_not_said_where_silence_has_no_meaning() -> None:
    city = frame(sensors=[(0, "working")], datasets=[dataset("calls", "requests", sample=True)])
    assert said(city, "calls") == {}
    assert list(RULE.find(city, next(iter(radius(city))))) == []
