"""What a git server says first: its abilities and its branches (https://git-scm.com/docs/gitprotocol-http)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from linkscan.hosts.git.pktline import split_packets
from linkscan.models import Request, Response

_LIMIT = 1 << 18  # HEAD and the branches come first; a busy project's pull requests may be cut off
_LINE = re.compile(rb"(?P<oid>[0-9a-f]{40}) (?P<name>[^\0\n]+)(?:\0(?P<abilities>[^\n]*))?\n?")
_NOBODY = "0" * 40
_ROBOTS = re.compile(r"gh-pages|(dependabot|renovate)/.*|snyk-.*|imgbot")
_USUAL = ("refs/heads/main", "refs/heads/master")


@dataclass(frozen=True, slots=True)
class RefAdvertisement:
    """The refs of a repository by full name, and the full name of the branch that HEAD means."""

    refs: Mapping[str, str] = field(default_factory=dict)
    abilities: frozenset[str] = frozenset()
    head: str | None = None

    @property
    def branches(self) -> dict[str, str]:
        """The commits of the branches, by short name."""
        return {
            name.removeprefix("refs/heads/"): oid for name, oid in self.refs.items() if name.startswith("refs/heads/")
        }

    @property
    def start(self) -> str | None:
        """The commit a visitor sees first; None where there is none."""
        wanted = ("HEAD", self.head or "", *_USUAL, *(f"refs/heads/{name}" for name in self.branches))
        return next((self.refs[name] for name in wanted if name in self.refs), None)

    @property
    def default_branch(self) -> str | None:
        """The short name of HEAD's branch, if the server told it."""
        return (self.head or "").removeprefix("refs/heads/") or None


def is_robots(branch: str) -> bool:
    """Return the branches that robots make, and the one with the web page, from those people work on."""
    return _ROBOTS.fullmatch(branch) is not None


def ask_advert(remote: str) -> Request:
    """Ask for the refs the old way: one request where version 2 needs two, and every server knows it."""
    return Request(f"{remote}/info/refs?service=git-upload-pack", limit=_LIMIT, final_on=(401,))


def read_advert(response: Response) -> RefAdvertisement | None:
    """Read the refs; None where the answer is not a git server's. No refs at all: an empty repository."""
    if response.status != 200:
        return None
    packets, _ = split_packets(response.body)
    if not packets or packets[0] not in (b"# service=git-upload-pack\n", b"# service=git-upload-pack"):
        return None
    lines = [match for line in packets[1:] if isinstance(line, bytes) and (match := _LINE.fullmatch(line))]
    abilities = frozenset((lines[0]["abilities"] or b"").decode("utf-8", "replace").split()) if lines else frozenset()
    refs = {
        line["name"].decode("utf-8", "replace"): line["oid"].decode()
        for line in lines
        if line["oid"].decode() != _NOBODY
    }
    head = next((word.removeprefix("symref=HEAD:") for word in abilities if word.startswith("symref=HEAD:")), None)
    return RefAdvertisement(refs, abilities, head)
