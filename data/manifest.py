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
from data.said import joined, noun, say, say_of

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


def _said(folder: Path, text: Any) -> Any:
    """A text for people, which the catalogue beside the manifest translates; None stays None."""
    return None if text is None else say_of(folder, text)


def _gaps(folder: Path, raw: Iterable[dict[str, str]]) -> tuple[ExpectedGap, ...]:
    return tuple(
        ExpectedGap(
            start=date.fromisoformat(gap["start"]),
            end=date.fromisoformat(gap["end"]),
            reason=_said(folder, gap["reason"]),
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


def _missing(folder: Path, raw: dict[str, Any]) -> dict[str, str]:
    return {
        (item if isinstance(item, str) else item["value"]): (
            say("not stated") if isinstance(item, str) else _said(folder, item["label"])
        )
        for item in raw.get("missingValues", [""])
    }


def _variable(folder: Path, raw: dict[str, Any]) -> Variable:
    words = {name: _said(folder, raw[name]) for name in ("title", "unit")}
    return Variable(**{**raw, **words})


def _together(folder: Path, texts: Iterable[str | None]) -> str | None:
    said = [_said(folder, text) for text in texts if text]
    return joined("; ", said) if said else None


def _dataset(folder: Path, raw: dict[str, Any]) -> Dataset:
    own = raw["penumbra"]
    licences = [item.get("title") or item.get("name") for item in raw.get("licenses", ())]
    sources = [item.get("title") for item in raw.get("sources", ())]
    return Dataset(
        name=raw["name"],
        title=_said(folder, raw.get("title", raw["name"])),
        role=own["role"],
        path=raw["path"],
        format=raw["format"],
        encoding=raw.get("encoding", "utf-8"),
        delimiter=raw.get("dialect", {}).get("delimiter", ","),
        fields=tuple(_field(field) for field in raw["schema"]["fields"]),
        missing=_missing(folder, raw["schema"]),
        columns=own["columns"],
        values=own.get("values"),
        constants=own.get("constants"),
        variables=tuple(_variable(folder, variable) for variable in own.get("variables", ())),
        unpivot=own.get("unpivot"),
        network=own.get("network"),
        layer=own.get("layer"),
        source_crs=own.get("crs", "EPSG:4326"),
        endpoint=own.get("endpoint"),
        publisher=_together(folder, sources),
        licence=_together(folder, licences),
        note=_said(folder, own.get("note")),
        observed_from=_day(own.get("observedFrom")),
        observed_until=_day(own.get("observedUntil")),
        interval_days=own.get("intervalDays"),
        independent_of_sensors=own.get("independentOfSensors"),
        sample=own.get("sample", False),
        expected_gaps=_gaps(folder, own.get("expectedGaps", ())),
        foreign_names=own.get("foreignNames"),
        biography=Biography(
            **{name: _said(folder, text) for name, text in own["biography"].items()}
        ),
    )


def _network(folder: Path, raw: dict[str, Any]) -> Network:
    return Network(
        id=raw["id"],
        title=_said(folder, raw["title"]),
        sensor=_said(folder, raw["sensor"]),
        purpose=raw["purpose"],
        reach_m=raw["reachM"],
        reach_grid_m=tuple(raw["reachGridM"]),
        scale_m=raw["scaleM"],
        operator=_said(folder, raw.get("operator")),
        vendor=_said(folder, raw.get("vendor")),
        owner=_said(folder, raw.get("owner")),
        contract_end=_said(folder, raw.get("contractEnd")),
        cost=_said(folder, raw.get("cost")),
        legal_basis=_said(folder, raw.get("legalBasis")),
        retention_days=raw.get("retentionDays"),
        reading_interval_minutes=raw.get("readingIntervalMinutes"),
        expected_gaps=_gaps(folder, raw.get("expectedGaps", ())),
        checks=_checks(folder, raw.get("checks")),
        note=_said(folder, raw.get("note")),
    )


def _dimension(folder: Path, raw: dict[str, Any], others: dict[str, dict[str, Any]]) -> Dimension:
    shares = raw.get("shares")
    of = tuple(raw.get("of", ()))
    groups = _groups(folder, raw.get("groups", ()))
    crossed = product(*(_groups(folder, others[name]["groups"]) for name in of))
    return Dimension(
        id=raw["id"],
        title=_said(folder, raw["title"]),
        kind=raw["kind"],
        groups=groups or tuple(joined(", ", words) for words in crossed),
        of=of,
        variable=raw.get("variable"),
        shares={group: tuple(names) for group, names in shares.items()} if shares else None,
        least_people=raw.get("leastPeople", 0),
        proxy=_said(folder, raw.get("proxy")),
        universe=_said(folder, raw.get("universe")),
    )


def _groups(folder: Path, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(_said(folder, name) for name in names)


def _response(folder: Path, raw: dict[str, Any]) -> Response:
    return Response(
        id=raw["id"],
        title=_said(folder, raw["title"]),
        need=raw["need"],
        action=raw["action"],
        network=raw["network"],
        kinds=tuple(raw.get("kinds", ())),
        target_hours=raw.get("targetHours"),
        near_m=raw.get("nearM"),
    )


def _checks(folder: Path, raw: dict[str, Any] | None) -> ReadingChecks | None:
    if raw is None:
        return None
    return ReadingChecks(
        unit=_said(folder, raw["unit"]),
        low=raw.get("low"),
        high=raw.get("high"),
        most_equal=raw.get("mostEqual"),
        most_step=raw.get("mostStep"),
        said_by=_said(folder, raw.get("saidBy")),
    )


def _not_counted(folder: Path, raw: dict[str, Any]) -> NotCounted:
    words = {name: _said(folder, raw[name]) for name in ("who", "why")}
    return NotCounted(**{**raw, **words})


def _city(raw: dict[str, Any], path: Path) -> City:
    own, folder = raw["penumbra"], path.parent
    word = own.get("settlementWord")
    dimensions = {dimension["id"]: dimension for dimension in own["dimensions"]}
    return City(
        id=raw["name"],
        title=raw["title"],
        country=_said(folder, own["country"]),
        invented=own.get("invented", False),
        generated=own.get("generated", False) and path.parent.parent == _BUILT_IN,
        crs=own["crs"],
        timezone=own["timezone"],
        locale=own["locale"],
        cell_m=own["cellM"],
        edge_m=own.get("edgeM", 300.0),
        wealth=own["wealth"],
        as_of=_day(own.get("asOf")),
        settlement_word=_said(folder, word)
        or noun(1, "informal settlement", "informal settlements"),
        folder=folder,
        manifest_sha256=sha256_file(path),
        datasets=tuple(_dataset(folder, resource) for resource in raw["resources"]),
        networks=tuple(_network(folder, network) for network in own["networks"]),
        dimensions=tuple(
            _dimension(folder, dimension, dimensions) for dimension in own["dimensions"]
        ),
        pairs=tuple(
            Pair(**{**pair, "why": _said(folder, pair["why"])}) for pair in own.get("pairs", ())
        ),
        responses=tuple(_response(folder, response) for response in own.get("responses", ())),
        not_counted=tuple(_not_counted(folder, item) for item in own.get("notCounted", ())),
    )
