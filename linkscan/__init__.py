"""linkscan: find the code that papers announce, and look behind every address.

`__init__.pyi` is the list of the public API; anything that is not in it may change. Each name is imported lazily, on
first use, which keeps commands such as `linkscan --help` fast.
"""

from collections.abc import Mapping

import lazy_loader

__version__ = "0.1.0"

_RENAMED: Mapping[str, str] = {"Evidence": "LinkResult", "Finding": "ClaimResult", "Record": "PaperResult"}
"""Former public names and their replacements; kept for one release."""

_attached, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)


def __getattr__(name: str) -> object:
    """Import a public name on first use; a former name raises a DeprecationWarning and returns its replacement."""
    if name not in _RENAMED:
        return _attached(name)
    import warnings  # noqa: PLC0415 - rarely needed

    warnings.warn(f"linkscan.{name} is now linkscan.{_RENAMED[name]}", DeprecationWarning, stacklevel=2)
    return _attached(_RENAMED[name])
