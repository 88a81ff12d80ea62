"""Twelve questions, each answered by a file or a line, or unknown."""

from dataclasses import fields
from functools import partial

import pytest

from linkscan.content import check, judge
from linkscan.models import Check, Checklist, File, Metadata
from tests.steps import assert_linear

CODE = "model.py net.py data.py"
ML = "We train a neural network in PyTorch; the checkpoints follow."


def checked(
    paths: str,
    readme: str = "",
    tags: tuple[str, ...] | None = None,
    *,
    license_: str | None = None,
    whole: bool = True,
) -> Checklist:
    """Answer the questions for files of 50,000 bytes."""
    files = tuple(File(path, 50_000) for path in paths.split())
    return check(files, readme, Metadata(license=license_), judge(files, readme), tags, is_whole=whole)


@pytest.mark.parametrize(("programs", "is_told"), [("a.py b.py", None), ("a.py b.py c.py", False)])
def test_training_code_is_missing_only_from_three_programs_on(programs: str, is_told: bool | None) -> None:
    assert checked(programs, ML).training_code.is_met is is_told


@pytest.mark.parametrize(
    "command",
    [
        *(
            f"{program} train"
            for program in ["python", "torchrun", "deepspeed", "bash", "sh", "rscript", "julia", "matlab"]
        ),
        "accelerate launch train",
        *(f"train.{extension}" for extension in ["sh", "py", "r", "m", "jl", "ipynb", "lua"]),
    ],
)
def test_a_command_that_trains_shows_training_code(command: str) -> None:
    assert checked(CODE, f"{ML}\n\n    {command}").training_code == Check(True, f'README: "{command}"')


@pytest.mark.parametrize(("before", "is_told"), [(29_989, True), (29_990, False)])
def test_only_the_beginning_of_a_long_readme_is_read(before: int, is_told: bool | None) -> None:
    assert (checked(CODE, "\n" * before + "pip install").dependencies.is_met is True) is is_told


@pytest.mark.parametrize(("length", "is_met"), [(80, True), (81, False)])
def test_a_heading_has_eighty_characters(length: int, *, is_met: bool) -> None:
    heading = "Usage " + "x" * (length - 6)
    assert (checked(CODE, f"**{heading}**\n\ntext").documentation.is_met is True) is is_met


@pytest.mark.parametrize(("deposits", "is_met"), [(3, True), (4, None)])
def test_more_than_three_deposits_are_a_list_of_others(deposits: int, *, is_met: bool | None) -> None:
    lines = "\n\n".join(f"DOI: 10.5281/zenodo.{number}" for number in range(100, 100 + deposits))
    assert checked(CODE, f"# T\n{lines}\n").archived_copy.is_met is is_met


@pytest.mark.parametrize(
    ("path", "question", "is_met"),
    [
        ("a/LICENSE", "license", False),
        ("a/CITATION.cff", "citation", False),
        ("a/b/c/d/ModelTest.java", "tests", True),
        ("a/b/c/d/e/ModelTest.java", "tests", False),
    ],
)
def test_search_for_files_has_a_depth_limit(path: str, question: str, *, is_met: bool | None) -> None:
    assert getattr(checked(f"{CODE} {path}"), question).is_met is is_met


@pytest.mark.parametrize(("characters", "is_told"), [(999, False), (1000, None)])
def test_short_readme_without_usage_is_no_documentation(characters: int, is_told: bool | None) -> None:
    """Long prose may explain usage in unknown words."""
    prose = "\n\n".join(["x" * 100] * 9 + ["x" * (characters - 900)])
    assert checked(CODE, prose).documentation.is_met is is_told


