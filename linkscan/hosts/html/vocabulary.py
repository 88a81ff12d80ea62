"""The words by which a page offers code, promises it, or refers to other people's work."""

import re
from collections.abc import Collection

from linkscan.patterns import lazy_pattern


def _any(*rows: str, anywhere: str = "") -> re.Pattern[str]:
    r"""Return a pattern for lower-case text: any of `rows`, which begin with a word, or `anywhere`.

    With one `\b` before all rows, instead of one before each, it takes a fifth of the time.
    """
    return lazy_pattern("|".join(filter(None, (rf"\b(?:{'|'.join(rows)})", anywhere))))


_CODE = frozenset(
    {
        "code",
        "codes",
        "codebase",
        "sourcecode",
        "github",
        "gitlab",
        "bitbucket",
        "repo",
        "repos",
        "repository",
        "quellcode",
        "quelltext",
        "código",
        "codigo",
        "codice",
        "код",
    }
)
_REPOSITORY_CODE = _CODE | frozenset({"source", "sources", "git", "implementation", "software", "toolbox", "fuente"})
_FILLERS = frozenset(
    {
        "a",
        "the",
        "our",
        "my",
        "its",
        "this",
        "official",
        "project",
        "full",
        "source",
        "sources",
        "open",
        "available",
        "here",
        "view",
        "get",
        "see",
        "show",
        "find",
        "check",
        "browse",
        "visit",
        "explore",
        "download",
        "on",
        "at",
        "to",
        "in",
        "for",
        "from",
        "links",
        "link",
        "page",
        "home",
        "go",
        "out",
        "public",
        "star",
        "stars",
        "fork",
        "us",
        "me",
        "and",
        "or",
        "with",
        "data",
        "dataset",
        "datasets",
        "model",
        "models",
        "weights",
        "checkpoint",
        "checkpoints",
        "demo",
        "paper",
        "pretrained",
        "training",
        "train",
        "inference",
        "evaluation",
        "eval",
        "test",
        "release",
        "released",
        "version",
        "python",
        "pytorch",
        "tensorflow",
        "tf",
        "keras",
        "jax",
        "matlab",
        "julia",
        "cuda",
        "c",
        "cpp",
        "r",
        "torch",
        "mxnet",
        "paddle",
        "mindspore",
        "huggingface",
        "research",
        "main",
        "method",
        "library",
        "package",
        "toolkit",
        "tool",
        "web",
        "zip",
        "tar",
        "gz",
        "new",
        "soon",
        "coming",
        "com",
        "org",
    }
)
_IDEOGRAPHIC = lazy_pattern(
    r"(?:github|gitee|项目|開源|开源|官方|完整|相关|本文|论文)*"
    r"(?:源?代码|源码|程式碼|代碼|原始碼|仓库|소스 ?코드|코드|ソースコード|コード)"
    r"(?:仓库|库|链接|地址|下载|主页|公开|はこちら|公開)?(?:[和与及、/＆&]?(?:数据集?|模型|權重|权重))?",
    re.IGNORECASE,
)
_BRACKETS = " []()【】（）<>:：·•|📦💻🔗⭐✨🚀"
_WORD = lazy_pattern(r"[^\W_]+(?:-[^\W\d_]+)*")
_CODE_SOMEWHERE = _any(
    r"(?:(?:source )?codes?|codebase|github|gitlab|repo(?:sitory)?|implementation)\b",
    anywhere=r"代码|源码|代碼|コード|코드",
)

