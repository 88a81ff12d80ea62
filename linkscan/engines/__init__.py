"""Where the work of a run is done: on this machine, or dealt to the workers of a cluster."""

from linkscan.engines.engine import Engine, Visit
from linkscan.engines.here import Here
from linkscan.engines.opening import open_engine

__all__ = ["Engine", "Here", "Visit", "open_engine"]
