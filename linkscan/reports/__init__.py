"""Render: what a run found, in the formats people use."""

from linkscan.reports.formats import DEFAULT_FORMATS, FORMATS, render
from linkscan.reports.writing import checked_name, default_name, write_reports

__all__ = ["DEFAULT_FORMATS", "FORMATS", "checked_name", "default_name", "render", "write_reports"]
