import shutil
from pathlib import Path

import pytest

from audits.opened import OpenedCity
from dashboard.source import open_later
from dashboard.version import version
from data.errors import NoSnapshotError, UnknownCityError
from data.settings import Settings


def test_nothing_is_opened_before_somebody_asks(own_settings: Settings) -> None:
    current = open_later("nowhere at all", own_settings)
    with pytest.raises(UnknownCityError):
        current()


def test_a_city_that_is_built_later_is_found_then(
    porto_sombra: OpenedCity, settings: Settings, tmp_path: Path
) -> None:
    own = Settings(home=tmp_path)
    current = open_later("porto_sombra", own)
    with pytest.raises(NoSnapshotError):
        current()
    shutil.copytree(settings.city_home("porto_sombra"), own.city_home("porto_sombra"))
    opened = current()
    assert version(opened).split()[0] == porto_sombra.snapshot
    assert current() is opened, "one city for a whole process"
    opened.close()
