"""Wordings of promises, and of promises fulfilled: one row each, with an example and look-alikes.

A row matches both what is promised and that it is still to come; "soon" or "please cite our paper when ..." alone is no
promise. Rows are matched against single sentences, without comments and code blocks, and only where the file tree is
inconclusive: mostly, they explain why a place is a placeholder rather than decide that it is one.
"""

import re
from dataclasses import dataclass
from functools import cache
from re import Pattern


@dataclass(frozen=True, slots=True)
class Phrase:
    """One wording: a name, the source of a pattern, a sentence that matches it, and some that must not.

    Every match contains one of `words`; searching for these first takes a tenth of the time of the pattern, and few
    sentences contain any. If `words` is empty, the pattern is always tried.
    """

    name: str
    source: str
    words: tuple[str, ...]
    example: str
    look_alikes: tuple[str, ...] = ()

    @property
    def pattern(self) -> Pattern[str]:
        """The pattern, compiled on first use, as compiling all of them takes 50 ms."""
        return _compiled(self.source)

    def find(self, line: str, lower: str = "") -> str | None:
        """Return the matching part of a sentence; `lower` is the sentence case-folded, if already computed."""
        if self.words:
            lower = lower or line.casefold()
            if not any(word in lower for word in self.words):
                return None
        found = self.pattern.search(line)
        return found[0] if found else None


@cache
def _compiled(source: str) -> Pattern[str]:
    return re.compile(source, re.IGNORECASE)


def _phrase(name: str, example: str, *alternatives: str, words: str = "", look_alikes: tuple[str, ...] = ()) -> Phrase:
    return Phrase(name, "|".join(alternatives), tuple(words.split()), example, look_alikes)


_THING = (
    r"(?:codes?|code ?base|sources?|implementations?|scripts?|repo(?:sitory)?|project|toolbox|toolkit|library|software|"
    r"packages?|frameworks?|tools?|plug-?ins?|apps?|models?|weights?|checkpoints?|ckpts?|data|datasets?|data[- ]sets?|"
    r"benchmarks?|corp(?:us|ora)|annotations?|demos?|notebooks?|pipelines?|everything|materials?|results?|details|"
    r"instructions|documentation|training|inference|evaluation)"
)
_NAMED = rf"\b{_THING}\b"
_GAP = r"[^.;!?\n]"
_SOON = (
    r"(?:very |really )?(?:soon|shortly|in the (?:near |coming )?future|in the (?:coming|next) (?:few )?(?:days|"
    r"weeks|months)|"
    r"at a later (?:date|time|stage)|in due course|(?:when|once) (?:it is |they are )?ready|later (?:on|this year|"
    r"this month)?)"
)
_SOON_WORDS = "soon shortly later future coming ready next course"
_OUT = (
    r"(?:released?|publish(?:ed)?|uploaded?|provided?|available|open(?:ed)?|open[- ]?sourced?|public(?:ly available)?|"
    r"shared?|pushed|posted|online|accessible|announced|made (?:publicly |freely |openly )?(?:available|public|"
    r"accessible))"
)
_MANNER = r"(?:\w+ly |also |soon |then |be |all |now )?"
_INTENT = (
    r"(?:will|shall|is going to|are going to|'ll|plan(?:s|ned|ning)? (?:to|on)|intend(?:s)? to|going to|aim(?:s)? to|"
    r"hope to|working (?:on|to))"
)
_EVENT = (
    r"(?:accept(?:ed|ance)|publication|published|(?:peer[- ])?reviews?\b|review process|camera[- ]ready|approv(?:al|"
    r"ed)|"
    r"anonymity|decision|notification|the conference|the paper|(?:the )?embargo)"
)
_AFTER = r"(?:up ?on|after|once|when|until|till|(?<!the )following|pending|as soon as|subject to)"

