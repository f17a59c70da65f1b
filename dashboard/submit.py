"""Takes down what a reader says against a number or a dataset."""

import json
import logging
from dataclasses import dataclass

from flask import request

from audits.reviews import contest
from dashboard.drawer import DrawerError
from dashboard.served import Here, Served, held_of
from dashboard.writing import accepts
from data.errors import PenumbraError, ReviewError
from data.said import say
from data.settings import Settings

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form as it was sent; an empty field is None or empty."""

    target: str | None
    speaker: str | None
    says: str | None
    principle: str | None
    blocks: str | None
    token: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the page says afterwards, in the language of whoever spoke."""

    text: str
    version: str | None
    """None where nothing was taken down."""


FIELDS = ("target", "speaker", "says", "principle", "blocks", "token")


def form_of(text: str | None) -> Form:
    """The form that the page's script sent as JSON; what has another shape is an empty field."""
    try:
        given = json.loads(text or "{}")
    except (ValueError, RecursionError):
        given = {}
    held = given if isinstance(given, dict) else {}
    fields = {name: held.get(name) for name in FIELDS}
    return Form(**{name: one if isinstance(one, str) else None for name, one in fields.items()})


def submit(served: Served, settings: Settings, said: Form) -> Answer:
    """Records the statement, if this request may write and it can stand; says so either way."""
    if not accepts(request, said.token, settings):
        return _refused(
            say("This token is not the reviewer's. Nothing was taken down.")
            if said.token
            else say("This page may not write. Nothing was taken down.")
        )
    try:
        return served.ask(take_down, said)
    except DrawerError as error:
        _log.error("%s", error)
        return Answer(
            text=str(
                say(
                    "We do not know whether it was taken down: see whether it stands before you "
                    "send it again."
                )
            ),
            version=None,
        )
    except PenumbraError as error:
        _log.error("%s", error)
        return _refused(say("The city cannot be opened. Nothing was taken down."))


def take_down(here: Here, said: Form) -> Answer:
    """A question: the statement is recorded, if it can stand."""
    opened = here.source()
    try:
        known = opened.targets()
        if not said.principle:
            raise ReviewError(say("Found no principle, expected one of the seven. Choose one."))
        made = contest(
            here.settings,
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
        return _refused(say("{why} Nothing was taken down.", why=str(error)))
    stands = say(
        "Statement {number} stands with {target} from now on.",
        number=made.number,
        target=made.target,
    )
    return Answer(text=str(stands), version=str(held_of(opened, len(opened.reviews))))


def _refused(why: str) -> Answer:
    return Answer(text=str(why), version=None)
