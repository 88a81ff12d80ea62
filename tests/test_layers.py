"""Packages are layered: imports point down only, and packages of one layer do not import each other."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "linkscan"
LAYERS: tuple[tuple[str, ...], ...] = (
    ("models", "errors", "urls", "patterns", "plurals"),
    ("settings", "run_control", "code_hosts", "entries", "parallel", "side_files", "spellings"),
    ("papers", "text", "http", "content", "decide", "reports"),
    ("hosts", "history", "documents", "sources"),
    ("examine", "inputs"),
    ("checking", "pipeline", "watch"),
    ("api",),
    ("cli",),
)
LAYERS_WITH_ENDS = (("__init__",), *LAYERS, ("__main__",))
LAYER_OF = {package: number for number, layer in enumerate(LAYERS_WITH_ENDS) for package in layer}


def packages() -> list[str]:
    return sorted({path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in PACKAGE.rglob("*.py")})


def imports(package: str) -> Iterator[tuple[Path, ast.stmt, str]]:
    """Yield every import of another package of linkscan: file, statement, package."""
    folder = PACKAGE / package
    for path in sorted(folder.rglob("*.py")) if folder.is_dir() else [PACKAGE / f"{package}.py"]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for name in _names(node):
                parts = name.split(".")
                if parts[0] == "linkscan":
                    other = parts[1] if len(parts) > 1 else "__init__"
                    if other != package and isinstance(node, ast.stmt):
                        yield path, node, other


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module == "linkscan":
        known = {alias.name for alias in node.names} & set(LAYER_OF)
        return [f"linkscan.{name}" for name in known] or ["linkscan"]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module else []


def test_every_package_has_a_layer() -> None:
    assert set(packages()) <= set(LAYER_OF)


@pytest.mark.parametrize("package", [package for package in packages() if package != "__init__"])
def test_imports_point_down(package: str) -> None:
    for path, node, other in imports(package):
        where = f"{path.relative_to(PACKAGE.parent)}:{node.lineno} imports {other}"
        assert other in LAYER_OF, where
        assert LAYER_OF[other] < LAYER_OF[package], where


NAMED = re.compile(r'"linkscan\.(?P<package>\w+)(\.\w+)*:\w+"')
BY_NAME = {("settings", "reports"): "the formats of reports are listed once, where they are rendered"}


@pytest.mark.parametrize("package", [package for package in packages() if package != "__init__"])
def test_dynamic_imports_point_down_too(package: str) -> None:
    folder = PACKAGE / package
    for path in sorted(folder.rglob("*.py")) if folder.is_dir() else [PACKAGE / f"{package}.py"]:
        for named in NAMED.finditer(path.read_text(encoding="utf-8")):
            other = named["package"]
            is_down = other == package or LAYER_OF[other] < LAYER_OF[package]
            assert is_down or (package, other) in BY_NAME, f"{path.relative_to(PACKAGE.parent)}: {named[0]}"


PURE = ("text", "hosts", "content", "decide", "reports")
IMPURE = {"httpx", "aiohttp", "socket", "asyncio", "time", "sqlite3", "subprocess", "threading", "requests"}
WRITES = {"writer.py": "it puts the rendered files on the disk, whole or not at all"}


@pytest.mark.parametrize("package", [package for package in PURE if package in packages()])
def test_pure_packages_know_no_network_clock_or_disk(package: str) -> None:
    folder = PACKAGE / package
    for path in sorted(folder.rglob("*.py")) if folder.is_dir() else [PACKAGE / f"{package}.py"]:
        if path.name in WRITES:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = {name.split(".")[0] for name in _names(node)}
            assert not named & IMPURE, f"{path.relative_to(PACKAGE.parent)}: {named & IMPURE}"


@pytest.mark.parametrize(
    ("library", "home"), [("httpx", "http/httpx_import.py"), ("aiohttp", "http/aiohttp_import.py")]
)
def test_each_http_library_is_imported_in_one_module(library: str, home: str) -> None:
    """Adjustments on import are made there, before any other import."""
    importing = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if library in (text := path.read_text(encoding="utf-8"))
        for node in ast.walk(ast.parse(text))
        if any(name.partition(".")[0] == library for name in _names(node))
    }
    assert importing == {home}
