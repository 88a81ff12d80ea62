"""What an address is by itself."""

import pytest

from linkscan.content.stores import asset_of, holds_no_assets, is_kept, is_store, needs_words
from linkscan.models import Asset


@pytest.mark.parametrize(
    ("url", "verdict"),
    [
        ("https://1drv.ms/u/s!A", True),
        ("https://lab-my.sharepoint.com/x", True),
        ("https://bucket.s3.eu-west-1.amazonaws.com/x", True),
        ("https://storage.googleapis.com/b/x", True),
        ("https://dataverse.harvard.edu/dataset.xhtml?id=1", True),
        ("https://lab.example.org/files/weights.ckpt", True),
        ("https://lab.example.org/paper.html", False),
        ("https://arxiv.org/abs/2401.00001", False),
        ("https://doi.org/10.1038/s41597-024-03933-6", False),
        ("https://doi.org/10.5281/zenodo.15852051", True),
        ("https://doi.org/10.5061/dryad.x", True),
        ("https://zenodo.org/badge/DOI/10.5281/zenodo.1.svg", False),
        ("https://github.com/lab/tool", False),
    ],
)
def test_stores_are_known(url: str, *, verdict: bool) -> None:
    assert is_store(url) is verdict


@pytest.mark.parametrize(
    ("url", "asset"),
    [
        ("https://huggingface.co/datasets/lab/x", Asset.DATA),
        ("https://huggingface.co/lab/x", Asset.MODEL),
        ("https://huggingface.co/papers/2401.00001", None),
        ("https://huggingface.co/spaces/lab/x", Asset.DEMO),
        ("https://pypi.org/project/x", Asset.CODE),
        ("https://drive.google.com/x", None),
    ],
)
def test_a_hub_says_what_it_holds(url: str, asset: Asset | None) -> None:
    assert asset_of(url) is asset


def test_what_needs_words_and_what_holds_nothing() -> None:
    assert [needs_words(f"https://{url}") for url in ("doi.org/10.5281/zenodo.1", "mega.nz/x", "a.org/b.png")] == [
        True,
        False,
        True,
    ]
    assert [holds_no_assets(f"https://{url}") for url in ("github.com/a/b", "arxiv.org/abs/1", "lab.org/x")] == [
        True,
        True,
        False,
    ]
    assert is_kept("https://zenodo.org/records/1")
    assert not is_kept("https://lab.example.org/x.zip")
