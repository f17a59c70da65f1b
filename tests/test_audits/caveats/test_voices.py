from dataclasses import replace

from audits.caveat import Severity
from audits.caveats.voices import RULE
from audits.opened import OpenedCity


def test_callers_who_can_be_told_apart_have_their_repeats_counted(
    porto_sombra: OpenedCity,
) -> None:
    for code in ("M24", "M30"):
        draft = porto_sombra.finding(code, "requests").draft
        found = {c.code: c for c in RULE.find(porto_sombra.frame, draft)}
        assert set(found) == {"same_caller", "never_reported"}
        assert found["same_caller"].severity is Severity.NOTE
        repeats = porto_sombra.sql("select sum(n_same_caller) from report_voice").iloc[0, 0]
        assert f"({int(repeats)} reports)" in found["same_caller"].text


def test_callers_who_cannot_be_told_apart_are_said_to_be_so(porto_sombra: OpenedCity) -> None:
    frame = porto_sombra.frame
    nameless = frame.tables["report_voice"].assign(n_named=0, n_same_caller=0)
    draft = porto_sombra.finding("M30", "requests").draft
    made = replace(frame, tables=frame.tables | {"report_voice": nameless})
    codes = [c.code for c in RULE.find(made, draft)]
    assert codes == ["no_reporter_key", "never_reported"]


def test_it_speaks_of_voices_alone(porto_sombra: OpenedCity) -> None:
    draft = porto_sombra.finding("M3", "cameras").draft
    assert not list(RULE.find(porto_sombra.frame, draft))
