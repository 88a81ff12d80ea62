"""Zenodo, figshare and OSF. Shapes: https://developers.zenodo.org/, https://docs.figshare.com/, https://developer.osf.io/."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.content import judge
from linkscan.content.file_kinds import MORE
from linkscan.hosts import figshare, osf, zenodo
from linkscan.models import Asset, Content, Facts, Failure, File, Health, Kind, Metadata, Response
from tests.hosts.flows import Tokens, data, failed, hold, inspect, page, place_of

ZENODO = "https://zenodo.org/api/records/123"
RECORD: dict[str, Any] = {
    "id": 123,
    "conceptrecid": "122",
    "doi": "10.5281/zenodo.123",
    "created": "2020-01-01T10:00:00.000000+00:00",
    "updated": "2021-01-01T10:00:00.000000+00:00",
    "metadata": {
        "title": "lab/tool: v1.0",
        "access_right": "open",
        "license": {"id": "mit"},
        "keywords": ["vision"],
        "resource_type": {"type": "software"},
        "related_identifiers": [
            {"identifier": "https://github.com/lab/tool/tree/v1.0", "relation": "isSupplementTo"},
            {"identifier": "10.1000/1", "relation": "isCitedBy"},
            {"identifier": "https://github.com/others/base", "relation": "cites"},
        ],
    },
    "files": [{"key": "lab/tool-v1.0.zip", "size": 20480, "checksum": "md5:0"}],
    "stats": {"downloads": 12},
}
FIGSHARE = "https://api.figshare.com/v2/articles/4567890"
ARTICLE = {
    "id": 4567890,
    "title": "Data of the study",
    "doi": "10.6084/m9.figshare.4567890.v1",
    "url_public_html": "https://figshare.com/articles/dataset/Data_of_the_study/4567890",
    "is_embargoed": False,
    "is_confidential": False,
    "is_metadata_record": False,
    "files": [{"id": 1, "name": "data.csv", "size": 2048}],
    "license": {"value": 1, "name": "CC BY 4.0"},
    "tags": ["fish"],
    "size": 2048,
    "created_date": "2017-01-01T00:00:00Z",
    "modified_date": "2017-02-01T00:00:00Z",
}
OSF = "https://api.osf.io/v2/guids/ab3de/"
OSF_FILES = "https://api.osf.io/v2/nodes/ab3de/files/osfstorage/"
NO_OTHERS = {
    f"https://api.osf.io/v2/nodes/ab3de/{part}/": data({"data": found})
    for part, found in (("files", [{"type": "files", "attributes": {"name": "osfstorage"}}]), ("children", []))
}
NODE = {
    "data": {
        "id": "ab3de",
        "type": "nodes",
        "attributes": {
            "title": "A study",
            "description": "",
            "category": "project",
            "date_created": "2017-02-03T04:05:06.000000",
            "date_modified": "2018-02-03T04:05:06.000000",
            "tags": ["memory"],
            "fork": False,
            "public": True,
        },
    }
}
LISTING = {
    "data": [
        {"id": "1", "type": "files", "attributes": {"name": "analysis.R", "kind": "file", "size": 900}},
        {"id": "2", "type": "files", "attributes": {"name": "data", "kind": "folder", "size": None}},
    ],
    "links": {"next": None},
}


def at_zenodo(response: Response) -> Facts:
    return inspect(zenodo, ["https://zenodo.org/records/123"], {ZENODO: response}).only


def at_figshare(response: Response) -> Facts:
    return inspect(figshare, ["https://figshare.com/articles/dataset/x/4567890"], {FIGSHARE: response}).only


def at_osf(response: Response, listing: Response | None = None) -> Facts:
    replies = {OSF: response, OSF_FILES: listing or data(LISTING)}
    return inspect(osf, ["https://osf.io/ab3de/"], replies).only


def test_a_zenodo_record_is_there_with_its_files_and_its_repository() -> None:
    facts = at_zenodo(data(RECORD))
    assert (facts.health, facts.files) == (Health.OK, (File("lab/tool-v1.0.zip", 20480),))
    assert facts.leads == ("https://github.com/lab/tool/tree/v1.0",)
    assert facts.final_url == "https://zenodo.org/records/123"
    assert facts.metadata == Metadata(
        full_name="10.5281/zenodo.123",
        id="123",
        description="lab/tool: v1.0",
        license="MIT",
        topics=("vision",),
        created_at="2020-01-01T10:00:00.000000+00:00",
        pushed_at="2021-01-01T10:00:00.000000+00:00",
        files=("lab/tool-v1.0.zip",),
        size_kb=20,
        downloads=12,
        gated=False,
    )


def test_the_number_of_all_versions_leads_to_the_latest() -> None:
    facts = at_zenodo(data({**RECORD, "id": 124}))
    assert (facts.health, facts.final_url) == (Health.OK, "https://zenodo.org/records/124")


def test_closed_files_of_zenodo_are_unknown() -> None:
    closed = {**RECORD, "metadata": {"title": "x", "access_right": "restricted"}}
    facts = at_zenodo(data(closed))
    assert (facts.health, facts.files) == (Health.OK, None)
    assert facts.metadata is not None
    assert facts.metadata.gated is True


TOMBSTONE = {
    "status": 410,
    "message": "The record has been deleted.",
    "tombstone": {"removal_reason": {"id": "retracted"}, "note": "", "is_visible": True},
}


@pytest.mark.parametrize(
    ("response", "health", "reason"),
    [
        (data({"status": 404, "message": "PID does not exist."}, status=404), Health.GONE, "no public record"),
        (data(TOMBSTONE, status=410), Health.GONE, "was removed: retracted"),
        (Response("", 410), Health.GONE, "was removed"),
        (data({"message": "Permission denied."}, status=403), Health.RESTRICTED, "403"),
        (Response("", 429, Failure.LIMITED), Health.UNREACHABLE, "rate limit"),
        (Response("", 504), Health.UNREACHABLE, "504"),
        (page("<title>Hotel</title>"), Health.UNREACHABLE, "unexpected content"),
        (data(b'{"id": 1'), Health.UNREACHABLE, "unexpected content"),
        (failed(Failure.NO_SUCH_HOST), Health.UNREACHABLE, "does not exist"),
        (failed(Failure.OFFLINE), Health.SKIPPED, "offline"),
    ],
)
@pytest.mark.parametrize("host", [at_zenodo, at_figshare, at_osf], ids=["zenodo", "figshare", "osf"])
def test_invalid_answer_of_an_archive_is_explained(host: Any, response: Response, health: Health, reason: str) -> None:
    facts = host(response)
    assert facts.health is health
    if host is at_zenodo:
        assert reason in facts.reason


@pytest.mark.parametrize("url", ["javascript:alert(1)", "nonsense", 7])
def test_invalid_page_address_is_ignored(url: object) -> None:
    facts = at_figshare(data({**ARTICLE, "url_public_html": url}))
    assert (facts.health, facts.canonical) == (Health.OK, None)


def test_a_figshare_article_is_there_with_its_files() -> None:
    facts = at_figshare(data(ARTICLE))
    assert (facts.health, facts.files) == (Health.OK, (File("data.csv", 2048),))
    assert facts.final_url == ARTICLE["url_public_html"]
    assert facts.metadata == Metadata(
        full_name="10.6084/m9.figshare.4567890.v1",
        id="4567890",
        description="Data of the study",
        license="CC-BY-4.0",
        topics=("fish",),
        created_at="2017-01-01T00:00:00Z",
        pushed_at="2017-02-01T00:00:00Z",
        files=("data.csv",),
        size_kb=2,
        gated=False,
    )


TEN = [{"id": number, "name": f"{number}.png", "size": 9} for number in range(10)]
RUN = {"id": 10, "name": "run.py", "size": 900}


@pytest.mark.parametrize(
    ("listing", "last"),
    [
        pytest.param(data([*TEN, RUN]), File("code/run.py", 900), id="the whole list"),
        pytest.param(data({}, status=500), File(MORE), id="the rest was not told"),
    ],
)
def test_a_figshare_article_names_ten_files_of_many(listing: Response, last: File) -> None:
    article = {**ARTICLE, "files": TEN, "folder_structure": {"10": "code/", "0": "figures"}}
    replies = {FIGSHARE: data(article), f"{FIGSHARE}/files?page_size=1000": listing}
    facts = inspect(figshare, ["https://figshare.com/articles/dataset/x/4567890"], replies).only
    assert facts.files is not None
    assert facts.files[0] == File("figures/0.png", 9)
    assert facts.files[-1] == last


def test_embargoed_files_of_figshare_are_unknown() -> None:
    facts = at_figshare(data({**ARTICLE, "is_embargoed": True, "files": []}))
    assert (facts.health, facts.files) == (Health.OK, None)
    assert "not open" in facts.reason


def test_an_osf_project_is_there_with_its_files() -> None:
    facts = at_osf(data(NODE))
    assert (facts.health, facts.reason) == (Health.OK, "the project is there")
    assert facts.files == (File("analysis.R", 900), File("data/"))
    assert facts.metadata == Metadata(
        full_name="A study",
        id="ab3de",
        topics=("memory",),
        created_at="2017-02-03T04:05:06.000000",
        pushed_at="2018-02-03T04:05:06.000000",
        fork=False,
        files=("analysis.R", "data"),
        language="R",
        languages=("R",),
        derived=("language: files by size", "languages: files by size"),
    )


@pytest.mark.parametrize(
    ("version", "reason"),
    [
        ({"index": 0, "is_last": True}, "the record is there"),
        ({"index": 2, "is_last": True}, "the record is there, version 3 (the latest)"),
        ({"index": 0, "is_last": False}, "the record is there, version 1 (a newer one exists)"),
        ({}, "the record is there"),
    ],
)
def test_record_reports_its_version(version: Any, reason: str) -> None:
    about = {**RECORD["metadata"], "relations": {"version": [version]}}
    assert at_zenodo(data({**RECORD, "metadata": about})).reason == reason


OSF_LICENSE = "https://api.osf.io/v2/licenses/563c1cf88c5e4a3877f9e96a/"


@pytest.mark.parametrize(
    ("attributes", "name"),
    [
        ({"name": "CC-By Attribution 4.0 International", "text": "..."}, "CC-BY-4.0"),
        ({"name": "MIT License", "text": "The MIT License (MIT)\n\nPermission is ..."}, "MIT"),
        ({"name": "A licence of their own", "text": ""}, "A licence of their own"),
        ({"name": "No license", "text": "Copyright {{year}} {{copyrightHolders}}"}, None),
        ({}, None),
    ],
)
def test_the_license_of_an_osf_project_is_looked_up(attributes: Any, name: str | None) -> None:
    related = {"license": {"links": {"related": {"href": OSF_LICENSE}}}}
    node = {"data": {**NODE["data"], "relationships": related}}
    told = {"data": {"id": "563c", "type": "licenses", "attributes": attributes}}
    replies = {OSF: data(node), OSF_FILES: data(LISTING), OSF_LICENSE: data(told)}
    known = inspect(osf, ["https://osf.io/ab3de/"], replies).only.metadata
    assert known is not None
    assert known.license == name


def test_missing_licence_of_osf_is_null() -> None:
    related = {"license": {"links": {"related": {"href": "https://elsewhere.example.org/licenses/1/"}}}}
    asked = inspect(
        osf,
        ["https://osf.io/ab3de/"],
        {OSF: data({"data": {**NODE["data"], "relationships": related}}), OSF_FILES: data(LISTING)},
    )
    assert asked.only.metadata is not None
    assert asked.only.metadata.license is None
    assert asked.urls == [OSF, OSF_FILES]


def osf_page(*entries: Any, following: str | None = None) -> Response:
    """A page of a listing; an entry that ends in `/` is a folder with a listing of its own."""
    lines = [
        {
            "type": "files",
            "attributes": {"name": entry.rstrip("/"), "kind": "folder" if entry.endswith("/") else "file", "size": 900},
            "relationships": {"files": {"links": {"related": {"href": f"{OSF_FILES}{entry}"}}}},
        }
        for entry in entries
    ]
    return data({"data": lines, "links": {"next": following}})


@pytest.mark.parametrize(
    ("replies", "paths"),
    [
        pytest.param({"": osf_page("run.R", "data/")}, {"run.R", "data/"}, id="code at the top settles it"),
        pytest.param(
            {"": osf_page("paper.pdf", "code/"), "code/": osf_page("run.R")}, {"paper.pdf", "code/run.R"}, id="a folder"
        ),
        pytest.param({"": osf_page("code/"), "code/": Response("", 429)}, {"code/"}, id="a folder that stays closed"),
        pytest.param({"": osf_page("figures/")}, {"figures/"}, id="pictures are not looked into"),
        pytest.param(
            {"": osf_page("a.pdf", following=f"{OSF_FILES}?page=2"), "?page=2": osf_page("run.R")},
            {"a.pdf", "run.R"},
            id="a second page",
        ),
        pytest.param(
            {"": osf_page("a.pdf", following="https://elsewhere.example.org/")}, {"a.pdf", MORE}, id="no page of others"
        ),
        pytest.param(
            {
                "": osf_page("a.pdf", following=f"{OSF_FILES}?page=2"),
                "?page=2": osf_page(following=f"{OSF_FILES}?page=2"),
            },
            {"a.pdf", MORE},
            id="pages without end",
        ),
    ],
)
def test_storage_of_osf_is_listed(replies: dict[str, Response], paths: set[str]) -> None:
    table = {OSF: data(NODE), **{f"{OSF_FILES}{end}": response for end, response in replies.items()}, **NO_OTHERS}
    facts = inspect(osf, ["https://osf.io/ab3de/"], table).only
    assert facts.files is not None
    assert {file.path for file in facts.files} == paths


@pytest.mark.parametrize(
    ("others", "folder"),
    [
        ({"files": [{"type": "files", "attributes": {"name": "github"}}]}, "(github)/"),
        ({"children": [{"type": "nodes", "attributes": {"title": "Code"}}]}, "(components)/"),
        ({"children": None}, MORE),
    ],
    ids=["an add-on", "a component", "not told"],
)
def test_external_storage_of_osf_is_an_unopened_folder(others: dict[str, Any], folder: str) -> None:
    told = {f"https://api.osf.io/v2/nodes/ab3de/{part}/": data({"data": found}) for part, found in others.items()}
    replies = {OSF: data(NODE), OSF_FILES: osf_page("a.csv"), **NO_OTHERS, **told}
    facts = inspect(osf, ["https://osf.io/ab3de/"], replies).only
    assert facts.files == (File("a.csv", 900), File(folder))
    assert judge(facts.files, None, None, "", None)[Asset.CODE].content is Content.UNKNOWN


@pytest.mark.parametrize("listing", [Response("", 401), data({"data": []}), data(b"["), page("<html>")])
def test_files_that_osf_omits_are_unknown(listing: Response) -> None:
    assert at_osf(data(NODE), listing).files is None


@pytest.mark.parametrize(
    ("thing", "kind", "files"),
    [
        ({"id": "1", "type": "files", "attributes": {"name": "run.py", "size": 5}}, Kind.FILE, (File("run.py", 5),)),
        ({"id": "1", "type": "preprints", "attributes": {"title": "A study"}}, Kind.PAPER, None),
        ({"id": "1", "type": "users", "attributes": {}}, None, None),
    ],
)
def test_an_osf_id_may_name_something_else(thing: Any, kind: Kind | None, files: Any) -> None:
    facts = inspect(osf, ["https://osf.io/ab3de/"], {OSF: data({"data": thing})}).only
    assert (facts.health, facts.kind, facts.files) == (Health.OK, kind, files)


@pytest.mark.parametrize("status", [401, 403])
def test_a_private_osf_project_may_be_there(status: int) -> None:
    private = data({"errors": [{"detail": "Authentication credentials were not provided."}]}, status=status)
    assert at_osf(private).health is Health.RESTRICTED


def test_a_link_for_reviewers_keeps_its_key() -> None:
    key = "a" * 32
    url = f"https://osf.io/ab3de/?view_only={key}"
    replies = {f"{OSF}?view_only={key}": data(NODE), f"{OSF_FILES}?view_only={key}": data(LISTING)}
    assert inspect(osf, [url], replies).only.health is Health.OK
    assert place_of(osf, "https://osf.io/ab3de/?view_only=../../x").key == "osf:ab3de"


ADDRESSES = [
    (zenodo, "https://zenodo.org/record/123", "zenodo:123"),
    (zenodo, "https://zenodo.org/records/123/files/x.zip?download=1", "zenodo:123"),
    (zenodo, "https://www.zenodo.org/records/123", "zenodo:123"),
    (zenodo, "https://doi.org/10.5281/zenodo.123", "zenodo:123"),
    (zenodo, "https://dx.doi.org/10.5281/ZENODO.123", "zenodo:123"),
    (zenodo, "https://zenodo.org/badge/DOI/10.5281/zenodo.123.svg", "zenodo:123"),
    (zenodo, "https://zenodo.org/badge/latestdoi/999", None),
    (zenodo, "https://zenodo.org/communities/x", None),
    (zenodo, "https://doi.org/10.1000/1", None),
    (figshare, "https://figshare.com/articles/Data_of_the_study/4567890", "figshare:4567890"),
    (figshare, "https://figshare.com/articles/dataset/Data/4567890/2", "figshare:4567890"),
    (figshare, "https://uni.figshare.com/articles/software/Code/4567890", "figshare:4567890"),
    (figshare, "https://doi.org/10.6084/m9.figshare.4567890.v2", "figshare:4567890"),
    (figshare, "https://figshare.com/s/0123456789abcdef", None),
    (figshare, "https://figshare.com/", None),
    (osf, "https://osf.io/AB3DE", "osf:ab3de"),
    (osf, "https://osf.io/ab3de/files/osfstorage/1", "osf:ab3de"),
    (osf, "https://osf.io/preprints/psyarxiv/ab3de", "osf:ab3de"),
    (osf, "https://doi.org/10.17605/OSF.IO/AB3DE", "osf:ab3de"),
    (osf, "https://osf.io/institutions/x", None),
    (osf, "https://osf.io/", None),
]


@pytest.mark.parametrize(("host", "url", "key"), ADDRESSES)
def test_an_address_names_a_deposit(host: Any, url: str, key: str | None) -> None:
    if key is None:
        with pytest.raises(AssertionError, match="not known"):
            place_of(host, url)
    else:
        assert place_of(host, url).key == key


@pytest.mark.parametrize(
    ("host", "url"),
    [
        (zenodo, "https://zenodo.org/records/123"),
        (figshare, "https://figshare.com/articles/x/4567890"),
        (osf, "https://osf.io/ab3de"),
    ],
)
@given(body=st.binary(max_size=200), status=st.sampled_from([200, 302, 401, 403, 404, 410, 500]))
def test_any_answer_becomes_facts(host: Any, url: str, body: bytes, status: int) -> None:
    target = place_of(host, url)
    facts, _ = hold(host.flow(target, Tokens()), lambda request: Response(request.url, status, body=body))
    assert facts.reason