@pytest.mark.parametrize(
    ("question", "paths", "readme", "shown_by"),
    [
        ("dependencies", "requirements.txt", "", "requirements.txt"),
        ("dependencies", "code/environment.yml", "", "code/environment.yml"),
        ("dependencies", "DESCRIPTION R/a.R", "", "DESCRIPTION"),
        ("dependencies", "Project.toml src/A.jl", "", "Project.toml"),
        ("dependencies", "go.mod main.go", "", "go.mod"),
        ("dependencies", CODE, "# T\n## Requirements\nPython 3", 'README: "Requirements"'),
        ("dependencies", CODE, "```\npip install numpy\n```", 'README: "pip install numpy"'),
        ("dependencies", "leanpkg.toml src/a.lean", "", "leanpkg.toml"),
        ("dependencies", CODE, "Package dependencies:\n- Flux", 'README: "Package dependencies:"'),
        ("dependencies", CODE, "## Installation\n+ ubuntu 20.04\n+ python 3.8", 'README: "+ ubuntu 20.04"'),
        ("dependencies", CODE, "- `torch`==1.13", 'README: "- torch==1.13"'),
        ("dependencies", CODE, "text\n\npython 2.7\ntensorflow 1.8", 'README: "python 2.7"'),
        ("training_code", CODE, f"{ML}\n## Training a model\n```\npython solver.py\n```", 'README: "Training a model"'),
        ("evaluation_code", "val.py a.py b.py", ML, "val.py"),
        ("license", CODE, "This work is licensed under CC BY-SA", 'README: "This work is licensed under CC BY-SA"'),
        (
            "license",
            CODE,
            "![](https://img.shields.io/badge/license-MIT-x)",
            'README: "![](https://img.shields.io/badge/license-MIT-x)"',
        ),
        ("tests", "specs/Specs.bas a.bas", "", "specs/Specs.bas"),
        ("tests", "spec/tool_spec.rb", "", "spec/tool_spec.rb"),
        ("tests", "pkg/test/model_test.m a.m", "", "pkg/test/model_test.m"),
        ("training_code", "01_train_forest.R", "", "01_train_forest.R"),
        ("training_code", "fit_model.py train.py b.py", "A classifier, on GPUs", "train.py"),
        ("evaluation_code", "metrics/fid.py a.py b.py", ML, "metrics/fid.py"),
        (
            "evaluation_code",
            CODE,
            f"{ML}\n## Running the experiments\n```\npython a.py\n```",
            'README: "Running the experiments"',
        ),
        (
            "pretrained_models",
            CODE,
            f"{ML} Trained models: [zoo](docs/MODEL_ZOO.md)",
            f'README: "{ML} Trained models: zoo"',
        ),
        ("results", "RESULT.md a.py", "", "RESULT.md"),
        ("results", "docs/model_zoo.md a.py", "", "docs/model_zoo.md"),
        ("documentation", "help/manual.pdf a.m", "", "help/manual.pdf"),
        ("documentation", "a/b/docs/usage.md a.m", "", "a/b/docs/usage.md"),
        (
            "documentation",
            CODE,
            "See the user manual in the subdirectory.",
            'README: "See the user manual in the subdirectory."',
        ),
        (
            "documentation",
            CODE,
            "Follow the instructions in [Inference.md](I.md)",
            'README: "Follow the instructions in Inference.md"',
        ),
        ("documentation", "data/train.csv", "# T\n## Usage\ntext", 'README: "Usage"'),
        ("training_code", "scripts/run_fine_tuning.sh", "", "scripts/run_fine_tuning.sh"),
        ("training_code", "src_train/hand.py src/a.py", ML, "src_train/hand.py"),
        ("training_code", "training/arctic/lora.py", ML, "training/arctic/lora.py"),
        ("training_code", "src/train.py", "", "src/train.py"),
        ("training_code", "main_pretrain.py", "", "main_pretrain.py"),
        ("training_code", "TrainModel.m", "", "TrainModel.m"),
        ("training_code", CODE, "Run `python main.py --mode train`", 'README: "Run python main.py --mode train"'),
        ("evaluation_code", "evaluate.py", "", "evaluate.py"),
        ("evaluation_code", "scripts/eval_all.sh", "", "scripts/eval_all.sh"),
        ("evaluation_code", "test.py", ML, "test.py"),
        ("evaluation_code", "experiments.m solve.m", "", "experiments.m"),
        ("evaluation_code", "reproduce_figures.R", "", "reproduce_figures.R"),
        ("pretrained_models", "best.ckpt a.py", "", "weights: best.ckpt"),
        ("results", CODE, "| M | A | B |\n|-|-|-|\n| x | 1.5 | 2.5 |\n| y | 3.5 | 4.5 |", 'README: "x 1.5 2.5"'),
        ("results", CODE, "# T\n## Main results\ntext", 'README: "Main results"'),
        ("results", "results/table1.csv", "", "results/table1.csv"),
        ("results", "experimentation_results/all.7z", "", "experimentation_results/all.7z"),
        ("citation", "DESCRIPTION R/a.R inst/CITATION", "", "inst/CITATION"),
        ("tests", "testing/Test_Fifo.bsv", "", "testing/Test_Fifo.bsv"),
        ("container", "containers/tool.def", "", "containers/tool.def"),
        ("documentation", CODE, "# T\n## Installing\ntext\n## Training\ntext", 'README: "Installing"'),
        ("documentation", CODE, "Then type\n\n    python main.py", 'README: "python main.py"'),
        ("documentation", "Fig2.m", "The files can be run in any order", 'README: "The files can be run in any order"'),
        ("documentation", "a.nlogo", "Open the model and press go", 'README: "Open the model and press go"'),
        ("archived_copy", CODE, "# T\nDOI: 10.5281/zenodo.123\n", 'README: "DOI: 10.5281/zenodo.123"'),
        ("license", "LICENSE.txt a.py", "", "LICENSE.txt"),
        ("license", CODE, "# T\n## License\nMIT", 'README: "License"'),
        ("citation", "CITATION.cff", "", "CITATION.cff"),
        ("citation", "codemeta.json", "", "codemeta.json"),
        ("citation", ".zenodo.json", "", ".zenodo.json"),
        ("dependencies", CODE, "It requires Python 3.12 and NumPy.", 'README: "It requires Python 3.12 and NumPy."'),
        ("tests", "rtc_task.py rtc_task_test.py", "", "rtc_task_test.py"),
        ("tests", "core/src/test/java/ a.java", "", "core/src/test/java/"),
        (
            "tests",
            "core/src/test/java/org/tool/io/ReaderTest.java",
            "",
            "core/src/test/java/org/tool/io/ReaderTest.java",
        ),
        ("evaluation_code", "sample.py a.py b.py", ML, "sample.py"),
        ("pretrained_models", "scripts/download_checkpoints.sh a.py b.py", ML, "scripts/download_checkpoints.sh"),
        ("evaluation_code", "test.py a.py", "torch==1.13\nThe weights are in `w`", "test.py"),
        ("tests", "tests/a.py", "", "tests/a.py"),
        ("tests", "test/test_core.py", "", "test/test_core.py"),
        ("tests", "pkg/core_test.go", "", "pkg/core_test.go"),
        ("tests", "src/a.spec.ts", "", "src/a.spec.ts"),
        ("tests", "tests/testthat/test-a.R", "", "tests/testthat/test-a.R"),
        ("container", "docker/Dockerfile", "", "docker/Dockerfile"),
        ("container", ".devcontainer/devcontainer.json", "", ".devcontainer/devcontainer.json"),
        ("container", CODE, "`docker pull lab/tool`", 'README: "docker pull lab/tool"'),
        ("documentation", "docs/usage.md", "", "docs/usage.md"),
        ("documentation", "vignettes/intro.Rmd", "", "vignettes/intro.Rmd"),
        ("documentation", CODE, "# T\n## Usage\ntext", 'README: "Usage"'),
        (
            "documentation",
            CODE,
            "The documentation is at https://lab.github.io/tool",
            'README: "The documentation is at https://lab.github.io/tool"',
        ),
        ("documentation", CODE, "See https://tool.readthedocs.io.", 'README: "See https://tool.readthedocs.io."'),
        (
            "archived_copy",
            CODE,
            "The code is archived: https://doi.org/10.5281/zenodo.1234",
            'README: "The code is archived: https://doi.org/10.5281/zenodo.1234"',
        ),
    ],
)
def test_a_file_or_a_line_shows_it(question: str, paths: str, readme: str, shown_by: str) -> None:
    assert getattr(checked(paths, readme), question) == Check(True, shown_by)


