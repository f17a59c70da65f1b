"""What reviews say of a target, and the way to say more."""

from audits.principles import PRINCIPLES
from audits.words import say
from dashboard import html
from dashboard.components.contest import contest_elsewhere, contest_form
from dashboard.page import View


def contest_part(view: View, target: str, what: str) -> html.Form | html.Section:
    """The form where this reader may write; elsewhere the command that does the same."""
    writing = view.writing
    if writing.allowed or writing.with_token:
        principles = tuple((one.id, one.name, one.question) for one in PRINCIPLES)
        return contest_form(target, what, principles, ask_token=not writing.allowed)
    return contest_elsewhere(
        f'penumbra contest {view.city.id} {target} --principle {PRINCIPLES[0].id} --says "..."',
        say(
            "This page takes nothing down: it is not served to its own machine, and its operator "
            "has set no reviewer token. Whoever has the machine can do it from the command line:"
        ),
    )
