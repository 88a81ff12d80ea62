"""What all tests share."""

import os
from pathlib import Path

import pytest

os.environ["XDG_CONFIG_HOME"] = os.devnull  # no test reads the settings of whoever runs it

SHARED = Path(os.environ.get("SHARED_SEEDS", Path(__file__).parents[1].parent / "shared"))


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Run async tests on asyncio, which aiohttp needs."""
    return "asyncio"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the seed dumps and the gold labels, which the project can do without."""
    if not SHARED.is_dir():
        pytest.skip(f"the shared seeds and labels are not at {SHARED}; set SHARED_SEEDS to where they are")
    return SHARED
