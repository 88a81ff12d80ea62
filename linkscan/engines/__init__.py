"""Where the work of a run is done: in this process, or dealt to others, here or on a cluster."""

from linkscan.engines.engine import Engine, Visit
from linkscan.engines.here import Here
from linkscan.engines.opening import open_crew, open_engine

__all__ = ["Engine", "Here", "Visit", "open_crew", "open_engine"]
