"""Judge every commit of real repositories whose code came late, or never, and count how often that is right.

    python benchmarks/content_histories.py MIRRORS [--set final] [--errors]

MIRRORS holds bare or plain git clones named `owner+name` (or `owner+name/repo`, `owner+name.git`). The list
beside this file names the repositories and the commits at which code came and went, found by reading the
histories; each commit's file list and README are judged as if it were the newest one.
"""

import argparse
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from linkscan.content import judge
from linkscan.content.file_kinds import is_readme
from linkscan.models import Asset, Content, File, Judgement

LIST = Path(__file__).with_suffix(".tsv")
EXPECTED = {
    "-": (Content.PLACEHOLDER, Content.EMPTY),
    "+": (Content.PRESENT,),
    "~": (Content.UNKNOWN,),
}
NAMES = {"-": "is not there", "+": "is there", "~": "is elsewhere"}


@dataclass(frozen=True, slots=True)
class History:
    """A repository, the part of the list it belongs to, and the commits at which the truth changed."""

    name: str
    part: str
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """One commit, judged: whether there is code, and what was said."""

    commit: str
    truth: str
    judgement: Judgement

    @property
    def is_right(self) -> bool:
        """Return whether code was seen exactly where it is; "unknown" is right only for code elsewhere."""
        return self.judgement.content in EXPECTED[self.truth]


def read_list() -> Iterator[History]:
    """Read the list of repositories."""
    for line in LIST.read_text().splitlines():
        if line and not line.startswith("#"):
            name, part, changes = line.split("\t")
            yield History(name, part, () if changes == "never" else tuple(changes.split()))


def try_out(mirror: Path, history: History) -> Iterator[Trial]:
    """Judge all commits on the main line of a repository, oldest first."""
    truth = "-"
    changes = list(history.changes)
    seen: dict[str, Judgement] = {}
    for line in git(mirror, "log", "--first-parent", "--reverse", "--format=%H %T", "HEAD").splitlines():
        commit, tree = line.split()
        if changes and commit.startswith(changes[0][1:]):
            truth, changes = changes[0][0], changes[1:]
        if tree not in seen:
            seen[tree] = judge_commit(mirror, commit, history.name)
        yield Trial(commit, truth, seen[tree])
    if changes:
        sys.exit(f"{history.name} has no commit {changes[0]} where the list says so")


def judge_commit(mirror: Path, commit: str, name: str) -> Judgement:
    """Judge the code of one commit by its tree and README, and by the name of the repository."""
    files = tuple(list_files(git(mirror, "ls-tree", "-r", "-l", "-z", commit)))
    readmes = sorted((file.path for file in files if "/" not in file.path and is_readme(file.path)), key=len)
    readme = git(mirror, "show", f"{commit}:{readmes[0]}") if readmes else None
    return judge(files, readme, name=name)[Asset.CODE]


def list_files(listing: str) -> Iterator[File]:
    """Read what `git ls-tree -r -l -z` prints; a mirror may lack large files, and then their size."""
    for line in filter(None, listing.split("\0")):
        facts, path = line.split("\t", 1)
        _, kind, _, size = facts.split()
        yield File(path, int(size) if size.isdigit() else None, is_submodule=kind == "commit")


def git(mirror: Path, *arguments: str) -> str:
    """Ask git about a mirror."""
    command = ["git", "--git-dir", str(mirror), *arguments]
    return subprocess.run(command, capture_output=True, check=False).stdout.decode("utf-8", "replace")


def find(mirrors: Path, name: str) -> Path | None:
    """Find the clone of a repository."""
    plain = name.replace("/", "+")
    targets = (f"{plain}/repo/.git", f"{plain}/repo", f"{plain}/.git", f"{plain}.git", plain)
    return next((mirrors / target for target in targets if (mirrors / target / "HEAD").is_file()), None)


def report(tried: Mapping[str, list[Trial]]) -> None:
    """Print how often the judgement was right: over all commits, before code, after code, by repository."""
    trials = [trial for trials in tried.values() for trial in trials]
    print(f"{len(tried)} repositories, {len(trials)} commits")
    for label, chosen in (
        ("all commits", trials),
        *((f"code {name}", [trial for trial in trials if trial.truth == truth]) for truth, name in NAMES.items()),
    ):
        right = sum(trial.is_right for trial in chosen)
        print(f"{label:24} {right:6} of {len(chosen):6} right: {right / max(1, len(chosen)):.4f}")
    mean = sum(sum(trial.is_right for trial in trials) / len(trials) for trials in tried.values()) / len(tried)
    print(f"{'mean over repositories':24} {mean:.4f}")
    whole = sum(all(trial.is_right for trial in trials) for trials in tried.values())
    print(f"{'wholly right':24} {whole} of {len(tried)} repositories")


def print_errors(tried: Mapping[str, list[Trial]]) -> None:
    """Print each kind of error once per repository, with its reason and the number of commits."""
    for name, trials in tried.items():
        wrong = Counter(
            (trial.truth, trial.judgement.content, trial.judgement.reason) for trial in trials if not trial.is_right
        )
        first: dict[tuple[str, str, str], str] = {}
        for trial in trials:
            first.setdefault((trial.truth, trial.judgement.content, trial.judgement.reason), trial.commit)
        for key, count in wrong.items():
            truth, content, reason = key
            print(f"{name} {first[key][:10]} x{count}: code {NAMES[truth]}; judged {content}: {reason}")


def main() -> None:
    """Try out the repositories of the list that are among the mirrors."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("mirrors", type=Path)
    parser.add_argument("--set", dest="part", help="only this part: tuning, held-out, hard, final, late, pages or last")
    parser.add_argument("--only", type=re.compile, help="only repositories whose name matches")
    parser.add_argument("--errors", action="store_true", help="print what was judged wrongly")
    chosen = parser.parse_args()
    parts: defaultdict[str, dict[str, list[Trial]]] = defaultdict(dict)
    for history in read_list():
        if (chosen.part and history.part != chosen.part) or (chosen.only and not chosen.only.search(history.name)):
            continue
        mirror = find(chosen.mirrors, history.name)
        if mirror is not None:
            parts[history.part][history.name] = list(try_out(mirror, history))
        else:
            print(f"not among the mirrors: {history.name}")
    for part, tried in parts.items():
        print(f"\n== {part}")
        report(tried)
        if chosen.errors:
            print_errors(tried)


if __name__ == "__main__":
    main()
