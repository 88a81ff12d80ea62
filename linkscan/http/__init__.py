"""The one room with network, clock and disk: layers that take a question and give an answer."""

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
