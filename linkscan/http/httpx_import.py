"""httpx, imported here and nowhere else, so that a fork of it is one line away."""

import sys
from types import ModuleType
from typing import cast

# httpx imports its own command line, and with it click and rich (60 ms), wherever they are installed. Where
# they are not it does without, so here they are not.
sys.modules.setdefault("httpx._main", cast("ModuleType", None))
import httpx  # noqa: E402 - after the line above

__all__ = ["httpx"]
