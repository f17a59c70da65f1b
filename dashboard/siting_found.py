"""What the siting page and its file show for a question: worked out once per snapshot."""

import threading
from dataclasses import dataclass

from cachetools import LRUCache

from audits.finding import Finding
from audits.frame import CityFrame
from audits.measures.m32_what_would_close_the_gap import MEASURE
from audits.per_frame import per_frame
from audits.reviews import Statement
from audits.run import complete, contested
from audits.siting_answer import Answer, answer
from audits.siting_draft import draft, measured_for
from dashboard.siting_question import Asked
from data.languages import ENGLISH
from data.said import speaking

MOST_KEPT = 32
"""Answers kept for one snapshot; each holds a number or two per cell of the city."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Found:
    """The two plans, and the finding that carries everything one must know before using them."""

    answer: Answer | None
    """None where nobody is known whom the question could be about."""
    finding: Finding


_lock = threading.Lock()


@per_frame
def _kept(_frame: CityFrame) -> LRUCache[tuple[object, ...], Found]:
    """Goes with its frame, so nothing of an older snapshot is ever shown."""
    return LRUCache(maxsize=MOST_KEPT)


def found(frame: CityFrame, asked: Asked, reviews: tuple[Statement, ...]) -> Found:
    """The answer to a question, with what review sessions have said since."""
    key = (asked.network.id, asked.question)
    with _lock:
        kept = _kept(frame)
        held = kept.get(key)
    if held is None:
        with speaking(ENGLISH):  # what is kept must speak no language of one reader
            held = _find(frame, asked)
        with _lock:
            kept[key] = held
    return Found(answer=held.answer, finding=contested(held.finding, reviews))


def _find(frame: CityFrame, asked: Asked) -> Found:
    made = answer(frame, asked.network, asked.question)
    measure = measured_for(MEASURE, made) if made else MEASURE
    answers = (made,) if made else ()
    drafted = draft(measure, frame, asked.network, asked.question, answers)
    return Found(answer=made, finding=complete(frame, drafted))
