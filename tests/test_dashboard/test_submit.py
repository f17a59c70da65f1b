from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict, replace

import pytest

from dashboard.served import Served
from dashboard.standing import Standing
from dashboard.submit import Form, form_of, submit
from data.settings import Settings
from tests.test_dashboard.town import Town

From = Callable[..., AbstractContextManager[object]]
SAID = Form(
    target="M3-cameras",
    speaker="Residents of Mills",
    says="Ours has been dark since spring.",
    principle="examine-power",
    blocks="yes",
    token=None,
)


def test_what_is_said_stands_with_its_target_at_once(
    request_from: From, served: Served, own_settings: Settings, town: Town
) -> None:
    with request_from():
        answer = submit(served, own_settings, SAID)
    assert answer.text == "Statement 1 stands with M3-cameras from now on."
    assert answer.version == f"{town.snapshot} 1 {town.as_of}"
    (stands,) = town.reviews
    assert (stands.says, stands.speaker, stands.blocks) == (SAID.says, SAID.speaker, True)
    assert (stands.channel, stands.snapshot) == ("screen", town.snapshot)


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"says": "  "}, "nothing said"),
        ({"says": None}, "nothing said"),
        ({"says": "x" * 5000}, "characters"),
        ({"principle": ""}, "principle"),
        ({"principle": "profit"}, "principle"),
        ({"target": "M3-nobody"}, "M3-nobody"),
        ({"target": None}, "expected one of"),
        ({"speaker": "x" * 500}, "characters"),
    ],
)
def test_what_cannot_stand_is_answered_in_words_and_leaves_nothing(
    request_from: From,
    served: Served,
    own_settings: Settings,
    town: Town,
    changes: dict[str, str | None],
    word: str,
) -> None:
    with request_from():
        answer = submit(served, own_settings, replace(SAID, **changes))
    assert word in answer.text
    assert answer.text.endswith("Nothing was taken down.")
    assert answer.version is None
    assert town.reviews == ()


def test_a_stranger_s_words_are_not_taken_down(
    request_from: From, served: Served, own_settings: Settings, town: Town
) -> None:
    with request_from(remote="192.0.2.7"):
        assert submit(served, own_settings, SAID).version is None
        wrong = submit(served, own_settings, replace(SAID, token="guess"))
    assert "not the reviewer's" in wrong.text
    assert town.reviews == ()


def test_a_dataset_can_be_contested(
    request_from: From, served: Served, own_settings: Settings, town: Town
) -> None:
    with request_from():
        submit(served, own_settings, replace(SAID, target="cameras", blocks=""))
    assert [(s.target_kind, s.target, s.blocks) for s in town.reviews] == [
        ("dataset", "cameras", False)
    ]


def test_a_city_that_cannot_be_opened_takes_nothing_down_and_tells_no_path(
    request_from: From, own_settings: Settings
) -> None:
    with request_from():
        answer = submit(Standing("porto_sombra", own_settings), own_settings, SAID)
    assert answer.text == "The city cannot be opened. Nothing was taken down."


def test_a_form_is_read_from_what_the_script_sends() -> None:
    sent = '{"target": "M3", "says": "Dark.", "principle": "examine-power", "blocks": "yes"}'
    assert form_of(sent) == Form(
        target="M3",
        speaker=None,
        says="Dark.",
        principle="examine-power",
        blocks="yes",
        token=None,
    )


@pytest.mark.parametrize("sent", [None, "", "[", "7", "[]", '{"says": 7}', "[" * 9000])
def test_what_has_another_shape_is_an_empty_form(sent: str | None) -> None:
    assert set(asdict(form_of(sent)).values()) == {None}
