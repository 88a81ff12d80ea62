"""What all tests share."""

import os
from pathlib import Path

import pytest

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
