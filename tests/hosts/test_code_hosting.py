"""GitLab, Bitbucket and Gitea: metadata from the API, content from git, each as a fallback for the other.

The answers have the shapes of https://docs.gitlab.com/api/projects/#get-a-single-project,
https://developer.atlassian.com/cloud/bitbucket/rest/api-group-repositories/ and `modules/structs/repo.go` of
https://github.com/go-gitea/gitea, with a record of codeberg.org in https://github.com/KnowledgeCaptureAndDiscovery/somef.
"""

from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.hosts import bitbucket, gitea, gitlab
from linkscan.hosts.git.wire import pkt_line
from linkscan.models import Failure, Health, Kind, Metadata, Redirect, Response
from linkscan.urls import parse_url
from tests.hosts.flows import data, failed, hold, inspect, page, place_of
from tests.hosts.git_replies import empty_git, git_replies, no_git

GITLAB = {
    "id": 3,
    "description": "Lorem ipsum",
    "default_branch": "main",
    "visibility": "public",
    "web_url": "https://gitlab.com/group/sub/tool",
    "path_with_namespace": "group/sub/tool",
    "topics": ["example", "disapora client"],
    "open_issues_count": 1,
    "created_at": "2013-09-30T13:46:02.000Z",
    "last_activity_at": "2021-09-30T13:46:02.000Z",
    "archived": False,
    "license": {"key": "apache-2.0", "name": "Apache License 2.0"},
    "forks_count": 4,
    "star_count": 7,
    "empty_repo": False,
    "forked_from_project": {"id": 13083, "path_with_namespace": "gitlab-org/tool"},
}
BITBUCKET = {
    "type": "repository",
    "full_name": "team/tool",
    "uuid": "{1b5e9f1c-0000-4000-8000-000000000000}",
    "description": "",
    "website": "https://tool.org",
    "language": "python",
    "size": 204_800,
    "created_on": "2017-05-15T13:20:02.462283+00:00",
    "updated_on": "2020-05-15T13:20:02.462283+00:00",
    "mainbranch": {"type": "branch", "name": "master"},
    "is_private": False,
    "parent": None,
}
GITEA = {
    "id": 91,
    "full_name": "lab/tool",
    "html_url": "https://codeberg.org/lab/tool",
    "description": "A tool",
    "website": "",
    "empty": False,
    "private": False,
    "fork": False,
    "parent": None,
    "mirror": False,
    "size": 812,
    "language": "Python",
    "stars_count": 5,
    "forks_count": 1,
    "watchers_count": 2,
    "open_issues_count": 0,
    "default_branch": "main",
    "archived": False,
    "archived_at": "1970-01-01T00:00:00Z",
    "mirror_updated": "0001-01-01T00:00:00Z",
    "created_at": "2022-03-01T10:00:00+01:00",
    "updated_at": "0001-01-01T00:00:00Z",
    "topics": ["nerf"],
    "licenses": ["MIT"],
}
FILES = {"README.md": "# Tool\n", "src/run.py": "print(1)\n"}


class Host:
    """One host with a repository: its addresses, and the response of its API."""

    def __init__(self, host: Any, home: str, api: str, card: dict[str, Any]) -> None:
        self.host, self.home, self.api, self.card = host, home, api, card
        self.remote = f"{home}.git"
        self.advert = f"{self.remote}/info/refs?service=git-upload-pack"

    def __repr__(self) -> str:
        return str(self.host.NAME)


HOSTS = [
    Host(
        gitlab,
        "https://gitlab.com/group/sub/tool",
        "https://gitlab.com/api/v4/projects/group%2Fsub%2Ftool?license=true",
        GITLAB,
    ),
    Host(
        bitbucket, "https://bitbucket.org/team/tool", "https://api.bitbucket.org/2.0/repositories/team/tool", BITBUCKET
    ),
    Host(gitea, "https://codeberg.org/lab/tool", "https://codeberg.org/api/v1/repos/lab/tool", GITEA),
]
each_host = pytest.mark.parametrize("host", HOSTS, ids=repr)


