"""Is a thing so clustered, and are so few zones left, that merging zones changes what it says?

The S-maup statistic of Duque, Laniado and Polo 2018 with its critical values at 0.05, as in
`esda.smaup`, the peer. That library takes a correlation that lies exactly on the edge of a band
(0.8) for one below −0.8; here it falls to the inner band.
"""

from dataclasses import dataclass

import numpy as np

LEAST, MOST = 25, 900
_AREAS = (25, 100, 225, 400, 625, 900)
_CRITICAL = {
    -0.9: (0.83699, 0.08023, 0.10962, 0.04894, 0.04641, 0.02423),
    -0.7: (0.83662, 0.12492, 0.08643, 0.059, 0.0428, 0.02459),
    -0.5: (0.83578, 0.13796, 0.08679, 0.05927, 0.0426, 0.02658),
    -0.3: (0.78849, 0.16932, 0.08775, 0.05464, 0.04787, 0.03042),
    0.0: (0.81952, 0.15746, 0.11126, 0.06961, 0.06066, 0.05234),
    0.3: (0.70466, 0.21088, 0.1536, 0.09766, 0.07938, 0.06461),
    0.5: (0.59461, 0.23497, 0.18244, 0.11682, 0.10129, 0.0886),
    0.7: (0.48958, 0.37226, 0.2228, 0.2054, 0.16144, 0.14123),
    0.9: (0.2158, 0.22532, 0.27122, 0.29043, 0.23648, 0.31424),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Smaup:
    """The statistic, and the value that one in twenty layouts without effect would exceed."""

    statistic: float
    critical: float

    @property
    def sensitive(self) -> bool:
        """Whether merging into so many zones is taken to change what the thing says."""
        return self.statistic > self.critical


def smaup(areas: int, zones: int, autocorrelation: float) -> Smaup | None:
    """S-maup of merging `areas` into `zones`, for a thing with this Moran's I.

    None outside the published tables: fewer than 25 or more than 900 areas, or an I beyond ±1.
    Raises ValueError unless 0 < zones <= areas. Source: MEASURES M21.
    """
    if not 0 < zones <= areas:
        raise ValueError(f"found {zones} zones of {areas} areas, expected 1 to {areas}")
    if not (LEAST <= areas <= MOST and -1 <= autocorrelation <= 1):
        return None
    part = zones / areas
    ceiling = 1 / (1 + np.exp(-2.2 + 7.03 * part))
    slope = np.exp(-0.6618) * part**1.3
    statistic = ceiling / (1 + slope * np.exp(autocorrelation * (5.32 - 5.53 * part)))
    return Smaup(
        statistic=float(statistic),
        critical=float(np.interp(areas, _AREAS, _CRITICAL[_band(autocorrelation)])),
    )


def _band(autocorrelation: float) -> float:
    """The table's row: ±0.15, ±0.4, ±0.6 and ±0.8 part them, an edge falling to the inner one."""
    size = abs(autocorrelation)
    row = next(
        (r for edge, r in ((0.15, 0.0), (0.4, 0.3), (0.6, 0.5), (0.8, 0.7)) if size <= edge), 0.9
    )
    return float(np.copysign(row, autocorrelation)) if row else 0.0
