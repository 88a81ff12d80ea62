"""The one room with network, clock and disk: layers that take a question and give an answer."""

from linkscan.web.opening import ensure_possible, open_web
from linkscan.web.preflight import Allowance, preflight
from linkscan.web.web import Web
from linkscan.web.witness import Network, Witness, judge_network

__all__ = ["Allowance", "Network", "Web", "Witness", "ensure_possible", "judge_network", "open_web", "preflight"]