@each_host
def test_a_repository_is_there_with_its_files(host: Host) -> None:
    replies = {host.api: data(host.card), **git_replies(host.remote, FILES)}
    asked = inspect(host.host, [host.home], replies)
    facts = asked.only
    assert (facts.health, facts.reason, facts.final_url) == (Health.OK, "the repository is there", host.home)
    assert {file.path for file in facts.files or ()} == set(FILES)
    assert facts.readme == "# Tool\n"
    assert facts.metadata is not None
    assert facts.metadata.files == ("README.md", "src")
    assert len(asked.urls) == 3


def test_gitlab_reports_metadata() -> None:
    host = HOSTS[0]
    facts = inspect(gitlab, [host.home], {host.api: data(GITLAB), **git_replies(host.remote, FILES)}).only
    assert facts.metadata == Metadata(
        full_name="group/sub/tool",
        id="3",
        description="Lorem ipsum",
        stars=7,
        forks=4,
        open_issues=1,
        license="Apache-2.0",
        topics=("example", "disapora client"),
        default_branch="main",
        created_at="2013-09-30T13:46:02.000Z",
        pushed_at="2021-09-30T13:46:02.000Z",
        archived=False,
        fork=True,
        parent="gitlab-org/tool",
        files=("README.md", "src"),
        language="Python",
        languages=("Python",),
        derived=("language: files by size (git)", "languages: files by size (git)"),
    )


def test_bitbucket_reports_metadata() -> None:
    host = HOSTS[1]
    facts = inspect(bitbucket, [host.home], {host.api: data(BITBUCKET), **git_replies(host.remote, FILES)}).only
    assert facts.metadata == Metadata(
        full_name="team/tool",
        id="{1b5e9f1c-0000-4000-8000-000000000000}",
        homepage="https://tool.org",
        language="python",
        default_branch="master",
        created_at="2017-05-15T13:20:02.462283+00:00",
        pushed_at="2020-05-15T13:20:02.462283+00:00",
        size_kb=200,
        files=("README.md", "src"),
        languages=("Python",),
        derived=("languages: files by size (git)",),
    )


def test_gitea_reports_metadata_and_placeholder_dates_come_from_git() -> None:
    host = HOSTS[2]
    facts = inspect(gitea, [host.home], {host.api: data(GITEA), **git_replies(host.remote, FILES)}).only
    assert facts.metadata == Metadata(
        full_name="lab/tool",
        id="91",
        description="A tool",
        stars=5,
        forks=1,
        watchers=2,
        open_issues=0,
        license="MIT",
        language="Python",
        topics=("nerf",),
        default_branch="main",
        created_at="2022-03-01T10:00:00+01:00",
        archived=False,
        fork=False,
        size_kb=812,
        files=("README.md", "src"),
        pushed_at="2024-01-01T00:00:00Z",
        languages=("Python",),
        derived=("languages: files by size (git)", "pushed_at: the last commit (git)"),
    )


@pytest.mark.parametrize(("host", "key"), [(HOSTS[0], "empty_repo"), (HOSTS[2], "empty")], ids=["gitlab", "gitea"])
def test_the_api_says_that_a_repository_is_empty(host: Host, key: str) -> None:
    asked = inspect(host.host, [host.home], {host.api: data({**host.card, key: True})})
    assert (asked.only.health, asked.only.files, len(asked.urls)) == (Health.OK, (), 1)


@pytest.mark.parametrize(
    ("host", "marks"),
    [
        (HOSTS[0], {"visibility": "private"}),
        (HOSTS[0], {"visibility": "internal"}),
        (HOSTS[1], {"is_private": True}),
        (HOSTS[2], {"private": True}),
        (HOSTS[2], {"internal": True}),
    ],
)
def test_a_repository_that_only_a_credential_sees_is_restricted(host: Host, marks: dict[str, Any]) -> None:
    asked = inspect(host.host, [host.home], {host.api: data({**host.card, **marks})})
    assert (asked.only.health, asked.only.files, asked.only.metadata) == (Health.RESTRICTED, None, None)
    assert asked.urls == [host.api]