_RELEASED = r"(?:released?|available|made|open(?:ed|[- ]?sourced?)?|published?|uploaded?|public|shared?|provided?)"
SOON = _any(
    r"(?:coming(?: very)? soon|soon|t\.?b\.?[adr]\.?|stay tuned|pending|in progress)\b",
    rf"to be (?:announced|added|updated|{_RELEASED})\b",
    rf"(?:will|shall|(?:is|are) going to) (?:be )?(?:\w+ )?{_RELEASED}\b",
    r"(?:up)?on (?:acceptance|publication)\b|(?:under|in) (?:review|preparation|construction)\b",
    r"not (?:yet )?(?:available|released|public)\b",
    r"(?:demnächst|bientôt|próximamente|em breve|prossimamente|скоро)\b",
    anywhere=r"即将|敬请期待|尽快|待开源|待公开|近期(?:开源|公开|发布)|将(?:会)?(?:开源|公开|发布)"
    r"|(?:近日|後日)公開|公開予定|準備中|공개 ?예정|준비 ?중|추후",
)

_CODE_NOUN = r"(?:(?:source )?codes?|codebase|implementation|software|toolbox|repository)"
SAYS_CODE_IS_THERE = _any(
    rf"{_CODE_NOUN}\b(?:[^.!?]|\.(?=\w)){{0,90}}\b(?:available|released|open[- ]?sourced?|found|hosted"
    r"|published|public|provided|accessed|downloaded|accessible)\b",
    rf"{_CODE_NOUN} (?:is |are )?(?:here|at|on|via|under)\b",
    r"(?:release|open[- ]source|publish|provide|share)\w* (?:\w+ ){0,4}(?:code|implementation|software)\b",
    r"(?:codes?|github|repo|repository|implementation) ?(?:link|url|repository)? ?[:：]",
    anywhere=r"(?:代码|源码|代碼)(?:[^。]{0,30}(?:开源|公开|下载|获取|地址|链接|见|在)|[:：])|コードは|コード[:：]|코드[:：는]",
)

_SITE = r"(?:web ?)?(?:site|page)"
CREDIT = _any(
    r"template|theme\b|borrow|steal\b|credit",
    rf"this {_SITE}(?: (?:is|was|uses)\b|['’]s )",
    rf"{_SITE} (?:layout|design|source|code|inspired|adapted|based|built)\b",
    rf"code (?:of|for|behind) (?:this|the) {_SITE}\b",
    r"(?:powered|designed|created|generated|rendered|hosted) (?:by|with|on)\b",
    r"(?:built|made) (?:by|with|using|on top of)\b|(?:jekyll|hugo|nerfies)\b",
    anywhere=r"adapted from|copied from|academic[- ]project[- ]page|本(?:页面|网站)|模板",
)

OTHERS = _any(
    r"(?:baselines?|based on|build(?:s|ing)? (?:up)?on|built (?:up)?on|thank\w*|acknowledg\w+)\b",
    r"third[- ]party\b",
    r"we (?:also )?(?:use|used|adapt|adapted|compare|follow|evaluate)\b",
    r"(?:inspired by|concurrent|previous work|prior work|similar to|introduced by|proposed by)\b",
    r"(?:their|unofficial)\b",
)
OTHERS_HEADING = _any(
    r"(?:related|concurrent|references?|bibliography|acknowledge?ments?|credits?|thanks|see also)\b",
    r"(?:previous|other|more|further|baselines?|similar|inspir\w+|competing|follow[- ]?ups?)\b",
    anywhere=r"致谢|参考|相关工作|関連|謝辞|관련|감사",
)


def is_code_label(text: str, *, of_a_repository: bool = False, names: Collection[str] = ()) -> bool:
    """Return whether a label means "code" and nothing else: `Code`, `[Source code]`, `View on GitHub`.

    On a link to a repository, weaker words count too (`Implementation`), and the label may contain its `names`.
    """
    if len(text) > 60:
        return False
    if _IDEOGRAPHIC.fullmatch(text.strip(_BRACKETS)):
        return True
    words = [word for word in _WORD.findall(text.casefold()) if not word.isdigit()]
    known = _REPOSITORY_CODE if of_a_repository else _CODE
    return any(word in known for word in words) and all(
        word in known or word in _FILLERS or word in names for word in words
    )


def names_code(text: str) -> bool:
    """Return whether a text mentions code."""
    return _CODE_SOMEWHERE.search(text.lower()) is not None
