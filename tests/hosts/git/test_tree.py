"""Trees become lists of files, as far as they are known."""

from hypothesis import given
from hypothesis import strategies as st

from linkscan.hosts.git.pack import Thing, object_name
from linkscan.hosts.git.tree import MOST_FILES, Found, follow, list_files, read_tree, root_of
from linkscan.models import File

BLOB = Thing("blob", b"print(1)\n")


def tree(**entries: Thing | str) -> Thing:
    """Make a tree; a string names an object that is not there: a folder, or a submodule behind `@`."""
    data = b""
    for name, what in entries.items():
        oid = object_name(what) if isinstance(what, Thing) else what.removeprefix("@")
        is_folder = isinstance(what, str) or what.kind == "tree"
        mode = b"160000" if isinstance(what, str) and what[0] == "@" else (b"40000" if is_folder else b"100644")
        data += mode + b" " + name.encode() + b"\0" + bytes.fromhex(oid)
    return Thing("tree", data)


def known(*things: Thing) -> dict[str, Thing]:
    return {object_name(thing): thing for thing in things}


INNER = tree(main=BLOB)
ROOT = tree(src=INNER, other="1" * 40, lib="@" + "2" * 40)
THINGS = known(BLOB, INNER, ROOT)


def test_files_are_listed_with_what_is_known_of_them() -> None:
    listing = list_files(THINGS, object_name(ROOT))
    assert {file for _, file in listing.values()} == {
        File("lib", is_submodule=True),
        File("src/main", size=9),
        File("other/"),
    }


def test_a_tree_that_holds_itself_a_million_times_ends() -> None:
    level, things = BLOB, known(BLOB)
    for _ in range(20):
        level = tree(a=level, b=level, c=level)
        things |= known(level)
    assert len(list_files(things, object_name(level))) <= MOST_FILES


def test_a_wide_tree_of_wide_trees_is_no_wider_than_the_rest() -> None:
    """A hundred names in each of four levels are a hundred million files, out of a few kilobytes."""
    level, things = BLOB, known(BLOB)
    for _ in range(4):
        level = tree(**{f"n{number}": level for number in range(100)})
        things |= known(level)
    listing = list_files(things, object_name(level))
    assert len(listing) <= MOST_FILES
    assert any(path.endswith("/") for path in listing)  # what was not opened is said


def test_a_tree_without_bottom_ends() -> None:
    """Paths longer than any file system takes would cost the square of the depth."""
    level, things = BLOB, known(BLOB)
    for _ in range(3000):
        level = tree(**{"d" * 50: level})
        things |= known(level)
    [path] = list_files(things, object_name(level))
    assert path.endswith("/")
    assert len(path) < 5000


def test_a_path_is_followed_as_far_as_the_trees_go() -> None:
    root = object_name(ROOT)
    assert follow(THINGS, root, ()) == Found(root, is_folder=True, is_known=True)
    assert follow(THINGS, root, ("src",)) == Found(object_name(INNER), is_folder=True, is_known=True)
    assert follow(THINGS, root, ("src", "main")) == Found(object_name(BLOB), is_folder=False, is_known=True)
    assert follow(THINGS, root, ("other", "deep")) == Found("1" * 40, is_folder=True, is_known=False)
    assert follow(THINGS, root, ("src", "main", "deeper")) is None
    assert follow(THINGS, root, ("nowhere",)) is None


def test_the_root_of_a_commit_is_found_behind_its_tags() -> None:
    commit = Thing("commit", b"tree " + object_name(ROOT).encode() + b"\nauthor me\n")
    tag = Thing("tag", b"object " + object_name(commit).encode() + b"\ntype commit\n")
    things = known(commit, tag)
    assert root_of(things, object_name(tag)) == object_name(ROOT)
    assert root_of(things, object_name(ROOT)) is None


@given(st.binary(max_size=200))
def test_any_bytes_are_read_without_complaint(noise: bytes) -> None:
    list(read_tree(Thing("tree", noise)))
