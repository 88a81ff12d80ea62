"""Who says what of links in files, after a login portal, and of what is excluded, as `truth` asks of pages.

    make rivals
    PATH="$PWD/.rivals/bin:$PWD/.rivals/node_modules/.bin:$PATH" python -m benchmarks.truth_files

Each file has one link that is there, written as public reports of link checkers show it (CommonMark, GFM, HTML, bytes
of old editors). One server on loopback knows the right address alone. Prints tables in Markdown.
"""

import http.server
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from benchmarks.truth import ALIVE, FINE, GONE, LOST, NOBODY, reply, to

MISSED = "not found"
"""What a checker says of a link that it does not see."""


@dataclass(frozen=True)
class Written:
    """A file with a link: `{}` stands for the site; `path` is what is there, and `name` what the file is called."""

    what: str
    text: str
    path: str = "/tool"
    name: str = "list.md"
    encoding: str = "utf-8"
    truth: str = ALIVE


FILES = (
    Written("a link in Markdown", "[x]({}/tool)"),
    Written("a bare address and a full stop", "See {}/tool."),
    Written("`_address_`", "Code: _{}/tool_"),
    Written("`_address_.`", "at _{}/tool_. The data ..."),
    Written("`**address**`", "**{}/tool**"),
    Written("`address_,`", "_See {}/tool_, and more"),
    Written("escaped parentheses", "[x]({}/ms\\(v=vs.85\\).aspx)", "/ms(v=vs.85).aspx"),
    Written("balanced parentheses", "[x]({}/URL_(x))", "/URL_(x)"),
    Written("an entity in Markdown", "[x]({}/t?a=1&amp;b=2)", "/t?a=1&b=2"),
    Written("an entity in HTML", '<a href="{}/t?a=1&amp;b=2">x</a>', "/t?a=1&b=2", "page.html"),
    Written("an escaped underscore", "{}/my\\_tool", "/my_tool"),
    Written("a link by reference", "[x][1]\n\n[1]: {}/tool 'Title'"),
    Written("an address in angle brackets", "<{}/tool>"),
    Written("a title beside the address", '[x]({}/tool "A title (1)")'),
    Written("UTF-16", "[x]({}/tool)", encoding="utf-16"),
    Written("Latin-1 in an address", "[x]({}/caf\xe9)", "/caf%C3%A9", encoding="latin-1"),
    Written("a byte order mark", "[x]({}/tool)", encoding="utf-8-sig"),
    Written("a list of addresses with a byte order mark", "{}/tool\n", name="urls.txt", encoding="utf-8-sig"),
    Written(
        "`<link rel=preconnect>`", '<link rel=preconnect href="{}/nothing-here"><p>x', name="page.html", truth=MISSED
    ),
    Written("`xmlns`", '<svg xmlns="{}/2000/svg"></svg>', name="page.html", truth=MISSED),
    Written("in a code block", "```\ncurl {}/nothing-here\n```\n", truth=MISSED),
    Written("in an HTML comment", "<!-- {}/nothing-here -->\n", truth=MISSED),
    Written("a placeholder in code", "`git clone {}/your-username/your-repo.git`\n", truth=MISSED),
    Written("a dead link", "[x]({}/lost)", truth=GONE),
)


class Files(http.server.BaseHTTPRequestHandler):
    """Knows of each file the address that is meant."""

    asked: list[str] = []  # noqa: RUF012 - of the one server
    in_a_hotel = False
    port = 0

    def do_GET(self) -> None:
        """Answer."""
        last = self.headers["Host"].partition(":")[0].rpartition(".")[2]
        number = int(last) - 2 if last.isdigit() else 200 + int(self.headers["Host"].partition(".")[0][1:] or 0)
        Files.asked.append(f"{number} {self.path}")
        self.wfile.write(self._answer(number))
        self.close_connection = True

    do_HEAD = do_GET  # noqa: N815 - http.server's name

    def _answer(self, number: int) -> bytes:
        if Files.in_a_hotel:
            return LOST
        if number >= len(FILES):
            return to(f"http://127.0.0.3:{self.port}/secret") if self.path == "/away" else reply(f"{FINE}{number}")
        there = FILES[number].path
        return reply(FINE) if self.path.lower() == there.lower() else LOST

    def log_message(self, *_: object) -> None:
        """Say nothing."""


RESOLVE = "names"


def linkscan(file: Path, folder: Path, *options: str) -> dict[str, str]:
    """Return what linkscan says of the links in a file."""
    base = [sys.executable, "-m", "linkscan", "check", "--retries", "0", "--quiet", "--files"]
    env = {**os.environ, "LINKSCAN_CACHE": str(folder / "cache")}
    if RESOLVE in options:  # a portal answers for names of hosts; who asks private addresses has one server for many
        options = tuple(option for option in options if option != RESOLVE)
        env["LINKSCAN_RESOLVE"] = json.dumps({"*:80": f"127.0.0.1:{Files.port}", "*:443": "127.0.0.1:9"})
    else:
        options = ("--allow-private", *options)
    done = subprocess.run([*base, "--json", *options, str(file)], capture_output=True, text=True, check=False, env=env)
    words = {"ok": ALIVE, "moved": ALIVE, "gone": GONE}
    return {each["url"]: words.get(each["health"], NOBODY) for each in map(json.loads, done.stdout.splitlines())}


