"""What the machine and its operator decide; read once by whoever starts the program."""

import os
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Folders and limits. `home` holds snapshots and reviews, one folder per city."""

    home: Path
    memory_limit: str = "4GB"
    reviewer_token: str | None = None

    @classmethod
    def from_environment(cls) -> "Settings":
        """`$PENUMBRA_HOME`, else the user's data folder; `$PENUMBRA_REVIEWER_TOKEN`, else none."""
        home = os.environ.get("PENUMBRA_HOME")
        return cls(
            home=Path(home).expanduser() if home else user_data_path("penumbra", appauthor=False),
            reviewer_token=os.environ.get("PENUMBRA_REVIEWER_TOKEN") or None,
        )

    def city_home(self, city_id: str) -> Path:
        """Where this city's snapshots and reviews live."""
        return self.home / city_id
