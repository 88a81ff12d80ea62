"""httpx, imported here and nowhere else, so that switching to a fork is a change to one line."""

import sys
from types import ModuleType
from typing import cast

# httpx imports its own command line, and with it click and rich (60 ms), if they are installed. It also works without
# its command line, so that module is made impossible to import.
sys.modules.setdefault("httpx._main", cast("ModuleType", None))
import httpx  # noqa: E402 - after the line above

__all__ = ["httpx"]
