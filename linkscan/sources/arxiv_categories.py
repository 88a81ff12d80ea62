"""arXiv's categories: https://arxiv.org/category_taxonomy, as in arxiv/taxonomy/definitions.py of arXiv/arxiv-base.

They are listed here because arXiv answers a category that does not exist with an empty list, as for a day without
papers.
"""

from collections.abc import Mapping
from difflib import get_close_matches

_CLASSES: Mapping[str, str] = {
    "astro-ph": "CO EP GA HE IM SR",
    "cond-mat": "dis-nn mes-hall mtrl-sci other quant-gas soft stat-mech str-el supr-con",
    "cs": (
        "AI AR CC CE CG CL CR CV CY DB DC DL DM DS ET FL GL GR GT HC IR IT LG LO MA MM MS NA NE NI OH OS PF PL RO SC"
        " SD SE SI SY"
    ),
    "econ": "EM GN TH",
    "eess": "AS IV SP SY",
    "gr-qc": "",
    "hep-ex": "",
    "hep-lat": "",
    "hep-ph": "",
    "hep-th": "",
    "math": "AC AG AP AT CA CO CT CV DG DS FA GM GN GR GT HO IT KT LO MG MP NA NT OA OC PR QA RA RT SG SP ST",
    "math-ph": "",
    "nlin": "AO CD CG PS SI",
    "nucl-ex": "",
    "nucl-th": "",
    "physics": (
        "acc-ph ao-ph app-ph atm-clus atom-ph bio-ph chem-ph class-ph comp-ph data-an ed-ph flu-dyn gen-ph geo-ph"
        " hist-ph ins-det med-ph optics plasm-ph pop-ph soc-ph space-ph"
    ),
    "q-bio": "BM CB GN MN NC OT PE QM SC TO",
    "q-fin": "CP EC GN MF PM PR RM ST TR",
    "quant-ph": "",
    "stat": "AP CO ME ML OT TH",
}
"""The subject classes of each archive; an archive without any is itself a category."""

_CATEGORIES = {
    name: (name, *(f"{name}.{subject}" for subject in classes.split())) for name, classes in _CLASSES.items()
}
_BY_NAME = {
    **{each.casefold(): (each,) for categories in _CATEGORIES.values() for each in categories},
    **{name.casefold(): categories for name, categories in _CATEGORIES.items()},
}


def categories_of(name: str) -> tuple[str, ...]:
    """Return the category, or all categories of the archive, with this name, ignoring case; () if it is unknown.

    >>> categories_of("CS.cl"), categories_of("econ"), categories_of("cs.XX")
    (('cs.CL',), ('econ', 'econ.EM', 'econ.GN', 'econ.TH'), ())
    """
    return _BY_NAME.get(name.casefold(), ())


def similar_category(name: str) -> str | None:
    """Return the category with the most similar name, or None if none is similar."""
    found = get_close_matches(name.casefold(), _BY_NAME, 1)
    return _BY_NAME[found[0]][0] if found else None
