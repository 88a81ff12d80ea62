"""A run raises its limit of open files as needed, or fails at once."""

import resource

import pytest

from linkscan.errors import SettingsError
from linkscan.http.file_limit import raise_file_limit

ANY = resource.RLIM_INFINITY


@pytest.mark.parametrize(
    ("concurrency", "soft", "hard", "granted"),
    [
        (64, 1024, 4096, None),  # sufficient as it is
        (64, 256, ANY, 448),  # macOS
        (1024, 1024, 1 << 20, 2368),
        (4096, 1024, ANY, 8512),
        (4096, ANY, ANY, None),
        (1024, 1024, 2000, 2000),  # less than wanted, but sufficient
        (960, 512, 1024, 1024),
    ],
)
def test_the_soft_limit_is_raised_as_far_as_need_be(
    monkeypatch: pytest.MonkeyPatch, concurrency: int, soft: int, hard: int, granted: int | None
) -> None:
    """Never beyond the hard one, which stays."""
    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _which: (soft, hard))
    monkeypatch.setattr(resource, "setrlimit", lambda _which, limits: asked.append(limits))
    raise_file_limit(concurrency)
    assert asked == ([] if granted is None else [(granted, hard)])


def test_low_hard_limit_is_reported_with_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _which: (256, 512))
    with pytest.raises(SettingsError, match=r"concurrency 512 needs 576 open files, .* 512: set it to 448 or less"):
        raise_file_limit(512)
