"""What a thousand repositories on GitHub cost, in requests and in time, in the simulated internet of the tests.

    python -m benchmarks.github_cost [--repositories 1000] [--latency 0.08]

Whole processes of `linkscan check`, with default politeness, with a token and without: with an empty cache, again
while everything is fresh, once more with a repository that is new, and when nothing counts as fresh any more.

They ask through a proxy, so that the limits of the real hosts hold (`ratelimit/limits.py`): without a token a
thousand take a quarter of an hour. With `--pinned` the hosts' names lead elsewhere, and linkscan knows of no limits:
for who wants to count requests only.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.world import World
from tests.world.apart import apart

CODE = "".join(f"def step_{number}(x):\n    return x * {number} + 1\n\n" for number in range(40))
README = "A tool that does what the paper says. " * 200
REPOSITORIES = "GITHUB_COST_REPOSITORIES"


def describe(world: World) -> str:
    """Put the repositories there, code in a folder and a long README; give a token."""
    for name in names(int(os.environ[REPOSITORIES])):
        world.github.repository(name, {"README.md": README, "src/main.py": CODE, "LICENSE": "MIT"}, stars=1)
    return world.github.token()


def names(count: int) -> list[str]:
    """Name as many repositories, of some hundred owners."""
    return [f"lab{number % 97}/tool{number}" for number in range(count)]


def check(urls: Sequence[str], environment: dict[str, str], *options: str) -> float:
    """Check addresses; give the seconds it took."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "linkscan", "check", "-", "--json", "--quiet", *options]
    done = subprocess.run(command, input="\n".join(urls), env=environment, capture_output=True, text=True, check=True)
    told = [json.loads(line)["content"] for line in done.stdout.splitlines()]
    assert told == ["present"] * len(urls), Counter(told)
    return time.perf_counter() - began


def main() -> None:
    """Run them all, and print a line for each."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--repositories", type=int, default=1000)
    parser.add_argument("--latency", type=float, default=0.08)
    parser.add_argument("--pinned", action="store_true", help="count requests only: the hosts' limits do not hold")
    chosen = parser.parse_args()
    os.environ[REPOSITORIES] = str(chosen.repositories + 1)
    urls = [f"https://github.com/{name}" for name in names(chosen.repositories + 1)]
    with apart("benchmarks.github_cost:describe", latency=chosen.latency) as world:
        network = world.environ if chosen.pinned else world.proxy_environ
        for label, tokens in (("token", {"GITHUB_TOKEN": world.told}), ("anonymous", {})):
            with tempfile.TemporaryDirectory() as folder:
                environment = {**os.environ, **network, "LINKSCAN_CACHE": str(Path(folder) / "cache"), **tokens}
                for state, asked, options in (
                    ("empty", urls[:-1], ()),
                    ("fresh", urls[:-1], ()),
                    ("one new", urls, ()),
                    ("nothing fresh", urls, ("--max-age", "0")),
                ):
                    world.forget()
                    seconds = check(asked, environment, *options)
                    print(f"{label:10} {state:14} {seconds:6.1f} s  {dict(world.tally().requests)}", flush=True)


if __name__ == "__main__":
    main()
