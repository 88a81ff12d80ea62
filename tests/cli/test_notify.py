"""Notifications: one digest if something changed, else none; an address with a password is not repeated."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from linkscan.cli.notify import open_notifier
from linkscan.errors import SettingsError
from tests.command import linkscan
from tests.world.programs import PROGRAM
from tests.world.world import World, serve

PAPER = '{"id": "a", "title": "A Promise", "abstract": "Code will be released at https://github.com/lab/soon."}'


class Mailbox(HTTPServer):
    """A loopback server that stores what it receives."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Keep)
        self.letters: list[dict[str, str]] = []


class _Keep(BaseHTTPRequestHandler):
    server: Mailbox

    def do_POST(self) -> None:
        self.server.letters.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with Mailbox() as mailbox:
        thread = threading.Thread(target=mailbox.serve_forever)
        thread.start()
        yield mailbox
        mailbox.shutdown()
        thread.join()


def test_one_digest_is_sent_if_something_changed_else_none(mailbox: Mailbox, tmp_path: Path) -> None:
    world = World()
    seen = []
    with serve(world):
        environment = {**world.environ(), "APPRISE_URLS": f"json://127.0.0.1:{mailbox.server_port}/"}
        for _ in range(3):
            ran = linkscan("scan", "-", "--refresh", "-q", environment=environment, folder=tmp_path, text=PAPER)
            assert (ran.returncode, ran.stderr) == (0, "")
            seen.append(len(mailbox.letters))
            world.github.repository("lab/soon", files={"main.py": PROGRAM})
    assert seen == [0, 1, 1]
    [letter] = mailbox.letters
    assert letter["title"].startswith("linkscan: ")
    assert "A Promise code https://github.com/lab/soon" in letter["message"]


def test_invalid_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(SettingsError) as told:
        open_notifier(["nonsense:secret"])
    assert str(told.value) == "--notify: address 1 is not one that apprise supports"
