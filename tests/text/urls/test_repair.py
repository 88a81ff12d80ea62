"""Damage to an address is repaired and named, and a sound address is unchanged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.text.urls.repair import INVISIBLE, Repair, mend


@pytest.mark.parametrize(
    ("raw", "url", "repairs"),
    [
        ("https://github.com/lab/tool", "https://github.com/lab/tool", ()),
        ("http://lab.org/a?b=c#d", "http://lab.org/a?b=c#d", ()),
        ("github.com/lab/tool", "https://github.com/lab/tool", (Repair.SCHEME_ADDED,)),
        ("www.lab.org", "https://www.lab.org", (Repair.SCHEME_ADDED,)),
        ("https: //github.com/lab/tool", "https://github.com/lab/tool", (Repair.SPACES,)),
        ("https : // github . com / lab / tool", "https://github.com/lab/tool", (Repair.SPACES,)),
        ("https://github. com/lab/tool", "https://github.com/lab/tool", (Repair.SPACES,)),
        ("https://github.com/lab/long- name", "https://github.com/lab/long-name", (Repair.SPACES,)),
        ("https:\n//github.com/lab", "https://github.com/lab", (Repair.SPACES,)),
        ("htthttps://github.com/lab", "https://github.com/lab", (Repair.SCHEME_MENDED,)),
        ("http://https://github.com/lab", "https://github.com/lab", (Repair.SCHEME_MENDED,)),
        ("https:/github.com/lab", "https://github.com/lab", (Repair.SCHEME_MENDED,)),
        ("https//github.com/lab", "https://github.com/lab", (Repair.SCHEME_MENDED,)),
        ("http;//lab.org/x", "http://lab.org/x", (Repair.SCHEME_MENDED,)),
        ("htps://github.com/lab", "https://github.com/lab", (Repair.SCHEME_MENDED,)),
        ("//sites.google.com/view/x", "https://sites.google.com/view/x", (Repair.SCHEME_MENDED,)),
        (r"https://lab.org/a\_b\%20c\#d", "https://lab.org/a_b%20c#d", (Repair.LATEX,)),
        (r"https://lab.org/\~{}ada", "https://lab.org/~ada", (Repair.LATEX,)),
        (r"https://lab.org/\textasciitilde ada", "https://lab.org/~ada", (Repair.LATEX,)),
        (r"https://lab.org/$\sim$ada", "https://lab.org/~ada", (Repair.LATEX,)),
        ("https://lab.org/∼ada", "https://lab.org/~ada", (Repair.LOOKALIKES,)),
        ("https://lab.org/a–b", "https://lab.org/a-b", (Repair.LOOKALIKES,)),
        ("https://cs.uni.edu/ ada/tool", "https://cs.uni.edu/~ada/tool", (Repair.TILDE,)),
        ("www.cs.uni.hk/ ada/x.html", "https://www.cs.uni.hk/~ada/x.html", (Repair.TILDE, Repair.SCHEME_ADDED)),
        ("https://cs.uni.edu/ \u0303ada", "https://cs.uni.edu/~ada", (Repair.TILDE,)),
        ("http://www.ebi.ac.uk/ approximately ada/tool/", "http://www.ebi.ac.uk/~ada/tool/", (Repair.TILDE,)),
        ("http://uni.edu/similar toada/x.htm", "http://uni.edu/~ada/x.htm", (Repair.TILDE,)),
        ("https://uni.cn/-ada/tool.html", "https://uni.cn/~ada/tool.html", (Repair.TILDE,)),
        ("http://licences.org/ licences/by/4.0", "http://licences.org/licences/by/4.0", (Repair.SPACES,)),
        ("http://a.org/AENC v1 0.html", "http://a.org/AENC_v1_0.html", (Repair.UNDERSCORE,)),
        ("http://dx.doLorg/10.1/a", "http://dx.doi.org/10.1/a", (Repair.HOST_MENDED,)),
        ("https://youtu.be/a4bc defghi", "https://youtu.be/a4bc_defghi", (Repair.UNDERSCORE,)),
        ("https://youtu.be/a4bc defghij", "https://youtu.be/a4bcdefghij", (Repair.SPACES,)),
        ("https://github.com/ lab/tool", "https://github.com/lab/tool", (Repair.SPACES,)),
        ("https://git\u00adhub.com/lab\u200b/tool", "https://github.com/lab/tool", (Repair.INVISIBLES,)),
        ("https://github:com/lab/tool", "https://github.com/lab/tool", (Repair.HOST_MENDED,)),
        ("https://github.comlLab/Tool", "https://github.com/Lab/Tool", (Repair.HOST_MENDED,)),
    ],
)
def test_damage_is_repaired_and_named(raw: str, url: str, repairs: tuple[Repair, ...]) -> None:
    """The repairs are listed in the order in which they were made."""
    assert mend(raw) == (url, repairs)


def test_every_repair_has_a_name() -> None:
    """Reports print the names of repairs."""
    assert all(repair.value and repair.value == repair.value.lower().replace("latex", "LaTeX") for repair in Repair)


@given(st.text(alphabet="htps:/.wgiub com_-~\\{}#%\n∼l" + INVISIBLE, max_size=60))
def test_no_repairs_means_that_nothing_changed(raw: str) -> None:
    """The list of repairs is empty exactly when the address is the raw text."""
    url, repairs = mend(raw)
    assert (repairs == ()) == (url == raw)
