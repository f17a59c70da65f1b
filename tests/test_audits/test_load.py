import pytest

from data.errors import SourceError
from tests.test_audits.small_frame import frame


@pytest.mark.parametrize("areas", [[], [(0, 1.0), (0, 2.0)]])
def test_a_city_in_which_nobody_lives_is_refused(areas: list[tuple[float, float]]) -> None:
    with pytest.raises(SourceError, match="nobody living in any area"):
        frame(areas=areas)
