"""Quarters of an hour of a feed, counted by hand: what came, from how many, and the newest."""

from pathlib import Path

from tests.test_data.small_city import make_city, publish

RAIN = (
    "id,at,mm\n"
    "g1,2024-03-01 00:00,1\n"
    "g2,2024-03-01 00:10,4\n"
    "g1,2024-03-01 00:15,\n"
    "g1,2024-03-01 00:40,2\n"
)


def test_a_row_without_a_value_is_no_sign_of_life(tmp_path: Path) -> None:
    snapshot = publish(make_city(tmp_path / "city", {"rain.csv": RAIN}), tmp_path / "home")
    with snapshot.cursor() as cursor:
        found = cursor.execute(
            "select quarter::varchar, last_at::varchar, usable_at::varchar, arrived, usable, "
            "highest, sensors from feed_pulse where dataset = 'rain' order by quarter"
        ).fetchall()
    day = "2024-03-01 "
    assert found == [
        (f"{day}00:00:00", f"{day}00:10:00", f"{day}00:10:00", 2, 2, 4.0, 2),
        (f"{day}00:15:00", f"{day}00:15:00", None, 0, 0, None, 0),
        (f"{day}00:30:00", f"{day}00:40:00", f"{day}00:40:00", 1, 1, 2.0, 1),
    ]
