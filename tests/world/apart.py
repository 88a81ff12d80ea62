"""A world in a separate process, so that a benchmark does not measure it along with linkscan.

```python
with apart("benchmarks.corpus:describe", latency=0.08) as world:
    subprocess.run([...], env=world.environ)
    assert world.tally().statuses["github.com"].keys() == {"200", "404"}
```
"""

import asyncio
import json
import resource
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib import import_module
from typing import IO, Any

from linkscan.settings import Settings
from tests.world.world import World


@dataclass(frozen=True, slots=True)
class Tally:
    """What a world has seen since it started or was last reset, by host, and its own processor time."""

    requests: Mapping[str, int]
    statuses: Mapping[str, Mapping[str, int]]
    peaks: Mapping[str, int]
    connections: int
    cpu_seconds: float  # since it started, including git
    rss_kb: int


@dataclass(frozen=True, slots=True)
class FarWorld:
    """The world as the parent process sees it. `told` is what the describing function returned (a token, say)."""

    environ: Mapping[str, str]
    proxy_environ: Mapping[str, str]
    resolve: Mapping[str, str]
    folder: str
    told: Any
    _asking: IO[str]
    _answering: IO[str]

    def settings(self, **overrides: Any) -> Settings:
        """Return settings that lead to this world; SSL_CERT_FILE must be set as in `environ`."""
        defaults = {"resolve": self.resolve, "cache": f"{self.folder}/cache", "reports": f"{self.folder}/reports"}
        return Settings(**{**defaults, **overrides})

    def tally(self) -> Tally:
        """Return what the world has seen."""
        return Tally(**self._ask("tally"))

    def forget(self) -> None:
        """Reset the counts."""
        self._ask("forget")

    def _ask(self, word: str) -> Any:
        print(word, file=self._asking, flush=True)
        return json.loads(self._answering.readline())


@contextmanager
def apart(describe: str, **options: Any) -> Iterator[FarWorld]:
    """Start a process with a world that `module:function` sets up; `options` are those of `World`."""
    command = [sys.executable, "-m", "tests.world.apart", describe, json.dumps(options)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        first = process.stdout.readline()
        if not first:
            raise ChildProcessError(f"no world could be made of {describe}")
        yield FarWorld(**json.loads(first), _asking=process.stdin, _answering=process.stdout)
        process.stdin.close()


async def _live(describe: str, options: Mapping[str, Any]) -> None:
    """Run in the child process: print where the world is, then answer each line of input with one line."""
    module, _, name = describe.partition(":")
    async with World(**options) as world:
        told = getattr(import_module(module), name)(world)
        first = {
            "environ": world.environ(),
            "proxy_environ": world.proxy_environ(),
            "resolve": world.resolve,
            "folder": str(world.folder),
            "told": told,
        }
        _say(first)
        while word := (await asyncio.to_thread(sys.stdin.readline)).strip():
            if word == "forget":
                world.log.forget()
            _say(asdict(_tally(world)))


def _say(line: Mapping[str, Any]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def _tally(world: World) -> Tally:
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    hosts = world.log.counts()
    return Tally(
        requests=hosts,
        statuses={host: {str(code): count for code, count in world.statuses(host).items()} for host in hosts},
        peaks={host: world.peak(host) for host in hosts},
        connections=world.connections,
        cpu_seconds=sum(usage.ru_utime + usage.ru_stime for usage in usages),
        rss_kb=usages[0].ru_maxrss,
    )


if __name__ == "__main__":
    asyncio.run(_live(sys.argv[1], json.loads(sys.argv[2])))
