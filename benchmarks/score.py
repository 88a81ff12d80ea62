"""Score reading against labels: `python benchmarks/score.py GOLD.jsonl --papers INPUT...` (or `--extract OUT.jsonl`).

GOLD holds one object for each paper: `id`, `urls`, `claims` (`asset`, `stance`, `url`), perhaps `note`. A paper is
found by its id, or by file and line: the id `000:11` is line 11 of the input whose name starts with `000_`. Addresses
are compared without scheme, `www.`, a closing slash, `.git` and the case of the host.
"""

import argparse
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from linkscan.models import Asset, Stance
from linkscan.papers import load_papers
from linkscan.text import read


class Said(NamedTuple):
    """One claim, with its address in the form in which spellings of one place are equal."""

    asset: str
    stance: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Labels:
    """What one paper says, by a reader or by linkscan."""

    urls: frozenset[str]
    claims: frozenset[Said]
    note: str = ""


@dataclass(slots=True)
class Count:
    """Agreements and disagreements, summed up as precision, recall and F1."""

    both: int = 0
    only_ours: int = 0
    only_gold: int = 0

    def add(self, ours: frozenset[Any], gold: frozenset[Any]) -> None:
        """Count what one paper adds."""
        self.both += len(ours & gold)
        self.only_ours += len(ours - gold)
        self.only_gold += len(gold - ours)

    def row(self, name: str) -> str:
        """Return one line of the table; nothing to find and nothing found is perfect."""
        ours, gold = self.both + self.only_ours, self.both + self.only_gold
        precision, recall = self.both / (ours or 1) if ours else 1.0, self.both / (gold or 1) if gold else 1.0
        f1 = 2 * self.both / (ours + gold) if ours + gold else 1.0
        return f"{name:28} {precision:9.4f} {recall:9.4f} {f1:9.4f} {gold:7} {self.only_ours:7} {self.only_gold:7}"


def spelling(url: str) -> str:
    """Return an address without what the comparison ignores."""
    host, _, path = re.sub(r"^\w+://", "", url).partition("/")
    return f"{host.lower().removeprefix('www.')}/{path.rstrip('/').removesuffix('.git')}"


def labels(row: dict[str, Any]) -> Labels:
    """Read one line of labels, or of `linkscan extract`."""
    urls = row["urls"] if "urls" in row else [link["url"] for link in row["links"]]
    claims = (
        Said(claim["asset"], claim["stance"], spelling(claim["url"]) if claim["url"] else None)
        for claim in row["claims"]
    )
    return Labels(frozenset(map(spelling, urls)), frozenset(claims), row.get("note", ""))


def names(paper_id: str, sources: Iterable[str]) -> Iterator[str]:
    """Yield the names by which labels may call a paper."""
    yield paper_id
    for source in sources:
        file, _, line = source.rpartition(":")
        yield f"{Path(file).name.partition('_')[0]}:{line}"


def read_papers(inputs: list[str]) -> Iterator[tuple[Iterable[str], Labels]]:
    """Read every paper of the inputs, as linkscan does."""
    for paper in load_papers(*inputs, on_skip=print):
        reading = read(paper)
        row = {
            "urls": [link.url for link in reading.links],
            "claims": [{"asset": claim.asset, "stance": claim.stance, "url": claim.url} for claim in reading.claims],
        }
        yield names(paper.id, paper.source), labels(row)


def read_extract(path: str) -> Iterator[tuple[Iterable[str], Labels]]:
    """Read what `linkscan extract` wrote."""
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        source = row.get("source") or []
        yield names(row["id"], [source] if isinstance(source, str) else source), labels(row)


def without_other(claims: frozenset[Said]) -> frozenset[Said]:
    """Leave out claims of kind `other`, which the targets do not count."""
    return frozenset(claim for claim in claims if claim.asset != Asset.OTHER)


def compare(gold: dict[str, Labels], ours: dict[str, Labels]) -> str:
    """Return the table."""
    urls, claims, main = Count(), Count(), Count()
    kinds = {(asset, stance): Count() for asset in Asset for stance in Stance}
    right = right_but_other = 0
    for name, wanted in gold.items():
        found = ours[name]
        urls.add(found.urls, wanted.urls)
        claims.add(found.claims, wanted.claims)
        main.add(without_other(found.claims), without_other(wanted.claims))
        for (asset, stance), count in kinds.items():
            count.add(
                frozenset(claim for claim in found.claims if claim[:2] == (asset, stance)),
                frozenset(claim for claim in wanted.claims if claim[:2] == (asset, stance)),
            )
        right += found.urls == wanted.urls and found.claims == wanted.claims
        right_but_other += found.urls == wanted.urls and without_other(found.claims) == without_other(wanted.claims)
    rows = [f"{'':28} precision    recall        F1    gold   extra missing", urls.row("addresses")]
    rows += [main.row("claims without `other`"), claims.row("claims")]
    rows += [count.row(f"  {asset} {stance}") for (asset, stance), count in kinds.items()]
    shares = f"{right / len(gold):.4f}, without `other` {right_but_other / len(gold):.4f}"
    rows.append(f"papers entirely right: {shares}, of {len(gold)}")
    return "\n".join(rows)


def disagreements(gold: dict[str, Labels], ours: dict[str, Labels]) -> Iterator[str]:
    """Yield what the labels and linkscan see differently, paper by paper."""
    for name, wanted in gold.items():
        found = ours[name]
        if found.urls == wanted.urls and found.claims == wanted.claims:
            continue
        yield f"{name}{'  note: ' + wanted.note if wanted.note else ''}"
        yield from (
            f"  missing {item}"
            for item in sorted(map(str, (wanted.urls - found.urls) | (wanted.claims - found.claims)))
        )
        yield from (
            f"  extra   {item}"
            for item in sorted(map(str, (found.urls - wanted.urls) | (found.claims - wanted.claims)))
        )


def main() -> None:
    """Score the inputs that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("--papers", nargs="+", metavar="INPUT", help="inputs in any format that linkscan reads")
    parser.add_argument("--extract", metavar="OUT.jsonl", help="what `linkscan extract` wrote")
    parser.add_argument("--quiet", action="store_true", help="no list of disagreements")
    asked = parser.parse_args()
    if bool(asked.papers) == bool(asked.extract):
        parser.error("give either --papers or --extract")
    rows = map(json.loads, Path(asked.gold).read_text(encoding="utf-8").splitlines())
    gold = {row["id"]: labels(row) for row in rows}
    found = read_papers(asked.papers) if asked.papers else read_extract(asked.extract)
    ours = {name: said for all_names, said in found for name in all_names}
    if unknown := gold.keys() - ours.keys():
        parser.error(f"{len(unknown)} labelled papers are not in the inputs, such as {min(unknown)}")
    if not asked.quiet:
        print("\n".join(disagreements(gold, ours)), end="\n\n")
    print(compare(gold, ours))


if __name__ == "__main__":
    main()
