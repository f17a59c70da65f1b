import subprocess
import sys

from dashboard.workers import gunicorn_settings
from tests.test_dashboard.serving import ROOT


def test_nothing_that_must_not_cross_a_fork_is_loaded_before_it() -> None:
    code = (
        "import sys\n"
        "import dashboard.workers\n"
        "import gunicorn.app.base as base\n"
        "base.BaseApplication.run = lambda self: None\n"
        "dashboard.workers.main('porto_sombra', '127.0.0.1', 8050, None, '1GB')\n"
        "print({'duckdb', 'pandas', 'pyarrow', 'dash', 'shapely'} & set(sys.modules) or 'light')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT
    )
    assert done.stdout.strip() == "light"


def test_the_master_listens_where_it_is_told_and_believes_no_proxy() -> None:
    assert gunicorn_settings("127.0.0.1", 8050)["bind"] == "127.0.0.1:8050"
    assert gunicorn_settings("::1", 80)["bind"] == "[::1]:80"
    held = gunicorn_settings("127.0.0.1", 8050)
    assert held["forwarded_allow_ips"] == ""
    assert (held["workers"], held["threads"], held["preload_app"]) == (1, 16, False)
