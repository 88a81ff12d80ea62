"""The exit codes of the process, as listed in the README."""

DONE = 0
MATCHED = 1  # --fail-on matched
BAD_INPUT = 2  # also click's exit code for wrong usage
INCOMPLETE = 3
BUG = 70  # EX_SOFTWARE of sysexits.h
HUNG_UP = 129  # 128 + SIGHUP, by the convention of shells
INTERRUPTED = 130  # 128 + SIGINT
TERMINATED = 143  # 128 + SIGTERM
