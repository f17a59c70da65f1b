import json
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from audits.finding import AreaValue, Finding, Interval, State
from audits.report.document import document_of, schema
from audits.report.rows import COLUMNS, finding_rows
from tests.test_audits.examples import (
    AS_OF,
    SNAPSHOT,
    example_city,
    example_finding,
    example_findings,
    example_geography,
)

VALIDATOR = Draft202012Validator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def made(*findings: Finding) -> dict[str, Any]:
    return document_of(example_city(), SNAPSHOT, AS_OF.isoformat(), findings)


def test_the_schema_is_itself_valid_and_describes_every_property() -> None:
    Draft202012Validator.check_schema(schema())
    for name, definition in schema()["$defs"].items():
        for key, held in definition.get("properties", {}).items():
            assert held.get("description") or "$ref" in held, f"{name}.{key}"
        if "properties" in definition:
            assert definition["additionalProperties"] is False
            assert set(definition["required"]) == set(definition["properties"])


def test_every_kind_of_finding_follows_the_schema() -> None:
    document = made(*example_findings())
    VALIDATOR.validate(document)
    VALIDATOR.validate(json.loads(json.dumps(document, allow_nan=False)))


def test_the_contract_of_the_design_is_kept() -> None:
    document = made(*example_findings())
    assert {"city", "snapshot", "invented", "findings"} <= set(document)
    first = document["findings"][0]
    assert {
        "measure", "network", "purpose", "unit", "estimate", "interval", "interval_meaning",
        "by_group", "by_area", "blind_spot", "footing", "stability", "parameters", "caveats",
        "datasets",
    } <= set(first)  # fmt: skip
    assert first["estimate"] == 0.7
    assert first["interval"] == {"low": 0.66, "high": 0.74, "level": 0.95}
    assert [caveat["severity"] for caveat in first["caveats"]] == ["strong care", "care", "note"]
    assert first["blind_spot"]["people"] == 18_000
    assert first["datasets"][0]["age_days"] == 244


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("caveats",), []),
        (("estimate",), None),
        (("blind_spot", "share"), 1.2),
        (("purpose",), "surveillance"),
        (("surprise",), 1),
        (("datasets", 0, "observed_until"), "last summer"),
    ],
)
def test_what_breaks_the_contract_is_refused(path: tuple[str | int, ...], value: object) -> None:
    document = made(example_finding())
    held: Any = document["findings"][0]
    for step in path[:-1]:
        held = held[step]
    held[path[-1]] = value
    with pytest.raises(ValidationError):
        VALIDATOR.validate(document)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_number_that_is_not_finite_is_refused_by_name(value: float) -> None:
    broken = example_finding(by_area=(AreaValue(area="a00", value=value, state=State.MEASURED),))
    with pytest.raises(ValueError, match=r"findings\[M3-cameras\].by_area\[0\].value"):
        made(broken)


def test_noise_of_summing_does_not_break_a_share() -> None:
    finding = example_finding(estimate=1.0000000000000007, interval=Interval(low=0.9, high=1))
    assert made(finding)["findings"][0]["estimate"] == 1


def test_every_row_alone_carries_caveats_blind_spot_and_age() -> None:
    geography = example_geography()
    names = dict(zip(geography.area_ids, geography.names, strict=True))
    rows = list(finding_rows(example_finding(), names))
    assert len(rows) == 1 + 7 + 12
    for row in rows:
        assert tuple(row) == COLUMNS
        assert "Camera positions is 244 days old" in str(row["caveats"])
        assert "30 %" in str(row["not_seen"])
        assert "8 months old" in str(row["age"])
        assert (row["value"] is None) == (row["state"] != "measured")
    assert {row["of"] for row in rows} == {"everyone", "group", "area"}
    assert any(row["name"] == "Harbour" and row["value"] == 0.1 for row in rows)


def test_a_real_city_is_not_called_invented() -> None:
    city = replace(example_city(), invented=False)
    document = document_of(city, SNAPSHOT, AS_OF.isoformat(), ())
    assert document["invented"] is False
    VALIDATOR.validate(document)
