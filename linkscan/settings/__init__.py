"""Settings: their fields and validation, who may set them, and where their values come from."""

from linkscan.settings.fields import Settings

__all__ = ["Settings"]
