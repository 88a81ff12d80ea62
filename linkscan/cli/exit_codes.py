"""With which codes the process ends, as the README lists them."""

DONE = 0
MATCHED = 1  # something of --fail-on was found
BAD_INPUT = 2  # and so ends click for a wrong option
INCOMPLETE = 3
BUG = 70  # EX_SOFTWARE of sysexits.h
INTERRUPTED = 130  # 128 + SIGINT, as a shell would have it
TERMINATED = 143  # 128 + SIGTERM
