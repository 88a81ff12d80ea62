"""The interface: describe a world, run it, and query what it saw.

```python
async with World() as world:
    world.github.repository("lab/tool", files={"README.md": "# Tool", "src/main.py": "print(1)"}, stars=12)
    world.page("https://proj.example.org/", "<a href='https://github.com/lab/tool'>Code</a>")
    world.fault("https://proj.example.org/", status(503), times=1)
    ...
    assert world.asked("proj.example.org") == ["GET /", "GET /"]
```
"""

import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Self

from anyio.from_thread import start_blocking_portal

from linkscan.settings import Settings
from tests.world.certificates import authority
from tests.world.faults import HostFault
from tests.world.internet import Internet
from tests.world.listening import Listener
from tests.world.log import Seen

_STARS = ("*", "*:443", "*:80")
_CA_VARIABLES = (
    "SSL_CERT_FILE",
    "REQUESTS_CA_BUNDLE",
    "CURL_CA_BUNDLE",
    "GIT_SSL_CAINFO",
    "NODE_EXTRA_CA_CERTS",
)
_PROXY_VARIABLES = ("HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy")
_OTHERS = ("ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy", "SSL_CERT_DIR")
_TOKENS = ("GITHUB_TOKEN", "GH_TOKEN", "GITHUB_TOKENS", "GITLAB_TOKEN", "HF_TOKEN")


class World(Internet):
    """A running internet. `latency` is the delay of every response in seconds, `keep` the number of requests kept.

    Hosts that were not described answer 421 and are listed in `strangers`. While it runs, SSL_CERT_FILE names its
    authority, so that code in this process trusts it as it would any other.
    """

    def __init__(self, *, latency: float = 0.0, keep: int = 10_000, now: Callable[[], float] = time.time) -> None:
        self._folder = TemporaryDirectory(prefix="world-", ignore_cleanup_errors=True)
        self.folder = Path(self._folder.name)
        self.certificate = self.folder / "authority.pem"
        super().__init__(self.folder / "git", latency, keep, now)
        self.strangers = self._switchboard.strangers
        self.log = self._switchboard.log

    def requests(self, host: str | None = None) -> list[Seen]:
        """Return the requests received, of one host or of all, in order."""
        return self.log.requests(host)

    def asked(self, host: str) -> list[str]:
        """Return the requests to a host as short strings: `GET /lab/tool`."""
        return [seen.line for seen in self.log.requests(host)]

    def count(self, host: str | None = None) -> int:
        """Count the requests, of one host or of all."""
        return self.log.count(host)

    def peak(self, host: str | None = None) -> int:
        """Return the most requests being answered at the same time."""
        return self.log.peak(host)

    @property
    def connections(self) -> int:
        """Return how many connections were opened so far."""
        return self.log.opened

    def statuses(self, host: str | None = None) -> Counter[int]:
        """Count the responses by status; 0 is a connection without a response."""
        return self.log.statuses(host)

    @property
    def resolve(self) -> dict[str, str]:
        """The addresses of the hosts, in the format of `Settings.resolve`."""
        listener = self._listener
        places = {HostFault.REFUSED: listener.closed, HostFault.NXDOMAIN: "nxdomain", HostFault.SERVFAIL: "servfail"}
        faults = self._switchboard.host_faults
        if (everywhere := faults.get("*")) in places:
            return dict.fromkeys(_STARS, places[everywhere])
        found = dict(zip(_STARS, (listener.tls, listener.tls, listener.plain), strict=True))
        found |= {f"{host}:{port}": listener.plain for host, port in self._switchboard.pages.plain_ports}
        return found | {host: places[fault] for host, fault in faults.items() if fault in places}

    @property
    def proxy(self) -> str:
        """The address of the proxy, for programs that cannot be told where hosts are."""
        return f"http://{self._listener.plain}"

    def settings(self, **overrides: Any) -> Settings:
        """Return settings for this world, with cache and reports in a folder that is removed with it."""
        defaults = {
            "resolve": self.resolve,
            "cache": self.folder / "cache",
            "reports": self.folder / "reports",
        }
        return Settings(**{**defaults, **overrides})

    def environ(self) -> dict[str, str]:
        """Return the environment for linkscan as a separate program."""
        foreign = (*_PROXY_VARIABLES, *_OTHERS, *_TOKENS)
        clean = {key: value for key, value in os.environ.items() if key not in foreign and "LINKSCAN_" not in key}
        return clean | {
            "LINKSCAN_RESOLVE": json.dumps(self.resolve),
            "LINKSCAN_CACHE": str(self.folder / "cache"),
            "LINKSCAN_REPORTS": str(self.folder / "reports"),
            **dict.fromkeys(_CA_VARIABLES, str(self.certificate)),
        }

    def proxy_environ(self) -> dict[str, str]:
        """Return the environment for any other program (git, curl, lychee), with this world as its proxy."""
        clean = {key: value for key, value in self.environ().items() if "LINKSCAN_" not in key}
        return clean | dict.fromkeys(_PROXY_VARIABLES, self.proxy)

    async def __aenter__(self) -> Self:
        authority().cert_pem.write_to_path(str(self.certificate))
        self._trusted_before = os.environ.get("SSL_CERT_FILE")
        os.environ["SSL_CERT_FILE"] = str(self.certificate)
        self._listener = Listener(self._switchboard)
        await self._listener.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._listener.stop()
        self._git.close()
        if self._trusted_before is None:
            os.environ.pop("SSL_CERT_FILE", None)
        else:
            os.environ["SSL_CERT_FILE"] = self._trusted_before
        self._folder.cleanup()
        if self._switchboard.mistakes and error is None:
            raise ExceptionGroup("handlers of this world failed", self._switchboard.mistakes)


@contextmanager
def serve(world: World) -> Iterator[World]:
    """Run a world in a separate thread, for tests that are not async or start other programs."""
    with start_blocking_portal("asyncio") as portal, portal.wrap_async_context_manager(world):
        yield world
