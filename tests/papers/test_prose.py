"""Prose is sentences in any language and layout, not programs, tables, logs or lists of names."""

import textwrap

import pytest

from linkscan.papers.prose import is_prose

SENTENCES = (
    "We present a small model that reads charts. It needs a tenth of the parameters of earlier readers and still names "
    "the right bar in nine of ten questions."
)
PROSE = {
    "one sentence": "We release our code.",
    "a label and an address": "Code: github.com/example/lantern",
    "a structured abstract": (
        "Background: Charts are hard to read for everybody.\n"
        "Methods: We trained a model on 40 of them.\n"
        "Results: It reads nine of ten (95% CI 0.8-0.95).\n"
        "Conclusions: Code is at https://github.com/example/lantern.\n"
    ),
    "formulas": (
        "Let $f: X \\to Y$ be a morphism of schemes with $\\mathcal{O}_X$ flat over $Y$, and let $s \\geq 0$.\n"
        "We show that $f_* \\mathcal{O}_X$ is locally free whenever $\\dim X_y \\leq 1$ for every point $y \\in Y$.\n"
    ),
    "particles": (
        "The branching fractions of the decays B0->K(*0)gamma and B+->K(*+)gamma are measured from a sample of 22.74 "
        "million events that were collected with the detector at the collider. We find no evidence for an asymmetry, "
        "and constrain it to be small at 90% C.L. in all of the decays that were looked at here and before."
    ),
    "no spaces": "我们提出了一个阅读图表的小模型，代码已经公开。它比以前的模型小十倍。",
    "Thai": "เรานำเสนอแบบจำลองขนาดเล็กสำหรับอ่านแผนภูมิ และเผยแพร่รหัสต้นฉบับแล้ว.",
    "Russian": "Мы представляем небольшую модель, которая читает диаграммы. Код доступен всем.",
    "Arabic": "نقدم نموذجا صغيرا يقرأ الرسوم البيانية بدقة عالية. الشيفرة متاحة للجميع.",
    "German": "Wir stellen ein kleines Modell vor, das Diagramme liest. Der Quelltext ist frei verfügbar.",
    "an address on a line of its own": f"{SENTENCES}\nhttps://github.com/example/lantern\n",
    "no space behind a stop": "We read charts with one model.Others are larger\nand read them less well than ours",
}
OTHERS = {
    "assignments": "x = 3\ny = 4\nprint(x + y)\n",
    "a program with comments": (
        "# We release our code. It is a tool for everybody.\ndef walk(path):\n    # look at all files that there are\n"
        "    for name in os.listdir(path):\n        print(name, file=sys.stderr)\n"
    ),
    "names": "Ada Lovelace\nAlan Turing\nGrace Hopper\nEdsger Dijkstra\n",
    "numbers": "1.0 2.0 3.0\n4.0 5.0 6.0\n",
    "a table": "Sample        Mass      Length of the tail\nfirst one      1.20      3.40\n",
    "a log": "2024-01-01 10:00:00 INFO starting the server for all\n2024-01-01 10:00:01 ERROR it did not work. Stop.\n",
    "quoted lines": "> We release our code. It is good.\n> So we do with the data.\n",
    "numbers of papers": "2401.00001\n2401.00002\n2401.00003\n",
    "settings": "name = A tool that does things for you\ntext = We release our code. It is good.\n",
    "records on lines": 9 * 'id\t{"title": "A tool for things", "abstract": "We release it for all", "year": "2024"}\n',
    "one long line without words": "TWFuIGlzIGRpc3Rpbmd1aXNoZWQs" * 40,
}


@pytest.mark.parametrize("text", PROSE.values(), ids=PROSE)
@pytest.mark.parametrize("width", [10_000, 72], ids=["as it is", "wrapped"])
def test_sentences_are_prose(text: str, width: int) -> None:
    lines = [textwrap.fill(line, width, break_long_words=False) for line in text.splitlines()]
    assert is_prose("\n".join(lines))


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_other_text_is_not_prose(text: str) -> None:
    assert not is_prose(text)
