"""Options that functions of the library share are checked by name, and listed by `help()`."""

import inspect

import pytest

from linkscan import Settings, check, check_async, scan, scan_async, stream
from linkscan.api.options import run_of

OF_A_RUN = {"record", "replay", "progress", "stop"}
OF_A_SCAN = {*OF_A_RUN, "timeout"}


@pytest.mark.parametrize(
    ("function", "names"),
    [
        (check, {"urls", "settings", "archives", *OF_A_RUN}),
        (check_async, {"urls", "settings", "archives", *OF_A_RUN}),
        (scan, {"papers", "settings", "ledger", *OF_A_SCAN}),
        (scan_async, {"papers", "settings", "ledger", *OF_A_SCAN}),
        (stream, {"papers", "settings", *OF_A_SCAN}),
    ],
)
def test_help_lists_every_option_by_its_name(function: object, names: set[str]) -> None:
    assert callable(function)
    listed = inspect.signature(function).parameters
    assert set(listed) == names
    assert all(listed[name].default is None for name in names & OF_A_SCAN)
    assert all(listed[name].kind is inspect.Parameter.KEYWORD_ONLY for name in names & OF_A_SCAN)


def test_unknown_option_is_refused() -> None:
    with pytest.raises(TypeError, match="tineout"):
        scan([], Settings(), tineout=3)  # type: ignore[call-arg] # that is the test


def test_a_timeout_is_the_time_budget_of_the_run() -> None:
    assert run_of(Settings(), timeout="10m").settings.budget_time == 600
    assert run_of(Settings(budget_time=5)).settings.budget_time == 5


def test_paths_may_be_strings() -> None:
    run = run_of(Settings(), record="run.warc", replay=None)
    assert run.record is not None
    assert (run.record.name, run.replay) == ("run.warc", None)


def test_deprecated_names_still_work_and_name_their_replacements() -> None:
    with pytest.warns(DeprecationWarning, match="ProgressListener"):
        from linkscan.watch import Watch  # noqa: PLC0415 - its import is the test

    class Mine(Watch):
        def started(self, links: object) -> None:
            raise NotImplementedError

        def examined(self, evidence: object, /) -> None:
            raise NotImplementedError

    mine = Mine()
    with pytest.warns(DeprecationWarning, match="progress"):
        assert run_of(Settings(), watch=mine).listener is mine
