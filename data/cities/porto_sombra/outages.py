"""When sensors are out of order: each one fails and is mended, again and again."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.cities.porto_sombra.planted import DAYS
from data.cities.porto_sombra.waves import Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Outages:
    """Days (since the first) at which each sensor changes between working and not."""

    changes: Floats
    """(sensors, changes), ascending along each row, beyond the last day at its end."""
    down_at_start: NDArray[np.bool_]

    def working(self, days: Floats) -> NDArray[np.bool_]:
        """(sensors, len(days)): whether each works at each moment; `days` ascends."""
        far = float(self.changes.max()) + 1
        offset = np.arange(len(self.changes)) * far  # one search for all the rows
        so_far = np.searchsorted(
            (self.changes + offset[:, None]).ravel(),
            (days[None, :] + offset[:, None]).ravel(),
            "right",
        ).reshape(len(self.changes), len(days))
        so_far -= np.arange(len(self.changes))[:, None] * self.changes.shape[1]
        return np.asarray((so_far % 2 == 0) != self.down_at_start[:, None])


def draw_outages(downtime: Floats, mean_days: float, rng: np.random.Generator) -> Outages:
    """Times between changes are exponential, so that at every moment `downtime` are expected down.

    `downtime`: per sensor, the expected share of time out of order, over 0 and under 1.
    """
    up_days = mean_days * (1 - downtime) / downtime
    down_at_start = rng.uniform(0, 1, len(downtime)) < downtime
    # Enough changes for the worst sensor by a wide margin; checked below.
    count = 20 + 4 * int(np.ceil(2 * DAYS / (mean_days + up_days.min(initial=np.inf))))
    odd = np.arange(count) % 2 == 1
    down = odd[None, :] != down_at_start[:, None]
    lengths = rng.exponential(1, (len(downtime), count))
    changes = np.cumsum(lengths * np.where(down, mean_days, up_days[:, None]), axis=1)
    assert changes.size == 0 or changes[:, -1].min() > DAYS, "too few changes were drawn"
    return Outages(changes=changes, down_at_start=down_at_start)
