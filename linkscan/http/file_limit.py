"""The limit on open files: each request in flight holds one, and the default limit is low."""

from linkscan.errors import SettingsError

_OTHER_FILES = 64  # cache, recording, reports, libraries, files already open
_KEPT_ALIVE = 256  # idle connections, one to each of the transport's recent hosts


def raise_file_limit(concurrency: int) -> None:
    """Raise this process's soft limit on open files to what a run needs; SettingsError if the hard limit is too low.

    The soft limit is often 1024, or 256 on macOS; the hard limit is usually far higher: getrlimit(2). Windows has
    neither.
    """
    try:
        import resource  # noqa: PLC0415 - POSIX only
    except ImportError:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    least, wanted = concurrency + _OTHER_FILES, 2 * concurrency + _KEPT_ALIVE + _OTHER_FILES
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return
    granted = wanted if hard == resource.RLIM_INFINITY else min(hard, wanted)
    if granted < least:
        raise SettingsError(
            f"concurrency {concurrency} needs {least} open files, and this system allows a process {hard}: "
            f"set it to {max(1, hard - _OTHER_FILES)} or less, or raise the hard limit (ulimit -Hn)"
        )
    resource.setrlimit(resource.RLIMIT_NOFILE, (granted, hard))
