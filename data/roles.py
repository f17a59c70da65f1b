"""What a dataset may be for, and the columns each role has.

A manifest maps its own column names onto these with `penumbra.columns`; everything after ingest
speaks only these names. A role with `geometry` takes it from the file (polygons) or from the
columns `latitude` and `longitude` (points). Types are DuckDB's.
"""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """One role: the question its rows answer, and its columns with their types."""

    name: str
    row_is: str
    required: dict[str, str]
    optional: dict[str, str]
    geometry: Literal["polygon", "point"] | None = None
    by_area: bool = False
    """True when a row speaks of one area and may carry `variables` (area, variable, value)."""

    @property
    def columns(self) -> dict[str, str]:
        """Required and optional columns together, in order."""
        return self.required | self.optional


_POINT = {"latitude": "DOUBLE", "longitude": "DOUBLE"}

_ROLES = (
    Role(
        name="areas",
        row_is="one statistical area of the city",
        required={"area_id": "VARCHAR", "name": "VARCHAR"},
        optional={"region_id": "VARCHAR", "region": "VARCHAR"},
        geometry="polygon",
    ),
    Role(
        name="settlements",
        row_is="one informal settlement, with the people who live inside its limits",
        required={"settlement_id": "VARCHAR", "name": "VARCHAR"},
        optional={"people": "DOUBLE", "counted": "BOOLEAN"},
        geometry="polygon",
    ),
    Role(
        name="people",
        row_is="the residents of one area",
        required={"area_id": "VARCHAR", "people": "DOUBLE"},
        optional={},
        by_area=True,
    ),
    Role(
        name="wealth",
        row_is="the wealth of one area",
        required={"area_id": "VARCHAR"},
        optional={},
        by_area=True,
    ),
    Role(
        name="traits",
        row_is="something else known of the people of one area",
        required={"area_id": "VARCHAR"},
        optional={},
        by_area=True,
    ),
    Role(
        name="sensors",
        row_is="one sensor",
        required={"sensor_id": "VARCHAR", **_POINT},
        optional={
            "name": "VARCHAR",
            "status": "VARCHAR",
            "operator": "VARCHAR",
            "published": "VARCHAR",
            "installed_at": "TIMESTAMP",
        },
        geometry="point",
    ),
    Role(
        name="readings",
        row_is="one reading of one sensor; an empty value is a reading that was not made",
        required={"sensor_id": "VARCHAR", "observed_at": "TIMESTAMP"},
        optional={"value": "DOUBLE", "usable": "BOOLEAN"},
    ),
    Role(
        name="availability",
        row_is="how many readings one sensor should have made in one month, and made",
        required={
            "sensor_id": "VARCHAR",
            "year": "INTEGER",
            "month": "INTEGER",
            "expected": "BIGINT",
            "usable": "BIGINT",
        },
        optional={"received": "BIGINT", "longest_gap_minutes": "BIGINT"},
    ),
    Role(
        name="incidents",
        row_is="one true incident, known because the city is invented",
        required={"incident_id": "VARCHAR", "started_at": "TIMESTAMP", **_POINT},
        optional={"kind": "VARCHAR"},
        geometry="point",
    ),
    Role(
        name="requests",
        row_is="one request or report by a resident, without who made it",
        required={"request_id": "VARCHAR", "opened_at": "TIMESTAMP"},
        optional={
            "closed_at": "TIMESTAMP",
            "kind": "VARCHAR",
            "area_id": "VARCHAR",
            "incident_id": "VARCHAR",
            # A pseudonym: it is scrambled on reading, and only counts of it enter the snapshot.
            "reporter": "VARCHAR",
            **_POINT,
        },
    ),
    Role(
        name="interventions",
        row_is="one occurrence that the city attended to",
        required={"intervention_id": "VARCHAR", "started_at": "TIMESTAMP"},
        optional={
            "ended_at": "TIMESTAMP",
            "kind": "VARCHAR",
            "severity": "VARCHAR",
            "status": "VARCHAR",
            "area_name": "VARCHAR",
            "incident_id": "VARCHAR",
            **_POINT,
        },
    ),
    Role(
        name="need",
        row_is="one place where something is needed, known without the sensors",
        required={"need_id": "VARCHAR", **_POINT},
        optional={"kind": "VARCHAR", "level": "VARCHAR"},
        geometry="point",
    ),
    Role(
        name="sites",
        row_is="one place where a sensor could stand",
        required={"site_id": "VARCHAR", **_POINT},
        optional={"name": "VARCHAR", "kind": "VARCHAR"},
        geometry="point",
    ),
    Role(
        name="area_need",
        row_is="the need of one area",
        required={"area_id": "VARCHAR"},
        optional={},
        by_area=True,
    ),
    Role(
        name="service",
        row_is="the public services of one area",
        required={"area_id": "VARCHAR"},
        optional={},
        by_area=True,
    ),
)

ROLES: MappingProxyType[str, Role] = MappingProxyType({role.name: role for role in _ROLES})