@pytest.mark.parametrize(
    ("host", "parent", "name"),
    [
        (HOSTS[0], {"permissions": {}, "forked_from_project": {"path_with_namespace": "a/b"}}, None),
        (HOSTS[0], {"forked_from_project": {"path_with_namespace": "a/b"}}, "a/b"),
        (HOSTS[2], {"parent": {"full_name": "a/b", "private": True}}, None),
        (HOSTS[2], {"parent": {"full_name": "a/b", "private": False}}, "a/b"),
    ],
)
def test_parent_of_a_public_fork_may_be_private(host: Host, parent: dict[str, Any], name: str | None) -> None:
    """Then only a credential may see its name."""
    facts = inspect(
        host.host, [host.home], {host.api: data({**host.card, **parent, "empty_repo": True, "empty": True})}
    )
    assert facts.only.metadata is not None
    assert facts.only.metadata.parent == name


def test_git_says_that_a_repository_is_empty() -> None:
    host = HOSTS[1]
    replies = {host.api: data({**BITBUCKET, "mainbranch": None}), **empty_git(host.remote)}
    assert inspect(bitbucket, [host.home], replies).only.files == ()


@each_host
def test_an_archived_repository_is_there(host: Host) -> None:
    replies = {host.api: data({**host.card, "archived": True}), **git_replies(host.remote, FILES)}
    assert inspect(host.host, [host.home], replies).only.health is Health.OK


RENAMED = {
    "gitlab": {"web_url": "https://gitlab.com/new/tool", "path_with_namespace": "new/tool"},
    "bitbucket": {"full_name": "new/tool"},
    "gitea": {"html_url": "https://codeberg.org/new/tool", "full_name": "new/tool"},
}


@each_host
def test_a_renamed_repository_moved(host: Host) -> None:
    card = {**host.card, **RENAMED[host.host.NAME]}
    new = host.home.replace("group/sub", "new").replace("team", "new").replace("lab/", "new/")
    new = new if host.host is not gitlab else "https://gitlab.com/new/tool"
    replies = {host.api: data(card), **git_replies(f"{new}.git", FILES)}
    facts = inspect(host.host, [host.home], replies).only
    assert (facts.health, facts.canonical, facts.final_url) == (Health.MOVED, new, new)
    assert facts.redirects == (Redirect(host.home, 301, new),)


@each_host
def test_letter_case_is_not_a_move(host: Host) -> None:
    url = host.home.replace("/tool", "/Tool")
    api = host.api if host.host is bitbucket else host.api.replace("tool", "Tool")
    replies = {api: data(host.card), **git_replies(host.remote, FILES)}
    assert inspect(host.host, [url], replies).only.health is Health.OK


@each_host
@pytest.mark.parametrize(
    ("git", "shown", "health", "reason"),
    [
        (401, page("", status=404), Health.GONE, "the API and git both say so"),
        (404, page("", status=404), Health.GONE, "the API and git both say so"),
        (401, page("<form>", "https://x.org/users/sign_in"), Health.GONE, "both say so"),
        (401, page("<title>A group</title>"), Health.OK, "not a repository"),
        (500, page("", status=404), Health.UNREACHABLE, "the API answered 404; git: answered 500"),
    ],
)
def test_missing_repository_needs_two_sources(
    host: Host, git: int, shown: Response, health: Health, reason: str
) -> None:
    missing = data({"message": "404 Project Not Found"}, status=404)
    replies = {host.api: missing, **no_git(host.remote, git), host.home: shown}
    facts = inspect(host.host, [host.home], replies).only
    assert facts.health is health
    assert reason in facts.reason


PORTAL = page("<title>Hotel</title>Sign in")
TRUNCATED = (data({"id": 1}))._replace(truncated=True)


@each_host
@pytest.mark.parametrize(
    "described",
    [
        Response("", 403),
        Response("", 429, Failure.LIMITED),
        Response("", None, Failure.LIMITED),
        Response("", 500),
        Response("", 401),
        PORTAL,
        TRUNCATED,
        data([1, 2]),
        data(b"{"),
    ],
    ids=["forbidden", "limited", "limited at once", "broken", "bad token", "portal", "cut", "a list", "half"],
)
def test_git_supplies_what_the_api_omits(host: Host, described: Response) -> None:
    replies = {host.api: described, **git_replies(host.remote, FILES)}
    facts = inspect(host.host, [host.home], replies).only
    assert (facts.health, facts.status_code) == (Health.OK, 200)
    assert {file.path for file in facts.files or ()} == set(FILES)
    assert facts.metadata is not None
    assert (facts.metadata.stars, facts.metadata.default_branch) == (None, "main")