_ASSET = (
    r"(?:codes?|code ?base|source code|implementations?|scripts?|repo(?:sitory)?|toolbox|toolkit|models?|weights?|"
    r"checkpoints?|ckpts?|data|datasets?|data[- ]sets?|benchmarks?|corp(?:us|ora)|annotations?|demos?|notebooks?|"
    r"pipelines?)"
)
"""What a to-do list may promise; details, results and instructions are not part of a release."""
_BOX = r"^\W*(?:[-*+]|\d+\.)?\s*(?:\\?\[ ?\\?\](?!\()|[☐□⬜◻🔲])\W*(?=\w)(?!.*\bdocs\.gitlab\.com/)"
"""An empty checkbox, except with a link to GitLab's manual: those are in the README that GitLab creates."""
_WORK = (
    r"(?:allow|fix|extract|open|update|improve|refactor|support|implement|test|write|check|clean|remove|use|reduce|handle|"
    r"move|rename|document|integrate|optimi[sz]e|investigate|try|run|compare|replace|enable|convert|create|find|simplify|"
    r"automate|speed|extend|adapt|port|switch|verify|review|discuss|think|make sure|look|figure|benchmark|merge|split|"
    r"finali[sz]e|repeat|rerun|analy[sz]e|set up|add support|add [^.;]{0,30}\b(?:to|in|support)\b)"
)
"""Verbs for work on a program, which is not the promise of a release."""

