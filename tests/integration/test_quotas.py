"""GitHub allows sixty anonymous requests an hour: the program uses all of them and no more."""

import pytest

from linkscan.checking import check_async
from linkscan.models import Health, Metadata
from tests.world.world import World

pytestmark = pytest.mark.anyio
API = "api.github.com"


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def test_next_run_knows_that_sixty_requests_are_spent() -> None:
    """The second run requests everything again: facts from GitHub's API stay known for some, unknown for the rest."""
    async with World() as world:
        urls = [f"https://github.com/lab/tool{number}" for number in range(75)]
        for number in range(len(urls)):
            world.github.repository(f"lab/tool{number}", {"main.py": "print(1)\n" * 60}, stars=7)
        settings = world.settings(archives=False, per_host=16)
        first = await check_async(urls, settings)
        assert world.statuses(API) == {200: 60}
        assert world.count(API) == 60
        assert [link.health for link in first] == [Health.OK] * 75
        assert sum((link.metadata or Metadata()).stars == 7 for link in first) == 60
        second = await check_async(urls, settings.replace(refresh=True))
        assert world.count(API) == 60
        assert [link.health for link in second] == [Health.OK] * 75
