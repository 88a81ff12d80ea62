"""The names that `run_control` had in the first edition; kept for programs that were written for it."""

import warnings

from linkscan.run_control import NullListener as Nobody
from linkscan.run_control import ProgressListener as Watch
from linkscan.run_control import StopSignal as Brake

__all__ = ["Brake", "Nobody", "Watch"]

warnings.warn(
    "linkscan.watch is gone: Watch is linkscan.ProgressListener, Brake is linkscan.StopSignal",
    DeprecationWarning,
    stacklevel=2,
)
