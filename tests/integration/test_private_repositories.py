"""Facts visible only to the run's own credential are in no report, cache or recording."""

import gzip
from pathlib import Path

from tests.integration.runs import report, run
from tests.world import World, serve

SECRET = "an unpublished idea"
PAPERS = """# A Tool

Code is available at https://github.com/lab/closed and https://github.com/lab/open.
"""


def test_a_private_repository_is_restricted_and_written_nowhere(tmp_path: Path) -> None:
    world = World()
    world.github.tokens_see_private = True
    world.github.repository("lab/open", {"README.md": "# Open", "main.py": "print(1)\n" * 60})
    secret_files = {"README.md": f"# {SECRET}", "idea.py": "print(1)\n" * 60}
    world.github.repository("lab/closed", secret_files, private=True, description=SECRET)
    (tmp_path / "papers.md").write_text(PAPERS)
    with serve(world):
        own = {"LINKSCAN_CACHE": str(tmp_path / "cache"), "LINKSCAN_REPORTS": str(tmp_path / "reports")}
        environment = {**world.environ(), **own, "GITHUB_TOKEN": world.github.token()}
        run(environment, tmp_path, "scan", "papers.md", "--record", "run.warc.gz", "--name=a", "--retries=0")
    links = {link["url"]: link for link in report(tmp_path, "a")["links"]}
    assert links["https://github.com/lab/open"]["health"] == "ok"
    closed = links["https://github.com/lab/closed"]
    assert (closed["health"], closed["metadata"], closed["content"]) == ("restricted", None, None)
    written = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    unpacked = [gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data for data in written]
    assert not any(word in data for data in unpacked for word in (SECRET.encode(), b"idea.py"))
