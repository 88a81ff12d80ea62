"""Settings: what can be said of a run, by whom, and where it is read from."""

from linkscan.settings.fields import CommandSettings, Settings

__all__ = ["CommandSettings", "Settings"]
