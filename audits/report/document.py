"""Findings as plain data for machines: what `finding.schema.json` describes, no more and no less.

Every number keeps its caveats, blind spot, footing and age. A number that is not finite is a fault
in a measure, and is refused here rather than written. As JSON it is in English, whatever language
is spoken, so that the same words stand for the same things.
"""

import json
import math
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from audits import words
from audits.finding import BlindSpot, Finding, Footing, Interval, Stability
from audits.report.exhibit_data import exhibit_data
from audits.report.phrases import by_severity
from data.city import City

if TYPE_CHECKING:
    from audits.opened import OpenedCity

Json = dict[str, Any]


def document(opened: "OpenedCity", measure: str | None = None, network: str | None = None) -> Json:
    """All findings of an opened city, or those of one measure code or one network, as JSON data."""
    return document_of(
        opened.city, opened.snapshot, opened.as_of.isoformat(), opened.findings(measure, network)
    )


def document_of(city: City, snapshot: str, as_of: str, findings: tuple[Finding, ...]) -> Json:
    """The document of these findings. Raises ValueError on a number that is not finite."""
    made: Json = {
        "city": city.id,
        "city_title": city.title,
        "snapshot": snapshot,
        "as_of": as_of,
        "invented": city.invented,
        "blind_spot_statement": words.blind_spot_statement(city, findings),
        "findings": [finding_data(finding) for finding in findings],
    }
    cleaned: Json = _finite(made, "document")
    return cleaned


def schema() -> Json:
    """The JSON Schema (2020-12) of the document."""
    text = files("audits").joinpath("finding.schema.json").read_text("utf-8")
    loaded: Json = json.loads(text)
    return loaded


def finding_data(finding: Finding) -> Json:
    """One finding as JSON data."""
    draft, measure, network = finding.draft, finding.measure, finding.network
    return {
        "key": finding.key,
        "measure": measure.code,
        "measure_name": measure.name,
        "question": measure.question,
        "better": measure.better,
        "family": measure.family,
        "headline": measure.headline,
        "network": network.id if network else None,
        "subject": draft.subject,
        "purpose": network.purpose if network else None,
        "unit": measure.unit,
        "estimate": draft.estimate,
        "state": draft.state.value,
        "reason": draft.reason,
        "interval": _interval(draft.interval),
        "interval_meaning": draft.interval_meaning,
        "reading": draft.reading,
        "group_unit": measure.unit_of_groups,
        "by_group": [
            {
                "dimension": group.dimension,
                "group": group.group,
                "value": group.value,
                "state": group.state.value,
                "reason": group.reason,
                "interval": _interval(group.interval),
                "people": group.people,
            }
            for group in draft.by_group
        ],
        "area_unit": measure.unit_of_areas,
        "by_area": [
            {
                "area": area.area,
                "value": area.value,
                "state": area.state.value,
                "reason": area.reason,
            }
            for area in draft.by_area
        ],
        "curve": None
        if draft.curve is None
        else {
            "people": list(draft.curve.people),
            "share": list(draft.curve.share),
            "of": draft.curve.of,
            "ranked_by": draft.curve.ranked_by,
        },
        "exhibits": [exhibit_data(exhibit) for exhibit in draft.exhibits],
        "blind_spot": _blind_spot(draft.blind_spot),
        "footing": _footing(draft.footing),
        "stability": _stability(draft.stability),
        "parameters": dict(draft.parameters),
        "caveats": [
            {
                "code": caveat.code,
                "severity": caveat.severity.value,
                "text": caveat.text,
                "about": caveat.about,
                "raised_by": caveat.raised_by,
            }
            for caveat in by_severity(finding)
        ],
        "datasets": [
            {
                "name": item.name,
                "title": item.title,
                "observed_until": item.observed_until.isoformat() if item.observed_until else None,
                "age_days": item.age_days,
            }
            for item in finding.datasets
        ],
    }


def _interval(of: Interval | None) -> Json | None:
    return None if of is None else {"low": of.low, "high": of.high, "level": of.level}


def _blind_spot(spot: BlindSpot) -> Json:
    return {
        "people": spot.people,
        "of_people": spot.of_people,
        "share": spot.share,
        "ratio": spot.ratio,
        "by_group": [
            {
                "dimension": group.dimension,
                "group": group.group,
                "people": group.people,
                "share": group.share,
            }
            for group in spot.by_group
        ],
        "areas": [
            {"area": area.area, "people": area.people, "share": area.share} for area in spot.areas
        ],
        "reasons": [{"reason": reason, "people": people} for reason, people in spot.reasons],
        "uncounted": list(spot.uncounted),
    }


def _footing(of: Footing) -> Json:
    return {
        "people": of.people,
        "areas": of.areas,
        "sensors": of.sensors,
        "incidents": of.incidents,
        "readings": of.readings,
        "reports": of.reports,
        "survey_error": of.survey_error,
        "withheld": of.withheld,
    }


def _stability(of: Stability) -> Json:
    return {
        "verdict": of.verdict,
        "low": of.low,
        "high": of.high,
        "share_holding": of.share_holding,
        "settings": [
            {
                "parameters": dict(setting.parameters),
                "estimate": setting.estimate,
                "holds": setting.holds,
            }
            for setting in of.settings
        ],
        "boundaries": of.boundaries,
    }


def _finite(value: Any, where: str) -> Any:
    """The same with floats to twelve digits that count: what lies beyond is noise of summing.

    JSON has no word for NaN or infinity, and neither has a reader, so those are refused.
    """
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError(
                f"found {value} at {where}, expected a finite number or none with its reason;"
                " mend the measure that made it"
            )
        return float(f"{value:.12g}")
    if isinstance(value, dict):
        return {name: _finite(item, f"{where}.{name}") for name, item in value.items()}
    if isinstance(value, list):
        return [
            _finite(item, f"{where}[{item.get('key', n) if isinstance(item, dict) else n}]")
            for n, item in enumerate(value)
        ]
    return value
