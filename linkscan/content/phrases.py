"""How authors say that something is not there yet, or that it is now: one row each, with an example.

A row is tried on single lines, without comments and code blocks. Rows speak only where the file tree leaves a
question open: mostly they say why a place is a placeholder, not whether it is one.
"""

import re
from dataclasses import dataclass
from re import Pattern


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to say it: a name, the pattern of a line, words of which such a line has one, and a line that matches.

    Few lines have any of the words, and to look for them takes a tenth of the time that the pattern takes. None
    means that the pattern is always tried.
    """

    name: str
    pattern: Pattern[str]
    words: tuple[str, ...]
    example: str

    def is_in(self, line: str) -> bool:
        """Tell whether a line says it."""
        if self.words:
            lower = line.casefold()
            if not any(word in lower for word in self.words):
                return False
        return self.pattern.search(line) is not None


def _phrase(name: str, example: str, *alternatives: str, words: str = "") -> Phrase:
    return Phrase(name, re.compile("|".join(alternatives), re.IGNORECASE), tuple(words.split()), example)


_THING = (
    r"(?:codes?|code ?base|sources?|implementation|scripts?|repo(?:sitory)?|project|models?|weights?|"
    r"checkpoints?|data|datasets?|benchmark|demo|annotations?|details|everything|it|this|they|them|more|materials?)"
)
_SOON = (
    r"(?:soon|shortly|later|in the (?:near|coming) future|in the coming (?:days|weeks|months)|"
    r"(?:when|once) ready)"
)
_SOON_WORDS = "soon shortly later future coming ready"
_OUT = (
    r"(?:released?|releasing|published?|uploaded?|updated?|provided?|available|open[- ]?sourced?|"
    r"public(?:ly)?|added|shared?|made|pushed|posted|organi[sz]ed|online)"
)
_INTENT = r"(?:will|shall|is going to|are going to|would|'ll|plan(?:s|ned|ning)? to|intend to|going to|aim to)"
_EVENT = r"(?:accept\w*|publi\w*|review|camera[- ]ready|approv\w*|anonymity|decision|conference|notification)"

PROMISES = (
    _phrase(
        "coming soon",
        "Code and datasets coming soon!",
        rf"\b(?:coming|comes?|com(?:e|ing) out|available|released?) {_SOON}",
        words=_SOON_WORDS,
    ),
    _phrase(
        "coming soon badge",
        "![](https://img.shields.io/badge/Code-Coming%20Soon-blue)",
        r"(?:coming|release)(?:[ _-]|%20)*soon",
        words="soon",
    ),
    _phrase("stay tuned", "🚀 Stay Tuned: Code Release", r"\b(?:stay|keep)[ -]tuned\b", words="tuned"),
    _phrase(
        "will be released",
        "We will release the source code soon!",
        rf"\b{_INTENT}\b.{{0,60}}?\b(?:be )?(?:soon )?{_OUT}\b",
        words="will shall going would 'll plan intend aim",
    ),
    _phrase(
        "after the paper",
        "Code release follows upon paper acceptance.",
        rf"\b(?:up ?on|after|once|when|until|following|pending|as soon as)\b.{{0,60}}?\b{_EVENT}",
        words="accept publi review camera approv anonymity decision conference notification",
    ),
    _phrase(
        "under review",
        "Paper under review. Code follows.",
        r"\bunder(?:going)? (?:peer[- ])?(?:review|reviewing|submission|revision)\b",
        words="under",
    ),
    _phrase(
        "pending",
        "the code release is pending",
        r"\b(?:release|code|approval)\b.{0,40}\b(?:is |are )?pending\b",
        r"\bpending (?:internal|legal|release|review|approval)",
        words="pending",
    ),
    _phrase(
        "in preparation",
        "We are currently organizing the code",
        r"\b(?:preparing|being prepared|in preparation|organi[sz]ing|cleaning(?: up)?|working on|sorting)\b"
        rf".{{0,60}}\b{_THING}\b",
        words="prepar organi cleaning working sorting",
    ),
    _phrase(
        "under construction",
        "This repository is under construction.",
        r"\bunder (?:construction|development|preparation)\b|\bwork[- ]in[- ]progress\b|\bwip\b",
        r"\bcurrently (?:building|constructing)\b",
        words="under progress wip currently",
    ),
    _phrase(
        "not yet",
        "## ⚠️ Code not yet available",
        r"\bnot (?:yet )?(?:been )?(?:available|released|public|ready|uploaded|open)\b",
        rf"\b(?:not available yet|yet to be released|{_THING} (?:is|are) not)\b",
        words="not yet",
    ),
    _phrase(
        "to be done",
        "Code: to be released",
        rf"(?<!need )(?<!needs )(?<!has )(?<!have )\bto be (?:{_OUT}|done|announced|continued|completed|determined)\b",
        r"\bTB[ACD]\b",
        words="be tb",
    ),
    _phrase(
        "to-do box",
        "□ Release code",
        r"^\W*(?:[-*+]|\d+\.)?\s*(?:\\?\[ ?\\?\]|[☐□⬜◻🔲])\s*.*"
        rf"\b(?:{_THING}|release|training|inference|evaluation|test(?:ing)?|upload)",
    ),
    _phrase(
        "soon",
        "Source code: soon",
        rf"\b{_THING}\b.{{0,60}}\b{_SOON}\b",
        rf"\b{_SOON}\b.{{0,30}}\b{_THING}\b",
        words=_SOON_WORDS,
    ),
    _phrase(
        "kept private",
        "Note: Code is currently private",
        r"\b(?:currently|kept|still|is|are) (?:kept )?(?:private|closed[- ]source|internal)\b|\bconfidential",
        words="private closed internal confidential",
    ),
    _phrase(
        "documentation only",
        "This repository currently hosts documentation only",
        r"\b(?:only|solely|just|currently) (?:hosts?|contains?|provides?|serves?|includes?|a placeholder)\b",
        r"\bplace ?holder\b|\b(?:overview|documentation|project page) only\b",
        words="only just currently solely holder",
    ),
    _phrase(
        "on request",
        "The code is available upon reasonable request.",
        r"\b(?:up)?on (?:reasonable )?request\b",
        r"\bcontact (?:us|the authors?|me)\b.{0,60}\b(?:code|data|access)",
        words="request contact",
    ),
)

EAST_ASIAN_PROMISES = (
    _phrase(
        "Chinese: soon",
        "核心代码将在论文接收后开源",
        r"(?:即将|将|会|陆续|稍后|尽快|近期|后续|马上|很快|准备|待|整理).{0,20}?"
        r"(?:开源|公开|发布|上传|更新|放出|开放|公布|释放|释出)|敬请期待",
    ),
    _phrase(
        "Chinese: after the paper",
        "论文录用后公开代码",
        r"(?:论文|文章|稿件).{0,12}(?:接收|录用|发表|接受|见刊|审稿|评审).{0,6}[后中时]",
    ),
    _phrase(
        "Chinese: not yet",
        "代码暂未公开",
        r"(?:尚未|暂未|暂不|还未|还没|没有|未)(?:开源|公开|发布|上传|开放)",
    ),
    _phrase(
        "Chinese: being prepared",
        "代码整理中",
        r"(?:整理|准备|开发|建设|施工|更新|完善|编写)之?中|(?:代码|数据集?|模型|项目).{0,8}(?:整理|待更新|待上传)",
    ),
    _phrase(
        "Japanese: soon",
        "コードは近日公開予定です",
        r"近日|まもなく|間もなく|もうすぐ|近々|後日|準備が?(?:でき|整い)|準備中|工事中",
        r"(?:公開|リリース|アップロード|更新|追加)(?:する)?(?:予定|準備|待ち)",
    ),
    _phrase(
        "Japanese: after the paper",
        "論文採択後にコードを公開します",
        r"(?:採択|受理|査読|出版|論文).{0,10}後.{0,10}(?:公開|リリース)",
    ),
    _phrase(
        "Korean: soon",
        "코드는 추후 공개될 예정입니다",
        r"(?:곧|조만간|추후|향후|빠른\s*시일|차후|예정).{0,24}(?:공개|업로드|배포|릴리즈|업데이트|추가)",
        r"(?:공개|업로드|배포|릴리즈|업데이트|추가)\S*\s*(?:될|할)?\s*(?:예정|계획|준비)|준비\s*중|작업\s*중|정리\s*중",
    ),
    _phrase(
        "Korean: after the paper",
        "논문 게재 후 코드를 공개합니다",
        r"(?:논문|게재|심사|채택|출판)\S*\s*(?:승인|게재|채택|출판)?\S*\s*(?:후|이후|되면).{0,20}(?:공개|업로드|배포)",
    ),
)

FULFILLED = (
    _phrase(
        "ticked box",
        "- [x] Release training and evaluation code",
        r"\\?\[\s*[xX✓✔√]\s*\\?\]|✅|☑|[✔✓]️?\s",
    ),
    _phrase("struck out", "- ~~Release the code~~", r"~~.+~~|<(?:s|del)>"),
    _phrase(
        "has been released",
        "[2024/4] The code and weights have been released.",
        rf"\bha(?:s|ve) (?:been |now )?{_OUT}\b|\b(?:is|are) now (?:publicly )?{_OUT}\b|\bnow available\b",
        r"\bwe (?:have )?(?:just )?(?:released|uploaded|open[- ]?sourced|published|updated)\b",
        r"\bcode (?:is )?released\b",
    ),
    _phrase("Chinese: done", "代码已开源", r"已(?:经)?(?:开源|公开|发布|上传|更新|放出)"),
    _phrase("Japanese: done", "コードを公開しました", r"(?:公開|リリース)しました"),
    _phrase("Korean: done", "코드를 공개했습니다", r"(?:공개|업로드|배포)(?:했|하였|되었|됐)"),
)
"""What turns a line into news of something done, whatever it promises beside."""


def is_promise(line: str) -> bool:
    """Tell whether a line says that something is not there yet, and not that it is there now."""
    rows = PROMISES if line.isascii() else (*PROMISES, *EAST_ASIAN_PROMISES)
    return any(row.is_in(line) for row in rows) and not any(row.is_in(line) for row in FULFILLED)
