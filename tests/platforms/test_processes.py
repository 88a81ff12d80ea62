"""Processes are spawned: a process forked while threads hold locks may hang, and Windows cannot fork."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "linkscan"


@pytest.mark.parametrize("file", sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py")))
def test_no_module_forks_a_process(file: str) -> None:
    """Process pools name their start method, because the default was fork until Python 3.14."""
    calls = [node for node in ast.walk(ast.parse((PACKAGE / file).read_text("utf-8"))) if isinstance(node, ast.Call)]
    for call in calls:
        name = ast.unparse(call.func).rpartition(".")[2]
        assert name not in {"fork", "forkpty"}
        if name == "ProcessPoolExecutor":
            assert "mp_context" in {keyword.arg for keyword in call.keywords}
        if name in {"get_context", "set_start_method"}:
            assert [ast.literal_eval(argument) for argument in call.args] in (["spawn"], ["forkserver"])