@each_host
@pytest.mark.parametrize(
    ("described", "git", "health"),
    [
        (Response("", 500), 401, Health.RESTRICTED),
        (Response("", 403), 404, Health.RESTRICTED),
        (Response("", 500), 500, Health.UNREACHABLE),
        (Response("", 429, Failure.LIMITED), 503, Health.UNREACHABLE),
        (PORTAL, 200, Health.UNREACHABLE),
    ],
)
def test_one_channel_alone_never_means_gone(host: Host, described: Response, git: int, health: Health) -> None:
    replies = {host.api: described, **no_git(host.remote, git)}
    assert inspect(host.host, [host.home], replies).only.health is health


@pytest.mark.parametrize("failure", [Failure.TIMEOUT, Failure.DNS, Failure.NO_SUCH_HOST, Failure.TLS])
def test_unresponsive_service_is_not_requested_again(failure: Failure) -> None:
    host = HOSTS[0]
    asked = inspect(gitlab, [host.home], {host.api: failed(failure)})
    assert (asked.only.health, len(asked.urls)) == (Health.UNREACHABLE, 1)


@pytest.mark.parametrize("failure", [Failure.OFFLINE, Failure.UNSAFE, Failure.BUDGET])
@each_host
def test_forbidden_requests_are_skipped(host: Host, failure: Failure) -> None:
    assert inspect(host.host, [host.home], {host.api: failed(failure)}).only.health is Health.SKIPPED


def test_a_laboratorys_own_host_may_be_gone() -> None:
    url = "https://gitlab.lab.org/a/b"
    api = "https://gitlab.lab.org/api/v4/projects/a%2Fb?license=true"
    assert inspect(gitlab, [url], {api: failed(Failure.NO_SUCH_HOST)}).only.health is Health.GONE


@each_host
def test_a_path_within_is_looked_up(host: Host) -> None:
    view = {"gitlab": "/-/tree/main", "bitbucket": "/src/main", "gitea": "/src/branch/main"}[host.host.NAME]
    replies = {host.api: data(host.card), **git_replies(host.remote, FILES)}
    there = inspect(host.host, [f"{host.home}{view}/src"], replies).only
    assert (there.health, [file.path for file in there.files or ()]) == (Health.OK, ["run.py"])
    lost = inspect(host.host, [f"{host.home}{view}/lost"], replies).only
    assert lost.health is Health.GONE
    assert "but main/lost is not" in lost.reason


ADDRESSES = [
    (gitlab, "https://gitlab.com/group/sub/tool.git", "gitlab:gitlab.com/group/sub/tool"),
    (gitlab, "https://gitlab.com/Group/Tool/", "gitlab:gitlab.com/group/tool"),
    (gitlab, "https://gitlab.com/group/tool/-/issues", "gitlab:gitlab.com/group/tool"),
    (gitlab, "https://gitlab.com/group/tool/issues/3", "gitlab:gitlab.com/group/tool/issues/3"),
    (gitlab, "https://gitlab.com/group/tool/tree/main/src", "gitlab:gitlab.com/group/tool/tree/main/src"),
    (gitlab, "https://gitlab.com/group/tool/-/blob/main/a.py", "gitlab:gitlab.com/group/tool/blob/main/a.py"),
    (gitlab, "https://gitlab.inria.fr/a/b", "gitlab:gitlab.inria.fr/a/b"),
    (gitlab, "https://gitlab.com/group", None),
    (gitlab, "https://gitlab.com/explore/projects", None),
    (gitlab, "https://gitlab.com/users/sign_in", None),
    (gitlab, "https://group.gitlab.io/tool", None),
    (gitlab, "https://gitlab.com/", None),
    (bitbucket, "https://bitbucket.org/Team/Tool.git", "bitbucket:team/tool"),
    (bitbucket, "https://bitbucket.org/team/tool/src/master/", "bitbucket:team/tool/src/master"),
    (bitbucket, "https://bitbucket.org/team/tool/downloads/", "bitbucket:team/tool"),
    (bitbucket, "https://bitbucket.org/team", None),
    (bitbucket, "https://bitbucket.org/product/features", None),
    (gitea, "https://codeberg.org/Lab/Tool", "gitea:codeberg.org/lab/tool"),
    (gitea, "https://codeberg.org/lab/tool/src/branch/main/x", "gitea:codeberg.org/lab/tool/src/branch/main/x"),
    (gitea, "https://codeberg.org/lab/tool/issues", "gitea:codeberg.org/lab/tool"),
    (gitea, "https://gitea.lab.org/a/b", "gitea:gitea.lab.org/a/b"),
    (gitea, "https://codeberg.org/explore/repos", None),
    (gitea, "https://codeberg.org/lab", None),
]


