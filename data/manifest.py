"""Finds a city, reads its `datapackage.json`, and makes records of it once it has been checked."""

import difflib
import json
import math
from collections.abc import Iterable
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

from data.city import (
    Biography,
    City,
    Dataset,
    Dimension,
    ExpectedGap,
    Field,
    Network,
    NotCounted,
    Pair,
    ReadingChecks,
    Response,
    Variable,
    sha256_file,
)
from data.errors import ManifestError, UnknownCityError
from data.manifest_names import name_mistakes
from data.manifest_shape import shape_mistakes

MANIFEST = "datapackage.json"
_BUILT_IN = Path(__file__).parent / "cities"


def city_ids() -> tuple[str, ...]:
    """Ids of the cities that ship with Penumbra."""
    return tuple(sorted(path.parent.name for path in _BUILT_IN.glob(f"*/{MANIFEST}")))


def find_city(name_or_path: str) -> City:
    """The city with this id, or of the folder at this path. Raises UnknownCityError."""
    for folder in (_BUILT_IN / name_or_path, Path(name_or_path)):
        if (folder / MANIFEST).is_file():
            return read_manifest(folder / MANIFEST)
    near = difflib.get_close_matches(name_or_path, city_ids(), n=1)
    raise UnknownCityError(
        f"Found no city `{name_or_path}`; expected one of {', '.join(city_ids())}, or a folder "
        f"that holds a {MANIFEST}." + (f" Did you mean `{near[0]}`?" if near else "")
    )


def read_manifest(path: Path) -> City:
    """The manifest at `path` as a City. Raises ManifestError with every mistake found, at once."""
    raw = _json(path)
    mistakes = shape_mistakes(raw) or list(name_mistakes(raw))
    if mistakes:
        listed = "\n  ".join(mistakes)
        raise ManifestError(f"{path}: {len(mistakes)} to mend\n  {listed}")
    return _city(raw, path)


