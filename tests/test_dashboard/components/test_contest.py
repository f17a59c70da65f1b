from audits.principles import PRINCIPLES
from dashboard.components.contest import contest_elsewhere, contest_form
from dashboard.html import Component
from tests.test_dashboard.tree import attribute, tags, text

SEVEN = tuple((one.id, one.name, one.question) for one in PRINCIPLES)


def test_every_field_has_a_label() -> None:
    form = contest_form("M3", "coverage", SEVEN, ask_token=True)
    fields = [one for one in tags(form, "Input", "Textarea") if not _is_tick(one)]
    labelled = {label.htmlFor for label in tags(form, "Label") if attribute(label, "htmlFor")}  # type: ignore[attr-defined]
    held = {attribute(one, "id") for one in fields}
    assert labelled == held == {"contest-speaker", "contest-says", "contest-token"}


def test_one_of_seven_principles_is_chosen_each_with_its_question() -> None:
    form = contest_form("M3", "coverage", SEVEN, ask_token=False)
    names = [one.value for one in tags(form, "Input") if attribute(one, "name") == "principle"]  # type: ignore[attr-defined]
    assert names == [one.id for one in PRINCIPLES]
    for principle in PRINCIPLES:
        assert principle.question in text(form)


def test_the_token_is_asked_for_only_where_it_is_needed() -> None:
    names = {
        ask: {attribute(o, "name") for o in tags(contest_form("M3", "x", SEVEN, ask), "Input")}
        for ask in (True, False)
    }
    assert names[True] - names[False] == {"token"}


def test_the_form_names_what_it_contests() -> None:
    form = contest_form("M3-cameras", "coverage", SEVEN, ask_token=False)
    assert attribute(form, "data-contest") == "M3-cameras"


def test_elsewhere_says_why_and_gives_the_command() -> None:
    part = contest_elsewhere("penumbra contest x y", "Not from here.")
    assert text(part) == "Contest itNot from here.penumbra contest x y"


def _is_tick(one: Component) -> bool:
    return attribute(one, "type") in ("radio", "checkbox")
