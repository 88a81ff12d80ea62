"""The published schemas of other people's formats, as check-jsonschema ships them; no network."""

import subprocess
import sys
from pathlib import Path


def complaints(schema: str, file: Path) -> str:
    """Return what the built-in `schema` does not like in `file`; nothing if all is well."""
    ran = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)],
        capture_output=True,
        text=True,
        check=False,
    )
    return "" if ran.returncode == 0 else ran.stdout + ran.stderr or "no reason given"
