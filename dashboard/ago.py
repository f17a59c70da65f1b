"""How long ago something was, in the unit a person would use; the wall's script counts on."""

from datetime import datetime, timedelta

from audits import words


def long_ago(at: datetime, then: datetime | None) -> str:
    """`45 minutes`, `31 hours`, `12 days`, `14 months`; *unknown* of an unknown moment."""
    if then is None:
        return words.say("unknown")
    passed = max(at - then, timedelta())
    minutes = int(passed.total_seconds() // 60)
    if minutes < 120:
        return words.count(minutes, "minute")
    if minutes < 48 * 60:
        return words.count(minutes // 60, "hour")
    if passed.days < 60:
        return words.count(passed.days, "day")
    if passed.days < 1096:
        return words.count(round(passed.days / 30.44), "month")
    return words.count(round(passed.days / 365.25), "year")