@pytest.mark.parametrize(
    ("question", "paths", "readme"),
    [
        ("dependencies", CODE, ""),
        ("training_code", CODE, ML),
        ("training_code", CODE, "Tested with Python 3.8, PyTorch 1.11 using pre-trained models."),
        ("evaluation_code", "a.csv", ML),
        ("training_code", "README.md", "A converter of file formats."),
        ("pretrained_models", CODE, "We train a neural network in PyTorch."),
        ("results", CODE, "| option | meaning |\n|-|-|\n| 1 | one |\n| 2 | two |"),
        ("license", CODE, ""),
        ("citation", CODE, "## Citation\n@article{a}"),
        ("tests", "model.py net.py test_ddp.py", ML),
        ("tests", "dataset.py test_dataset.py main.py", "Run `python test_dataset.py --gpu 0`"),
        ("tests", "loader.py train_loader.py test_loader.py", ""),
        ("tests", "a.py a/b/c/d/e/", ""),
        ("tests", "a.py a/b/c/d/e/tests/x.py", ""),
        ("license", CODE, "This code is made available as supporting material by the authors"),
        ("tests", "test/evaluate.py a.py", ""),
        ("tests", "tox.ini a.py", ""),
        ("training_code", "train_test_split.py a.py b.py", ML),
        ("results", CODE, "| Batch size | 128 | 64 |\n|-|-|-|\n| Epochs | 3 | 5 |\n| Learning rate | 1e-5 | 2e-5 |"),
        ("container", "src/exports.def src/a.c", ""),
        ("container", "src/hamiltonian/singularity.F90 a.py", ""),
        ("documentation", "README.md", "To run it, use the script run.py, which will be released soon"),
        ("license", CODE + " src/", ""),
        ("citation", CODE + " src/", ""),
        ("dependencies", CODE + " .github/", ""),
        ("dependencies", CODE + " a/b/c/d/", ""),
        ("citation", "mmdetection3d/CITATION.cff", ""),
        ("license", "third/LICENSE a.py", ""),
        ("container", "containers.py a.py", ""),
        ("documentation", CODE, "See https://platform.example.org/docs/models for the models"),
        ("documentation", CODE, "**Documentation " + "of many words and of long sentences " * 4 + "**\n\ntext"),
        ("documentation", CODE, "# T"),
        ("documentation", "README.md", "# T\n## Examples and statistics\ntext"),
        ("tests", ".venv/lib/site-packages/numpy/conftest.py a.py", ""),
        ("tests", "eval/run_llava.py eval/run_llava_test.py", ""),
        ("tests", "pkg/train/model.m pkg/test/model_test.m", ""),
        ("tests", "specs/empty.c a.c", ""),
        ("results", CODE, "# T\n## Results output\ntext"),
        ("container", "singularity_main.m a.m", ""),
        ("documentation", "docs/index.html docs/static/a.html a.py", ""),
        ("documentation", "third_party/docs/usage.md a.py b.py", ""),
        ("documentation", "docs/LICENSE a.py b.py", ""),
    ],
)
def test_items_searched_and_not_found_are_false(question: str, paths: str, readme: str) -> None:
    assert getattr(checked(paths, readme), question) == Check(False)


