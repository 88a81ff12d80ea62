"""Times in readable form. Pure."""

from datetime import UTC, datetime


def moment(iso: str | None) -> str:
    """Return a time in readable form, `2026-11-21 10:15 UTC`; text that is not a time is returned unchanged."""
    try:
        return datetime.fromisoformat(iso or "").astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
    except (ValueError, OverflowError):
        return iso or ""
