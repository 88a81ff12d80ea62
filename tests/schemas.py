"""The published schemas of third-party formats, as bundled with check-jsonschema."""

import subprocess
import sys
from pathlib import Path


def complaints(schema: str, file: Path) -> str:
    """Return the errors of `file` by the built-in `schema`; empty if it is valid."""
    ran = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)],
        capture_output=True,
        text=True,
        check=False,
    )
    return "" if ran.returncode == 0 else ran.stdout + ran.stderr or "no reason given"
