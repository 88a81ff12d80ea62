"""How authors say that something is not there yet: one row each, with the line it was learned from.

A row is tried on single lines, without comments, ticked boxes and struck-out text. Rows only speak where the
file tree leaves a question open: most say why a place is a placeholder, not whether it is one.
"""

import re
from dataclasses import dataclass
from re import Pattern


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to promise: a name, the pattern of a line, and a line that must match (from a real README)."""

    name: str
    pattern: Pattern[str]
    example: str


def _phrase(name: str, pattern: str, example: str) -> Phrase:
    return Phrase(name, re.compile(pattern, re.IGNORECASE), example)


_THING = (
    r"(?:codes?|code ?base|source|sources|implementation|scripts?|repo(?:sitory)?|project|model|models|weights?|"
    r"checkpoints?|data|datasets?|benchmark|demo|annotations?|details|everything|it|this|they|them|more|materials?)"
)
_SOON = r"(?:soon|shortly|later|in the (?:near|coming) future|in the coming (?:days|weeks|months)|when ready|once ready)"
_OUT = (
    r"(?:released?|releasing|published?|uploaded?|updated?|provided?|available|open[- ]?sourced?|public(?:ly)?|"
    r"added|shared?|made|pushed|posted|organi[sz]ed|online|cleaned|here)"
)
_EVENT = r"(?:accept\w*|publi\w*|review|camera[- ]ready|approval|approved|anonymity|decision|conference|notification)"

PROMISES = (
    _phrase("coming soon", rf"\b(?:coming|comes?|com(?:e|ing) out|available|released?) {_SOON}", "Code and datasets coming soon!"),
    _phrase("coming soon badge", r"(?:coming|release)[ _-]*(?:%20|_)*soon|soon-[a-z]+\.svg", "![](https://img.shields.io/badge/Code-Coming%20Soon-blue)"),
    _phrase("stay tuned", r"\bstay[ -]tuned\b|\bkeep tuned\b|敬请期待", "🚀 Stay Tuned: Code Release"),
    _phrase(
        "will be released",
        rf"\b(?:will|shall|is going to|are going to|to|would|'ll|plan(?:s|ned|ning)? to|intend to|going to|aim to)\b.{{0,60}}?\b(?:be )?(?:soon )?{_OUT}\b",
        "We will release the source code soon!",
    ),
    _phrase("after the paper", rf"\b(?:up ?on|after|once|when|until|following|pending|as soon as)\b.{{0,60}}?\b{_EVENT}", "Code release is pending and will follow upon paper acceptance."),
    _phrase("under review", r"\bunder(?:going)? (?:peer[- ])?(?:review|reviewing|submission|revision)\b", "Paper Under review. Code follows."),
    _phrase("pending", r"\b(?:release|code|approval)\b.{0,40}\b(?:is |are )?pending\b|\bpending (?:internal|legal|release|review|approval)", "the code release is pending"),
    _phrase("in preparation", rf"\b(?:preparing|being prepared|in preparation|organi[sz]ing|cleaning(?: up)?|working on|sorting|tidying)\b.{{0,60}}\b{_THING}\b", "We are currently organizing the code and will release it very soon!"),
    _phrase("under construction", r"\bunder (?:construction|development|preparation)\b|\bwork[- ]in[- ]progress\b|\bwip\b|\bcurrently (?:building|constructing)\b", "This repository is under construction."),
    _phrase("not yet", rf"\b(?:not (?:yet )?(?:been )?(?:available|released|public|ready|uploaded|open)|not available yet|yet to be released|{_THING} (?:is|are) not)\b", "## ⚠️ Code not yet available"),
    _phrase("to be done", r"\bto be (?:released|updated|done|announced|added|continued|uploaded|completed|published|determined)\b|\bTBA\b|\bTBD\b|\bTBC\b", "Code: to be released"),
    _phrase("to-do box", rf"^\W*(?:[-*+]|\d+\.)?\s*(?:\\?\[ ?\\?\]|[☐□⬜◻🔲])\s*.*\b(?:{_THING}|release|training|inference|evaluation|test(?:ing)?|upload)", "□ Release code"),
    _phrase("soon", rf"\b{_THING}\b.{{0,60}}\b{_SOON}\b|\b{_SOON}\b.{{0,30}}\b{_THING}\b", "Source code: soon"),
    _phrase("kept private", r"\b(?:currently|kept|still|is|are) (?:kept )?(?:private|closed[- ]source|internal)\b|\bconfidential", "Note: Code is currently private"),
    _phrase("documentation only", r"\b(?:only|solely|just|currently) (?:hosts?|contains?|provides?|serves?|includes?|a placeholder)\b|\bplace ?holder\b|\b(?:overview|documentation|project page) only\b", "This repository currently hosts documentation only"),
    _phrase("on request", r"\b(?:up)?on (?:reasonable )?request\b|\bcontact (?:us|the authors?|me)\b.{0,60}\b(?:code|data|access)", "The code is available upon reasonable request."),
    _phrase("Chinese: soon", r"(?:即将|将|会|陆续|稍后|尽快|近期|后续|马上|很快|准备|待|整理).{0,20}?(?:开源|公开|发布|上传|更新|放出|开放|公布|释放|释出)", "核心代码将在论文接收后开源"),
    _phrase("Chinese: after the paper", r"(?:论文|文章|稿件).{0,12}(?:接收|录用|发表|接受|见刊|审稿|评审).{0,6}(?:后|中|时)|(?:尚未|暂未|暂不|还未|还没|没有|未)(?:开源|公开|发布|上传|开放)", "代码暂未公开"),
    _phrase("Chinese: being prepared", r"(?:整理|准备|开发|建设|施工|更新|完善|编写)(?:之)?中|(?:代码|数据集?|模型|项目).{0,8}(?:整理|待更新|待上传|敬请)", "代码整理中"),
    _phrase("Japanese: soon", r"(?:近日|まもなく|間もなく|もうすぐ|近々|後日|準備が?(?:でき|整い)|順次).{0,16}(?:公開|リリース|アップ|追加|更新)?|(?:公開|リリース|アップロード|更新|追加)(?:する)?(?:予定|準備中|待ち)|準備中|工事中", "コードは近日公開予定です"),
    _phrase("Japanese: after the paper", r"(?:採択|受理|査読|出版|論文).{0,10}後.{0,10}(?:公開|リリース)", "論文採択後にコードを公開します"),
    _phrase("Korean: soon", r"(?:곧|조만간|추후|향후|빠른\s*시일|차후|예정).{0,24}(?:공개|업로드|배포|릴리즈|업데이트|추가)|(?:공개|업로드|배포|릴리즈|업데이트|추가)\S*\s*(?:될|할)?\s*(?:예정|계획|준비)|준비\s*중|작업\s*중|정리\s*중", "코드는 추후 공개될 예정입니다"),
    _phrase("Korean: after the paper", r"(?:논문|게재|심사|채택|출판)\S*\s*(?:승인|게재|채택|출판)?\S*\s*(?:후|이후|되면).{0,20}(?:공개|업로드|배포)", "논문 게재 후 코드를 공개합니다"),
)  # fmt: skip

FULFILLED = (
    _phrase("ticked box", r"\\?\[\s*[xX✓✔√]\s*\\?\]|✅|☑|[✔✓]️?\s", "- [x] Release training and evaluation code"),
    _phrase("struck out", r"~~.+~~|<(?:s|del)>", "- ~~Release the code~~"),
    _phrase(
        "has been released",
        rf"\b(?:ha(?:s|ve) (?:been |now )?{_OUT}|(?:is|are) now (?:publicly )?{_OUT}|we (?:have )?(?:just )?(?:released|uploaded|open[- ]?sourced|published|updated)|now available|code (?:is )?released)\b"
        r"|已(?:经)?(?:开源|公开|发布|上传|更新|放出)|(?:公開|リリース)しました|(?:공개|업로드|배포)(?:했|하였|되었|됐)",
        "[2024/4] The code and weights have been released.",
    ),
)  # fmt: skip
"""What turns a line into news of something done, whatever it promises beside."""
