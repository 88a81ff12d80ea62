"""The name of a file shows its purpose."""

import pytest

from linkscan.content import file_kinds, languages
from linkscan.content.file_kinds import FileKind, holds_code, is_asset_folder, is_readme, kind_of, plainest_readme
from tests.steps import assert_linear

WORLDS = {
    FileKind.CODE: """main.py Main.java src/a.cpp kernel.cu solve.m fit.R model.jl run.ipynb app.ts proof.lean Proof.v
        a.f90 todo.py changes.py authors.R security_model.py query.sql Scene.unity Snakefile rakefile a/b/setup_env.py
        Module1.bas Form.frm Tool.xlsm package.mo cell.hoc soma.mod main.vi proj.lvproj surface.osl Sky.usf Sky.ush
        lib.qs Core.bsv synth.maxpat patch.pd paper.Rnw flow.ga main.nf model.smv dice.prism p.pv theory.sml Ax.thy
        Generic.lagda Generic.lagda.md Game.uproject task.psyexp x.nlogo model.gms fluid.edp notes.mathematica
        r_code.txt "script.txt analysis.m.txt wscript""".replace('"', ""),
    FileKind.SCRIPT: "index.js src/app.mjs src/main.js",
    FileKind.SHELL: "train.sh job.slurm run.bat",
    FileKind.TEX: "tikz-net.sty thesis.cls tool.dtx",
    FileKind.BUILD: """setup.py docs/conf.py Makefile CMakeLists.txt requirements.txt dev-requirements.txt
        environment.yml pyproject.toml package.json tsconfig.json vite.config.ts download.sh get_data.sh build-all.sh
        download_data.py DESCRIPTION Cargo.toml install.ps1 configure lakefile.lean package.order""",
    FileKind.CONTAINER: "Dockerfile Dockerfile.gpu docker-compose.yml Singularity image.def",
    FileKind.WEB: "index.html style.css font.woff2 page.astro",
    FileKind.DATA: """a.csv b.json c.npz d.parquet e.json.gz f.h5 g.pkl h.wav i.nii.gz j.tfrecord light.fits cells.h5ad
        wave.mseed robot.urdf map.mrc board.kicad_pcb part.step reads.fq.gz""",
    FileKind.WEIGHTS: "model.pth a.safetensors b.ckpt pytorch_model.bin c.onnx d.gguf",
    FileKind.ARCHIVE: "code.zip a.tar.gz b.7z c.rar pkg.whl",
    FileKind.BINARY: "tool.exe lib.so x.pyc m.mexw64",
    FileKind.DOCUMENT: "paper.pdf notes.md a.tex slides.pptx docs/usage.rst list.txt Train.txt model.txt train.log",
    FileKind.MEDIA: "teaser.png a.mp4 b.gif c.svg",
    FileKind.SETTINGS: "config.yaml a.toml b.ini c.cfg node.launch locale/de/LC_MESSAGES/app.mo",
    FileKind.BOILERPLATE: """README README.md readme_zh.md README.zh-CN.md
        LICENSE LICENSE.txt LICENSE-MIT COPYING CITATION.cff
        .gitignore .github/workflows/test.yml .vscode/a.py ._main.py CONTRIBUTING.md CODE_OF_CONDUCT.md CNAME
        CHANGELOG.rst _config.yml Thumbs.db VERSION""",
    FileKind.VENDORED: """third_party/a.cpp 3rdparty/b.py node_modules/x/y.js vendor/z.go jquery.min.js a.d.ts
        bin/leaflet/leaflet.js d3.v3.js jquery-3.6.0.js three.module.js""",
    FileKind.FOLDER: "src/ a/b/",
    FileKind.OTHER: "run data/model_10day a.xyzzy deck.inp",
}


@pytest.mark.parametrize(("kind", "paths"), WORLDS.items(), ids=[kind.name for kind in WORLDS])
def test_file_names_show_their_purpose(kind: FileKind, paths: str) -> None:
    assert {path: kind_of(path) for path in paths.split()} == dict.fromkeys(paths.split(), kind)


@pytest.mark.parametrize(
    ("path", "verdict"),
    [
        ("README.md", True),
        ("readme", True),
        ("docs/README_zh.md", True),
        ("ReadMe.txt", True),
        ("readme_utils_for_x/y.md", False),
        ("unreadme.md", False),
    ],
)
def test_readmes_are_known(path: str, verdict: bool) -> None:
    assert is_readme(path) is verdict


@pytest.mark.parametrize(
    ("paths", "chosen"),
    [
        (["README_zh.md", "README.md", "a/README.md"], "README.md"),
        (["README.zh-CN.md", "README.rst"], "README.rst"),
        (["docs/README.md"], "docs/README.md"),
        (["main.py"], None),
    ],
)
def test_the_plainest_readme_is_shown(paths: list[str], chosen: str | None) -> None:
    assert plainest_readme(paths) == chosen


@pytest.mark.parametrize(
    ("path", "verdict"),
    [("assets/a.png", True), ("figs/", True), ("docs/x.md", True), ("src/", False), ("a.png", False)],
)
def test_asset_folders_are_known(path: str, verdict: bool) -> None:
    assert is_asset_folder(path) is verdict


def test_every_language_of_linguist_is_covered() -> None:
    """Every extension of a programming language has a kind."""
    lines = languages.PROGRAMMING.strip().splitlines()
    extensions = [extension for line in lines for extension in line.split("|")[1].split()]
    assert len(lines) > 500
    assert {extension for extension in extensions if kind_of(f"a.{extension}") is FileKind.OTHER} == set()


def test_extensions_have_one_kind_here() -> None:
    named = [extension for text in file_kinds._EXTENSIONS.values() for extension in text.split()]
    assert {extension for extension in named if named.count(extension) > 1} == set()


def test_code_is_code() -> None:
    assert holds_code("a/b/main.py")
    assert not holds_code("setup.py")


def look_at(name: str) -> None:
    """Call every function of a name."""
    kind_of(name)
    is_readme(name[:1000])


@pytest.mark.parametrize(
    ("start", "unit", "end"),
    [("readme", "_a", "!"), ("", "requirements", ""), ("", "_", ""), ("", "a", ""), ("", "./", "")],
)
def test_no_name_takes_long(start: str, unit: str, end: str) -> None:
    assert_linear(look_at, lambda size: start + unit * (size // len(unit)) + end)


def test_overlong_path_has_no_kind() -> None:
    assert kind_of("a" * 1021 + ".py") is FileKind.CODE
    assert kind_of("a" * 1022 + ".py") is FileKind.OTHER
