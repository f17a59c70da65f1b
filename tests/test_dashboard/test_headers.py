import re

from dashboard.headers import policy


def test_the_policy_names_no_other_host_and_no_evaluated_script() -> None:
    said = policy(["'sha256-abc='"])
    assert not re.search(r"https?:|\*", said)
    assert "unsafe-eval" not in said
    scripts = next(part for part in said.split("; ") if part.startswith("script-src"))
    assert scripts == "script-src 'self' 'sha256-abc='"


def test_nobody_may_frame_the_pages_and_no_kind_of_content_is_forgotten() -> None:
    said = policy([])
    assert said.startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in said
    assert "base-uri 'none'" in said
