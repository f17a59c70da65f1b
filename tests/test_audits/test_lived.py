import numpy as np

from audits.lived import group_shares
from tests.test_audits.small_frame import frame


def test_the_groups_of_a_dimension_share_out_an_area_and_nobody_takes_part_where_nobody_lives() -> (
    None
):
    made = frame(areas=[(1000, 1), (0, 2), (1000, 3), (1000, 4), (1000, 5)])
    shares = group_shares(made)
    favela = [i for i, group in enumerate(made.groups) if group.dimension == "favela"]
    assert shares[:, favela].sum(axis=1).tolist() == [1, 0, 1, 1, 1]
    assert np.isfinite(shares).all()
