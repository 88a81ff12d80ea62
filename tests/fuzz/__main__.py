"""Run the targets in turn, each in a separate process: `python -m tests.fuzz [SECONDS] [TARGET...]`."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.fuzz import CRASHERS, TARGETS, bounds, crashers, load

LONGEST = 4096  # bytes of one input; `bounds.stretched` makes long ones of short ones
_AS_IT_IS = re.compile(rb"[ -!#-\[\]-~]")


def main(arguments: list[str]) -> int:
    """Fuzz each target; return 1 if any of them failed."""
    seconds = int(arguments[0]) if arguments else 300
    names = arguments[1:] or list(TARGETS)
    broken = [
        name
        for name in names
        if subprocess.run([sys.executable, "-m", "tests.fuzz", "--here", name, str(seconds)], check=False).returncode
    ]
    for name in broken:
        print(f"{name} is broken; the input is in {CRASHERS / name}", file=sys.stderr)  # noqa: T201 - a program's output
    return 1 if broken else 0


def fuzz(name: str, seconds: int) -> None:
    """Fuzz one target in this process, which libFuzzer exits."""
    bounds.is_fuzzing = True
    import atheris  # noqa: PLC0415 - an extra of its own, which the tests do without

    # Libraries that parse untrusted data; compiled ones (pydantic, ada, zlib) cannot be instrumented.
    with atheris.instrument_imports(include=["linkscan", "warcio", "bibtexparser", "tomllib", "html.parser"]):
        target = load(name)
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        for number, seed in enumerate([*target.SEEDS, *(path.read_bytes() for path in crashers(name))]):
            (corpus / str(number)).write_bytes(seed)
        words = Path(folder) / "words"
        words.write_text("".join(f'"{_escaped(word)}"\n' for word in target.WORDS))
        (CRASHERS / name).mkdir(parents=True, exist_ok=True)
        limits = [
            f"-max_total_time={seconds}",
            f"-max_len={LONGEST}",
            "-len_control=0",
            "-timeout=60",
            "-rss_limit_mb=2048",
        ]
        files = [f"-dict={words}", f"-artifact_prefix={CRASHERS / name}/", str(corpus)]
        atheris.Setup([f"fuzz-{name}", "-print_final_stats=1", *limits, *files], target.attack)
        atheris.Fuzz()


def _escaped(word: bytes) -> str:
    """Return a word in the format of libFuzzer's dictionaries."""
    return "".join(chr(byte) if _AS_IT_IS.fullmatch(bytes([byte])) else f"\\x{byte:02x}" for byte in word)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--here"]:
        fuzz(sys.argv[2], int(sys.argv[3]))
    else:
        sys.exit(main(sys.argv[1:]))
