"""The seven principles stand, each with a question of its own."""

import pytest

from audits.principles import PRINCIPLES, principle
from data.errors import ReviewError


def test_there_are_seven_each_asking_something_else() -> None:
    assert len({item.id for item in PRINCIPLES}) == 7
    assert len({item.question for item in PRINCIPLES}) == 7
    assert all(item.question.endswith("?") for item in PRINCIPLES)


def test_each_is_found_by_its_id() -> None:
    assert tuple(principle(item.id) for item in PRINCIPLES) == PRINCIPLES


def test_an_unknown_one_is_answered_with_the_seven() -> None:
    with pytest.raises(ReviewError, match="consider-context"):
        principle("efficiency")
