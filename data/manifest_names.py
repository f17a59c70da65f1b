"""Do the names in a manifest point at something, once, and do its statements agree?

The shape has been checked before; what follows needs more than one place of the manifest at a time.
"""

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from data.manifest_answers import check_mistakes, reporter_mistakes, response_mistakes
from data.manifest_resource import known_crs, resource_mistakes, spans, twice
from data.manifest_shape import suggest


def name_mistakes(raw: dict[str, Any]) -> Iterator[str]:
    """One sentence for each name that points at nothing or at two things, and contradiction."""
    own = raw["penumbra"]
    yield from _ground(own)
    networks = [network["id"] for network in own["networks"]]
    dimensions = [dimension["id"] for dimension in own["dimensions"]]
    yield from twice("resources", [resource["name"] for resource in raw["resources"]])
    yield from twice("penumbra › networks", networks)
    yield from twice("penumbra › dimensions", dimensions)
    for resource in raw["resources"]:
        for text in resource_mistakes(resource, set(networks)):
            yield f"resources › `{resource['name']}` › {text}"
    for network in own["networks"]:
        for text in spans(network.get("expectedGaps", ()), "expectedGaps"):
            yield f"penumbra › networks › `{network['id']}` › {text}"
    yield from _roles_present(raw)
    yield from _dimensions(raw)
    yield from response_mistakes(raw)
    yield from check_mistakes(raw)
    yield from reporter_mistakes(raw)
    yield from _margins(raw)


def _ground(own: dict[str, Any]) -> Iterator[str]:
    """Is the map metric, and is the clock one that exists?"""
    crs = known_crs(own["crs"])
    if crs is None:
        yield f"penumbra › crs: found `{own['crs']}`, expected a code, as EPSG:31983. Correct it."
    elif not crs.is_projected or {axis.unit_name for axis in crs.axis_info} != {"metre"}:
        yield (
            f"penumbra › crs: found `{own['crs']}`, expected a projected one in metres, such as "
            f"the UTM zone of the city. Name that one."
        )
    try:
        ZoneInfo(own["timezone"])
    except (KeyError, ValueError, OSError):
        yield (
            f"penumbra › timezone: found `{own['timezone']}`, expected a name such as "
            f"America/Sao_Paulo. Correct it."
        )


def _roles_present(raw: dict[str, Any]) -> Iterator[str]:
    roles = [resource["penumbra"]["role"] for resource in raw["resources"]]
    for role in ("areas", "people", "wealth"):
        if role not in roles:
            yield f"resources: found none of the role `{role}`; a city needs one. Add it."
    if roles.count("areas") > 1:
        yield f"resources: found {roles.count('areas')} of the role `areas`, expected one. Choose."
    sensed = {
        resource["penumbra"].get("network")
        for resource in raw["resources"]
        if resource["penumbra"]["role"] == "sensors"
    }
    for network in raw["penumbra"]["networks"]:
        if network["id"] not in sensed:
            yield (
                f"penumbra › networks › `{network['id']}`: no resource of the role `sensors` "
                f"belongs to it. Add one, or remove the network."
            )


def _dimensions(raw: dict[str, Any]) -> Iterator[str]:
    own = raw["penumbra"]
    variables = [
        variable
        for resource in raw["resources"]
        for variable in resource["penumbra"].get("variables", ())
    ]
    yield from twice("variables", [variable["name"] for variable in variables])
    kinds = {dimension["id"]: dimension["kind"] for dimension in own["dimensions"]}
    if own["wealth"] not in kinds:
        yield f"penumbra › wealth: found `{own['wealth']}`. {suggest(own['wealth'], kinds)}"
    elif kinds[own["wealth"]] != "fifths":
        yield (
            f"penumbra › wealth: `{own['wealth']}` is of the kind `{kinds[own['wealth']]}`, "
            f"expected `fifths`. Name one that ranks people from poorest to richest."
        )
    extensive = {v["name"]: v.get("extensive", False) for v in variables}
    roles = {resource["penumbra"]["role"] for resource in raw["resources"]}
    for dimension in own["dimensions"]:
        for text in (
            *_dimension(dimension, extensive),
            *_crossed(dimension, kinds, "settlements" in roles),
        ):
            yield f"penumbra › dimensions › `{dimension['id']}` › {text}"
    yield from _pairs(own, extensive)


def _pairs(own: dict[str, Any], extensive: dict[str, bool]) -> Iterator[str]:
    """Both sides of a pair are declared variables; what is summed (`a+b`) is counts."""
    pairs = own.get("pairs", ())
    for number, pair in enumerate(pairs, start=1):
        for side in ("service", "need"):
            names = pair[side].split("+")
            for name in names:
                if name not in extensive:
                    yield (
                        f"penumbra › pairs › {number} › {side}: no resource declares the variable "
                        f"`{name}`. {suggest(name, extensive)}"
                    )
                elif len(names) > 1 and not extensive[name]:
                    yield (
                        f"penumbra › pairs › {number} › {side}: `{name}` is no count, so it cannot "
                        f"be added up. Mark it `extensive`, or name one variable."
                    )
    yield from twice("penumbra › pairs", [f"{pair['service']}, {pair['need']}" for pair in pairs])


def _margins(raw: dict[str, Any]) -> Iterator[str]:
    """A margin of error stands in the same table as the count it belongs to."""
    for resource in raw["resources"]:
        variables = resource["penumbra"].get("variables", ())
        names = [variable["name"] for variable in variables]
        for variable in variables:
            moe = variable.get("moe")
            if moe is not None and (moe not in names or moe == variable["name"]):
                others = [name for name in names if name != variable["name"]]
                yield (
                    f"resources › `{resource['name']}` › penumbra › variables › "
                    f"`{variable['name']}` › moe: found `{moe}`. {suggest(moe, others)}"
                )


def _crossed(dimension: dict[str, Any], kinds: dict[str, str], settled: bool) -> Iterator[str]:
    for name in dimension.get("of", ()):
        if name not in kinds:
            yield f"of: found `{name}`. {suggest(name, kinds)}"
        elif kinds[name] == "crossed":
            yield f"of: `{name}` is crossed itself. Name the dimensions it is made of."
    if dimension["kind"] == "settlement" and not settled:
        yield "kind: no resource has the role `settlements`. Add one, or remove the dimension."


def _dimension(dimension: dict[str, Any], extensive: dict[str, bool]) -> Iterator[str]:
    shares: dict[str, list[str]] = dimension.get("shares", {})
    counts = [name for names in shares.values() for name in names]
    for name in [*([dimension["variable"]] if "variable" in dimension else []), *counts]:
        if name not in extensive:
            yield f"no resource declares the variable `{name}`. {suggest(name, extensive)}"
    for name in counts:
        if extensive.get(name) is False:
            yield f"shares: `{name}` is no count. Mark it `extensive`, or name another."
    for group in shares:
        if group not in dimension["groups"]:
            yield f"shares: `{group}` is no group. {suggest(group, dimension['groups'])}"
    for group in dimension.get("groups", ()):
        if dimension["kind"] == "shares" and group not in shares:
            yield f"shares: the group `{group}` has no counts. Name its variables."
