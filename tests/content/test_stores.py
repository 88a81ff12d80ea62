"""The kind of store that an address is."""

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
        ("https://hf.co/lab/x", Asset.MODEL),
        ("https://lab-x.hf.space", Asset.DEMO),
        ("https://cran.r-project.org/package=x", Asset.CODE),
        ("https://crates.io/crates/x", Asset.CODE),
        ("https://www.mathworks.com/matlabcentral/fileexchange/1-x", Asset.CODE),
        ("https://modelscope.cn/datasets/lab/x", Asset.DATA),
        ("https://modelscope.cn/studios/lab/x", Asset.DEMO),
        ("https://modelscope.cn/models/lab/x", Asset.MODEL),
        ("https://www.kaggle.com/models/lab/x", Asset.MODEL),
        ("https://www.kaggle.com/code/lab/x", Asset.CODE),
        ("https://codeocean.com/capsule/123", Asset.CODE),
        ("https://www.kaggle.com/datasets/lab/x", Asset.DATA),
        ("https://www.kaggle.com/lab/x", Asset.DATA),
        ("https://www.ncbi.nlm.nih.gov/geo/query/acc.cgi?acc=GSE1", Asset.DATA),
        ("https://www.ebi.ac.uk/ena/browser/view/PRJEB1", Asset.DATA),
        ("https://civitai.com/models/1/x", Asset.MODEL),
        ("https://openxlab.org.cn/models/detail/lab/x", Asset.MODEL),
        ("https://openxlab.org.cn/datasets/lab/x", Asset.DATA),
        ("https://colab.research.google.com/drive/1", Asset.DEMO),
        ("https://lab.shinyapps.io/x", Asset.DEMO),
    ],
)
def test_a_hub_says_what_it_holds(url: str, asset: Asset | None) -> None:
    assert asset_of(url) is asset


@pytest.mark.parametrize(
    ("url", "verdict"),
    [
        ("https://figshare.com/collections/x/1", True),
        ("https://huggingface.co/collections/lab/x", True),
        ("https://hdl.handle.net/11234/1-1234", True),
        ("https://cloud.example.org/s/abcdefghijklmno", True),
        ("https://cloud.example.org/s/abcdefghijklmno/download", True),
        ("https://cloud.example.org/s/abcdefghijklmn", False),
        ("https://github.com/lab/tool/releases/download/v1/x.csv", True),
        ("https://lab.example.org/x.zip", True),
        ("https://lab.example.org/x.zip?v=1", True),
        ("https://lab.example.org/x.zip/", False),
        ("https://zenodo.org/records/1", True),
        ("https://zenodo.org/communities/lab", False),
        ("https://doi.org/10.6084/m9.figshare.1", True),
    ],
)
def test_a_file_a_share_and_a_collection_are_stores(url: str, *, verdict: bool) -> None:
    """Self-hosted drives may be on any host."""
    assert is_store(url) is verdict


@pytest.mark.parametrize(
    ("url", "verdict"),
    [
        ("https://zenodo.org/records/1", True),
        ("https://drive.google.com/file/d/1", True),
        ("https://gitlab.com/lab/tool/-/releases/v1", True),
        ("https://github.com/lab/tool", False),
        ("no address", False),
    ],
)
def test_stores_are_archives_drives_and_releases(url: str, *, verdict: bool) -> None:
    assert is_kept(url) is verdict


@pytest.mark.parametrize(
    ("url", "verdict"),
    [
        ("https://pypi.org/project/x", True),
        ("https://gitlab.com/lab/x", True),
        ("https://zenodo.org/records/1", False),
        ("no address", False),
    ],
)
def test_code_hosts_hold_no_data(url: str, *, verdict: bool) -> None:
    assert holds_no_assets(url) is verdict


def test_hosts_that_need_words_and_hosts_that_hold_nothing() -> None:
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
