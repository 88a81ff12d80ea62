"""A table of targets: from their files and README to their content for each asset."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.content import judge, overall
from linkscan.models import Asset, Content, File, Judgement

PRESENT, PLACEHOLDER, EMPTY, UNKNOWN = Content.PRESENT, Content.PLACEHOLDER, Content.EMPTY, Content.UNKNOWN
LINKS = "\n".join(f"- [a](https://arxiv.org/abs/{number})" for number in range(40))


def files(text: str) -> tuple[File, ...]:
    """Read `name:size name name@ name!python` as files; `~` is a space, `@` a submodule, no size was not told."""
    found = []
    for word in text.split():
        name, _, interpreter = word.replace("~", " ").removesuffix("@").partition("!")
        path, _, size = name.partition(":")
        found.append(File(path, int(size) if size else None, word.endswith("@"), interpreter or None))
    return tuple(found)


WORLDS = [
    # name, files, README, code, words of the reason
    ("a program", "README.md main.py:900", "", PRESENT, "code: main.py"),
    ("a notebook alone", "README.md run.ipynb:9000", "", PRESENT, "run.ipynb"),
    ("code deep down", "README.md a/b/c/d/x.cpp:900", "", PRESENT, "x.cpp"),
    ("code on another branch", "README.md (branch~dev)/train.py:900", "see dev", PRESENT, "(branch dev)/train.py"),
    ("code in a release", "README.md (release~v1)/code.zip:900000", "", PRESENT, "an archive: (release v1)/code.zip"),
    ("code in an archive", "README.md Tool.zip:900000", "", PRESENT, "an archive: Tool.zip"),
    ("code, and a promise of more", "README.md main.py:9000", "Training code coming soon!", PRESENT, "main.py"),
    ("code of unknown size beside a promise", "README.md main.py", "Code coming soon!", PRESENT, "main.py"),
    ("MATLAB", "readme.txt solve.m:900 data.mat:9000", "", PRESENT, "solve.m"),
    ("a web application", "package.json src/App.tsx:900 index.html", "# A tool", PRESENT, "src/App.tsx"),
    ("a script without a page", "README.md index.js:900", "", PRESENT, "index.js"),
    ("a README alone", "README.md", "# Tool", PLACEHOLDER, "no code, only README.md"),
    ("a README that promises", "README.md", "Code coming soon!", PLACEHOLDER, 'it says "Code coming soon!"'),
    ("README, licence and pictures", "README.md LICENSE teaser.png", "", PLACEHOLDER, "LICENSE"),
    ("pictures in a folder nobody opened", "README.md assets/", "", PLACEHOLDER, "no code"),
    ("a licence alone", "LICENSE", "", PLACEHOLDER, "LICENSE"),
    ("a recipe without a program", "README.md setup.py:900 requirements.txt", "", PLACEHOLDER, "no code"),
    ("only helpers that download", "README.md download.sh:900", "", PLACEHOLDER, "no code"),
    ("a workflow of the host", "README.md .github/workflows/a.py:900", "", PLACEHOLDER, "no code"),
    ("a project page", "index.html static/js/index.js:900 static/css/a.css", "", PLACEHOLDER, "project page"),
    ("a project page with jQuery", "index.html js/jquery.js:90000 README.md", "", PLACEHOLDER, "project page"),
    ("a page made with Jekyll", "_config.yml index.md _layouts/a.html js/a.js:900", "", PLACEHOLDER, ""),
    ("a page made with Next", "next.config.js app/page.tsx:900 package.json", "", PLACEHOLDER, ""),
    ("a page that was programmed", "index.html src/App.tsx:900", "# T: project page", PLACEHOLDER, "project page"),
    ("helpers of a page", "index.html static/make_gif.py:900", "", PLACEHOLDER, "project page"),
    ("a manual", "README.md docs/conf.py docs/index.rst docs/ext.py:900", "", PLACEHOLDER, "no code"),
    ("data only", "README.md data/train.json:9000", "", PLACEHOLDER, "data only: data/train.json"),
    ("tables only", "README.md a.csv:9000", "", PLACEHOLDER, "data only: a.csv"),
    ("weights only", "README.md model.pth:9000000", "", PLACEHOLDER, "weights only: model.pth"),
    ("a paper only", "README.md paper.pdf", "", PLACEHOLDER, "documents only: paper.pdf"),
    ("code of others only", "README.md third_party/x.cpp:9000", "", PLACEHOLDER, "third-party code"),
    ("a list of links", "README.md", f"# Awesome Things\n{LINKS}", PLACEHOLDER, "list of links"),
    ("a list with a helper", "README.md count.py:900", f"# Awesome Things\n{LINKS}", PLACEHOLDER, "list of links"),
    ("an empty file", "README.md main.py:0", "", PLACEHOLDER, "a skeleton"),
    ("a file that promises", "README.md code.py:60", "", PLACEHOLDER, "a skeleton: almost no code in code.py"),
    ("a skeleton beside a promise", "README.md a.py:300 b.py:200", "Code coming soon", PLACEHOLDER, "a skeleton"),
    ("little code without a promise", "README.md a.py:300 b.py:200", "Run a.py", PRESENT, "a.py"),
    ("packages without modules", "README.md src/__init__.py:900", "", PLACEHOLDER, "a skeleton"),
    ("code in submodules", "README.md .gitmodules core@", "", UNKNOWN, "other repositories: core"),
    ("code named by a manifest", "README.md ws.repos:300", "", UNKNOWN, "other repositories: ws.repos"),
    ("programs without source", "README.md tool.exe:900000", "", PLACEHOLDER, "programs without source"),
    ("folders that nobody opened", "README.md src/", "", UNKNOWN, "not opened: src/"),
    ("litter of another system", "README.md ._main.py:4096", "", PLACEHOLDER, "no code"),
    # Any field and any language.
    ("a Unity project", "README.md Assets/S/A.cs:4170 Assets/M.unity:90 ProjectSettings/V.txt:24", "", PRESENT, "A.cs"),
    ("an Unreal project", "README.md Game.uproject:2 Content/BP.uasset:50000", "", PRESENT, "BP.uasset"),
    ("Unreal assets alone", "README.md Content/BP.uasset:50000", "", PLACEHOLDER, "no code"),
    ("VBA", "README.md VBA/main.bas:4170 VBA/P.cls:4170 VBA/F.frm:900", "", PRESENT, "P.cls"),
    ("an Excel workbook with macros", "README.md Tool.xlsm:60004", "", PRESENT, "Tool.xlsm"),
    ("a Wolfram notebook", "README.md toda.cdf:83453", "# T\n\nMathematica code", PRESENT, "toda.cdf"),
    ("a NetCDF file", "README.md sst.cdf:83453", "# Sea surface temperature", PLACEHOLDER, "data only"),
    ("Modelica", "README.md L/package.mo:4170 L/package.order:5", "", PRESENT, "package.mo"),
    ("translations", "README.md po/de.mo:4170", "", PLACEHOLDER, "no code"),
    ("NEURON", "README.md cell.hoc:900 na.mod:900", "", PRESENT, "cell.hoc"),
    ("a LaTeX package", "README.md tikz-net.sty:20850 manual.pdf:3004", "# tikz-net", PRESENT, "tikz-net.sty"),
    ("a LaTeX class with its example", "README.md t.cls:9000 t.tex:900", "A LaTeX class", PRESENT, "t.cls"),
    ("the style of a paper", "README.md main.tex:9000 conf2023.sty:9000", "# Our paper", PLACEHOLDER, "documents only"),
    ("LabVIEW", "README.md main.vi:30016 p.lvproj:900", "", PRESENT, "main.vi"),
    ("Max and Pure Data", "README.md synth.maxpat:4170 p.pd:900", "", PRESENT, "synth.maxpat"),
    ("a model checker", "README.md m.smv:4170 d.prism:900 p.pv:900", "", PRESENT, "m.smv"),
    ("a Galaxy workflow", "README.md w.ga:4170", "", PRESENT, "w.ga"),
    ("a proof", "README.md doc/G.lagda:12510 doc/m.tex:900", "Agda sources of the paper.", PRESENT, "G.lagda"),
    ("programs in docs", "README.md docs/analysis.ipynb:3012 docs/train.py:4170", "", PRESENT, "train.py"),
    ("programs in examples", "README.md examples/run.py:900", "", PRESENT, "run.py"),
    ("code saved as text", "README.md r_code.txt:4000", "", PRESENT, "r_code.txt"),
    ("containers that are the work", "README.md Dockerfile:900", "# A Docker image for X", PRESENT, "Dockerfile"),
    ("a container without its program", "README.md Dockerfile:900", "Docker. Code coming soon", PLACEHOLDER, "no code"),
    ("a file of no known type", "README.md model.xyzzy:4000", "", UNKNOWN, "an unknown type: model.xyzzy"),
    ("a tiny file of no known type", "README.md x.xyzzy:40", "", PLACEHOLDER, "no code"),
    ("a file without extension", "README.md run:4000", "", UNKNOWN, "unknown type: run"),
    ("a model in a text", "README.md model.txt:3000", "WinBUGS model of the paper", PRESENT, "model.txt"),
    ("what may be a model in a text", "README.md model.txt:3000", "# T", UNKNOWN, "unknown type: model.txt"),
    ("an input deck", "README.md deck.inp:9000", "", UNKNOWN, "deck.inp"),
    ("Standard ML", "README.md Logic.sml:900", "", PRESENT, "Logic.sml"),
    ("a visual workflow", "README.md w.knwf:90000", "", PRESENT, "w.knwf"),
    ("drawings of parts", "README.md a.stl:90000 b.step:9000", "", PLACEHOLDER, "data only"),
    ("a script without extension", "README.md run:4000!python3", "", PRESENT, "code: run"),
    ("a shell script without extension", "README.md bin/gitstats:4000!bash", "", PRESENT, "code: bin/gitstats"),
    ("a starter without extension", "README.md run_all:4000!zsh", "", PLACEHOLDER, "launches a program"),
    # Helpers, others' files.
    ("a script that starts what is missing", "README.md run-train.sh:3840", "", PLACEHOLDER, "launches a program"),
    ("a tool in shell", "README.md gitstats.sh:3840", "", PRESENT, "gitstats.sh"),
    ("a script beside a program", "README.md train.sh:900 t.py:900", "", PRESENT, "t.py, train.sh"),
    ("launch files", "README.md launch/robot.launch:900 robot.urdf:4000", "", PLACEHOLDER, "data only"),
    ("a library on another branch", "r.txt (branch~dev)/bin/leaflet.js:37530", "", PLACEHOLDER, "third-party code"),
    ("a notebook that shows the data", "README.md show.ipynb:9000 data/train.csv:9000", "", PLACEHOLDER, "only shows"),
    ("two that show it", "README.md show.ipynb:9000 view.ipynb:9000 data/a.csv:9000", "", PRESENT, "show.ipynb"),
    ("a notebook with the analysis", "README.md analysis.ipynb:9000 data/a.csv:9000", "", PRESENT, "analysis.ipynb"),
    ("four empty files", "README.md a.py:1 b.py:1 c.py:1 d.py:1", "Code coming soon.", PLACEHOLDER, "a skeleton"),
    ("a service behind a page", "s/a.php:900 s/b.php:900 s/c.php:900 s/d.php:900", "# The web site", PRESENT, "a.php"),
    # Code elsewhere.
    ("code on a drive", "README.md i.png", "Our code: [Click](https://drive.google.com/x)", PRESENT, "names a place"),
    ("code in an archive of data", "README.md", "Source code: https://doi.org/10.5281/zenodo.1", PRESENT, "zenodo"),
    ("code in a container", "README.md", "```\ndocker pull lab/tool:latest\n```", PRESENT, "docker pull"),
    ("a container of others", "README.md", "```\ndocker run -it nvidia/cuda:12\n```", PLACEHOLDER, "no code"),
    ("code in a virtual machine", "README.md", "[VM image](https://x.example.org/s/PolO2GCAvgdk2Al)", PRESENT, "VM"),
    ("an artifact", "README.md", "The artifact: https://doi.org/10.5281/zenodo.1", PRESENT, "zenodo"),
    ("an artifact somewhere", "README.md", "You can find the artifact on Zenodo.", UNKNOWN, "without an address"),
    ("code on a service", "README.md", "The code is on Code Ocean.", UNKNOWN, "without an address"),
    ("code promised on a service", "README.md", "The code will be released on Zenodo.", PLACEHOLDER, "it says"),
    ("a policy on artifacts", "README.md", "Artifacts must last [https://doi.org/10.5281/zenodo.1]", PLACEHOLDER, ""),
    ("data on a service", "README.md", "The data are on Zenodo.", PLACEHOLDER, "no code"),
    ("artifacts in pictures", "README.md", "Images with artifacts: https://mega.nz/file/x", PLACEHOLDER, "no code"),
    ("scripts that start containers", "README.md run_all.sh:900", "Needs Docker", UNKNOWN, "in a container"),
    ("a list that says so", "README.md parse.py:900", "This repository contains a list of papers", PLACEHOLDER, "list"),
    ("a list of papers, linked", "README.md a.py:900", f"# Papers with Data\n{LINKS}", PLACEHOLDER, "list of links"),
    ("data on a drive", "README.md", "Our data: [Click](https://drive.google.com/x)", PLACEHOLDER, "no code"),
    ("a place without a word", "README.md", "# T\n## Download\n[Part](https://mega.nz/x)", UNKNOWN, "what is there"),
    ("a place, and a promise", "README.md", "Code coming soon! [Part](https://mega.nz/x) here", PLACEHOLDER, "it says"),
    ("demo of a method", "README.md demo.py:900", "Weights: https://mega.nz/w\n\nData: https://mega.nz/d", PRESENT, ""),
    ("a demo of data", "README.md demo_A.py:900", "Data: https://mega.nz/d", PLACEHOLDER, "only shows the data"),
    ("a site of R Markdown", "README.md _quarto.yml index.qmd:900", "", UNKNOWN, "unknown type: index.qmd"),
    ("a manual of R Markdown", "README.md docs/_quarto.yml docs/index.qmd:900 docs/b/a.do:900", "", PLACEHOLDER, ""),
    ("programs in R Markdown", "README.md docs/a.qmd:900", "", PRESENT, "docs/a.qmd"),
    ("a demo of what has no name", "Demo.ipynb:9000", "Get it from [this link](https://mega.nz/d)", UNKNOWN, "a place"),
    ("a helper of LaTeX", "a.md:900 (branch~b)/vc-git.awk:900 latexmkrc:400", "", PLACEHOLDER, "documents only"),
    ("a book of R Markdown", "README.md _bookdown.yml 01.Rmd:900", "", UNKNOWN, "unknown type: 01.Rmd"),
    ("a promise and a PDF", "README.md s.pdf:9004", "Code and data will be available later.", PLACEHOLDER, "it says"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("held", "readme", "content", "reason"), [row[1:] for row in WORLDS], ids=[row[0] for row in WORLDS]
)
def test_tree_shows_whether_code_is_present(held: str, readme: str, content: Content, reason: str) -> None:
    judgement = judge(files(held), readme)[Asset.CODE]
    assert judgement.content is content, judgement.reason
    assert reason in judgement.reason


@pytest.mark.parametrize(
    ("held", "readme", "asset", "content"),
    [
        pytest.param("model.pth:9000000 a.py:900", "", Asset.MODEL, PRESENT, id="weights in the tree"),
        pytest.param("a.py:900 (release~v1)/model.pth", "", Asset.MODEL, PRESENT, id="weights in a release"),
        pytest.param("a.py:900 tests/fixtures/x.pt:99", "", Asset.MODEL, UNKNOWN, id="weights of a test"),
        pytest.param(
            "a.py:900", "Weights: https://huggingface.co/lab/tool", Asset.MODEL, PRESENT, id="weights on a hub"
        ),
        pytest.param("a.py:900", "Weights coming soon", Asset.MODEL, PLACEHOLDER, id="weights promised"),
        pytest.param("a.py:900", "# Tool", Asset.MODEL, UNKNOWN, id="weights not told of"),
        pytest.param("README.md", "# Tool", Asset.MODEL, PLACEHOLDER, id="weights in a bare place"),
        pytest.param("a.py:900 final_models.zip:90000", "", Asset.MODEL, PRESENT, id="weights in an archive"),
        pytest.param("a.py:900 model.zip:90000", "", Asset.MODEL, UNKNOWN, id="a model of any kind in an archive"),
        pytest.param("a.py:900 a/b/c/d/weights.zip:9", "", Asset.MODEL, UNKNOWN, id="an archive deep down"),
        pytest.param("a.py:900 a/b/c/d/data.zip:9", "", Asset.DATA, UNKNOWN, id="data deep down"),
        pytest.param("a.py:900 build/sample.tar.gz:9", "", Asset.DATA, UNKNOWN, id="what a build left"),
        pytest.param(
            "a.py:900 models/obj.tar.gz:900", "Trained with Keras", Asset.MODEL, PRESENT, id="archived models"
        ),
        pytest.param("a.py:900 models/arm.tar.gz:900", "A robot arm", Asset.MODEL, UNKNOWN, id="models of things"),
        pytest.param("a.py:900 wiki.en.vec:90000", "", Asset.MODEL, PRESENT, id="word vectors"),
        pytest.param("README.md train/train__x.txt-00001-of-00300:9000", "", Asset.DATA, PRESENT, id="shards"),
        pytest.param("a.py:900 work_dirs/x/eval_2023.json:9000", "", Asset.DATA, UNKNOWN, id="what a run left"),
        pytest.param("a.py:900 run/vivado.pb:90000", "", Asset.MODEL, UNKNOWN, id="a database of a tool"),
        pytest.param("a.py:900 saved_model/saved_model.pb:90000", "", Asset.MODEL, PRESENT, id="a saved graph"),
        pytest.param("a.py:900 dataset_tools/map.json:9000", "", Asset.DATA, UNKNOWN, id="tools for data"),
        pytest.param("a.py:900 data_loaders/a.json:9000", "", Asset.DATA, UNKNOWN, id="loaders of data"),
        pytest.param("a.py:900 data_2020/a.json:9000", "", Asset.DATA, PRESENT, id="data of a year"),
        pytest.param("a.py:900 data/train.csv:9000", "", Asset.DATA, PRESENT, id="data in a folder"),
        pytest.param("a.py:900 train.json:9000", "", Asset.DATA, PRESENT, id="data by its name"),
        pytest.param("a.py:900 config.json:9000", "", Asset.DATA, UNKNOWN, id="settings are no data"),
        pytest.param("a.py:900 vocab.json:9000", "", Asset.DATA, UNKNOWN, id="a vocabulary is no data set"),
        pytest.param("a.py:900 tests/data/x.csv:9000", "", Asset.DATA, UNKNOWN, id="data of a test"),
        pytest.param("a.py:900 data/put_here.txt:5", "", Asset.DATA, UNKNOWN, id="a sign where data go"),
        pytest.param("README.md x.json:399", "", Asset.DATA, PRESENT, id="small data are data where there is no code"),
        pytest.param("README.md x.json:40", "", Asset.DATA, PRESENT, id="forty bytes are something"),
        pytest.param("README.md x.json:39", "", Asset.DATA, PLACEHOLDER, id="thirty-nine are a scrap"),
        pytest.param("README.md x.json:32", "", Asset.DATA, PLACEHOLDER, id="next to nothing is no data"),
        pytest.param("a.py:900 voc12/train.csv:9000", "", Asset.DATA, UNKNOWN, id="what others published"),
        pytest.param("a.py:900 data/splits/train.txt:9000", "", Asset.DATA, UNKNOWN, id="splits"),
        pytest.param("a.py:900 data/stopwords.txt:9000", "", Asset.DATA, UNKNOWN, id="a list of words"),
        pytest.param("a.py:900 data/example_video.mp4:9000", "", Asset.DATA, UNKNOWN, id="an example"),
        pytest.param("README.md Train.txt:90000 Test.txt:9000", "", Asset.DATA, PRESENT, id="data in text files"),
        pytest.param("README.md corpus/a.txt:9000 corpus/b.txt:9000", "", Asset.DATA, PRESENT, id="a corpus"),
        pytest.param("README.md log.txt:900000", "", Asset.DATA, PRESENT, id="a long text alone"),
        pytest.param("a.py:900 log.txt:900000", "", Asset.DATA, UNKNOWN, id="a long text beside code"),
        pytest.param("a.py:900 src/adj_size.pt:173", "", Asset.MODEL, UNKNOWN, id="index tensors"),
        pytest.param("a.py:900 src/edge_index.pt:900000", "", Asset.MODEL, UNKNOWN, id="large index tensors"),
        pytest.param("a.py:900 data/graphs.pt", "", Asset.MODEL, UNKNOWN, id="a data set of tensors"),
        pytest.param("a.py:900 resnet50-19c8e357.pth", "", Asset.MODEL, UNKNOWN, id="a backbone"),
        pytest.param("a.py:900 resnet50.pth:9000000", "", Asset.MODEL, UNKNOWN, id="a backbone by its plain name"),
        pytest.param("a.py:900 swin_tiny_patch4_window7_224.pth", "", Asset.MODEL, UNKNOWN, id="a long name of others"),
        pytest.param("a.py:900 resnet50_ours.pth:9000000", "", Asset.MODEL, PRESENT, id="a model on a backbone"),
        pytest.param("a.py:900 ckpt/best.pth", "", Asset.MODEL, PRESENT, id="weights of unknown size"),
        pytest.param("a.py:900 x.pt:99", "- [ ] Release checkpoints", Asset.MODEL, PLACEHOLDER, id="weights to do"),
        pytest.param("index.html src/data/results.json:9000", "# T: project page", Asset.DATA, UNKNOWN, id="a page's"),
        pytest.param("index.html data/all.csv:9000000", "# T: project page", Asset.DATA, PRESENT, id="beside a page"),
        pytest.param("index.html data/all.csv:1000000", "# T: project page", Asset.DATA, PRESENT, id="a megabyte"),
        pytest.param("index.html data/all.csv:999999", "# T: project page", Asset.DATA, UNKNOWN, id="less than that"),
        pytest.param("README.md images.zip:99999", "", Asset.DATA, PRESENT, id="an archive of data"),
        pytest.param("a.py:900", "Dataset: https://zenodo.org/record/1", Asset.DATA, PRESENT, id="data in a store"),
        pytest.param("README.md demo.py:900", "", Asset.DEMO, PRESENT, id="a demo"),
        pytest.param("index.html static/a.mp4", "", Asset.DEMO, PRESENT, id="a page is a demo"),
        pytest.param("a.py:900", "", Asset.DEMO, UNKNOWN, id="no demo told of"),
        pytest.param("README.md paper.pdf", "", Asset.OTHER, PRESENT, id="a document is something"),
        pytest.param("README.md", f"# Awesome Things\n{LINKS}", Asset.OTHER, PRESENT, id="a list is something"),
        pytest.param("README.md", "", Asset.OTHER, PLACEHOLDER, id="a README is nothing"),
        pytest.param("a.py:900 data/weibo.conll.train:9000", "", Asset.DATA, PRESENT, id="data of an unknown type"),
        pytest.param("a.py:900 src/weibo.conll.abc:9000", "", Asset.DATA, UNKNOWN, id="an unknown type elsewhere"),
        pytest.param("a.py:900 eval/human_annotated_facts.jsonl:9000", "", Asset.DATA, PRESENT, id="annotated rows"),
        pytest.param("README.md", "[Models](MODEL_ZOO.md)", Asset.MODEL, UNKNOWN, id="models in a document"),
        pytest.param("README.md", "[Models](MODEL_ZOO.md)", Asset.DATA, PLACEHOLDER, id="models only in a document"),
        pytest.param("README.md", "Models: [paper](paper.pdf)", Asset.MODEL, PLACEHOLDER, id="models in a paper"),
        pytest.param("README.md", "Links are in the [file](all.json)", Asset.MODEL, UNKNOWN, id="links in a document"),
        pytest.param(
            "README.md", "# T\n## Benchmark\n[See](Benchmark/)", Asset.DATA, UNKNOWN, id="data in a folder's README"
        ),
        pytest.param(
            "README.md EULA.docx", "Data: TBA. Sign the EULA", Asset.DATA, UNKNOWN, id="an agreement, promised"
        ),
        pytest.param("README.md dataset_v1/README.md", "# T", Asset.DATA, UNKNOWN, id="data that a README describes"),
        pytest.param("README.md models/README.md", "# T", Asset.MODEL, UNKNOWN, id="models that a README describes"),
        pytest.param("README.md src/README.md", "# T", Asset.DATA, PLACEHOLDER, id="a README of something else"),
        pytest.param("a.py:900 slim/labels.txt:9000", "", Asset.DATA, UNKNOWN, id="names of classes"),
        pytest.param("a.py:900 slim/label_map.txt:9000", "", Asset.DATA, UNKNOWN, id="a map of classes"),
        pytest.param("a.py:900 slim/train_labels.csv:9000", "", Asset.DATA, PRESENT, id="labels of data"),
        pytest.param("a.py:900 kid/tool_weights.h5", "", Asset.MODEL, PRESENT, id="weights in HDF5"),
        pytest.param("a.py:900 kid/best_model.pkl:90000", "", Asset.MODEL, PRESENT, id="a pickled model"),
        pytest.param("a.py:900 kid/model_results.pkl:90000", "", Asset.MODEL, UNKNOWN, id="results of a model"),
        pytest.param("a.py:900 gpt_results.bin:90000", "", Asset.MODEL, UNKNOWN, id="what a model said"),
        pytest.param("README.md EULA.docx", "A database of faces", Asset.DATA, UNKNOWN, id="data by agreement"),
        pytest.param(
            "README.md", "To get the data, fill in the request form", Asset.DATA, UNKNOWN, id="data by a form"
        ),
        pytest.param("README.md a.docx", "A database of faces", Asset.DATA, PLACEHOLDER, id="data not told of"),
        pytest.param("README.md lerna.json:69 package.json:90", "", Asset.DATA, PLACEHOLDER, id="settings of packages"),
        pytest.param(
            "_bookdown.yml a.Rmd:900 _book/search_index.json:9000 x_cache/html/a.RData:9000 i/browserconfig.xml:400",
            "",
            Asset.DATA,
            UNKNOWN,
            id="what a book was built to",
        ),
        pytest.param("a.R:900 Meta/phage_metadata.csv:9000", "", Asset.DATA, PRESENT, id="metadata in a table"),
        pytest.param("a.R:900 src/metadata.json:9000", "", Asset.DATA, UNKNOWN, id="metadata of a program"),
        pytest.param("README.md savedrecs.txt:9000", "", Asset.DATA, PRESENT, id="an export of literature"),
        pytest.param("a.py:900 pretrained_models/atoms/a.SAV:90000", "", Asset.MODEL, PRESENT, id="filed as trained"),
        pytest.param("a.py:900 models/atoms/a.sav:90000", "", Asset.MODEL, UNKNOWN, id="filed as models of any kind"),
    ],
)
def test_tree_shows_whether_other_assets_are_present(held: str, readme: str, asset: Asset, content: Content) -> None:
    judgement = judge(files(held), readme)[asset]
    assert judgement.content is content, judgement.reason


@pytest.mark.parametrize(
    ("name", "table", "content"),
    [
        ("https://github.com/lab/song-data", "a.csv:2000", PRESENT),
        ("https://github.com/lab/song-data", "a.csv:1999", UNKNOWN),
        ("https://github.com/lab/song-data", "a.csv", PRESENT),
        ("https://github.com/lab/song-data", "a.zip:9000", UNKNOWN),
        ("https://github.com/lab/songs", "a.csv:2000", UNKNOWN),
    ],
)
def test_table_next_to_code_is_data_if_the_repository_is_named_so(name: str, table: str, content: Content) -> None:
    """Unless it is tiny."""
    assert judge(files(f"a.py:900 {table}"), "", name=name)[Asset.DATA].content is content


@pytest.mark.parametrize(
    "held",
    [
        "a.py:900",
        "src/App.tsx:900",
        "train.sh:900",
        "docs/build.py:900",
        "tikz-net.sty:9000",
        "core@",
        "code.zip:9000",
        "x.xyzzy:900",
        "resnet50.pth:9000000",
        "data/train.csv:9000",
    ],
)
def test_asset_is_unknown_if_a_lead_may_hold_it(held: str) -> None:
    """A program may download it, an unopened folder may hold it; a README, documents and pictures do not."""
    assert judge(files(f"README.md {held}"), "")[Asset.DEMO].content is UNKNOWN
    assert judge(files("README.md a.png"), "")[Asset.DEMO].content is PLACEHOLDER


def test_unreported_content_is_unknown() -> None:
    holdings = judge(None, "Code coming soon!")
    assert {judgement.content for judgement in holdings.values()} == {UNKNOWN}
    assert set(holdings) == set(Asset)


def test_no_files_are_empty() -> None:
    assert {judgement.content for judgement in judge((), None).values()} == {EMPTY}


def test_a_notice_of_a_page_is_about_its_code() -> None:
    holdings = judge(None, None, "**Code (coming soon)**")
    assert holdings[Asset.CODE] == Judgement(PLACEHOLDER, 'says "Code (coming soon)"')
    assert holdings[Asset.DATA].content is UNKNOWN


@pytest.mark.parametrize(("size", "content"), [(600, PLACEHOLDER), (601, PRESENT)])
def test_promise_with_six_hundred_bytes_of_code_is_a_skeleton(size: int, content: Content) -> None:
    assert judge(files(f"README.md main.py:{size}"), "The code will be released soon.")[Asset.CODE].content is content


@pytest.mark.parametrize(("helpers", "content"), [(3, PLACEHOLDER), (4, PRESENT)])
def test_three_programs_next_to_a_project_page_are_its_helpers(helpers: int, content: Content) -> None:
    held = "index.html " + " ".join(f"m{number}.py:900" for number in range(helpers))
    assert judge(files(held), "# T: project page")[Asset.CODE].content is content


def test_a_notice_in_little_code_makes_a_skeleton() -> None:
    held = files("README.md main.py:400")
    assert judge(held, "# Tool", "class A: 'The code will be released soon.'")[Asset.CODE].content is PLACEHOLDER
    assert judge(held, "# Tool", "print(1)")[Asset.CODE].content is PRESENT


@pytest.mark.parametrize(
    ("held", "content"),
    [
        ("README.md main.py:900", PRESENT),
        ("README.md data/train.csv:9000", PRESENT),
        ("README.md model.pth:9000", PRESENT),
        ("README.md", PLACEHOLDER),
        ("README.md core@", UNKNOWN),
        ("README.md paper.pdf:9000", PLACEHOLDER),
        ("README.md LICENSE", PLACEHOLDER),
        ("index.html static/a.mp4:9000 README.md", PLACEHOLDER),
        ("", EMPTY),
    ],
)
def test_content_of_a_place_as_a_whole(held: str, content: Content) -> None:
    assert overall(judge(files(held), "")).content is content


def test_code_decides_first_for_the_whole() -> None:
    assert overall(judge(files("main.py:900 data/a.csv:9000"), "")).reason == "code: main.py"


def test_reasons_stay_short() -> None:
    held = tuple(File(f"{'deep/' * 20}{number}.py", 900) for number in range(100))
    assert len(judge(held, "")[Asset.CODE].reason) < 500


@given(
    st.lists(st.builds(File, st.text(max_size=40), st.none() | st.integers(0, 10**9), st.booleans()), max_size=20),
    st.none() | st.text(max_size=300),
    st.none() | st.text(max_size=50),
)
def test_any_input_is_judged_without_an_error(held: list[File], readme: str | None, notice: str | None) -> None:
    holdings = judge(tuple(held), readme, notice)
    assert set(holdings) == set(Asset)
    assert overall(holdings).reason


@pytest.mark.parametrize(
    ("name", "held", "content"),
    [
        ("lab/tool-page", "README.md main.py:9000 lib/model.py:9000", PRESENT),
        ("lab/tool-page", "README.md index.html make_gif.py:9000", PLACEHOLDER),
        ("lab/tool-page", "README.md scripts/deploy.py:9000", PLACEHOLDER),
        ("tool.github.io", "README.md src/lib/lang.py:9000", PLACEHOLDER),
    ],
)
def test_name_alone_makes_a_project_page_only_if_the_host_serves_it(name: str, held: str, content: Content) -> None:
    assert judge(files(held), "# A tool", None, name)[Asset.CODE].content is content


APP = ("package.json", "public/index.html", "README.md", *(f"src/{part}.jsx" for part in "abcdefgh"))
METHOD = tuple(f"method/{part}.py" for part in "abcdef")


@pytest.mark.parametrize(
    ("paths", "name", "content"),
    [
        pytest.param(APP, "lab/lab.github.io", Content.PLACEHOLDER, id="an application is the page"),
        pytest.param(APP, "lab/tool", Content.PRESENT, id="an application is the tool"),
        pytest.param((*APP, "build.py"), "lab/lab.github.io", Content.PLACEHOLDER, id="and what builds it"),
        pytest.param(
            ("index.html", *(f"tools/{part}.py" for part in "abcde")), "lab/tool-page", Content.PLACEHOLDER, id="tools"
        ),
        pytest.param(("index.html", *METHOD), "lab/lab.github.io", Content.PRESENT, id="a page with the code beside"),
        pytest.param(("index.html", "a.py"), "lab/lab.github.io", Content.PLACEHOLDER, id="a helper beside a page"),
        pytest.param(("index.html", "a.py"), "lab/tool", Content.PRESENT, id="a program with a page"),
    ],
)
def test_code_of_a_project_page_is_distinguished_from_other_code(
    paths: tuple[str, ...], name: str, content: Content
) -> None:
    files = tuple(File(path, 900) for path in paths)
    assert judge(files, "# Tool", name=name)[Asset.CODE].content is content


@pytest.mark.parametrize("readme", [f"# Awesome Things\n{LINKS}", "# The tool\nSee the paper."])
def test_list_or_text_page_is_no_release(readme: str) -> None:
    assert overall(judge(files("README.md"), readme)).content is PLACEHOLDER


def test_a_host_that_counts_a_language_is_believed_where_files_were_not_seen() -> None:
    assert judge(files("README.md src/"), "", languages=("Modelica",))[Asset.CODE].content is PRESENT
    assert judge(files("README.md src/"), "", languages=("HTML", "Shell"))[Asset.CODE].content is UNKNOWN
    assert judge(files("README.md"), "", languages=("Python",))[Asset.CODE].content is PLACEHOLDER


def test_tables_are_data_in_a_repository_named_so() -> None:
    held = files("a.py:900 cross-sections.csv:2099 settings.json:90")
    assert judge(held, None, name="https://github.com/lab/paper-data")[Asset.DATA].content is PRESENT
    assert judge(held, None, name="https://github.com/lab/data-processing")[Asset.DATA].content is UNKNOWN
    assert judge(held, None, name="https://github.com/lab/x-data-and-code-")[Asset.DATA].content is PRESENT
    assert judge(held[:1], None, name="https://github.com/lab/paper-data")[Asset.DATA].content is UNKNOWN
    text = files("pima.txt:23278")
    assert judge(text, None, name="https://github.com/lab/public_datasets")[Asset.DATA].content is PRESENT
    assert judge(text, None, name="https://github.com/lab/tool")[Asset.DATA].content is PLACEHOLDER


def test_a_folder_of_very_many_texts_is_data_where_there_is_no_code() -> None:
    texts = tuple(File(f"wordlists/{number}.txt", 600) for number in range(60))
    assert judge(texts, "# Lists")[Asset.DATA].content is PRESENT
    assert judge((*texts, File("a.py", 900)), "# Tool")[Asset.DATA].content is UNKNOWN
    assert judge(texts[:9], "# Lists")[Asset.DATA].content is PLACEHOLDER


def test_data_named_like_the_repository_is_its_own() -> None:
    held = files("a.py:900 data/HumanEval.jsonl.gz:9000 alpaca_data.json:9000")
    assert judge(held, None, name="https://github.com/lab/human-eval")[Asset.DATA].content is PRESENT
    assert judge(held, None, name="https://github.com/lab/alpaca")[Asset.DATA].content is PRESENT
    assert judge(held, None, name="https://github.com/lab/tool")[Asset.DATA].content is UNKNOWN


def test_pictures_are_what_a_deposit_holds() -> None:
    held = files("a.png:90000 b.png:90000")
    assert judge(held, None, name="https://zenodo.org/records/1")[Asset.DATA].content is PRESENT
    assert judge(held, None, name="https://github.com/lab/tool")[Asset.DATA].content is PLACEHOLDER


def test_judgement_by_the_readme_names_the_line() -> None:
    judgement = judge(files("a.py:900"), "Weights: https://huggingface.co/lab/tool")[Asset.MODEL]
    assert judgement.url == "https://huggingface.co/lab/tool"


def test_unknown_sizes_do_not_change_the_verdict_on_many_files() -> None:
    """With a token all sizes are known; without one, those that decide."""
    for row in WORLDS:
        told = files(row[1])
        bare = tuple(replace(file, size=file.size if (file.size or 0) < 600 else None) for file in told)
        assert judge(bare, row[2])[Asset.CODE].content is judge(told, row[2])[Asset.CODE].content, row[0]


@pytest.mark.parametrize(
    ("link", "content"),
    [
        ("https://github.com/lab/tool/tree/main/Benchmark", UNKNOWN),
        ("https://github.com/other/tool/tree/main/Benchmark", PLACEHOLDER),
    ],
)
def test_document_of_another_repository_is_ignored(link: str, content: Content) -> None:
    held = judge(files("README.md"), f"The benchmark is in [this]({link})", name="https://github.com/lab/tool")
    assert held[Asset.DATA].content is content, held[Asset.DATA].reason


@pytest.mark.parametrize(
    ("readme", "content"), [("We trained models of 90 factors", PRESENT), ("Models of 90 factors", UNKNOWN)]
)
def test_models_may_be_many_text_files(readme: str, content: Content) -> None:
    held = tuple(File(f"svm_models/{number}.txt", 9000) for number in range(60))
    assert judge((*held, File("a.py", 900)), readme)[Asset.MODEL].content is content
