"""Who says what of pages that link checkers have got wrong: linkscan beside lychee, LinkChecker and linkinator.

    make rivals
    PATH="$PWD/.rivals/bin:$PWD/.rivals/node_modules/.bin:$PATH" python -m benchmarks.truth

Each case is a site of its own on loopback, rebuilt from public reports of link checkers. What is there must never be
called dead; what is gone should be; of what nobody outside can tell, saying so is right. Prints a table in Markdown.
"""

import csv
import http.server
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.missing_pages import ENDED, MISSING

PROSE = "<p>" + "There is a lot to read here about how the thing was made and measured. " * 15
FINE = f"<title>A Tool</title><h1>A Tool</h1>{PROSE}"
ALIVE, GONE, NOBODY = "there", "gone", "unknown"


@dataclass(frozen=True)
class Case:
    """A page: what is true of it, and how its site answers a path, with or without a cookie."""

    what: str
    truth: str
    path: str
    answer: Callable[[str, bool], bytes]


def reply(body: str = FINE, status: str = "200 OK", *headers: str) -> bytes:
    """Return a response as bytes."""
    data = body.encode()
    head = "".join(f"{line}\r\n" for line in ("Content-Type: text/html; charset=utf-8", *headers))
    return f"HTTP/1.1 {status}\r\n{head}Content-Length: {len(data)}\r\nConnection: close\r\n\r\n".encode() + data


LOST = reply("<title>404</title><h1>Not Found</h1>", "404 Not Found")


def to(location: str, *headers: str, status: str = "302 Found") -> bytes:
    """Return a redirect."""
    return reply("", status, f"Location: {location}", *headers)


def page(html: str) -> Callable[[str, bool], bytes]:
    """Return a site with one page; all else is missing."""
    return lambda path, _: reply(html) if path == "/fast" else reply(FINE) if path == "/" else LOST


def spa(inner: str, head: str = "") -> Callable[[str, bool], bytes]:
    """Return a site whose page scripts fill."""
    return page(f"<!doctype html><title>Fast Tool</title>{head}<body>{inner}<script src=/app.js></script>")


def front(path: str) -> Callable[[str, bool], bytes]:
    """Return a site that sends the names of its front page to it."""
    return lambda asked, _: to("/", status="301 Moved Permanently") if asked == path else reply()


def always(answer: bytes) -> Callable[[str, bool], bytes]:
    """Return a site with one answer."""
    return lambda _, __: answer


def gate(path: str, has_cookie: bool) -> bytes:  # noqa: FBT001 - the signature of an answer
    """Ask for a cookie, at the front page."""
    return reply() if has_cookie or path == "/" else to("/", "Set-Cookie: S=1; Path=/")


def session(path: str, has_cookie: bool) -> bytes:  # noqa: FBT001 - likewise
    """Give a session by an address that is missing without its cookie."""
    return reply() if has_cookie else LOST if "s=1" in path else to("/fast?s=1", "Set-Cookie: S=1; Path=/")


def itself(_: str, has_cookie: bool) -> bytes:  # noqa: FBT001 - likewise
    """Redirect to the same address until the cookie comes."""
    return reply() if has_cookie else to("/fast", "Set-Cookie: S=1; Path=/")


def refreshed(path: str, has_cookie: bool) -> bytes:  # noqa: FBT001 - likewise
    """Set a cookie on a page that refreshes to one that wants it."""
    if path == "/fast":
        return reply(REFRESH.format("/in"), "200 OK", "Set-Cookie: S=1; Path=/")
    return reply() if has_cookie and path == "/in" else LOST


def sent(to_path: str, there: bytes) -> Callable[[str, bool], bytes]:
    """Return a site that sends its reader somewhere, and what is shown there."""
    return lambda path, _: to(to_path) if path == "/fast" else there


def odd(*headers: str, status: str = "HTTP/1.1 200 OK") -> Callable[[str, bool], bytes]:
    """Return a site whose responses have odd heads."""
    head = "\r\n".join((status, "Content-Type: text/html", *headers, "Connection: close"))
    return always(f"{head}\r\n\r\n".encode("latin-1") + FINE.encode())


