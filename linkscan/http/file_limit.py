"""Open files: each request in flight holds one, and systems allow a process few unless it asks for more."""

from linkscan.errors import SettingsError

_OURS = 64  # cache, recording, reports, libraries, what was open before
_KEPT = 256  # connections that wait for the next request, one to each of `transport`'s recent hosts


def raise_file_limit(concurrency: int) -> None:
    """Raise this process's soft limit of open files to what a run needs; SettingsError if the hard one is too low.

    The soft limit is often 1024, or 256 on macOS, the hard one mostly far above: getrlimit(2). Windows has neither.
    """
    try:
        import resource  # noqa: PLC0415 - of POSIX alone
    except ImportError:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    least, wanted = concurrency + _OURS, 2 * concurrency + _KEPT + _OURS
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return
    granted = wanted if hard == resource.RLIM_INFINITY else min(hard, wanted)
    if granted < least:
        raise SettingsError(
            f"concurrency {concurrency} needs {least} open files, and this system allows a process {hard}: "
            f"set it to {max(1, hard - _OURS)} or less, or raise the hard limit (ulimit -Hn)"
        )
    resource.setrlimit(resource.RLIMIT_NOFILE, (granted, hard))
