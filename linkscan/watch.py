"""The names that `run_control` had before 0.1.0; kept until 0.2 for existing programs."""

import warnings

from linkscan.run_control import NullListener as Nobody
from linkscan.run_control import ProgressListener as Watch
from linkscan.run_control import StopSignal as Brake

__all__ = ["Brake", "Nobody", "Watch"]

warnings.warn(
    "linkscan.watch goes in 0.2: Watch is linkscan.ProgressListener, Brake is linkscan.StopSignal",
    DeprecationWarning,
    stacklevel=2,
)
