"""Remember: what was claimed and found on earlier runs, and what has changed since."""

from linkscan.ledger.book import NAME, Ledger, open_ledger
from linkscan.ledger.history import Entry
from linkscan.ledger.outages import Outage, outages
from linkscan.ledger.promises import GRACE, deadline, overdue

__all__ = ["GRACE", "NAME", "Entry", "Ledger", "Outage", "deadline", "open_ledger", "outages", "overdue"]