PROMISES = (
    _phrase(
        "coming soon",
        "Code and datasets coming soon!",
        rf"{_NAMED}{_GAP}{{0,60}}?\b(?:coming|comes?|com(?:e|ing) out|out|available|released?|online|here|follows?) "
        rf"{_SOON}",
        rf"^\W*(?:[\w-]+\W+){{0,4}}?{_NAMED}{_GAP}{{0,25}}?\b(?:very |really )?(?:soon|shortly|later)[\W_]*$",
        rf"\b(?:coming|available|released?) {_SOON}\b\W{{0,4}}{_GAP}{{0,30}}?{_NAMED}",
        words=_SOON_WORDS,
        look_alikes=(
            "The estimate that comes first is later refined.",
            "Coming soon to a cinema near you",
            "The default project path settings may need to be updated in the near future.",
            "We plan to use the open source alternative to CPLEX in the future.",
        ),
    ),
    _phrase(
        "coming soon alone",
        "## Coming soon ...",
        r"^(?!.*\bpapers?\b)[\W_]*(?:\w+[\W_]+){0,2}?(?:to be |is |are )?(?:coming|released?|available|"
        r"updated?)[\W_]+soon[\W_]*(?:\w+[\W_]*)?$",
        words="soon",
        look_alikes=(
            "We hope that the journal will come back to us with good news on our submission soon",
            "More papers are coming soon!",
        ),
    ),
    _phrase(
        "coming soon badge",
        "![](https://img.shields.io/badge/Code-Coming%20Soon-blue)",
        rf"{_NAMED}(?:[ _-]|%20|is|are|release|:)*(?:coming|release)(?:[ _-]|%20)*soon",
        r"badge/(?!paper|arxiv|pdf|preprint)[^)\s]{0,80}(?:coming|release)(?:[ _-]|%20)*soon",
        words="soon",
        look_alikes=("[![](https://img.shields.io/badge/Paper-Coming%20Soon-b31b1b)](#)",),
    ),
    _phrase(
        "stay tuned",
        "🚀 Stay Tuned: Code Release",
        rf"\b(?:stay|keep)[ -]tuned\b{_GAP}{{0,60}}?{_NAMED}",
        rf"{_NAMED}{_GAP}{{0,80}}?\b(?:stay|keep)[ -]tuned\b",
        r"^[\W_]*(?:stay|keep)[ -]tuned[\W_]*(?:for (?:more )?updates?)?[\W_]*$",
        words="tuned",
        look_alikes=("The radio has to stay tuned to one station",),
    ),
    _phrase(
        "will be released",
        "We will release the source code soon!",
        rf"{_NAMED}{_GAP}{{0,60}}?\b{_INTENT} (?:also |then |all |soon |shortly |later |gradually )?(?:be |go "
        rf")(?:\w+ly )?"
        rf"(?:soon |shortly |later )?(?:made )?(?:\w+ly )?{_OUT}\b",
        rf"\b{_INTENT} {_MANNER}(?:releas|publish|upload|open[- ]?sourc)\w*\b{_GAP}{{0,40}}?{_NAMED}",
        rf"\b(?:we|i|authors?|team)(?: also| then)? ?{_INTENT} {_MANNER}(?:provid|shar|push|post|add|updat|"
        rf"distribut)\w*\b"
        rf"{_GAP}{{0,40}}?{_NAMED}",
        rf"\b{_INTENT} {_MANNER}mak\w+ {_GAP}{{0,50}}?\b(?:public(?:ly)?|available|open(?:[- ]source)?|accessible)\b",
        rf"\b{_INTENT} {_MANNER}(?:be )?{_MANNER}{_OUT}\b{_GAP}{{0,30}}?\b(?:{_SOON}|{_AFTER}\b{_GAP}{{0,30}}{_EVENT})",
        rf"\b{_INTENT} {_MANNER}(?:releas|publish|upload|open[- ]?sourc)\w* (?:it|them|this|these|all)\b",
        words="will shall going 'll plan intend aim hope working",
        look_alikes=(
            "We would be glad if you share your results.",
            "The script will be executed on all files.",
            "The server will provide the data to each client.",
            "This will make the model converge.",
            "Your results will be added to the figure.",
            "I will continually update this repository.",
        ),
    ),
    _phrase(
        "after the paper",
        "Code release follows upon paper acceptance.",
        rf"{_NAMED}{_GAP}{{0,60}}?\b(?:releas\w*|available|public(?!ation)\w*|provided|upload\w*|open\w*|follow(?!ing)\w*|shared|"
        rf"online)\b"
        rf"{_GAP}{{0,30}}?\b{_AFTER}\b{_GAP}{{0,40}}?\b{_EVENT}",
        rf"\b{_AFTER}\b{_GAP}{{0,40}}?\b{_EVENT}{_GAP}{{0,40}}?\b{_INTENT} {_GAP}{{0,40}}?(?:{_NAMED}|\b{_OUT}\b)",
        rf"{_NAMED}{_GAP}{{0,12}}?\b{_AFTER} (?:\w+ ){{0,3}}{_EVENT}",
        words="accept publi review camera approv anonymity decision conference notification paper embargo",
        look_alikes=(
            "Please cite our paper when you use the code.",
            "When using the data set for public distribution, we would be glad if you cite our paper.",
            "This code is part of the following publication and was subject to peer review.",
            "After publication of the first results, see the data set page of the journal.",
        ),
    ),
    _phrase(
        "under review",
        "Code under review for release.",
        r"\b(?:codes?|release|repository|sources?|weights?|checkpoints?)\b[^.;]{0,30}?"
        r"\bunder(?:going)? (?:\w+ )?(?:review|clearance|approval)\b",
        r"\bunder(?:going)? (?:peer[- ])?(?:review|submission|revision)\b"
        rf"{_GAP}{{0,60}}?\b(?:follow|{_INTENT}|not yet|soon|later)\b",
        words="under",
        look_alikes=("The benchmark was built while the paper was under review",),
    ),
    _phrase(
        "pending",
        "the code release is pending",
        r"\b(?:release|code|approval|clearance)\b.{0,40}\b(?:is |are )?pending\b",
        r"\bpending (?:internal|legal|release|review|approval|clearance)",
        words="pending",
        look_alikes=("Jobs that are pending in the queue are listed first",),
    ),
    _phrase(
        "in preparation",
        "We are currently organizing the code",
        r"\b(?:(?:we|authors?|i)\b[^.;]{0,12}?\b|(?:currently|still|being) )(?:preparing|in preparation|"
        rf"organi[sz]ing|cleaning(?: up)?|refactoring|sorting out|tidying)\b{_GAP}{{0,40}}?{_NAMED}",
        r"\b(?:is|are|being)\b(?! not\b)[^.;]{0,12}?\b(?:prepared|organi[sz]ed|cleaned(?: up)?)\b"
        rf"{_GAP}{{0,40}}?{_NAMED}",
        rf"{_NAMED}{_GAP}{{0,20}}?\b(?:is|are) (?:still |currently |now )?(?:being |under |in )"
        r"(?:prepared|preparation|organi[sz]ed|cleaned|refactored|construction|development)\b",
        words="prepar organi clean refactor sorting tidying construction development",
        look_alikes=(
            "## Preparing your data",
            "Preparing the data takes an hour.",
            "Scripts for cleaning data",
            "When we cleaned the dataset, errors remained.",
            "Since our dataset is not organized like an aligned dataset, we implement the loading of images.",
            "This is useful for cleaning up large code bases.",
        ),
    ),
    _phrase(
        "under construction",
        "This repository is under construction.",
        r"\b(?:repo(?:sitory)?|project|page|site|code(?:base)?|readme|(?<!\w)this)\b[^.;]{0,30}?\b"
        r"(?:under (?:active )?(?:construction|development|preparation)|(?:a )?work[- ]in[- ]progress|wip)\b",
        r"^[\W_]*(?:under (?:construction|development|preparation)|work[- ]in[- ]progress|wip)[\W_]*$",
        rf"\bcurrently (?:building|constructing)\b{_GAP}{{0,40}}?{_NAMED}",
        words="under progress wip currently",
        look_alikes=("Images of buildings under construction",),
    ),
    _phrase(
        "not yet",
        "## ⚠️ Code not yet available",
        rf"{_NAMED}{_GAP}{{0,40}}?\b(?:not (?:yet |currently )?(?:been )?(?:publicly )?(?:available|released|public|"
        rf"ready|uploaded|open|published)|not yet (?:been )?included)\b",
        rf"{_NAMED}{_GAP}{{0,40}}?\b(?:has|have) yet to be\b|\byet to be {_OUT}\b",
        rf"\bno {_NAMED}{_GAP}{{0,12}}?\b(?:yet|so far|at (?:the|this) moment)\b",
        words="not yet no",
        look_alikes=(
            "If the data are not available on your machine, they are downloaded.",
            "This will download the corpus files (not included in the source repository).",
            "Some third-party data is not included in this repository.",
            "It disables the evaluation in the event that you do not available GPU resources.",
        ),
    ),
    _phrase(
        "to be done",
        "Code: to be released",
        rf"{_NAMED}{_GAP}{{0,20}}?(?<!need )(?<!needs )(?<!has )(?<!have )\bto be (?:soon )?(?:{_OUT}|done|announced|"
        rf"completed|"
        rf"determined|continued|added|updated)\b\W*(?:$|{_SOON}|{_AFTER}\b|here\b|on\b)",
        rf"(?:{_NAMED}|\brelease\b)\W{{0,8}}(?:\w+\W){{0,2}}?\bTB[ACDR]\b|^\W*TB[ACDR]\W*$",
        words="be tb",
        look_alikes=(
            "A vector of scores to be added to the returned matrix.",
            "The list of files needs to be updated by hand",
            "| 1 | AAAI | Aug 2 | TBD | https://example.org |",
            "- **Paper:** [TBD]",
            "This paper has been accepted by PVLDB 2025: TBC",
            "We are hosting a competition (TBA) on this blind test set.",
        ),
    ),
    _phrase(
        "to-do box",
        "□ Release code",
        rf"{_BOX}(?!(?:[^–—:]{{0,40}}[–—:]\W*)?{_WORK}\b).*\b(?:{_ASSET}|training|inference|evaluation|"
        rf"test(?:ing)?)\b(?=\W*$|\W*(?:and|for|of|on|to|from|in|with|release|pages?|{_ASSET})\b|\s*[&(,/:;+]).*",
        rf"{_BOX}(?!.*\b(?:arxiv|papers?|preprint|blog|posters?|slides)\b(?!.*{_ASSET}))"
        r".*\b(?:releas|upload|publish|open[- ]?sourc)\w*.*",
        words="[ ☐ □ ⬜ ◻ 🔲 \\[",
        look_alikes=(
            "[![](https://img.shields.io/badge/model-pink)](https://example.org/model)",
            "![](code/overview.png)",
            "- [ ] fix usage of deprecated models",
            "- [ ] Allow to save video without annotations",
            "- [ ] Update the documentation and the data loader",
            "- [ ] Release arXiv paper",
            "- [ ] **Phase 2** — verifier, more sources and a scheduler",
            "- [ ] Sentry (error reporting)",
            "- [ ] Configurable logging layout, checkpoint naming",
            "- [ ] Winter 2019 – Finalize prototype and test on some labelled data sets",
            "- [ ] repeat the analysis using the new data",
            "- [ ] Add data visualizations such as timelines",
            "- [ ] Add support for natural image datasets",
            "- [ ] Add a codebook to data in the second folder",
            "- [ ] [Create](https://docs.gitlab.com/create) or [upload](https://docs.gitlab.com/upload) files",
            "- [ ] [Analyze your code for known vulnerabilities](https://docs.gitlab.com/ee/user/application_security)",
        ),
    ),
    _phrase(
        "private",
        "Note: Code is currently private",
        rf"{_NAMED}{_GAP}{{0,12}}?\b(?:is|are|kept|remains?) (?:currently |still |now |kept )*(?:private|internal|"
        rf"confidential|closed[- ]source)\b",
        words="private internal confidential closed",
        look_alikes=("Members of the class are private and the code uses accessors",),
    ),
    _phrase(
        "documentation only",
        "This repository currently hosts documentation only",
        r"\b(?:repo(?:sitory)?|project|this)\b[^.;]{0,20}?\b(?:only|solely|just|currently) (?:hosts?|contains?|"
        r"provides?|serves?|includes?)\b(?:(?!\b(?:codes?|implementations?|scripts?)\b)[^.;]){0,60}?"
        r"\b(?:documentation|readme|page|overview|paper|slides|figures|demo|data|"
        r"results|examples?|inference|placeholders?|part|baselines?)\b|"
        r"\b(?:repo(?:sitory)?|project|this) is (?:only|just|currently) a placeholder\b",
        r"\b(?:repo(?:sitory)?|this|code)(?: is)? (?:just |only |currently )?a place ?holder\b"
        r"(?! (?:text|image|value|comment|for (?:your|a)|token))|\bplace ?holder (?:repo|page|for (?:the|our))",
        r"\b(?:overview|documentation|project page) only\b",
        words="only just currently solely holder",
        look_alikes=(
            "Replace the placeholder with your key",
            "The function only contains one loop",
            "This artifact only contains the Coq code described in the paper.",
            "This is a placeholder for a short description of your app",
            "HTML is replaced by a placeholder comment",
            "This project currently provides an open-source FPGA design.",
        ),
    ),
    _phrase(
        "on request",
        "The code is available upon reasonable request.",
        rf"{_NAMED}{_GAP}{{0,60}}?\b(?:up)?on (?:reasonable )?request\b",
        r"\bcontact (?:us|the (?:\w+ )?authors?|me)\b[^.;!?\n]{0,20}?"
        r"\b(?:for|to (?:get|obtain|request|receive|access))\b[^.;!?\n]{0,30}?"
        r"\b(?:code|data|dataset|access|weights|models?)\b",
        words="request contact",
        look_alikes=(
            "Features are added on request.",
            "Please contact the original authors of the models for more information.",
        ),
    ),
)