def latin(path: str, _: bool) -> bytes:  # noqa: FBT001 - likewise
    """Redirect to an address that is not UTF-8."""
    if path == "/start":
        return (
            b"HTTP/1.1 301 Moved Permanently\r\nLocation: /pr\xf8ve\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        )
    return reply() if path.lower() in ("/pr%f8ve", "/pr%c3%b8ve") else LOST


def steps(*pages: str) -> Callable[[str, bool], bytes]:
    """Return a site with pages at /fast, /1, /2 and so on; all else is missing."""
    return lambda path, _: (
        reply(pages[int(path[1:] or 0)] if path[1:].isdigit() else pages[0])
        if (path == "/fast" or (path[1:].isdigit() and int(path[1:]) < len(pages)))
        else LOST
    )


DATA = FINE.encode()
CHUNKED = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"%x\r\n%s\r\n0\r\n\r\n"
)
TWICE = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\nContent-Length: %d\r\n"
    b"Connection: close\r\n\r\n%s"
)
REFRESH = "<meta http-equiv=refresh content='0; url={}'>"
SORRY = "<h1>Page not found</h1>"
BUTTONS = "<a href=/p.pdf>Paper</a> <a href=/code>Code</a> <a href=/data>Data</a>"
CASES = (
    Case("a page", ALIVE, "/fast", always(reply())),
    Case("needs a cookie, redirects to the front page without one", ALIVE, "/fast", gate),
    Case("needs a cookie, redirects to a 404 without one", ALIVE, "/fast", session),
    Case("needs a cookie, redirects to itself", ALIVE, "/fast", itself),
    Case("`Location` in Latin-1", ALIVE, "/start", latin),
    Case(
        "a script for one browser leads to a 404",
        ALIVE,
        "/fast",
        spa("<script>if(/MSIE/.test(a)){location='/x'}</script>"),
    ),
    Case(
        "a commented-out script leads to a 404",
        ALIVE,
        "/fast",
        spa("<script>// location.href = '/old';</script><h1>T</h1>"),
    ),
    Case(
        "a refresh in `noscript` leads to a 404",
        ALIVE,
        "/fast",
        spa("", f"<noscript>{REFRESH.format('/x')}</noscript>"),
    ),
    Case("hidden “Page not found”", ALIVE, "/fast", spa("<div style='display:none'><h1>Page not found</h1></div>")),
    *(
        Case(f"`{path}` is the front page", ALIVE, path, front(path))
        for path in ("/index.shtml", "/wiki/Main_Page", "/index.en.html", "/en/", "/app/", "/cgi-bin/index.cgi")
    ),
    Case("needs a cookie that a refreshing page sets", ALIVE, "/fast", refreshed),
    Case("an uncalled function leads to a 404", ALIVE, "/fast", spa("<script>function f(){location='/x'}</script>")),
    *(
        Case(f"“Page not found” {where}", ALIVE, "/fast", spa(f"<h1>Tool</h1><p>A tool.{before}{SORRY}{after}"))
        for where, before, after in (
            ("with `hidden`", "<div hidden>", "</div>"),
            ("in a collapsed `details`", "<details>", "</details>"),
            ("in a pop-up", "<div popover>", "</div>"),
            ("that a style sheet hides", "<style>.lost{display:none}</style><div class=lost>", "</div>"),
            ("under a `v-if` of Vue", "<div v-if=lost>", "</div>"),
            ("beside an element that scripts fill", "<div id=root></div><div>", "</div>"),
        )
    ),
    Case("a paper called “Page Not Found”", ALIVE, "/fast", page(f"<title>Page Not Found</title>{SORRY}{BUTTONS}")),
    Case("a paper called “Under Maintenance”", ALIVE, "/fast", page(f"<h1>Under Maintenance</h1>{BUTTONS}")),
    Case("redirects to an anchor of the front page", ALIVE, "/fast", sent("/#fast", reply())),
    Case("a header name with a space", ALIVE, "/fast", odd("X y: 1")),
    Case("a `Content-Length` that is not a number", ALIVE, "/fast", odd("Content-Length: abc")),
    Case("a `Content-Length` that is too small", ALIVE, "/fast", odd(f"Content-Length: {len(FINE) - 40}")),
    Case("CR within a header", ALIVE, "/fast", odd("X: a\rb")),
    Case("`HTTP/2` in the status line", ALIVE, "/fast", odd(status="HTTP/2 200 OK")),
    Case("both length and chunks (RFC 9112, 6.3)", ALIVE, "/fast", always(CHUNKED % (len(DATA), len(DATA), DATA))),
    Case("two equal lengths (RFC 9110, 8.6)", ALIVE, "/fast", always(TWICE % (len(DATA), len(DATA), DATA))),
    Case("a handbook titled “Welcome to nginx!”", ALIVE, "/fast", page(f"<title>Welcome to nginx!</title>{PROSE}")),
    Case("404", GONE, "/fast", always(LOST)),
    *(
        Case(f"200, “{said}”", GONE, "/fast", page(f"<title>{said}</title><h1>{said}</h1>"))
        for said in (*MISSING, *ENDED)
    ),
    Case("redirects to the front page", GONE, "/fast", front("/fast")),
    Case("refreshes to a 404", GONE, "/fast", steps(REFRESH.format("/9"))),
    Case("refreshes twice, to a 404", GONE, "/fast", steps(REFRESH.format("/1"), REFRESH.format("/9"))),
    Case(
        "`Refresh` header to a 404",
        GONE,
        "/fast",
        lambda p, _: reply("", "200 OK", "Refresh: 0; url=/x") if p == "/fast" else LOST,
    ),
    Case("account suspended", GONE, "/fast", page("<title>Account Suspended</title><h1>Account Suspended</h1>")),
    Case("share cancelled (百度)", GONE, "/fast", page("<title>百度网盘-链接不存在</title><p>分享的文件已经被取消了")),
    Case(
        "the default page of a new server",
        GONE,
        "/fast",
        page("<title>Welcome to nginx!</title><h1>Welcome to nginx!</h1>"),
    ),
    Case("domain for sale", GONE, "/fast", page("<title>lab.org is for sale</title><p>Make an offer")),
    Case("redirects to a maintenance notice", NOBODY, "/fast", sent("/maintenance.html", reply("Back soon"))),
    Case("redirects to an age check", NOBODY, "/fast", sent("/", reply("<h1>Are you over 18?</h1>"))),
    Case("redirects to the front page in one language", NOBODY, "/fast", sent("/en/", reply())),
    Case("451", NOBODY, "/fast", always(reply("", "451 Unavailable For Legal Reasons"))),
    Case("200, “not available in your country”", NOBODY, "/fast", page("<h1>Not available in your country</h1>")),
    Case("200, “网站维护中”", NOBODY, "/fast", page("<title>网站维护中</title><h1>网站维护中</h1>")),
    Case("403", NOBODY, "/fast", always(reply("", "403 Forbidden"))),
    Case("429", NOBODY, "/fast", always(reply("", "429 Too Many Requests"))),
    Case("503", NOBODY, "/fast", always(reply("", "503 Service Unavailable"))),
    Case(
        "200, a bot check",
        NOBODY,
        "/fast",
        page("<title>Making sure you're not a bot!</title><script id=anubis_challenge></script>"),
    ),
    Case("200, maintenance", NOBODY, "/fast", page("<title>Under maintenance</title><h1>Under maintenance</h1>")),
    Case("200, a database error", NOBODY, "/fast", page("<h1>Error establishing a database connection</h1>")),
)


