"""The pre-commit hook: its entry, called as by pre-commit, fails on gone links only."""

import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from tests.command import linkscan
from tests.world.faults import status
from tests.world.world import World, serve

ROOT = Path(__file__).parents[1]
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))


def test_hook_file_is_valid() -> None:
    """https://pre-commit.com/#new-hooks: id, name, entry, language; python is installed from this checkout."""
    assert {"id", "name", "entry", "language"} <= HOOK.keys()
    assert HOOK["language"] == "python"


@pytest.mark.parametrize(
    ("page", "code"),
    [pytest.param("there", 0, id="there"), pytest.param("gone", 1, id="gone"), pytest.param("wall", 0, id="not told")],
)
def test_only_gone_links_fail(page: str, code: int, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"# A page\n\nSee [this](https://pages.example.org/{page}).\n")
    world = World()
    world.page("https://pages.example.org/there", "<h1>A page</h1><p>It is there, with words on it.</p>")
    world.page("https://pages.example.org/gone", "Gone", status=410)
    world.page("https://pages.example.org/wall", "")
    world.fault("https://pages.example.org/wall", status(403))
    program, *words = shlex.split(HOOK["entry"])
    assert program == "linkscan"
    with serve(world):
        ran = linkscan(*words, "a.md", environment=world.environ(), folder=tmp_path)
    assert ran.returncode == code, ran.stdout + ran.stderr


def call(*command: str, folder: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a program found on the PATH of the environment."""
    program = shutil.which(command[0], path=environment["PATH"])
    assert program
    return subprocess.run(
        [program, *command[1:]], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which pip uses the packages installed here and no network."""
    author = {f"GIT_{who}_{what}": "a@a.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    offline = {
        "PIP_NO_DEPS": "1",
        "PIP_NO_INDEX": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # pip reads the variable of a no-option as that of the option
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",  # so that the build finds its backend
        "PYTHONPATH": sysconfig.get_path("purelib"),
    }
    folders = {
        "PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("home")),
        "XDG_CACHE_HOME": str(tmp_path_factory.mktemp("cache")),
    }
    return {**author, **offline, **folders, "GIT_CONFIG_GLOBAL": os.devnull}


@pytest.fixture(scope="module")
def hook(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the files of this checkout, for pre-commit to clone."""
    folder = tmp_path_factory.mktemp("linkscan")
    names = ("linkscan", "packaging", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")
    for name in names:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "All")):
        done = call("git", *words, folder=folder, environment={**os.environ, **environment})
        assert done.returncode == 0, done.stderr
    return folder


def test_pre_commit_installs_it_and_stops_a_commit(environment: dict[str, str], hook: Path, tmp_path: Path) -> None:
    """pre-commit itself, with the hook's repository cloned, built and installed by pip."""
    everyday = {**os.environ, **environment}
    head = call("git", "rev-parse", "HEAD", folder=hook, environment=everyday).stdout.strip()
    entry = {"repo": str(hook), "rev": head, "hooks": [{"id": "linkscan"}]}
    (tmp_path / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [entry]}))
    (tmp_path / "there.md").write_text("See [this](https://pages.example.org/there).\n")
    call("git", "init", "-q", folder=tmp_path, environment=everyday)
    call("git", "add", "-A", folder=tmp_path, environment=everyday)
    world = World()
    world.page("https://pages.example.org/there", "<h1>A page</h1><p>It is there, with words on it.</p>")
    world.page("https://pages.example.org/gone", "Gone", status=410)
    with serve(world):
        environment = {**world.environ(), **environment}
        environment.pop("LINKSCAN_CACHE", None)
        fine = call("pre-commit", "run", "--all-files", folder=tmp_path, environment=environment)
        assert fine.returncode == 0, fine.stdout + fine.stderr
        (tmp_path / "gone.md").write_text("# A\n\nSee [this](https://pages.example.org/gone).\n")
        call("git", "add", "-A", folder=tmp_path, environment=environment)
        assert call("pre-commit", "install", folder=tmp_path, environment=environment).returncode == 0
        refused = call("git", "commit", "-m", "A page", folder=tmp_path, environment=environment)
    assert refused.returncode == 1
    assert "gone.md:3:12: gone https://pages.example.org/gone" in refused.stdout + refused.stderr
    assert "there.md:" not in refused.stdout + refused.stderr
    state = call("git", "status", "--short", "--untracked-files=all", folder=tmp_path, environment=environment)
    assert all(line.startswith("A ") for line in state.stdout.splitlines()), state.stdout