def _json(path: Path) -> Any:
    """What the file holds. Raises ManifestError where it is no JSON, or JSON read in two ways."""
    try:
        return json.loads(
            path.read_text(encoding="utf-8-sig"),
            object_pairs_hook=_once,
            parse_constant=_finite,
            parse_float=_finite,
        )
    except OSError as error:
        raise ManifestError(
            f"{path}: cannot be read ({error.strerror}). Check the path."
        ) from error
    except UnicodeDecodeError as error:
        raise ManifestError(f"{path}: not UTF-8 ({error.reason}). Save it as UTF-8.") from error
    except json.JSONDecodeError as error:
        raise ManifestError(
            f"{path}, line {error.lineno}: not JSON ({error.msg}). Mend the line and run again."
        ) from error
    except (ValueError, RecursionError) as error:
        raise ManifestError(f"{path}: {error}. Mend it and run again.") from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; of a key that stands twice JSON would silently keep the last."""
    keys = [key for key, _ in pairs]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise ValueError(f"found `{twice[0]}` twice in one object, expected it once")
    return dict(pairs)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"found the number {text}, expected a finite one")
    return number


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _gaps(raw: Iterable[dict[str, str]]) -> tuple[ExpectedGap, ...]:
    return tuple(
        ExpectedGap(
            start=date.fromisoformat(gap["start"]),
            end=date.fromisoformat(gap["end"]),
            reason=gap["reason"],
        )
        for gap in raw
    )


def _field(raw: dict[str, Any]) -> Field:
    limits = raw.get("constraints", {})
    return Field(
        name=raw["name"],
        type=raw["type"],
        format=raw.get("format"),
        required=limits.get("required", False),
        unique=limits.get("unique", False),
        minimum=limits.get("minimum"),
        maximum=limits.get("maximum"),
        decimal=raw.get("decimalChar", "."),
        free_text=raw.get("penumbra", {}).get("freeText", False),
    )


def _dataset(raw: dict[str, Any]) -> Dataset:
    own = raw["penumbra"]
    missing = {
        (item if isinstance(item, str) else item["value"]): (
            "not stated" if isinstance(item, str) else item["label"]
        )
        for item in raw["schema"].get("missingValues", [{"value": "", "label": "not stated"}])
    }
    licences = [item.get("title") or item.get("name") for item in raw.get("licenses", ())]
    sources = [item["title"] for item in raw.get("sources", ()) if item.get("title")]
    return Dataset(
        name=raw["name"],
        title=raw.get("title", raw["name"]),
        role=own["role"],
        path=raw["path"],
        format=raw["format"],
        encoding=raw.get("encoding", "utf-8"),
        delimiter=raw.get("dialect", {}).get("delimiter", ","),
        fields=tuple(_field(field) for field in raw["schema"]["fields"]),
        missing=missing,
        columns=own["columns"],
        values=own.get("values"),
        constants=own.get("constants"),
        variables=tuple(Variable(**variable) for variable in own.get("variables", ())),
        unpivot=own.get("unpivot"),
        network=own.get("network"),
        layer=own.get("layer"),
        source_crs=own.get("crs", "EPSG:4326"),
        endpoint=own.get("endpoint"),
        publisher="; ".join(sources) or None,
        licence="; ".join(text for text in licences if text) or None,
        note=own.get("note"),
        observed_from=_day(own.get("observedFrom")),
        observed_until=_day(own.get("observedUntil")),
        interval_days=own.get("intervalDays"),
        independent_of_sensors=own.get("independentOfSensors"),
        sample=own.get("sample", False),
        expected_gaps=_gaps(own.get("expectedGaps", ())),
        foreign_names=own.get("foreignNames"),
        biography=Biography(**own["biography"]),
    )


def _network(raw: dict[str, Any]) -> Network:
    return Network(
        id=raw["id"],
        title=raw["title"],
        sensor=raw["sensor"],
        purpose=raw["purpose"],
        reach_m=raw["reachM"],
        reach_grid_m=tuple(raw["reachGridM"]),
        scale_m=raw["scaleM"],
        operator=raw.get("operator"),
        vendor=raw.get("vendor"),
        owner=raw.get("owner"),
        contract_end=raw.get("contractEnd"),
        cost=raw.get("cost"),
        legal_basis=raw.get("legalBasis"),
        retention_days=raw.get("retentionDays"),
        reading_interval_minutes=raw.get("readingIntervalMinutes"),
        expected_gaps=_gaps(raw.get("expectedGaps", ())),
        checks=_checks(raw.get("checks")),
        note=raw.get("note"),
    )


def _dimension(raw: dict[str, Any], others: dict[str, dict[str, Any]]) -> Dimension:
    shares = raw.get("shares")
    of = tuple(raw.get("of", ()))
    crossed = [others[name]["groups"] for name in of]
    return Dimension(
        id=raw["id"],
        title=raw["title"],
        kind=raw["kind"],
        groups=tuple(raw.get("groups") or (", ".join(words) for words in product(*crossed))),
        of=of,
        variable=raw.get("variable"),
        shares={group: tuple(names) for group, names in shares.items()} if shares else None,
        least_people=raw.get("leastPeople", 0),
        proxy=raw.get("proxy"),
        universe=raw.get("universe"),
    )


def _response(raw: dict[str, Any]) -> Response:
    return Response(
        id=raw["id"],
        title=raw["title"],
        need=raw["need"],
        action=raw["action"],
        network=raw["network"],
        kinds=tuple(raw.get("kinds", ())),
        target_hours=raw.get("targetHours"),
        near_m=raw.get("nearM"),
    )


def _checks(raw: dict[str, Any] | None) -> ReadingChecks | None:
    if raw is None:
        return None
    return ReadingChecks(
        unit=raw["unit"],
        low=raw.get("low"),
        high=raw.get("high"),
        most_equal=raw.get("mostEqual"),
        most_step=raw.get("mostStep"),
        said_by=raw.get("saidBy"),
    )


def _city(raw: dict[str, Any], path: Path) -> City:
    own = raw["penumbra"]
    return City(
        id=raw["name"],
        title=raw["title"],
        country=own["country"],
        invented=own.get("invented", False),
        generated=own.get("generated", False) and path.parent.parent == _BUILT_IN,
        crs=own["crs"],
        timezone=own["timezone"],
        locale=own["locale"],
        cell_m=own["cellM"],
        edge_m=own.get("edgeM", 300.0),
        wealth=own["wealth"],
        as_of=_day(own.get("asOf")),
        settlement_word=own.get("settlementWord", "informal settlement"),
        folder=path.parent,
        manifest_sha256=sha256_file(path),
        datasets=tuple(_dataset(resource) for resource in raw["resources"]),
        networks=tuple(_network(network) for network in own["networks"]),
        dimensions=tuple(
            _dimension(dimension, {one["id"]: one for one in own["dimensions"]})
            for dimension in own["dimensions"]
        ),
        pairs=tuple(Pair(**pair) for pair in own.get("pairs", ())),
        responses=tuple(_response(response) for response in own.get("responses", ())),
        not_counted=tuple(NotCounted(**item) for item in own.get("notCounted", ())),
    )
