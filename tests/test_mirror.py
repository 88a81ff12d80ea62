"""Tests mirror the tree: `linkscan/a/b.py` is tested by `tests/a/test_b.py`, or where this table says.

A module stands in the table when its cases are those of a kind (each host by answers of its service, each language by
its wordings), when it is tested through what uses it, or when it is data or types alone.
"""

from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TESTS, PACKAGE = ROOT / "tests", ROOT / "linkscan"
NOT_NEEDED = ""

ELSEWHERE: dict[str, str] = {
    # the library and the pipeline: through their public functions
    "api/*.py": "test_api.py",
    "checking.py": "test_api.py",
    "run_control.py": "test_api.py",
    "watch.py": "api/test_options.py",
    "inputs/loading.py": "test_api.py",
    "inputs/*.py": "integration/test_feeds.py",
    "pipeline/early_report.py": "cli/test_signals.py",
    "pipeline/past.py": "integration/test_belief.py",
    "pipeline/run_record.py": "reports/test_report.py",
    # settings: through configuration
    "settings/*.py": "settings/test_configuration.py",
    # commands: through the command line
    "cli/check_addresses.py": "cli/test_check.py",
    "cli/check_papers.py": "cli/test_check_paper.py",
    "cli/scan_run.py": "cli/test_running.py",
    "cli/*.py": "cli/test_commands.py",
    # formats of documents, producers and services: each with a real file or response
    "documents/*.py": "documents/test_formats.py",
    "papers/producers/*.py": "papers/producers/test_producers.py",
    "papers/xml/*.py": "papers/xml/test_xml.py",
    "papers/link_labels.py": "papers/test_paper_list.py",
    "papers/columns.py": "papers/test_records.py",
    "papers/encodings.py": "papers/test_input_file.py",
    "papers/formats.py": "papers/test_loader.py",
    "papers/identifiers.py": "papers/test_records.py",
    "papers/json.py": "papers/test_jsonl.py",
    "papers/layout.py": "papers/test_text.py",
    "papers/markdown.py": "papers/test_any_input.py",
    "papers/sheet.py": "papers/test_ods.py",
    "sources/*.py": "sources/test_services.py",
    # hosts: with responses of their services, and with the simulated services of tests/world
    "hosts/base.py": NOT_NEEDED,
    "hosts/gitlab.py": "hosts/test_code_hosting.py",
    "hosts/gitea.py": "hosts/test_code_hosting.py",
    "hosts/bitbucket.py": "hosts/test_code_hosting.py",
    "hosts/zenodo.py": "hosts/test_deposits.py",
    "hosts/figshare.py": "hosts/test_deposits.py",
    "hosts/osf.py": "hosts/test_deposits.py",
    "hosts/arxiv.py": "hosts/test_identifiers.py",
    "hosts/doi.py": "hosts/test_identifiers.py",
    "hosts/anonymous.py": "hosts/test_soft_hosts.py",
    "hosts/drive.py": "hosts/test_soft_hosts.py",
    "hosts/shorteners.py": "hosts/test_soft_hosts.py",
    "hosts/youtube.py": "hosts/test_soft_hosts.py",
    "http/schemas.py": "http/test_responses.py",
    "hosts/github/gists_and_owners.py": "hosts/github/test_in_the_world.py",
    "hosts/github/graphql_schema.py": "hosts/github/test_graphql.py",
    "hosts/html/markup.py": "hosts/html/test_parser.py",
    "hosts/html/page.py": "hosts/html/test_parser.py",
    "hosts/html/visibility.py": "hosts/html/test_parser.py",
    "hosts/html/vocabulary.py": "hosts/html/test_code_links.py",
    # HTTP: each middleware through the client, modules without logic through their users
    "http/aiohttp_import.py": "test_layers.py",
    "http/httpx_import.py": "test_layers.py",
    "http/clock.py": "http/ratelimit/test_middleware.py",
    "http/connector.py": "http/test_sender.py",
    "http/failures.py": "http/test_sender.py",
    "http/protocol.py": NOT_NEEDED,
    "http/tally.py": "examine/test_runs.py",
    "http/transport.py": "http/test_sender.py",
    "http/warc_replay.py": "http/test_warc_writer.py",
    "http/cache/*.py": "http/cache/test_store.py",
    "http/ratelimit/limits.py": "http/ratelimit/test_middleware.py",
    # content: data, through the classification
    "content/checklist_patterns.py": "content/test_checklist.py",
    "content/offer_patterns.py": "content/test_offers.py",
    "content/languages.py": "content/test_language.py",
    "content/*.py": "content/test_classify.py",
    # verdicts: the overrides file, through its effects
    "decide/override_entries.py": "decide/test_overrides.py",
    # the ledger: as a whole
    "history/*.py": "history/test_ledger.py",
    # models: types without behaviour, or with examples in their docstrings
    "models/*.py": "test_examples.py",
    "errors.py": "test_examples.py",
    # reports: through the formats that use them
    "reports/atom.py": "reports/test_feeds.py",
    "reports/charts.py": "reports/test_html.py",
    "reports/intervals.py": "reports/test_html.py",
    "reports/metrics.py": "cli/test_commands.py",
    "reports/review.py": "cli/test_check_paper.py",
    "reports/tables.py": "reports/test_csv.py",
    # languages: each with the sentences of its table, and without each of its rules
    "text/languages/*.py": "text/languages/test_languages.py",
    "text/claims/coreference.py": "text/claims/test_claims.py",
    "text/claims/mention.py": NOT_NEEDED,
    "text/claims/phrases.py": "text/claims/test_noun_phrases.py",
}
"""The test module with the cases of a module, by pattern; the first match counts."""


def modules() -> list[str]:
    found = (path.relative_to(PACKAGE).as_posix() for path in sorted(PACKAGE.rglob("*.py")))
    return [name for name in found if not name.endswith("__.py")]


def own_tests(module: str) -> Path:
    folder, _, name = module.rpartition("/")
    return TESTS / folder / f"test_{name}"


def row_of(module: str) -> str | None:
    return next((pattern for pattern in ELSEWHERE if fnmatch(module, pattern)), None)


@pytest.mark.parametrize("module", modules())
def test_every_module_has_its_tests(module: str) -> None:
    row = row_of(module)
    assert own_tests(module).is_file() or row is not None, f"write {own_tests(module).relative_to(ROOT)}"


@pytest.mark.parametrize("row", ELSEWHERE)
def test_every_row_is_needed_and_names_tests(row: str) -> None:
    assert any(row_of(module) == row and not own_tests(module).is_file() for module in modules())
    if ELSEWHERE[row]:
        assert (TESTS / ELSEWHERE[row]).is_file()
