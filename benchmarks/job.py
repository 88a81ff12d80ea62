"""The real job: scan abstracts against a simulated internet with 80 ms latency.

`python -m benchmarks.job [INPUT...]`: the whole command, cold, fresh (at once again) and stale (all asked again), with
a token and without; how many requests each took, and what lychee makes of the same addresses. The world is a process of
its own, asked through a proxy: so the limits of the real hosts hold (`ratelimit/limits.py`), as they do for users.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.job_world import Fate, fated
from benchmarks.stopwatch import run, version
from tests.world.apart import FarWorld, apart

LATENCY = 0.08
SEEDS = Path(__file__).parents[1] / ".." / "shared" / "seeds"
EXAMPLE = Path(__file__).parents[1] / "examples" / "daily-papers.txt"
SCAN = (sys.executable, "-m", "linkscan", "scan", "--quiet", "--no-archives", "--name", "job")
RUNS: tuple[tuple[str, Sequence[str]], ...] = (("cold", ()), ("fresh", ()), ("stale", ("--max-age", "0")))
NOTHING = Path(os.devnull)


def scan(world: FarWorld, inputs: Sequence[str]) -> None:
    """Scan three times, without a token and with one, and print what each run took."""
    for label, tokens in (("no token", {}), ("a token", {"GITHUB_TOKEN": world.told})):
        print(f"\nlinkscan, {label}")
        _scans(world, inputs, tokens)


def _scans(world: FarWorld, inputs: Sequence[str], tokens: Mapping[str, str]) -> None:
    print(f"{'':10}{'wall s':>8}{'CPU s':>8}{'MiB':>6}{'requests':>10}  by host")
    kept = {name: world.environ[name] for name in ("LINKSCAN_CACHE", "LINKSCAN_REPORTS")}
    environ = {**world.proxy_environ, **kept, **tokens}
    shutil.rmtree(kept["LINKSCAN_CACHE"], ignore_errors=True)
    for name, flags in RUNS:
        world.forget()
        cost = run((*SCAN, *flags, *inputs), NOTHING, environ)
        asked = Counter(world.tally().requests)
        hosts = ", ".join(f"{host} {count}" for host, count in asked.most_common(4))
        print(
            f"{name:10}{cost.wall:8.2f}{cost.cpu:8.2f}{cost.peak:6.0f}{asked.total():10}  {hosts}  (exit {cost.code})"
        )


def verdicts(world: FarWorld) -> Mapping[str, tuple[str, str | None]]:
    """Read what the last run found behind each address."""
    report = Path(world.environ["LINKSCAN_REPORTS"], "job", "report.json")
    links = json.loads(report.read_text("utf-8"))["links"]
    return {link["url"]: (link["health"], link["content"]) for link in links}


def lychee(world: FarWorld, urls: Sequence[str]) -> set[str]:
    """Let lychee check the same addresses through the world's proxy; print its cost, give what it calls broken."""
    listed = Path(world.folder, "urls.txt")
    listed.write_text("\n".join(urls) + "\n")
    world.forget()
    begun = time.perf_counter()
    told = subprocess.run(
        ["lychee", "--no-progress", "--format", "json", "--max-retries", "1", str(listed)],
        env={**world.proxy_environ, "GITHUB_TOKEN": world.told},
        capture_output=True,
        text=True,
        check=False,
    )
    wall = time.perf_counter() - begun
    found = json.loads(told.stdout)
    print(f"\nlychee {version(('lychee', '--version'))}: {wall:.2f} s, {sum(world.tally().requests.values())} requests")
    return {entry["url"].rstrip("/") for entries in found["error_map"].values() for entry in entries}


def compare(world: FarWorld, inputs: Sequence[str]) -> None:
    """Print, fate by fate, what linkscan and lychee say."""
    targets = fated(list(inputs))
    said = verdicts(world)
    broken = lychee(world, [target.url for target in targets]) if shutil.which("lychee") else None
    print(f"\n{'what it is':12}{'places':>7}  {'linkscan says':44}  lychee says")
    for fate in Fate:
        urls = [target.url for target in targets if target.fate is fate]
        ours = Counter("/".join(filter(None, said.get(url, ("not in the report",)))) for url in urls)
        theirs = Counter("broken" if url.rstrip("/") in broken else "ok" for url in urls) if broken is not None else {}
        print(f"{fate:12}{len(urls):7}  {_counted(ours):44}  {_counted(theirs) or 'not installed'}")


def _counted(words: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {word}" for word, count in sorted(words.items(), key=lambda pair: -pair[1]))


def main() -> None:
    """Run the job and print its tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("inputs", nargs="*", metavar="INPUT")
    given = parser.parse_args().inputs
    inputs = given or sorted(map(str, SEEDS.glob("*.txt"))) or [str(EXAMPLE)]
    os.environ["JOB_INPUTS"] = os.pathsep.join(inputs)
    print(f"{len(inputs)} inputs, {len(fated(inputs))} addresses, {LATENCY * 1000:.0f} ms latency")
    with apart("benchmarks.job_world:describe", latency=LATENCY) as world:
        scan(world, inputs)
        compare(world, inputs)


if __name__ == "__main__":
    main()
