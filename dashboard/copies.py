"""Processes that begin as copies of one that has loaded everything and opened nothing.

Nothing heavy is imported here: that process is begun while the one that answers still loads.
"""

import multiprocessing
import sys
from multiprocessing import forkserver
from typing import Any

# On macOS its own libraries for algebra may not be used after they were copied.
_COPIES = "forkserver" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
CONTEXT: Any = multiprocessing.get_context("forkserver" if _COPIES else "spawn")
"""Makes processes and the lines to them; where the system copies none, each loads by itself."""
if _COPIES:
    CONTEXT.set_forkserver_preload(["dashboard.loaded"])


def load_ahead() -> None:
    """Begins to load, and does not wait."""
    if _COPIES:
        forkserver.ensure_running()
