"""What a manifest says of answers to need, of checks and of reporters must make sense."""

from pathlib import Path
from typing import Any

import pytest

from data.errors import ManifestError
from tests.test_data.small_city import Manifest, make_city, resource

GOOD: dict[str, Any] = {
    "id": "floods",
    "title": "Floods",
    "need": "floods",
    "action": "events",
    "network": "cameras",
    "nearM": 200,
}


def refused(tmp_path: Path, edit: Any) -> str:
    with pytest.raises(ManifestError) as caught:
        make_city(tmp_path, edit=edit)
    return str(caught.value)


def with_response(**more: object) -> Any:
    def edit(raw: Manifest) -> None:
        raw["penumbra"]["responses"] = [{**GOOD, **more}]

    return edit


def test_a_response_that_makes_sense_is_read(tmp_path: Path) -> None:
    (response,) = make_city(tmp_path, edit=with_response()).responses
    assert (response.need, response.near_m, response.target_hours) == ("floods", 200, None)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"need": "flods"}, "Did you mean `floods`?"),
        ({"need": "calls"}, "has the role `requests`"),
        ({"need": "floods.depth"}, "is no dataset of areas"),
        ({"nearM": None}, "Say how near is near"),
        ({"targetHours": 6}, "has no beginning"),
        ({"network": "camera"}, "Did you mean `cameras`?"),
        ({"action": "calls"}, "expected `interventions`"),
        ({"action": "nothing"}, "found `nothing`"),
        ({"kinds": ["flood"]}, "maps no column `kind`"),
    ],
)
def test_a_response_that_points_nowhere_is_refused(
    tmp_path: Path, more: dict[str, object], said: str
) -> None:
    text = refused(tmp_path, with_response(**more))
    assert "penumbra › responses › `floods`" in text
    assert said in text


def test_a_need_of_areas_names_its_variable_and_has_no_hour(tmp_path: Path) -> None:
    def edit(raw: Manifest) -> None:
        income = resource(raw, "income")
        raw["resources"].append({**income, "name": "hazard", "penumbra": {
            **income["penumbra"], "role": "area_need", "variables": [
                {**income["penumbra"]["variables"][0], "name": "level"}
            ]}})  # fmt: skip
        raw["penumbra"]["responses"] = [
            {**GOOD, "need": "hazard.levels"},
            {**GOOD, "id": "two", "need": "hazard.level", "targetHours": 6},
        ]

    text = refused(tmp_path, edit)
    assert "Did you mean `level`?" in text
    assert "an area has no hour and no place" in text


def test_a_response_stands_once(tmp_path: Path) -> None:
    def edit(raw: Manifest) -> None:
        raw["penumbra"]["responses"] = [GOOD, GOOD]

    assert "found 2 of this name" in refused(tmp_path, edit)


def test_a_range_that_nothing_can_pass_is_refused(tmp_path: Path) -> None:
    def edit(raw: Manifest) -> None:
        raw["penumbra"]["networks"][1]["checks"] = {"unit": "mm", "low": 60, "high": 0}

    assert "expected low under high" in refused(tmp_path, edit)


def test_a_reporter_s_key_is_kept_under_no_other_name(tmp_path: Path) -> None:
    def edit(raw: Manifest) -> None:
        columns = resource(raw, "calls")["penumbra"]["columns"]
        columns["reporter"] = columns["request_id"]

    assert "tells who reported" in refused(tmp_path, edit)
