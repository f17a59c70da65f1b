"""Does what a manifest says of one resource fit its role and its fields?"""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from pyproj import CRS
from pyproj.exceptions import CRSError

from data.manifest_shape import suggest
from data.roles import ROLES

_OF_A_NETWORK = ("sensors", "readings", "availability")
_FITTING = {
    "DOUBLE": ("number", "integer"),
    "BIGINT": ("integer", "number"),
    "INTEGER": ("integer", "number"),
    "TIMESTAMP": ("datetime", "date"),
    "BOOLEAN": ("boolean",),
}
"""Type of a role's column -> types of fields that can become it; text can be made of any."""
_WORDS: dict[tuple[str, str], tuple[str, ...]] = {
    ("sensors", "status"): ("working", "not working", "unknown"),
    ("sensors", "published"): ("yes", "no", "unknown"),
}
"""Words that measures and maps go by, so that another one would be passed over in silence."""


def known_crs(text: str) -> CRS | None:
    """The coordinate reference system of this code, or None where there is none."""
    try:
        return CRS(text)
    except CRSError:
        return None


def twice(place: str, names: Iterable[str]) -> Iterator[str]:
    """Names that stand more than once."""
    for name, times in Counter(names).items():
        if times > 1:
            yield f"{place} › `{name}`: found {times} of this name. Give each its own."


def spans(gaps: Iterable[dict[str, str]], place: str) -> Iterator[str]:
    """Times that end before they begin."""
    for gap in gaps:
        if gap["start"] > gap["end"]:
            yield f"{place}: found {gap['start']} to {gap['end']}. Put the earlier day first."


def resource_mistakes(resource: dict[str, Any], networks: set[str]) -> Iterator[str]:
    """One sentence for each mistake within one resource; `networks` are the ids that exist."""
    own = resource["penumbra"]
    role = ROLES.get(own["role"])
    if role is None:
        yield f"penumbra › role: found `{own['role']}`. {suggest(own['role'], ROLES)}"
        return
    yield from _file(resource)
    if "crs" in own and known_crs(own["crs"]) is None:
        yield f"penumbra › crs: found `{own['crs']}`, expected a code, as EPSG:4326. Correct it."
    yield from _columns(own, role.name)
    yield from _words(own, role.name)
    yield from _sources(own, {f["name"]: f["type"] for f in resource["schema"]["fields"]})
    if own.get("variables") and not role.by_area:
        yield f"penumbra › variables: the role `{role.name}` has no row per area to carry them."
    network = own.get("network")
    if (network or role.name in _OF_A_NETWORK) and network not in networks:
        yield f"penumbra › network: found `{network}`. {suggest(str(network), networks)}"
    first, last = own.get("observedFrom"), own.get("observedUntil")
    if first and last and first > last:
        yield f"penumbra › observedFrom: {first} is after {last}. Put the earlier day first."
    yield from spans(own.get("expectedGaps", ()), "penumbra › expectedGaps")


def _file(resource: dict[str, Any]) -> Iterator[str]:
    """The path stays below the city's folder; fields and missing values are said once."""
    path = resource["path"]
    absolute = PurePosixPath(path).is_absolute() or PureWindowsPath(path).anchor
    if absolute or "\\" in path or "://" in path or ".." in PurePosixPath(path).parts:
        yield (
            f"path: found `{path}`, expected a file below the city's folder, written with /. "
            f"Addresses go under penumbra › endpoint."
        )
    yield from twice("schema › fields", [field["name"] for field in resource["schema"]["fields"]])
    missing = resource["schema"].get("missingValues", ())
    if len({isinstance(item, str) for item in missing}) > 1:
        yield "schema › missingValues: some have a label and some have none. Label them all."
    values = [item if isinstance(item, str) else item["value"] for item in missing]
    yield from twice("schema › missingValues", values)
    labels = [item["label"] for item in missing if not isinstance(item, str)]
    yield from twice("schema › missingValues › label", labels)


def _columns(own: dict[str, Any], role_name: str) -> Iterator[str]:
    """Each column of the role comes from one place, and the needed ones from some place."""
    role = ROLES[role_name]
    constants = own.get("constants", {})
    given = set(own["columns"]) | set(constants)
    if own.get("unpivot"):
        if role_name != "readings":
            yield f"penumbra › unpivot: the role `{role_name}` has no value per sensor. Remove it."
        for column in sorted(given & {"sensor_id", "value"}):
            yield f"penumbra › columns: `{column}` comes from `unpivot` already. Remove one."
        given |= {"sensor_id", "value"}
        yield from twice("penumbra › unpivot › sensor", own["unpivot"].values())
    for column in role.required:
        if column not in given:
            yield (
                f"penumbra › columns: found no `{column}`, which the role `{role_name}` needs. "
                f"Say which field holds it."
            )
    for column in sorted(given - set(role.columns)):
        yield (
            f"penumbra › columns: `{column}` is no column of the role `{role_name}`. "
            f"{suggest(column, role.columns)}"
        )
    for column in sorted(set(own["columns"]) & set(constants)):
        yield f"penumbra › constants: `{column}` comes from a field already. Remove one."
    for column in sorted(set(own.get("values", {})) - set(own["columns"])):
        yield (
            f"penumbra › values: `{column}` comes from no field, so nothing would be translated. "
            f"{suggest(column, own['columns'])}"
        )


def _words(own: dict[str, Any], role_name: str) -> Iterator[str]:
    """What a column is said to hold, by a constant or a translation, is what it can hold."""
    said = [
        *(("constants", column, [word]) for column, word in own.get("constants", {}).items()),
        *(("values", column, list(to.values())) for column, to in own.get("values", {}).items()),
    ]
    for place, column, words in said:
        kind = ROLES[role_name].columns.get(column)
        allowed = _WORDS.get((role_name, column))
        if kind == "BOOLEAN":
            allowed = ("true", "false")
        elif kind not in ("VARCHAR", None):
            yield f"penumbra › {place} › {column}: no word can stand in a {kind}. Remove it."
            continue
        for word in dict.fromkeys(words):
            if allowed and word not in allowed:
                yield f"penumbra › {place} › {column}: found `{word}`. {suggest(word, allowed)}"


def _sources(own: dict[str, Any], types: dict[str, str]) -> Iterator[str]:
    """Every field that is used is declared, with a type that can become what it is used for."""
    role = ROLES[own["role"]]
    used = [
        *((f"columns › {c}", field, role.columns.get(c)) for c, field in own["columns"].items()),
        *((f"variables › {v['name']}", v["field"], "DOUBLE") for v in own.get("variables", ())),
        *(("unpivot", field, "DOUBLE") for field in own.get("unpivot", {})),
    ]
    translated = {
        own["columns"][column] for column in set(own.get("values", {})) & set(own["columns"])
    }
    for place, field, kind in used:
        if field not in types:
            yield f"penumbra › {place}: no field `{field}` in the schema. {suggest(field, types)}"
            continue
        fitting = _FITTING.get(str(kind))
        if kind == "BOOLEAN" and field in translated:
            fitting = ("string",)
        if fitting and types[field] not in fitting:
            yield (
                f"penumbra › {place}: the field `{field}` is of the type `{types[field]}`, "
                f"expected {' or '.join(fitting)}. Correct its type, or name another field."
            )
