"""Takes down what a reader says against a number or a dataset."""

import logging
from dataclasses import dataclass

from flask import request

from audits.reviews import contest
from dashboard.source import Source
from dashboard.version import version
from dashboard.writing import accepts
from data.errors import PenumbraError, ReviewError
from data.settings import Settings

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A form as it was sent; an empty field is None or empty."""

    target: str | None
    speaker: str | None
    says: str | None
    principle: str | None
    blocks: str | None
    token: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the page says afterwards. `version` is None where nothing was taken down."""

    text: str
    version: str | None


def submit(source: Source, settings: Settings, said: Said) -> Answer:
    """Records the statement, if this request may write and it can stand; says so either way."""
    if not accepts(request, said.token, settings):
        wrong = "This token is not the reviewer's." if said.token else "This page may not write."
        return Answer(text=f"{wrong} Nothing was taken down.", version=None)
    try:
        opened = source()
        known = opened.targets()
        if not said.principle:
            raise ReviewError("Found no principle, expected one of the seven. Choose one.")
        made = contest(
            settings,
            opened.city.id,
            known=known,
            target_kind="dataset" if said.target in known["dataset"] else "measure",
            target=said.target or "",
            says=said.says or "",
            principle=said.principle,
            channel="screen",
            speaker=said.speaker,
            blocks=said.blocks == "yes",
            snapshot=opened.snapshot,
        )
    except ReviewError as error:
        return Answer(text=f"{error} Nothing was taken down.", version=None)
    except PenumbraError as error:
        _log.error("%s", error)
        return Answer(text="The city cannot be opened. Nothing was taken down.", version=None)
    return Answer(
        text=f"Statement {made.number} stands with {made.target} from now on.",
        version=version(source()),
    )
