import pandas as pd

from audits.caveats.who_reports import RULE
from audits.frame import CityFrame
from audits.measures.m03_radius_coverage import compute as radius
from audits.measures.m22_freshness import compute as freshness
from tests.test_audits.quiet_city import calling


def texts(city: CityFrame, subject: str) -> list[str]:
    draft = next(d for d in (*radius(city), *freshness(city)) if d.subject == subject)
    return [caveat.text for caveat in RULE.find(city, draft)]


def test_said_of_every_feed_of_calls_and_of_no_sensor() -> None:
    city = calling(lambda *_: 1)
    (said,) = texts(city, "calls")
    assert "“calls” tells who calls, not what happens" in said
    assert "name no area" not in said
    assert texts(city, "gauges") == []


def test_rows_without_a_place_are_counted() -> None:
    city = calling(lambda *_: 1)
    rows = city.tables["request"]
    nowhere = rows.iloc[:100].assign(area_id=None)
    city.tables["request"] = pd.concat([rows, nowhere], ignore_index=True)
    (said,) = texts(city, "calls")
    assert "20 % of its rows name no area" in said