def lychee(file: Path, folder: Path, *options: str) -> dict[str, str]:
    """Return what lychee says."""
    command = ["lychee", "--no-progress", "--format", "json", "--max-retries", "0", "-v", *options, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    told = json.loads(done.stdout) if done.stdout.startswith("{") else {}
    found = {}
    for key, word in (("success_map", ALIVE), ("redirect_map", ALIVE), ("error_map", GONE)):
        found.update({each["url"]: word for entries in told.get(key, {}).values() for each in entries if "url" in each})
    return found


def linkchecker(file: Path, folder: Path, *options: str) -> dict[str, str]:
    """Return what LinkChecker says; it reads HTML and lists of addresses."""
    command = ["linkchecker", "-r1", "--check-extern", "--no-status", "--verbose", "-ocsv", *options, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    rows = (line.split(";") for line in done.stdout.splitlines() if not line.startswith("#"))
    table = [row for row in rows if len(row) > 7]
    head = table[0] if table else []
    url, valid = (head.index(name) if name in head else -1 for name in ("url", "valid"))
    return {row[url]: ALIVE if row[valid] == "True" else GONE for row in table[1:] if row[url].startswith("http")}


def linkinator(file: Path, _: Path, *options: str) -> dict[str, str]:
    """Return what linkinator says."""
    markdown = ["--markdown"] if file.suffix == ".md" else []
    command = ["linkinator", file.name, "--format", "json", *markdown, *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=file.parent)
    links = json.loads(done.stdout)["links"] if done.stdout.lstrip().startswith("{") else []
    words = {"OK": ALIVE, "BROKEN": GONE}
    return {each["url"]: words.get(each["state"], NOBODY) for each in links if "/127.0.0." in each["url"]}


CHECKERS: dict[str, Callable[..., dict[str, str]]] = {
    "linkscan": linkscan,
    "lychee": lychee,
    "linkchecker": linkchecker,
    "linkinator": linkinator,
}


def said_of(name: str, number: int, site: str, folder: Path) -> str:
    """Return what a checker says of the link in a file."""
    written = FILES[number]
    here = folder / name / str(number)
    here.mkdir(parents=True)
    file = here / written.name
    text = written.text.replace("{}", site)
    file.write_bytes(text.encode(written.encoding))
    words = [word for url, word in CHECKERS[name](file, here).items() if url.startswith(site.rpartition(":")[0])]
    return GONE if GONE in words else words[0] if words else MISSED


def files_table(names: Sequence[str], port: int, folder: Path) -> None:
    """Print who says what of each file."""
    print("| the link | truth | " + " | ".join(names) + " |")
    print("|---" * (len(names) + 2) + "|")
    each = [(name, number) for number in range(len(FILES)) for name in names]
    with ThreadPoolExecutor(3) as several:
        words = several.map(lambda one: said_of(one[0], one[1], f"http://127.0.0.{one[1] + 2}:{port}", folder), each)
        told = dict(zip(each, words, strict=True))
    for number, written in enumerate(FILES):
        said = [told[name, number] for name in names]
        marks = (word if word == written.truth else f"**{word}**" for word in said)
        print(f"| {written.what} | {written.truth} | {' | '.join(marks)} |")


def runs_table(names: Sequence[str], port: int, folder: Path) -> None:
    """Print what each says at home of what a login portal answered for, and whether it asks what is excluded."""
    hotel = [f"http://127.0.0.{number}:{port}/" for number in range(200, 204)]
    excluding = {"linkscan": "--exclude", "lychee": "--exclude", "linkchecker": "--ignore-url", "linkinator": "--skip"}
    caching = {"lychee": ["--cache"], "linkscan": [RESOLVE]}
    print("\n| | " + " | ".join(names) + " |")
    print("|---" * (len(names) + 1) + "|")
    at_home, excluded = [], []
    for name in names:
        here = folder / name / "runs"
        here.mkdir(parents=True)
        names_of = [f"http://h{number}.hotel.example/" for number in range(4)] if name == "linkscan" else hotel
        (file := here / "list.html").write_text("".join(f'<a href="{url}">x</a>' for url in names_of))
        Files.in_a_hotel = True
        CHECKERS[name](file, here, *caching.get(name, []))
        Files.in_a_hotel = False
        words = set(CHECKERS[name](file, here, *caching.get(name, [])).values())
        at_home.append(GONE if GONE in words else ALIVE)
        file.write_text(f'<a href="http://127.0.0.204:{port}/away">x</a>')
        Files.asked.clear()
        CHECKERS[name](file, here, excluding[name], "secret")
        excluded.append("asked" if any("/secret" in line for line in Files.asked) else "not asked")
    print("| pages that are there, at home, after a login portal said 404 | " + " | ".join(at_home) + " |")
    print("| a redirect to what is excluded | " + " | ".join(excluded) + " |")


def main() -> None:
    """Print the tables."""
    server = http.server.ThreadingHTTPServer(("0.0.0.0", 0), Files)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Files.port = server.server_port
    names = [name for name in CHECKERS if name == "linkscan" or shutil.which(name)]
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # LinkChecker reads as "nobody" where it is started as root
        files_table(names, server.server_port, Path(folder))
        runs_table(names, server.server_port, Path(folder))


if __name__ == "__main__":
    main()
