"""Offers in a README of artefacts that are not among the files: by address, wording and heading."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.content.offers import offer, offers, unsorted
from linkscan.models import Asset
from tests.steps import assert_linear

CODE, DATA, MODEL, DEMO = Asset.CODE, Asset.DATA, Asset.MODEL, Asset.DEMO
HOME = "https://github.com/lab/tool"


@pytest.mark.parametrize(
    ("readme", "assets"),
    [
        # A hub's address shows what it holds.
        ("[x](https://huggingface.co/lab/tool)", {MODEL}),
        ("Get it: https://huggingface.co/datasets/lab/data", {DATA}),
        ("https://modelscope.cn/models/lab/tool", {MODEL}),
        ("https://www.kaggle.com/datasets/lab/x", {DATA}),
        ("https://www.kaggle.com/code/lab/x", {CODE}),
        ("Try it on [Colab](https://colab.research.google.com/x)", {DEMO}),
        ("Reads at https://www.ncbi.nlm.nih.gov/geo/query/acc.cgi?acc=GSE1", {DATA}),
        # Other addresses are classified by their words.
        ("The dataset is [here](https://zenodo.org/record/1)", {DATA}),
        ("Code and data are archived at https://doi.org/10.5281/zenodo.123456", {CODE, DATA}),
        ("The source code is [here](https://www.dropbox.com/s/x/y.zip)", {CODE}),
        ("* Our code can be downloaded using this link: [Click](https://drive.google.com/file/d/1/view)", {CODE}),
        ("[Link to download data](https://d.s3.us-west-2.amazonaws.com/index.html)", {DATA}),
        ("[Download](https://mega.nz/file/weights.zip)", {MODEL}),
        ("Trained models: https://github.com/lab/t/releases/download/v1/best.pt", {MODEL}),
        ("Pretrained weights for other datasets: https://drive.google.com/x", {MODEL}),
        ("Code to load the data: https://osf.io/ab3cd", {CODE}),
        ("模型下载：[百度网盘](https://pan.baidu.com/s/1)", {MODEL}),
        ("An example model for this task can be downloaded from [this link](https://drive.google.com/x)", {MODEL}),
        ("The data are described in [our paper](https://doi.org/10.1038/s41597-024-03933-6)", set()),
        ("Data to train the model: https://drive.google.com/x", {DATA}),
        ("Get the model: https://drive.google.com/x", {MODEL}),
        ("数据集: https://pan.baidu.com/s/1", {DATA}),
        ("Los datos están en [Zenodo](https://zenodo.org/records/1)", {DATA}),
        ("Die Daten liegen auf https://osf.io/abcde", {DATA}),
        # Headings govern the lines below.
        ("# T\n\n## Pre-trained Model\n\n- [link](https://drive.google.com/x)", {MODEL}),
        ("# T\n## Dataset\n- [Train](https://d.s3.eu-central-1.amazonaws.com/t.zip)", {DATA}),
        ("# T\n**Checkpoints**\n\n[link](https://mega.nz/file/xyz)", {MODEL}),
        ("# T\nWeights:\n\n- 7B: https://cloud.tsinghua.edu.cn/f/abc/", {MODEL}),
        ("# T\n## Model Zoo\n| Swin | 24.4 | [Baidu](https://pan.baidu.com/s/1) (abcd) |", {MODEL}),
        ("| Name | Checkpoint |\n|--|--|\n| a | [GDrive](https://drive.google.com/x) |", {MODEL}),
        # Badges.
        ("[![](https://img.shields.io/badge/dataset-zenodo-orange)](https://zenodo.org/records/1)", {DATA}),
        ('<a href="https://huggingface.co/lab/T"><img src="https://img.shields.io/badge/HF-Model-y"></a>', {MODEL}),
        ("Install tool from [CRAN](https://cran.r-project.org/package=tool)", {CODE}),
        ("## Models\n\nAll: https://huggingface.co/collections/lab/tool-123", {MODEL}),
        ("Please download the Matlab code (https://lab.example.org/soft/v1.tar.gz)", {CODE}),
        # "Code" may be the password of a shared folder.
        ("| YOLOv7 | [Baidu](https://pan.baidu.com/s/1) extraction code: 5qcv |", set()),
        ("[Weights](https://pan.baidu.com/s/1) (code: ab12)", {MODEL}),
        ("[Data](https://pan.baidu.com/s/1), access code 1234", {DATA}),
        ("[Our code](https://pan.baidu.com/s/1), extraction code: 1234", {CODE}),
        ("# T\n# Faces_Benchmark\nhttps://cloud.mail.ru/public/r9TL/1", {DATA}),
        # The text of a link is shorter, but more reliable, than a line.
        ("| CVPR | [Baidu Netdisk models](https://pan.baidu.com/s/1) |", {MODEL}),
        ("Import one of our [3D models](https://drive.google.com/x)", set()),
        ("Import a model of [this folder](https://drive.google.com/x)", set()),
        ("# T\n# Download\n## Image\n#### [Image1](https://drive.google.com/x)", {DATA}),
        ("[Triples](https://drive.google.com/x) of relations", {DATA}),
        (
            "Take the checkpoint of our model as follows:\nFetch the [extracted features](https://drive.google.com/x)",
            {DATA},
        ),
        # A DOI without an address, and text of another sentence.
        ("The data are in the Zenodo repository under the DOI 10.5281/zenodo.15365203.", {DATA}),
        ("Weights: doi:10.6084/m9.figshare.1234567", {MODEL}),
        ("The data are on [Dropbox](https://www.dropbox.com/sh/x) as `a.h5`. The code originally used is old.", {DATA}),
        ("# T\n## Data\n[Files](https://console.cloud.google.com/storage/browser/tool-data)", {DATA}),
        ("# T\n## Multilingual word embeddings\n| en | [text](https://x.example.org/wiki.en.vec) |", {MODEL}),
        ("We release the corpus: https://hdl.handle.net/11234/1-3105", {DATA}),
        ("[Source](https://zenodo.org/records/1/files/src.tar.gz)", {CODE}),
        ("Implementation: https://codeocean.com/capsule/123", {CODE}),
        ("Pretrained model\n```\ngdown 1AbCdEfGhIjKlMnOpQrStUvWxYz012345\n```", {MODEL}),
        ("Raw data with embeddings: https://x.example.org/data-full.tar.gz", {DATA}),
        # Download commands.
        ("## Checkpoints\n```\nwget https://x.example.org/files/tool_large.pth\n```", {MODEL}),
        ("Download our dataset:\n```sh\ngdown https://drive.google.com/uc?id=1\n```", {DATA}),
        ("The pretrained model\n```\ncurl -O https://zenodo.org/records/1/files/m.h5\n```", {MODEL}),
        ("```py\nmodel = AutoModel.from_pretrained('lab/Tool-7B')\n```", {MODEL}),
        ('```py\nload_dataset("lab/rows")\n```', {DATA}),
        ("```\nhuggingface-cli download lab/rows --repo-type dataset\n```", {DATA}),
        ("```\nsnapshot_download(repo_id='lab/rows', repo_type='dataset')\n```", {DATA}),
        ("# T\n## Data\n#### SpaceNet\nhttps://drive.google.com/uc?id=1", set()),
        ("[Download the data](https://springernature.figshare.com/collections/Tool/4716179)", {DATA}),
        ("```\nhuggingface-cli download --repo-type dataset lab/rows\n```", {DATA}),
        ("```\nsnapshot_download(repo_id='lab/tool-weights')\n```", {MODEL}),
        # Similar text.
        ("```py\nmodel = AutoModel.from_pretrained('bert-labs/bert-base-uncased')\n```", set()),
        ('```py\nload_dataset("glue/mnli")\n```', set()),
        ("## Checkpoints\n```\nwget https://dl.example.org/segment_anything/sam_vit_h.pth\n```", set()),
        ("Get the data of others\n```\nwget https://images.example.org/zips/train2017.zip\n```", set()),
        ("See also our related [model](https://tfhub.dev/lab/other/1)", set()),
        ("To try the LHQ dataset, please download weights: https://drive.google.com/x", {MODEL}),
        ("Weights, trained with counterfactual data: https://mega.nz/file/w.tar", {MODEL}),
        ("Pre-trained models:\n\n* [cda](https://x.example.org/cda.tar.gz) with data augmentation", {MODEL}),
        ("It uses the package [numpy](https://pypi.org/project/numpy)", set()),
        ("[Models](https://drive.google.com/x)", {MODEL}),
        ("About models: https://drive.google.com/x", set()),
        ("Install [Vicuna](https://huggingface.co/lmsys/vicuna-7b) first", set()),
        ("Download the [BERT](https://huggingface.co/someone/bert-large) model", set()),
        ("Download our fine-tuned [BERT](https://huggingface.co/someone/bert-large) model", {MODEL}),
        ("├── [Adapter](https://huggingface.co/someone/adapter/tree/main/models)", set()),
        ("Download COCO from [here](https://drive.google.com/x)", set()),
        ("Download ImageNet pretrained [Swin](https://github.com/S/s/releases/download/v1/swin.pth) weights", set()),
        ("We thank [them](https://huggingface.co/someone/model), on which our code is based on", set()),
        ("# T\n## Acknowledgements\n[BLIP](https://huggingface.co/x/blip) and its weights", set()),
        ("Weights will be released at https://huggingface.co/lab/tool soon", set()),
        ("We build on [models](https://github.com/x/y)", set()),
        ("[![DOI](https://zenodo.org/badge/1.svg)](https://zenodo.org/badge/latestdoi/1)", set()),
        ("Video: https://drive.google.com/x", set()),
        ("Download software [here](https://drive.google.com/x), programs without their source", set()),
        ("- OCR-VQA: [download script](https://drive.google.com/drive/folders/1)", set()),
        ("[paper](https://huggingface.co/papers/2401.00001)", set()),
        ("We downloaded the [ECG dataset](https://physionet.org/content/mimic-iv-ecg/1.0/)", set()),
        ("You can download the following six datasets of our paper: [x](https://www.kaggle.com/datasets/k/x)", set()),
        ("First, download the zip from the CodeReviewer [data release](https://zenodo.org/records/1)", set()),
        ("1. Download [TextVQA_0.5.1_val.json](https://dl.fbaipublicfiles.com/textvqa/data/images.zip) images", set()),
        ("Our dataset is publicly available at https://zenodo.org/records/1", {DATA}),
        ("# T\n## Paper:\n### [The Roads Dataset](https://drive.google.com/x/preview)", set()),
        ("USPS dataset can be found [here](https://drive.google.com/x)", set()),
        ("# T\n## Data\nThe final dataset split is available [here](https://drive.google.com/x)", set()),
        ("The dataset of our paper and a part of trained weight: [here](https://drive.google.com/x)", {DATA, MODEL}),
        ("The weights for data sets of roads and rivers: [here](https://drive.google.com/x)", {MODEL}),
        ("", set()),
    ],
)
def test_a_readme_offers_what_is_at_the_addresses_it_names(readme: str, assets: set[Asset]) -> None:
    assert {found.asset for found in offers(readme, HOME)} == assets


@pytest.mark.parametrize(
    ("readme", "assets"),
    [
        ("Get the Vidset pretrained weights and text encoders [here](https://drive.google.com/x)", {MODEL}),
        ("Before training Vidset, take the baseline ckpt [here](https://drive.google.com/x)", set()),
        ("To extract the test set:\n\n* This requires the VAE ([download](https://drive.google.com/x))", set()),
        ("Get the pretrained weights of text encoders [here](https://drive.google.com/x)", set()),
        ("# T\n## The dataset\n[![Vidset: Download](x.svg)](https://portal.example.org/1)", {DATA}),
        ("# T\n## The dataset\n[![Vidset: about](x.svg)](https://portal.example.org/1)", set()),
        ("Our dataset can be downloaded from [this page](https://lab.example.org/set)", {DATA}),
        ("The dataset can be downloaded from [this page](https://lab.example.org/set)", set()),
        ("Our code can be downloaded from [this page](https://lab.example.org/set)", set()),
        ("Download [our data paper](https://lab.example.org/paper.pdf)", set()),
        ("Download our data as in [their script](https://github.com/other/tool)", set()),
        ("Vidset dataset is available at [its homepage](https://lab.example.org/set.html)", {DATA}),
        ("Vidset dataset, see [its homepage](https://lab.example.org/set.html)", set()),
        # The title says that the repository is a data set.
        ("# Small Lights Dataset\nThe dataset can be downloaded [here](https://lab.example.org/1)", {DATA}),
        ("# Vidset: A Dataset for Lights\nThe images are available [here](https://lab.example.org/1)", {DATA}),
        ("# Vidset: A Dataset for Lights\n[Obtain a subset of Vidset](https://drive.google.com/x)", {DATA}),
        ("# Vidset: A Dataset for Lights\n[Obtain the poster of Vidset](https://drive.google.com/x)", set()),
        ("# Vidset: A Dataset for Lights\n[Obtain a subset](https://drive.google.com/x)", set()),
        ("# A Synthetic Dataset for Lights\nThe images are available [here](https://lab.example.org/1)", {DATA}),
        ("# Dataset Condensation by Lights\nThe images are available [here](https://lab.example.org/1)", set()),
        ("# Training on a dataset for lights\nThe dataset can be found [here](https://lab.example.org/1)", set()),
        ("# Small Lights Dataset\nA dataset can be downloaded [here](https://lab.example.org/1)", set()),
    ],
)
def test_artefact_with_the_name_of_the_repository_is_its_own(readme: str, assets: set[Asset]) -> None:
    assert {found.asset for found in offers(readme, "https://github.com/lab/vidset")} == assets


def test_a_short_name_is_a_word_of_its_own() -> None:
    readme = "# A Synthetic Dataset for Lights\n[Download {} here](https://drive.google.com/x)"
    home = "https://github.com/lab/synd"
    assert [found.asset for found in offers(readme.format("SynD"), home)] == [DATA]
    assert not offers(readme.format("Syndicates"), home)


@pytest.mark.parametrize(
    ("readme", "line"),
    [
        ("# T\n## Download\n[Part 1](https://drive.google.com/x)", "Part 1"),
        ("All is available [here](https://mega.nz/folder/x)", "All is available here"),
        ("The data are available [here](https://mega.nz/folder/x)", None),
        ("The video is available [here](https://drive.google.com/x)", None),
        ("# T\n## Results\n[Download](https://drive.google.com/x)", None),
        ("We thank those who made this available [here](https://drive.google.com/x)", None),
        ("# T\n## Related\nAvailable [here](https://drive.google.com/x)", None),
        ("It will be released [here](https://drive.google.com/x) soon: code", None),
        ("See [this](https://drive.google.com/x)", None),
        ("It has to be available [long](https://doi.org/10.5281/zenodo.1)", None),
        ("[Download](https://lab.example.org/x)", None),
        ("Download the SD 1.5 [here](https://drive.google.com/x)", None),
        ("This repository contains a list of papers, [here](https://drive.google.com/x)", None),
    ],
)
def test_offers_without_words(readme: str, line: str | None) -> None:
    assert unsorted(readme, HOME) == line


def test_owner_offers_their_own_models() -> None:
    readme = "[weights](https://huggingface.co/salesforce/blip)"
    assert offer(readme, MODEL, "https://github.com/salesforce/BLIP")
    assert offer(readme, MODEL, HOME) is None


def test_offer_has_a_quote_and_an_address() -> None:
    found = offer("# T\n## Weights\n- [link](https://drive.google.com/x)", MODEL)
    assert found is not None
    assert (found.url, found.quote) == ("https://drive.google.com/x", "Weights: - link")


@given(st.text(alphabet="weights data code [](https://zenodo.org/1)\n#|-*", max_size=400))
def test_no_offer_is_without_address(readme: str) -> None:
    assert all(found.url.startswith("http") and found.quote for found in offers(readme))


@pytest.mark.parametrize(
    ("home", "url", "is_theirs"),
    [
        ("https://github.com/bigscience-workshop/card", "https://huggingface.co/bigscience/bloom", True),
        ("https://github.com/Stability-AI/StableLM", "https://huggingface.co/stabilityai/stablelm-7b", True),
        ("https://github.com/lab/card", "https://huggingface.co/bigscience/bloom", False),
        ("https://github.com/meta/card", "https://huggingface.co/metas/x", True),
        ("https://github.com/someone/card", "https://huggingface.co/meta-llama/Llama-2", False),
        # at least six letters for an owner, four for a repository
        ("https://github.com/google-lab/it", "https://huggingface.co/google/x", True),
        ("https://github.com/xlnet-lab/it", "https://huggingface.co/xlnet/x", False),
        ("https://github.com/someone/card", "https://huggingface.co/google/card-base", True),
        ("https://github.com/someone/car", "https://huggingface.co/google/car-base", False),
    ],
)
def test_owner_has_a_similar_name_on_a_hub(home: str, url: str, *, is_theirs: bool) -> None:
    assert (offer(f"It is live at {url} now", MODEL, home) is not None) is is_theirs


@pytest.mark.parametrize(("length", "is_taken"), [(500, True), (501, False)])
def test_overlong_address_offers_nothing(length: int, *, is_taken: bool) -> None:
    site = f"https://{'a' * 150}.hf.space/"
    assert bool(offers(f"See {site}{'x' * (length - len(site))}", HOME)) is is_taken


@pytest.mark.parametrize(("name", "is_theirs"), [("songs", True), ("song", False)])
def test_page_with_the_name_of_the_repository_is_its_own(name: str, *, is_theirs: bool) -> None:
    """If it has at least five letters: shorter ones are common words."""
    readme = f"Download the {name} dataset from https://lab.example.org/data"
    assert bool(offers(readme, f"https://github.com/lab/{name}")) is is_theirs


def look_for_offers(readme: str) -> None:
    """Return all offers of a README."""
    offers(readme, HOME)


@pytest.mark.parametrize(
    "noise", ["[![](", "https://zenodo.org/1 ", "<a href='https://a.b/", "[a](https://zenodo.org/", "# data\n"]
)
def test_no_readme_takes_long(noise: str) -> None:
    assert_linear(look_for_offers, lambda size: noise * (size // len(noise)))
