"""Labels of links in lists of papers: `Paper`, `Code`, `Project Page`, and what each says that it leads to."""

import re

_PAPER = frozenset(
    [
        "paper",
        "papers",
        "pdf",
        "arxiv",
        "arxivpaper",
        "preprint",
        "publication",
        "article",
        "abs",
        "abstract",
        "doi",
        "openreview",
        "acl",
        "html",
        "papersite",
        "paperlink",
        "fulltext",
    ]
)
_ROLE_WORDS = {  # a word of a label, and the name of the column that it stands for
    "code": "code", "codes": "code", "github": "code", "gitlab": "code", "repo": "code", "repository": "code",
    "implementation": "code", "pytorch": "code", "tensorflow": "code", "jax": "code", "matlab": "code",
    "project": "project", "homepage": "project", "page": "project", "website": "project", "site": "project",
    "web": "project",
    "data": "data", "dataset": "data", "datasets": "data", "benchmark": "data",
    "model": "model", "models": "model", "weights": "model", "checkpoints": "model", "hf": "model",
    "huggingface": "model",
    "demo": "demo", "colab": "demo", "star": "code", "stars": "code", "octocat": "code",
}  # fmt: skip
_TRANSLATED = (
    *(("论文", "paper"), ("論文", "paper"), ("논문", "paper"), ("原文", "paper"), ("文章", "paper")),
    *(("源代码", "code"), ("代码", "code"), ("源码", "code"), ("コード", "code"), ("코드", "code")),
    *(
        ("项目", "project"),
        ("主页", "page"),
        ("官网", "site"),
        ("网站", "site"),
        ("数据集", "dataset"),
        ("数据", "data"),
    ),
    *(("データ", "data"), ("模型", "model"), ("演示", "demo"), ("视频", "video"), ("链接", "link"), ("地址", "link")),
    *(("开源", "release"), ("官方", "official"), ("下载", "link")),
)
"""Labels in Chinese, Japanese and Korean."""

_LABELS = _PAPER.union(
    _ROLE_WORDS,
    [
        "official",
        "unofficial",
        "our",
        "link",
        "links",
        "the",
        "and",
        "full",
        "version",
        "main",
        "available",
        "here",
        "reimplementation",
        "reproduction",
        "thirdparty",
        "community",
        "pre",
        "trained",
        "pretrained",
        "supp",
        "supplementary",
        "supplemental",
        "appendix",
        "video",
        "videos",
        "youtube",
        "slides",
        "poster",
        "tweet",
        "blog",
        "post",
        "talk",
        "hub",
        "source",
        "release",
        "released",
        "online",
        "live",
        "space",
        "spaces",
        "training",
        "inference",
        "evaluation",
        "eval",
        "bibtex",
        "cite",
        "v",
        "x",
        "url",
        "at",
        "on",
        "keras",
        "caffe",
        "notebook",
        "oral",
        "workshop",
        "paperswithcode",
        "none",
        "tbd",
        "bilibili",
        "zhihu",
        "twitter",
    ],
)
"""Words that occur in labels of links."""

_NOT_THEIRS = frozenset(["unofficial", "reimplementation", "reproduction", "thirdparty", "third", "community"])
_SITES_OF_PAPERS = (
    "arxiv.org/",
    "openreview.net/",
    "aclanthology.org/",
    "thecvf.com/",
    "doi.org/",
    "proceedings.mlr.press/",
    "papers.nips.cc",
    "proceedings.neurips.cc",
    "dl.acm.org/",
    "ieeexplore.ieee.org/",
    "link.springer.com/",
    "biorxiv.org/",
    "sciencedirect.com/",
    "jmlr.org/",
    "ecva.net/",
    "aaai.org/",
    "isca-archive.org/",
    "pubmed.ncbi",
    "ncbi.nlm.nih.gov/pmc/",
    "pmc.ncbi.nlm.nih.gov/",
    "medrxiv.org/",
    "aclweb.org/anthology",
    "proceedings.nips.cc",
    "usenix.org/conference/",
    "ndss-symposium.org/ndss-paper/",
    "vldb.org/pvldb/",
    "eprint.iacr.org/",
    "ssrn.com/",
    "hal.science/",
    "nature.com/articles/",
    "science.org/doi/",
    "pnas.org/",
    "cell.com/",
    "academic.oup.com/",
    "onlinelibrary.wiley.com/doi/",
    "tandfonline.com/doi/",
    "journals.sagepub.com/doi/",
    "mdpi.com/",
    "frontiersin.org/articles/",
    "journals.plos.org/",
    "ijcai.org/proceedings/",
    "jair.org/",
    "roboticsproceedings.org/",
    "semanticscholar.org/paper/",
)


def is_label(label: str) -> bool:
    """Return whether the text of a link is a label that says what it leads to, rather than a title."""
    words = words_of(label)
    return any(word in _ROLE_WORDS or word in _PAPER for word in words) and all(word in _LABELS for word in words)


def role_of(label: str, address: str) -> str | None:
    """Return the column that a link stands for, by its label, or else by the publication site it leads to."""
    words = words_of(label)
    address = address.casefold()
    leads_to_paper = any(site in address for site in _SITES_OF_PAPERS)
    if len(words) <= 5:
        if any(word in _PAPER for word in words) and not any(word in ("code", "github") for word in words):
            return "url"
        role = next((_ROLE_WORDS[word] for word in words if word in _ROLE_WORDS), None)
        if role == "project" and leads_to_paper:
            return "url"
        if role:
            return "links" if _NOT_THEIRS.intersection(words) else role
    if leads_to_paper:
        return "url"
    return "url" if address.endswith(".pdf") and not is_made_of_labels(label) else None


def words_of(label: str) -> list[str]:
    """Return the words of a label in lower case, translated into English."""
    if not label.isascii():
        for word, english in _TRANSLATED:
            label = label.replace(word, f" {english} ")
    plain = label.casefold().replace("hugging face", "huggingface").replace("third-party", "thirdparty")
    return re.findall(r"[^\W\d_]+", plain)


def is_made_of_labels(text: str) -> bool:
    """Return whether a text consists of words of labels only."""
    return all(word in _LABELS for word in words_of(text))


def names_paper(word: str) -> bool:
    """Return whether a word, such as a column name, stands for the paper itself."""
    return word in _PAPER