class Site(http.server.BaseHTTPRequestHandler):
    """Plays the case whose address on loopback is asked."""

    def do_GET(self) -> None:
        """Answer."""
        number = int(self.headers["Host"].partition(":")[0].rpartition(".")[2]) - 2
        self.wfile.write(CASES[number].answer(self.path, "Cookie" in self.headers))
        self.close_connection = True

    do_HEAD = do_GET  # noqa: N815 - http.server's name

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def linkscan(urls: list[str], folder: Path) -> Iterator[str]:
    """Yield what linkscan says."""
    command = [
        sys.executable,
        "-m",
        "linkscan",
        "check",
        "--json",
        "--allow-private",
        "--retries",
        "0",
        "--quiet",
        *urls,
    ]
    env = {**os.environ, "LINKSCAN_CACHE": str(folder / "cache")}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=env, cwd=folder)
    found = {each["url"]: each["health"] for each in map(json.loads, done.stdout.splitlines())}
    words = {"ok": ALIVE, "moved": ALIVE, "gone": GONE}
    yield from (words.get(found.get(url, ""), NOBODY) for url in urls)


def lychee(urls: list[str], folder: Path) -> Iterator[str]:
    """Yield what lychee says."""
    listed = folder / "urls.txt"
    listed.write_text("\n".join(urls))
    command = ["lychee", "--no-progress", "--format", "json", "--max-retries", "0", "--timeout", "10", str(listed)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    broken = {each["url"] for each in json.loads(done.stdout)["error_map"].get(str(listed), ())}
    yield from (GONE if url in broken else ALIVE for url in urls)


def linkchecker(urls: list[str], folder: Path) -> Iterator[str]:
    """Yield what LinkChecker says."""
    command = ["linkchecker", "-r0", "--no-status", "--verbose", "-ocsv", *urls]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    rows = csv.DictReader((line for line in done.stdout.splitlines() if not line.startswith("#")), delimiter=";")
    valid = {row["urlname"]: row["valid"] == "True" for row in rows}
    yield from (NOBODY if url not in valid else ALIVE if valid[url] else GONE for url in urls)


def linkinator(urls: list[str], folder: Path) -> Iterator[str]:
    """Yield what linkinator says."""
    listed = folder / "urls.html"
    listed.write_text("".join(f'<a href="{url}">x</a>' for url in urls))
    command = ["linkinator", str(listed), "--format", "json", "--timeout", "10000"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    state = {each["url"]: each["state"] for each in json.loads(done.stdout)["links"]}
    words = {"OK": ALIVE, "BROKEN": GONE}
    yield from (words.get(state.get(url, ""), NOBODY) for url in urls)


CHECKERS: Mapping[str, Callable[[list[str], Path], Iterator[str]]] = {
    "linkscan": linkscan,
    "lychee": lychee,
    "linkchecker": linkchecker,
    "linkinator": linkinator,
}


def main() -> None:
    """Print the table."""
    server = http.server.ThreadingHTTPServer(("0.0.0.0", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    urls = [f"http://127.0.0.{number + 2}:{server.server_port}{case.path}" for number, case in enumerate(CASES)]
    names = [name for name in CHECKERS if name == "linkscan" or shutil.which(name)]
    with tempfile.TemporaryDirectory() as folder:
        said = {name: list(CHECKERS[name](urls, Path(folder))) for name in names}
    print("| page | truth | " + " | ".join(names) + " |")
    print("|---" * (len(names) + 2) + "|")
    for number, case in enumerate(CASES):
        marks = (_mark(case.truth, said[name][number]) for name in names)
        print(f"| {case.what} | {case.truth} | {' | '.join(marks)} |")
    for what, truth, word in (("there, but called dead", ALIVE, GONE), ("gone, but called there", GONE, ALIVE)):
        pairs = {name: zip(CASES, said[name], strict=True) for name in names}
        counts = [sum(case.truth == truth and told == word for case, told in pairs[name]) for name in names]
        total = sum(case.truth == truth for case in CASES)
        print(f"| **{what}** | of {total} | {' | '.join(map(str, counts))} |")


def _mark(truth: str, told: str) -> str:
    return told if told == truth else f"**{told}**"


if __name__ == "__main__":
    main()
