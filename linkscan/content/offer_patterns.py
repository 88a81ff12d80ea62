"""Wordings with which a README offers an asset, and wordings that only look like an offer."""

import re

from linkscan.models import Asset
from linkscan.patterns import lazy_pattern

BARE_DOI = lazy_pattern(
    r"(?<![/\w.])(10\.(?:5281/zenodo\.\d+|6084/m9\.figshare\.\d+|17605/osf\.io/\w{5}|5061/dryad\.\w+))", re.IGNORECASE
)
"""DOIs of deposits, written without a URL."""
FETCHED_FROM_HUB = lazy_pattern(
    r"(?P<how>from_pretrained|load_dataset|snapshot_download|hf_hub_download|huggingface-cli download|hf download)\(?"
    r"(?P<before>[^\n]{0,40}?repo[-_]type[= ]\W?dataset)?[^\n/]{0,20}?[\s\"'=](?P<owner>[\w.-]{2,60})/"
    r"(?P<place>[\w.-]{2,90})(?P<after>[^\n]{0,40}?repo[-_]type[= ]\W?dataset)?"
)
IMAGE = lazy_pattern(
    r"\b(?:docker|podman) (?:pull|run)\b[^\n]{0,300}?\s(?P<site>(?:ghcr\.io|quay\.io|docker\.io)/)?"
    r"(?P<owner>[a-z0-9][\w-]{1,60})/(?P<image>[a-z0-9][\w.-]{0,80})(?::[\w.-]+)?(?=[\s`]|$)"
)
"""A container image that a command pulls: https://docs.docker.com/reference/cli/docker/image/pull/."""
BASES = re.compile(
    r"nvidia|pytorch|tensorflow|continuumio|jupyter|rocker|bitnami|library|condaforge|mambaorg|opensourcerf"
)
"""Publishers of base images."""
GDOWN = re.compile(r"\bgdown (?:--id )?[\"']?([\w-]{25,60})\b")
"""A file on Google Drive by its id: https://github.com/wkentaro/gdown."""
ANCHOR = lazy_pattern(r"\[([^\[\]]{0,200})\]\(\s*<?(https?://[^\s)>]{1,500})")
HTML_ANCHOR = lazy_pattern(r"href=[\"'](https?://[^\"']{1,500})[\"'][^>]{0,200}>(.{0,300}?)</a>", re.IGNORECASE)
BADGE = lazy_pattern(r"\[!\[([^\]]{0,100})\]\(([^)\s]{0,500})[^)]{0,100}\)\]\(\s*<?(https?://[^\s)>]{1,500})")
NOT_WORDS = lazy_pattern(r"[\W_]+")
LABEL = lazy_pattern(r"/badge/([^?)\s\"'.]{1,100})", re.IGNORECASE)
"""The text of a badge in its URL: https://shields.io/badges."""

OWNER_PAGE = lazy_pattern(r"https?://huggingface\.co/([\w.-]+)/?", re.IGNORECASE)
WORDS = {
    Asset.MODEL: lazy_pattern(
        r"\b(weights?|(?<!with )embeddings|word vectors|check-?points?|"
        r"ckpts?|pre-?trained|trained models?|fine-?tuned models?|model zoo|our models?|"
        r"released? models?|models? [^.\n]{0,60}\b(can be|is|are) (downloaded|available|found|obtained)|"
        r"models? (files?|links?|downloads?|zoo|weights|cards?))\b|"
        r"\b(download|get|release[ds]?)\b[^.\n]{0,20}\bmodels?\b|(^|[\[|#*:>-])\W*models?\W*($|[\]|:(])|"
        r"模型|权重|モデル|重み|모델|가중치|\b(modelos?|modèles?|modelle) (pre)?(entren|entra|trein|vortrain)",
        re.IGNORECASE,
    ),
    Asset.DATA: lazy_pattern(
        r"\b(data|data[- ]?sets?|data ?base|benchmarks?|corpus|corpora|annotations?|ground[- ]truth|recordings?|"
        r"images?\d*|triples|knowledge graphs?|lexic(on|a)|treebanks?|"
        r"((pre-?)?(extracted|computed)|visual|audio|image|video|text) features|"
        r"test set|training set|supplementary files|datos|dados|données|daten\w*|datensatz)\b|数据|データ|데이터|данны",
        re.IGNORECASE,
    ),
    Asset.CODE: lazy_pattern(
        r"^\W*source\W*$|"
        r"\b((source[- ])?codes?|source files|sources|implementations?|matlab files|"
        r"(the|our|this|paper|research|evaluation) artifacts?|"
        r"artifacts? (archive|package|for \")|"
        r"artifact evaluation(?! (at|in|process|committee|chairs?|guidelines|track))|"
        r"(docker|container|virtual ?machine|virtualbox|vm|vmware) images?|virtual machine|"
        r"(replication|reproducibility|reproduction) (package|kit|capsule)|"
        r"toolbox|plug-?in|(our|r|all|matlab|analysis) scripts?|código|codice|quellcode|quelltext)\b|"
        r"代码|源码|ソースコード|コード|소스|코드|\bкод\b",
        re.IGNORECASE,
    ),
    Asset.DEMO: lazy_pattern(r"\b(demos?|playground|web ?app|web interface)\b|演示|デモ|데모", re.IGNORECASE),
}
"""Words that tell which asset is behind a URL that may lead to anything."""

