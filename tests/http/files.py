"""The files on disk after a run."""

from pathlib import Path


def everything_in(folder: Path) -> bytes:
    """Return all bytes of all files in a folder."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