EAST_ASIAN_PROMISES = (
    _phrase(
        "Chinese: soon",
        "核心代码将在论文接收后开源",
        r"(?:即将|将|会|陆续|稍后|尽快|近期|后续|马上|很快|准备|待|整理后)[^，。；,;]{0,20}?"
        r"(?:开源|公开|发布|上传|放出|开放(?!词|世界|域|集|式|性)|公布|释放|释出)|敬请期待",
        r"(?:即将|陆续|稍后|尽快|近期|后续|马上|很快|(?:代码|数据集?|模型|项目|仓库).{0,6}[将会])[^，。；,;]{0,8}?"
        r"(?<!自动)(?<!持续)更新(?!为)",
        look_alikes=(
            "整理开源的中文大语言模型",
            "本文还将模型与开放词汇方法在数据集上进行了比较",
            "将相关滤波整合进 CNN 模型，激进地更新滤波器",
            "项目会基于GitHub Action自动更新",
            "后端将其标志位更新为已确认",
        ),
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
        r"(?:整理|准备|开发|建设|施工|(?<!持续)更新|完善|编写)之?中|(?:代码|数据集?|模型|项目).{0,8}(?:整理|待更新|待上传)",
        look_alikes=("文章列表，列表持续更新中",),
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
        r"(?:공개|업로드|배포|릴리즈|업데이트|추가)\S*\s*(?:될|할)?\s*(?:예정|계획|준비)|준비\s*중|정리\s*중|"
        r"(?:코드|데이터|모델)\S*\s*(?:\S+\s*){0,2}작업\s*중",
        look_alikes=("현재는 하루에 2건의 논문만 작업 중이며",),
    ),
    _phrase(
        "Korean: after the paper",
        "논문 게재 후 코드를 공개합니다",
        r"(?:논문|게재|심사|채택|출판)\S*\s*(?:승인|게재|채택|출판)?\S*\s*(?:후|이후|되면).{0,20}(?:공개|업로드|배포)",
    ),
)