THE_MODEL = lazy_pattern(r"\bthe models?\b", re.IGNORECASE)
"""Words that offer a model if no other asset is named: data "for the model" are data."""
PAPERS_OWN = lazy_pattern(
    r"\b(papers?|pdf|preprint|manuscript|supplement\w*|slides?|poster|presentations?|talks?|ppt|videos?|youtube|"
    r"figures?|visuali[sz]ations?|visual results|qualitative|appendix|thesis|report|teaser|logs?|results?)\b|!\[|<img",
    re.IGNORECASE,
)
"""Parts of a paper that are not its code, data or models."""
DOWNLOAD = lazy_pattern(r"\bdownload|下载|ダウンロード", re.IGNORECASE)
AVAILABLE = lazy_pattern(
    r"\b(?:available|found|accessible|hosted) (?:\w+ )?\W{0,3}(?:at|on|from|here|via|through|in)\b", re.IGNORECASE
)
DATA_TITLE = lazy_pattern(
    r"^\W*(?:(?!(?:on|for|from|with|of|in|to|by|using)\b)[\w-]+[: ]+){0,6}"
    r"(?:data ?sets?|data ?base|benchmarks?|corpus|corpora|lexicon|treebanks?|knowledge graph)"
    r"(?=\W*$|\W*[:(\[,\u2013\d-]|\s+(?:v\d|for|of|and|from|with|in)\b)",
    re.IGNORECASE,
)
"""Titles of READMEs of data sets: "Small Traffic Lights Dataset", "CLOTH4D: A Dataset for ..."."""
THE_DATA = lazy_pattern(
    r"\bthe (?:full |complete |raw |whole |entire )?(?:data(?: ?sets?)?|corpus|benchmark|images|annotations)\b",
    re.IGNORECASE,
)
PAPER = lazy_pattern(r"\W*(?:the |our )?(?:papers?|publications?|articles?|论文)\W*", re.IGNORECASE)
"""Headings below which the links are to the paper."""
HANDS_OUT = lazy_pattern(
    r"\b(download\w*|available|here|links?|obtain\w*|get|access\w*|find|found|drive|dropbox|onedrive|netdisk)\b|"
    r"下载|网盘|ダウンロード",
    re.IGNORECASE,
)
PASSWORD = lazy_pattern(
    r"\b(?:(?:extract(?:ion)?|access|verification|pass|pin|pick ?up|share|sharing|download|fetch)[ _-]?(?:pass)?"
    r"codes?|提取码|密码)\b\W{0,4}\w{0,12}|\(\W{0,3}codes?\W{1,4}\w{3,8}\W{0,3}\)|\bcode\W{0,3}[:：]\W{0,3}\w{4}\b",
    re.IGNORECASE,
)
"""The password of a shared folder, also called a code: "extraction code: 1a2b"."""
ANY_MODEL = lazy_pattern(r"(?<!3d )(?<!cad )(?<!mesh )(?<!data )\bmodels\b", re.IGNORECASE)
"""Words that denote trained models if they are the text of a link."""
NO_DATA = lazy_pattern(
    r"\bdata(?:[- ]?sets?)?[- ](?:augment\w*|load\w*|driven|parallel\w*|types?|structures?|efficient|manipulation)\b|"
    r"\b(?:trained|tuned|learned|initialized) (?:on|from|with|using|over)\b[^.;]{0,80}?\bdata(?:[- ]?sets?)?\b",
    re.IGNORECASE,
)
"""Phrases with the word "data" that do not refer to a data set."""
SPLITS = lazy_pattern(
    r"\b(?:data(?:[- ]?sets?)?|train(?:ing)?(?:[ /-]+(?:and )?(?:val\w*|test))*) splits? (?:\w+ ){0,3}(?:is|are|can)\b",
    re.IGNORECASE,
)
"""Lists of the splits of others' data sets, which are not data."""
WITH_DATA = lazy_pattern(
    r"\bdata(?:[- ]?sets?)?\W{0,3}(?:and|&|/|\+)|"
    r"\bdata(?:[- ]?sets?)? (?:\w+ ){1,6}and (?:\w+ ){0,4}(?:weights?|models?|checkpoints?)\b|"
    r"\bdata(?:[- ]?sets?)?, ?(?:(?:the|our|all|source|pre|trained)[ -]){0,3}(?:models?|weights|checkpoints?|code)\b|"
    r"(?:and|&|/|\+|,)\W{0,3}(?:the |our )?data(?:[- ]?sets?)?\b",
    re.IGNORECASE,
)
CODE_OF = lazy_pattern(
    r"\b(code|scripts?|software|program|tools?) (for|to|that|used|which|in this)\b[^.]{0,60}\b(data|weights|models?|"
    r"checkpoints?)\b",
    re.IGNORECASE,
)
CREDIT = lazy_pattern(
    r"\b(based on|built (up)?on|borrow|thank|acknowledg|inspired|template|adapted from|credits?|courtesy|"
    r"modified from|heavily|originally|official(ly)? (released|provided) by|provided by the (original )?authors|from "
    r"the original|"
    r"licen[cs]ed? under|cit(e|ed|ing|ation)\b)",
    re.IGNORECASE,
)
RELATED = lazy_pattern(r"\b(our|the) (related|other|previous|earlier|follow-up|companion) ", re.IGNORECASE)
"""Other works of the same authors."""
OTHERS_HEADING = lazy_pattern(
    r"\b(acknowledg|credits?|thanks|citation|cite|citing|bibtex|references?|related|licen[cs]e|similar|contact|致谢|引用)",
    re.IGNORECASE,
)
PREREQUISITE = lazy_pattern(
    r"\b(download|prepare|obtain|get|need|requires?|use[sd]?|using|load|initiali[sz]ed?)\b[^.\n]{0,60}?\b(backbones?|"
    r"base models?|"
    r"vicuna|llama|qwen|mistral|stable[- ]diffusion|sdxl|sd ?v?[12]|clip|bert|roberta|gpt-?2|t5|dino|vae|text "
    r"encoders?|imagenet"
    r"[- ](pre-?trained|weights)|whisper|wav2vec)",
    re.IGNORECASE,
)
BASELINE = lazy_pattern(r"\bbaselines? (models?|ckpts?|checkpoints?|weights|networks?)\b", re.IGNORECASE)
"""Models that a work starts from or is compared with; others trained them, even if the work's name is next to them."""
OWN = lazy_pattern(
    r"\b(ours|our(?! (paper|method|approach|results|experiments?|code|model)\b)|we (also )?(provide|release|share|"
    r"publish|host|upload|offer|make|made|prepared?|collected|built|"
    r"created?)|"
    r"trained|fine-?tuned|pre-?processed|processed|proposed|this (paper|work|repo\w*))\b",
    re.IGNORECASE,
)
OFFERS_CODE = lazy_pattern(
    r"\b(install|download|available|found|hosted|published|released?|get|code|package|software|toolbox|plug-?in)\b",
    re.IGNORECASE,
)
OTHERS_WORDS = lazy_pattern(
    r"\b(the following|public(ly available)?|benchmark|standard|existing|original|third[- ]party)( \w+){0,2} (data|"
    r"data[- ]?sets?)\b|"
    r"\bfrom (the|their) [\w-]+ \[?(data[- ]?set|data|paper|authors?|project)( release)?\b|\bwe (downloaded?|used?|"
    r"obtain\w*)\b",
    re.IGNORECASE,
)
OWN_ASSET = lazy_pattern(
    r"\b(our|ours|we (release|provide|share|publish))\b[^.]{0,40}\b(models?|weights|checkpoints?|data([- ]?sets?)?)\b",
    re.IGNORECASE,
)
TREE = lazy_pattern(r"[├└│]──|^\s*\|--")
