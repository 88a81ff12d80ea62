"""A database that only this run has written to is searched for nothing else."""

from linkscan.http.cache.own_keys import OwnKeys


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        """Return the time in seconds."""
        return self.now


def test_only_what_this_run_has_written_is_searched_for_in_a_new_database() -> None:
    keys, database = OwnKeys(), {"one": b"", "two": b""}
    keys.note({"one": b"", "two": b"", "three": None})
    assert [keys.may_hold(database, key) for key in ("one", "two", "three")] == [True, True, False]
    keys.note({"one": None})
    del database["one"]
    assert not keys.may_hold(database, "one")


def test_anything_may_be_in_a_database_of_another_run() -> None:
    assert OwnKeys().may_hold({"theirs": b""}, "unknown")


def test_what_another_run_writes_is_noticed_soon() -> None:
    clock, database = Clock(), {"own": b""}
    keys = OwnKeys(clock)
    keys.note(database)
    assert not keys.may_hold(database, "theirs")
    database["theirs"] = b""
    clock.now = 0.2
    assert keys.may_hold(database, "theirs")


def test_a_long_run_keeps_no_list_of_all_that_it_has_written() -> None:
    keys = OwnKeys()
    keys.note(dict.fromkeys(map(str, range(70_000)), b""))
    assert keys.may_hold({}, "unknown")