EUROPEAN_PROMISES = (
    _phrase(
        "Spanish, Portuguese: soon",
        "El código estará disponible próximamente.",
        r"\b(?:c[óo]digo|datos|dados|modelos?|repositorio|reposit[óo]rio)\b.{0,60}?\b(?:pr[óo]ximamente|pronto|em "
        r"breve|brevemente|"
        r"en breve|ser[áa]n?|estar[áa]n?|ser[ãa]o|estar[ãa]o)\b",
        r"\bpr[óo]ximamente\b",
        words="ximamente digo datos dados modelo repositorio repositório",
        look_alikes=("Los datos se pueden descargar aquí.",),
    ),
    _phrase(
        "French: soon",
        "Le code sera publié prochainement.",
        r"\b(?:code|données|modèles?|dépôt|corpus)\b.{0,60}?\b(?:prochainement|bientôt|sous peu|à venir|"
        r"(?:sera|seront) (?:bientôt )?(?:publié|disponible|mis|diffusé)\w*)",
        words="prochainement bientôt peu venir sera seront",
        look_alikes=("Le code sera exécuté sur chaque fichier.",),
    ),
    _phrase(
        "German: soon",
        "Der Code wird demnächst veröffentlicht.",
        r"\b(?:\w*code|daten\w*|modelle?|repositorium|korpus)\b.{0,60}?\b(?:demnächst|in Kürze|folgt\b|folgen\b|"
        r"(?:wird|werden)\b.{0,60}\b(?:veröffentlicht|bereitgestellt|verfügbar|hochgeladen|freigegeben))",
        words="demnächst kürze folg wird werden",
        look_alikes=("Die Daten werden zuerst gefiltert.",),
    ),
    _phrase(
        "Italian: soon",
        "Il codice sarà disponibile a breve.",
        r"\b(?:codice|dati|modelli|modello)\b.{0,60}?\b(?:prossimamente|a breve|presto|"
        r"(?:sarà|saranno) (?:pubblicat|disponibil|rilasciat)\w*)",
        words="codice dati modell",
        look_alikes=("I dati sono disponibili qui.",),
    ),
    _phrase(
        "Russian: soon",
        "Код будет опубликован позже.",
        r"\b(?:код|данны\w+|модел\w+|набор)\b.{0,60}?\b(?:скоро|позже|в ближайшее время|(?:будет|будут) "
        r"(?:опубликован|доступ|выложен)\w*)",
        words="код данны модел набор",
        look_alikes=("Данные доступны по ссылке.",),
    ),
    _phrase(
        "Turkish: soon",
        "Kod yakında paylaşılacaktır.",
        r"\b(?:kod\w*|veri\w*|model\w*)\b.{0,60}?\b(?:yakında|paylaşılacak|yayınlanacak|yayımlanacak)",
        words="kod veri model",
        look_alikes=("Veriler burada.",),
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
"""Wordings that make a line an announcement of something done, whatever else it promises."""
