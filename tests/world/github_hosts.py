"""The hosts of GitHub, put together."""

from collections.abc import Callable, Mapping

from tests.world.git_http import GitServer
from tests.world.github import GitHub
from tests.world.github_api import GitHubApi
from tests.world.github_web import GitHubWeb, gist_pages, pages_site, raw_files, www
from tests.world.messages import Handler


def github_hosts(github: GitHub, git: GitServer, now: Callable[[], float]) -> Mapping[str, Handler]:
    """Return the service that answers for each host."""
    return {
        "github.com": GitHubWeb(github, git),
        "www.github.com": www,
        "api.github.com": GitHubApi(github, now),
        "raw.githubusercontent.com": raw_files(github),
        "gist.github.com": gist_pages(github, git),
        "*.github.io": pages_site,
    }
