"""Do the answers to need, and the checks of readings, that a manifest declares make sense?"""

from collections.abc import Iterator
from typing import Any

from data.manifest_resource import twice
from data.manifest_shape import suggest

_NEEDS = ("incidents", "need", "area_need")


def response_mistakes(raw: dict[str, Any]) -> Iterator[str]:
    """One sentence for each response that names what is not there, or cannot be computed."""
    own = raw["penumbra"]
    responses = own.get("responses", ())
    yield from twice("penumbra › responses", [response["id"] for response in responses])
    resources = {resource["name"]: resource["penumbra"] for resource in raw["resources"]}
    networks = [network["id"] for network in own["networks"]]
    for response in responses:
        for text in (
            *_of(resources, response),
            *_network(networks, response),
            *_action(resources, response),
        ):
            yield f"penumbra › responses › `{response['id']}` › {text}"


def _of(resources: dict[str, Any], response: dict[str, Any]) -> Iterator[str]:
    name, _, variable = response["need"].partition(".")
    if name not in resources:
        yield f"need: found `{name}`. {suggest(name, resources)}"
        return
    role, near = resources[name]["role"], response.get("nearM")
    if role not in _NEEDS:
        yield (
            f"need: `{name}` has the role `{role}`, expected one of {', '.join(_NEEDS)}. "
            f"Name another."
        )
    elif role == "area_need":
        known = [item["name"] for item in resources[name].get("variables", ())]
        if variable not in known:
            yield f"need: found `{response['need']}`, expected `{name}.` and a variable of it. " + (
                suggest(variable, known)
            )
        if near is not None or response.get("targetHours") is not None:
            yield (
                "an area has no hour and no place: nearM and targetHours mean nothing there. "
                "Remove them."
            )
    elif variable:
        yield f"need: `{name}` is no dataset of areas. Name it without `.{variable}`."
    elif role == "need":
        if near is None:
            yield "nearM: a place of need has no id that an action shares. Say how near is near."
        if response.get("targetHours") is not None:
            yield "targetHours: a place of need has no beginning. Remove it."


def _network(networks: list[str], response: dict[str, Any]) -> Iterator[str]:
    if response["network"] not in networks:
        yield f"network: found `{response['network']}`. {suggest(response['network'], networks)}"


def _action(resources: dict[str, Any], response: dict[str, Any]) -> Iterator[str]:
    name = response["action"]
    if name not in resources:
        yield f"action: found `{name}`. {suggest(name, resources)}"
    elif resources[name]["role"] != "interventions":
        yield (
            f"action: `{name}` has the role `{resources[name]['role']}`, expected "
            f"`interventions`. Name another."
        )
    elif "kind" not in resources[name]["columns"] and response.get("kinds"):
        yield f"kinds: `{name}` maps no column `kind`. Map one, or remove the kinds."


def check_mistakes(raw: dict[str, Any]) -> Iterator[str]:
    """One sentence for each check of readings that nothing could pass."""
    for network in raw["penumbra"]["networks"]:
        checks = network.get("checks") or {}
        low, high = checks.get("low"), checks.get("high")
        if low is not None and high is not None and low >= high:
            yield (
                f"penumbra › networks › `{network['id']}` › checks: found low {low:g} and high "
                f"{high:g}, expected low under high. Correct them."
            )


def reporter_mistakes(raw: dict[str, Any]) -> Iterator[str]:
    """One sentence for each key of reporters that would be kept under another name."""
    for resource in raw["resources"]:
        columns = resource["penumbra"].get("columns", {})
        source = columns.get("reporter")
        others = [name for name, field in columns.items() if field == source and name != "reporter"]
        if source is not None and others:
            yield (
                f"resources › `{resource['name']}` › columns: `{source}` tells who reported and "
                f"would be kept as `{others[0]}`. Take it out of there."
            )
