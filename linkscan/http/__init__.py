"""The one package with network and clock: a stack of middleware from a request to a response."""

from linkscan.http.client import ensure_possible, open_client
from linkscan.http.connectivity import ConnectivityMonitor, Network, judge_network
from linkscan.http.protocol import Client
from linkscan.http.token_check import TokenStatus, preflight

__all__ = [
    "Client",
    "ConnectivityMonitor",
    "Network",
    "TokenStatus",
    "ensure_possible",
    "judge_network",
    "open_client",
    "preflight",
]
