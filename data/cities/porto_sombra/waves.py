"""Smooth random surfaces: what makes coasts crooked, hills uneven and neighbours alike."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Waves:
    """A sum of plane waves: a stationary surface with mean 0 and standard deviation 1."""

    along_x: Floats
    along_y: Floats
    phase: Floats

    @classmethod
    def draw(cls, rng: np.random.Generator, wavelength_m: float, count: int = 24) -> "Waves":
        """Waves of about this length, in every direction."""
        length = wavelength_m * rng.uniform(0.7, 1.6, count)
        direction = rng.uniform(0, 2 * np.pi, count)
        return cls(
            along_x=2 * np.pi * np.cos(direction) / length,
            along_y=2 * np.pi * np.sin(direction) / length,
            phase=rng.uniform(0, 2 * np.pi, count),
        )

    def at(self, x: Floats, y: Floats) -> Floats:
        """Height of the surface at points in metres; same shape as `x`."""
        angle = np.multiply.outer(x, self.along_x) + np.multiply.outer(y, self.along_y) + self.phase
        return np.asarray(np.cos(angle).sum(axis=-1) * np.sqrt(2 / len(self.phase)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bend:
    """A smooth displacement of the plane. Points that coincide still coincide afterwards."""

    layers: tuple[tuple[float, Waves, Waves], ...]

    @classmethod
    def draw(cls, rng: np.random.Generator, *sizes: tuple[float, float]) -> "Bend":
        """One layer for each (how far in metres, over which wavelength in metres)."""
        return cls(
            layers=tuple(
                (far, Waves.draw(rng, length), Waves.draw(rng, length)) for far, length in sizes
            )
        )

    def apply(self, points: Floats, strength: Floats | float = 1.0) -> Floats:
        """`points` (n, 2) in metres, moved by `strength` times the displacement there."""
        x, y = points[:, 0], points[:, 1]
        east = sum(far * wave.at(x, y) for far, wave, _ in self.layers)
        north = sum(far * wave.at(x, y) for far, _, wave in self.layers)
        return np.asarray(points + np.column_stack([east, north]) * np.asarray(strength)[..., None])
