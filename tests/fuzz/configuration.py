"""Settings and overrides: any text is parsed, or an error says where it is wrong."""

from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from tempfile import NamedTemporaryFile

from linkscan.decide.overrides import parse
from linkscan.errors import SettingsError
from linkscan.http.dns_overrides import read_dns_overrides
from linkscan.settings import Settings
from linkscan.settings.configuration import PREFIX, configure
from linkscan.settings.display import mask

_KEYS = sorted(setting.name for setting in fields(Settings))
SEEDS = (
    b'\0[[moved]]\nfrom = "https://a.org/"\nto = "https://b.org/"\nreason = "mail"\n',
    b'\0[[verdict]]\npaper = "2301.00001"\nasset = "code"\nverdict = "available"\nreason = "seen"\n',
    b'\1timeout = 5\nexclude = ["a", "b"]\n[resolve]\n"a.org" = "127.0.0.1:80"\n',
    b'\1max-bytes = 2048\noverrides = "o.toml"\ntokens = 1\n',
    b'\2exclude\n["a", "b"]',
    b'\2resolve\n{"a": "[::1]:80"}',
    b"\2timeout\nnan",
    b"\0a = " + b"[" * 2000,
    b"\1a = " + b"{a=" * 2000,
    b"\2include\n" + b"[" * 2000,
    b"\2include\n[" + b"1" * 5000,
)
WORDS = (
    *(
        b"[[moved]]\n",
        b"[[verdict]]\n",
        b"from = ",
        b"to = ",
        b"reason = ",
        b"paper = ",
        b"asset = ",
        b"url = ",
        b'"""',
    ),
    *(f"{key} = ".encode() for key in _KEYS),
    *(b"inf", b"nan", b"-0", b"0x1f", b"1979-05-27T07:32:00Z", b"{", b"}", b"[", b"]", b"true", b"1_000", b"\\ud800"),
)


def attack(data: bytes) -> None:
    """Read the rest as overrides, as a settings file, or as one variable of the environment."""
    what, rest = (data[0] % 3 if data else 0), data[1:]
    with suppress(SettingsError):
        match what:
            case 0:
                parse(rest.decode("utf-8", "replace"), "overrides.toml")
            case 1:
                _file(rest)
            case 2:
                _variable(rest.decode("utf-8", "surrogateescape"))


def _file(content: bytes) -> None:
    with NamedTemporaryFile(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as file:
        file.write(content)
        file.flush()
        _read({}, Path(file.name))


def _variable(text: str) -> None:
    name, _, value = text.partition("\n")
    if "\0" not in text:  # not allowed in an environment
        _read({PREFIX + name.upper(): value}, Path("/dev/null"))


def _read(environment: dict[str, str], file: Path) -> None:
    settings = configure({}, environment=environment, file=file).settings
    read_dns_overrides(settings.resolve)
    for key in _KEYS:
        mask(getattr(settings, key))
