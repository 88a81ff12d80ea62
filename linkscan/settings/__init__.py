"""Settings: their fields and validation, who may set them, and where their values come from."""

from linkscan.settings.fields import CommandSettings, Settings

__all__ = ["CommandSettings", "Settings"]
