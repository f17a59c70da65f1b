from audits.principles import PRINCIPLES
from dashboard.components.contest import contest_elsewhere, contest_form
from tests.test_dashboard.tree import attribute, parts, tags, text

SEVEN = tuple((one.id, one.name, one.question) for one in PRINCIPLES)


def test_every_control_has_a_label() -> None:
    form = contest_form("M3", "coverage", SEVEN, ask_token=True)
    labelled = {label.htmlFor for label in tags(form, "Label")}  # type: ignore[attr-defined]
    controls = {attribute(one, "id") for one in tags(form, "Input", "Textarea")}
    assert labelled == controls == {"contest-who", "contest-says", "contest-token"}


def test_each_principle_is_a_button_with_its_question_and_none_is_chosen_yet() -> None:
    form = contest_form("M3", "coverage", SEVEN, ask_token=False)
    buttons = parts(form, lambda one: "principle" in str(attribute(one, "id")))
    pressed = [attribute(one, "aria-pressed") for one in tags(buttons, "Button")]
    assert pressed == ["false"] * 7
    for principle in PRINCIPLES:
        assert principle.question in text(form)


def test_what_is_being_written_is_kept_for_this_target_alone() -> None:
    form = contest_form("M3", "coverage", SEVEN, ask_token=False)
    kept = {
        attribute(one, "id"): attribute(one, "persistence")
        for one in tags(form, "Input", "Textarea")
    }
    assert kept["contest-says"] == kept["contest-who"] == "M3"
    assert kept["contest-token"] is None, "a token is never kept"


def test_elsewhere_says_why_and_gives_the_command() -> None:
    part = contest_elsewhere("penumbra contest x y", "Not from here.")
    assert text(part) == "Contest itNot from here.penumbra contest x y"