@pytest.mark.parametrize(
    ("question", "paths", "readme"),
    [
        ("training_code", CODE, "A converter of file formats."),
        ("evaluation_code", CODE, ML),
        ("archived_copy", CODE, "Data: https://zenodo.org/records/1"),
        ("archived_copy", CODE, "Download the release of the data: https://zenodo.org/records/1"),
        ("training_code", "fit_ica.py a.py b.py", "An analysis of EEG"),
        ("tagged_release", CODE, ""),
        ("evaluation_code", "tests/test_a.py test_b.py R/predict.R src/analysis.py", "An R package"),
        ("tests", CODE + " src/", ""),
        ("pretrained_models", "detect/get_model.py a.py b.py", f"{ML} We use a pre-trained network."),
        ("citation", "DESCRIPTION R/a.R inst/", ""),
        ("dependencies", CODE + " a/b/", ""),
        ("training_code", CODE, f"{ML}\n## Training\ntext"),
        ("training_code", "optimize.py a.py b.py", f"{ML}\n## Training\ntext"),
        ("dependencies", CODE + " sub/README.md", ""),
        ("training_code", CODE + " sub/README.md", ML),
        ("pretrained_models", CODE + " sub/README.md", "We train a neural network in PyTorch."),
        ("results", CODE + " sub/README.md", ""),
        ("documentation", CODE + " sub/README.md", "# T"),
        ("pretrained_models", CODE, f"{ML} Then download the model weights: sh download.sh"),
        ("pretrained_models", CODE, f"{ML} We use a pre-trained language model."),
        ("training_code", "Laser/PulseTrain.vi a.vi b.vi", "Drivers of a laser"),
        ("training_code", "training/trainingODE.m a.m b.m", "Exercises of our students"),
        ("training_code", "train_test_split.py a.py b.py", "A generator of questions"),
        ("training_code", "fit_gauss.m a.m b.m", "Needs GPUs and weights; a classifier of diffusion, a transformer"),
        ("evaluation_code", "Green/eval.m nsga/evaluate.m a.m", "A solver"),
        ("evaluation_code", "include/Eigen/CoreEvaluators.h a.cpp", "A solver"),
        ("evaluation_code", CODE, "Run `python neoantigen_prediction.py`"),
        ("evaluation_code", CODE, f"{ML}\n## Evaluation\ntext"),
        ("pretrained_models", CODE, f"{ML} See https://drive.google.com/drive/x"),
        ("pretrained_models", CODE, f"{ML} See the model_zoo."),
        ("documentation", CODE, "It solves an equation of physics by a method of mathematics.\n\n" * 20),
        (
            "archived_copy",
            CODE,
            "".join(f"- [Zenodo](https://doi.org/10.5281/zenodo.{number})\n" for number in range(9)),
        ),
    ],
)
def test_undetermined_items_are_unknown(question: str, paths: str, readme: str) -> None:
    assert getattr(checked(paths, readme), question) == Check()


def test_part_of_a_repository_denies_no_item() -> None:
    answers = checked(CODE, ML, whole=False)
    assert {getattr(answers, field.name).is_met for field in fields(Checklist)} == {None}


def test_host_reports_licences_and_releases() -> None:
    assert checked(CODE, license_="MIT").license == Check(True, "the host: MIT")
    assert checked(CODE, tags=("v1.0",)).tagged_release == Check(True, "v1.0")
    assert checked(CODE, tags=()).tagged_release == Check(False)


@pytest.mark.parametrize(
    "noise",
    [
        "| 1 ",
        "code ",
        "## Usage\n",
        "pip install ",
        "python train ",
        "a/" * 50 + "b.py ",
        "\n",
        "\n ",
        "* ",
        "sh -",
        "train-",
    ],
)
def test_nothing_takes_long(noise: str) -> None:
    assert_linear(partial(checked, noise * 100), lambda size: noise * (size // len(noise)), size=4096)


def test_words_of_a_file_name_may_be_separated() -> None:
    files = tuple(File(path, 50_000) for path in ("Tool Training.ipynb", "a.py", "b.py"))
    answers = check(files, ML, Metadata(), judge(files, ML))
    assert answers.training_code == Check(True, "Tool Training.ipynb")