@pytest.mark.parametrize(("host", "url", "key"), ADDRESSES)
def test_an_address_names_a_repository(host: Any, url: str, key: str | None) -> None:
    if key is None:
        with pytest.raises(AssertionError, match="not known"):
            place_of(host, url)
    else:
        assert place_of(host, url).key == key


@pytest.mark.parametrize("url", ["", "nonsense", "javascript:alert(1)", "ftp://gitlab.com/group/sub/tool", "http://["])
@pytest.mark.parametrize(("host", "key"), [(HOSTS[0], "web_url"), (HOSTS[2], "html_url")], ids=["gitlab", "gitea"])
def test_invalid_homepage_is_ignored(host: Host, key: str, url: str) -> None:
    """The response of the API is then ignored, and git is queried at the requested address."""
    replies = {host.api: data({**host.card, key: url}), **git_replies(host.remote, FILES)}
    facts = inspect(host.host, [host.home], replies).only
    assert (facts.health, facts.canonical) == (Health.OK, None)


def test_a_file_is_of_its_own_kind() -> None:
    assert place_of(gitlab, "https://gitlab.com/a/b/-/blob/main/x.py").kind is Kind.FILE


@each_host
@given(body=st.binary(max_size=200), status=st.sampled_from([200, 301, 401, 403, 404, 500]))
def test_any_answer_becomes_facts(host: Host, body: bytes, status: int) -> None:
    target = place_of(host.host, host.home)
    facts, _ = hold(host.host.flow(target, None), lambda request: Response(request.url, status, body=body))
    assert facts.health is not Health.MOVED


def test_code_hosts_are_modules() -> None:
    assert all(isinstance(host.host, ModuleType) for host in HOSTS)


@pytest.mark.parametrize(
    ("message", "health"),
    [
        ("The project you were looking for could not be found or you don't have permission to view it.", Health.GONE),
        ("access denied or repository not exported: /lab/tool", Health.GONE),
        ("Too many requests, slow down", Health.UNREACHABLE),
        ("GitLab is down for maintenance", Health.UNREACHABLE),
    ],
)
@each_host
def test_an_error_of_git_with_a_good_status_means_what_it_says(host: Host, message: str, health: Health) -> None:
    remote = f"{host.remote}/info/refs?service=git-upload-pack"
    replies = {
        host.api: Response(host.api, 404),
        remote: Response(remote, 200, body=pkt_line(b"ERR " + message.encode())),
        host.home: Response(host.home, 404),
    }
    facts = inspect(host.host, [host.home], replies).only
    assert (facts.health, facts.files) == (health, None)


SUBPAGES = [
    ("https://gitlab.com/group/sub/tool/-/releases/v1", "releases/v1"),
    ("https://gitlab.com/group/sub/tool/-/releases/v1/downloads/x.zip", "releases/v1"),
    ("https://gitlab.com/group/sub/tool/-/tags/a%2Fb", "repository/tags/a%2Fb"),
    ("https://gitlab.com/group/sub/tool/-/commit/0123abcd", "repository/commits/0123abcd"),
    ("https://gitlab.com/group/sub/tool/-/issues/7", "issues/7"),
    ("https://gitlab.com/group/sub/tool/-/merge_requests/7/diffs", "merge_requests/7"),
    ("https://gitlab.com/group/sub/tool/-/wikis/home/start", "wikis/home%2Fstart"),
]
GITLAB_API = "https://gitlab.com/api/v4/projects/group%2Fsub%2Ftool"


