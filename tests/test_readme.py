"""The examples of the README match the actual output."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def linkscan(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "linkscan", *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )


def test_the_sample_is_what_the_command_prints(tmp_path: Path) -> None:
    [sample] = re.findall(r"```console\n\$ linkscan (.*?)\n(.*?)```", README, re.DOTALL)
    arguments, printed = sample
    ran = linkscan(*arguments.split(), "--reports", str(tmp_path), "--cache", str(tmp_path / "cache"))
    assert ran.stderr + ran.stdout.replace(str(tmp_path), "reports") == printed
    quoted = re.sub(r"^> ?", "", README[README.index("> **Triage") :].split("\n\n")[0], flags=re.MULTILINE)
    report = (tmp_path / "demo" / "report.md").read_text(encoding="utf-8").replace("\u200b", "")
    for line in quoted.splitlines():
        assert line.strip() in report


def test_every_command_shown_exists() -> None:
    shown = set(re.findall(r"^linkscan ([a-z]+)", README, re.MULTILINE))
    assert shown
    for command in shown:
        assert linkscan(command, "--help").returncode == 0


@pytest.mark.parametrize("target", re.findall(r"^make ([a-z-]+)", README, re.MULTILINE))
def test_every_make_target_shown_exists(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_the_library_example_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [code] = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    (tmp_path / "dump.txt").write_text("A Title Alone\n\nWe prove a theorem that needs no computer at all.\n")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    exec(compile(code, "README.md", "exec"), names)
    assert "report" in names
