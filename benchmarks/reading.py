"""How fast abstracts are read, beside two finders of addresses: `python benchmarks/reading.py [--megabytes 50]`.

Abstracts are made up as they stream by, so memory does not grow with their number: sentences as papers have them, a
third of the abstracts with an address or a release. Measures CPU time on one core. urlextract and linkify-it-py only
find addresses; linkscan mends them and reads the claims as well. They are skipped when they are not installed.
"""

import argparse
import importlib.util
import random
import resource
import time
from collections.abc import Callable, Iterator
from itertools import islice

from linkscan.models import Paper
from linkscan.text import read

OPENINGS = (
    "Despite recent progress, {task} remains a challenging problem in {field}.",
    "Existing methods for {task} rely on large amounts of labeled data, which are costly to obtain.",
    "Recent advances in {field} have led to substantial improvements in {task}.",
    "{task} is a fundamental problem with many applications, from {field} to medical imaging.",
    "Large pre-trained models have shown remarkable abilities, yet {task} is far from being solved.",
)
MIDDLES = (
    "In this paper, we propose {name}, a novel framework that combines {part} with {part} in an end-to-end manner.",
    "Specifically, we first extract features with a common encoder, and then refine them by {part}.",
    "To address this issue, we introduce {part}, which provides a principled way to model uncertainty.",
    "Our key insight is that {part} can be learned jointly with {task}, without additional supervision.",
    "We conduct extensive experiments on {number} benchmark datasets, and compare with strong baselines.",
    "The resulting model is {number} times faster than the state of the art, with {number}% fewer parameters.",
    "We further give a theoretical analysis of convergence, and show that the error is bounded by O(1/n).",
    "{name} achieves an accuracy of {number}.{number}% on the test set, better than previous work by a large margin.",
    "Moreover, an ablation study demonstrates that each component contributes to the final performance.",
    "We also discuss the limitations of our approach, e.g. when observations are noisy at test time.",
    "Qualitative results (see Fig. {number}) confirm that the representations capture the structure of the scene.",
    "The method is evaluated on a real robot, where it handles objects that were not seen during training.",
)
TRAPS = (
    "We evaluate on {number} publicly available datasets and compare with open-source models.",
    "Pre-trained models are available for many languages, while labeled data is available for few.",
    "We provide a unified view of {task}, and share insights on training models with little data.",
    "Reviews from Shop.com are used, as released by previous work, e.g., in node.js and README.md.",
)
RELEASES = (
    "Code is available at https://github.com/{owner}/{name}.",
    "Our code and pre-trained models are publicly available at https://github.com/{owner}/{name}.",
    "The source code will be released upon acceptance.",
    "We release our dataset, code and models at https://{owner}.github.io/{name}/ to facilitate future research.",
    "The project page is available at https://{owner}.github.io/{name}.",
    "We make our code and data publicly available.",
    "Code: https: //github.com/{owner}/{name}-{number}.",
    "Videos and code can be found at sites.google.com/view/{name}.",
    "We introduce {name}, an open-source toolkit for {task}. It is available at https://github.com/{owner}/{name}.git.",
    "The dataset is available for research purposes at http://www.{owner}.edu/~{name}/data.html.",
    "An online demo (https://{name}.{owner}.org) and a video (https://youtu.be/{name}) are available.",
    "All resources will be made publicly available.",
)
WORDS = {
    "task": ("image segmentation", "machine translation", "motion planning", "question answering", "pose estimation"),
    "field": ("computer vision", "robotics", "natural language processing", "speech processing", "graph learning"),
    "part": (
        "self-attention",
        "contrastive learning",
        "a graph network",
        "optimal transport",
        "a latent prior",
        "distillation",
    ),
}
BLOCK = 500  # abstracts between two looks at the clock
SHARE = 0.35  # of abstracts with a release or an address
TRAP_SHARE = 0.15  # of abstracts that only sound like one; in those of 213 venues and years it was one in ten


def abstracts(megabytes: float) -> Iterator[Paper]:
    """Make up papers until their titles and abstracts have so many megabytes."""
    rng = random.Random(1)
    left = megabytes * 1e6
    number = 0
    while left > 0:
        number += 1
        name = f"{rng.choice(('Deep', 'Graph', 'Meta', 'Neuro'))}{rng.choice(('Net', 'Former', 'Bench'))}{number}"
        sentences = [rng.choice(OPENINGS), *rng.sample(MIDDLES, 7)]
        if rng.random() < TRAP_SHARE:
            sentences.insert(4, rng.choice(TRAPS))
        if rng.random() < SHARE:
            sentences.append(rng.choice(RELEASES))
        filled = (
            sentence.format(
                name=name,
                owner=f"lab{number % 977}",
                number=rng.randrange(2, 99),
                **{word: rng.choice(choices) for word, choices in WORDS.items()},
            )
            for sentence in sentences
        )
        paper = Paper(
            id=str(number),
            title=f"{name}: Towards Better {rng.choice(WORDS['task']).title()}",
            abstract=" ".join(filled),
        )
        left -= len(paper.title) + len(paper.abstract)
        yield paper


def measure(name: str, step: Callable[[Paper], object], megabytes: float) -> None:
    """Run one reader over all abstracts; making them up is not counted, nor is looking at the clock for each."""
    seconds = 0.0
    size = count = found = 0
    papers = abstracts(megabytes)
    while block := list(islice(papers, BLOCK)):
        begun = time.process_time()
        results = [step(paper) for paper in block]
        seconds += time.process_time() - begun
        size += sum(len(paper.title) + len(paper.abstract) for paper in block)
        count += len(block)
        found += sum(map(bool, results))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{name:16} {size / 1e6:6.1f} MB {count:8,} abstracts {found / count:6.1%} with a find"
        f" {size / 1e6 / seconds:7.1f} MB/s {peak:5.0f} MiB peak"
    )


def reads(paper: Paper) -> bool:
    """Read links and claims."""
    reading = read(paper)
    return bool(reading.links or reading.claims)


def finders() -> Iterator[tuple[str, Callable[[Paper], object], float]]:
    """Yield the other finders that are installed, and the share of the text that each is given: they are slow."""
    if importlib.util.find_spec("linkify_it"):
        from linkify_it import LinkifyIt  # noqa: PLC0415 - it may not be installed

        fuzzy = LinkifyIt()
        yield "linkify-it-py", lambda paper: fuzzy.match(paper.abstract), 0.1
    if importlib.util.find_spec("urlextract"):
        from urlextract import URLExtract  # noqa: PLC0415 - it may not be installed

        extract = URLExtract()
        yield "urlextract", lambda paper: extract.find_urls(paper.abstract), 0.02


def main() -> None:
    """Measure linkscan, then the others."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=50)
    asked = parser.parse_args()
    measure("linkscan", reads, asked.megabytes)
    for name, step, share in finders():
        measure(name, step, asked.megabytes * share)


if __name__ == "__main__":
    main()