@pytest.mark.parametrize(("url", "part"), SUBPAGES)
def test_a_page_below_a_repository_is_looked_for_without_a_credential(url: str, part: str) -> None:
    """It may be a confidential issue or the draft of a release."""
    address = parse_url(url)
    target = gitlab.match(address) if address else None
    assert target is not None
    asked = gitlab._endpoints(target)
    assert asked.request.auth is not None
    assert (asked.subpage and (asked.subpage.url, asked.subpage.auth)) == (f"{GITLAB_API}/{part}", None)


@pytest.mark.parametrize(("url", "part"), SUBPAGES)
@pytest.mark.parametrize(
    ("api", "own_page", "health"),
    [
        (200, None, Health.OK),
        (404, None, Health.GONE),
        (403, 200, Health.OK),
        (403, 404, Health.GONE),
        (401, 503, Health.UNREACHABLE),
        (429, 429, Health.UNREACHABLE),
    ],
)
def test_page_below_a_project_is_examined_itself(
    url: str, part: str, api: int, own_page: int | None, health: Health
) -> None:
    part = f"{GITLAB_API}/{part}"
    replies = {
        f"{GITLAB_API}?license=true": data(GITLAB),
        part: Response(part, api),
        **git_replies("https://gitlab.com/group/sub/tool.git", FILES),
    }
    if own_page is not None:
        replies[url] = Response(url, own_page)
    assert inspect(gitlab, [url], replies).only.health is health


def test_sign_in_page_leaves_health_unknown() -> None:
    url, part = "https://gitlab.com/group/sub/tool/-/issues/7", f"{GITLAB_API}/issues/7"
    replies = {
        f"{GITLAB_API}?license=true": data(GITLAB),
        part: Response(part, 401),
        url: Response("https://gitlab.com/users/sign_in", 200),
    }
    assert inspect(gitlab, [url], replies).only.health is Health.RESTRICTED


@pytest.mark.parametrize(
    ("url", "api"),
    [
        ("https://codeberg.org/lab/tool/releases/tag/v1", "releases/tags/v1"),
        ("https://codeberg.org/lab/tool/releases/download/v1/x.zip", "releases/tags/v1"),
        ("https://codeberg.org/lab/tool/commit/0123abcd", "git/commits/0123abcd"),
        ("https://codeberg.org/lab/tool/issues/7", "issues/7"),
        ("https://codeberg.org/lab/tool/pulls/7/files", "issues/7"),
        ("https://codeberg.org/lab/tool/wiki/Home", "wiki/page/Home"),
    ],
)
@pytest.mark.parametrize(("status", "health"), [(200, Health.OK), (404, Health.GONE)])
def test_gitea_s_api_knows_its_pages(url: str, api: str, status: int, health: Health) -> None:
    home = "https://codeberg.org/api/v1/repos/lab/tool"
    described = {**GITEA, "full_name": "lab/tool", "html_url": "https://codeberg.org/lab/tool"}
    replies = {
        home: data(described),
        f"{home}/{api}": Response("", status),
        **git_replies("https://codeberg.org/lab/tool.git", FILES),
    }
    assert inspect(gitea, [url], replies).only.health is health


@pytest.mark.parametrize(
    ("host", "form"),
    [
        (HOSTS[0], "/-/archive/{0}/tool-{0}.zip"),
        (HOSTS[1], "/get/{0}.zip"),
        (HOSTS[2], "/archive/{0}.tar.gz"),
    ],
    ids=repr,
)
@pytest.mark.parametrize(("ref", "health"), [("main", Health.OK), ("v7.0", Health.GONE)])
def test_an_archive_holds_the_files_of_its_ref(host: Host, form: str, ref: str, health: Health) -> None:
    replies = {host.api: data(host.card), **git_replies(host.remote, FILES)}
    facts = inspect(host.host, [host.home + form.format(ref)], replies).only
    assert facts.health is health
    assert health is Health.GONE or {file.path for file in facts.files or ()} == set(FILES)
