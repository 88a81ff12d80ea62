"""linkscan: find the code that papers announce, and look behind every address.

The public API is listed once, in `__init__.pyi`; each name is imported when it is first used, for `linkscan --help`
must not wait for what it does not need. What is not in that list may move.
"""

from collections.abc import Mapping

import lazy_loader

__version__ = "0.1.0"

_RENAMED: Mapping[str, str] = {"Evidence": "LinkResult", "Finding": "ClaimResult", "Record": "PaperResult"}
"""Public names of the first edition, kept for one release."""

_attached, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)


def __getattr__(name: str) -> object:
    """Import a public name when it is first used; one of the first edition warns, and is its new name."""
    if name not in _RENAMED:
        return _attached(name)
    import warnings  # noqa: PLC0415 - rarely needed

    warnings.warn(f"linkscan.{name} is now linkscan.{_RENAMED[name]}", DeprecationWarning, stacklevel=2)
    return _attached(_RENAMED[name])
