"""The house has floors: an import only points down, and rooms of one floor are strangers to one another."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "linkscan"
FLOORS: tuple[tuple[str, ...], ...] = (
    ("__init__",),
    ("models", "errors", "address", "code_hosts"),
    ("settings", "watch", "rows"),
    ("report",),
    (
        "papers",
        "text",
        "web",
        "content",
        "verdict",
        "summary",
        "reports",
        "ledger",
        "diff",
        "configuration",
        "choice",
        "cores",
    ),
    ("forges",),
    ("archives", "discovery", "overrides"),
    ("lanes", "extraction"),
    ("engines",),
    ("evidence",),
    ("aftercare", "doubt"),
    ("assembly", "checking"),
    ("pipeline",),
    ("cli",),
    ("__main__",),
)
ALLOWED_ON_ONE_FLOOR = {
    ("diff", "reports"): "a difference is rendered with the reports' escaping",
    ("ledger", "diff"): "the ledger says what changed in the words of diff",
    ("reports", "summary"): "a report loaded from disk is summed up again",
}
FLOOR_OF = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}


def rooms() -> list[str]:
    return sorted({path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in PACKAGE.rglob("*.py")})


def imports(room: str) -> Iterator[tuple[Path, ast.stmt, str]]:
    """Give every import of another room of linkscan: file, statement, room."""
    folder = PACKAGE / room
    for path in sorted(folder.rglob("*.py")) if folder.is_dir() else [PACKAGE / f"{room}.py"]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for name in _names(node):
                parts = name.split(".")
                if parts[0] == "linkscan":
                    other = parts[1] if len(parts) > 1 else "__init__"
                    if other != room and isinstance(node, ast.stmt):
                        yield path, node, other


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module == "linkscan":
        known = {alias.name for alias in node.names} & set(FLOOR_OF)
        return [f"linkscan.{name}" for name in known] or ["linkscan"]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module else []


def test_every_room_has_a_floor() -> None:
    assert set(rooms()) <= set(FLOOR_OF)


@pytest.mark.parametrize("room", [room for room in rooms() if room != "__init__"])
def test_imports_point_down(room: str) -> None:
    for path, node, other in imports(room):
        where = f"{path.relative_to(PACKAGE.parent)}:{node.lineno} imports {other}"
        assert other in FLOOR_OF, where
        if (room, other) not in ALLOWED_ON_ONE_FLOOR:
            assert FLOOR_OF[other] < FLOOR_OF[room], where


PURE = ("text", "forges", "content", "verdict", "summary", "reports", "archives", "discovery")
IMPURE = {"httpx", "aiohttp", "socket", "asyncio", "time", "sqlite3", "subprocess", "threading", "requests"}
WRITES = {"writing.py": "it puts the rendered files on the disk, whole or not at all"}


@pytest.mark.parametrize("room", [room for room in PURE if room in rooms()])
def test_pure_rooms_know_no_network_clock_or_disk(room: str) -> None:
    folder = PACKAGE / room
    for path in sorted(folder.rglob("*.py")) if folder.is_dir() else [PACKAGE / f"{room}.py"]:
        if path.name in WRITES:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = {name.split(".")[0] for name in _names(node)}
            assert not named & IMPURE, f"{path.relative_to(PACKAGE.parent)}: {named & IMPURE}"


@pytest.mark.parametrize(("library", "home"), [("httpx", "web/http.py"), ("aiohttp", "web/aio.py")])
def test_each_library_of_http_has_one_door(library: str, home: str) -> None:
    """What is done as it is imported is done there, before anybody else imports it."""
    importing = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if any(name.partition(".")[0] == library for name in _names(node))
    }
    assert importing == {home}
