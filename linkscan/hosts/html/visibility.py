"""Find the text that every reader of a page sees without scripts, to confirm a notice before a page is called gone.

The first reading (`markup.py`) drops hidden elements but keeps those that a reader may come to see: collapsed sections,
pop-ups, elements that a framework shows conditionally. A notice in one of these is no evidence.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from linkscan.hosts.html.markup import ElementFinder, Markup
from linkscan.patterns import lazy_pattern

_COLLAPSED = frozenset(("dialog", "details"))  # unless they have the attribute `open`
_FALLBACK = frozenset(("object", "video", "audio", "canvas", "datalist"))  # hold fallback content
_CONDITION = lazy_pattern(
    r"[*:\[(]*(?:(?:data-)?ng-?(?:if|show|hide|cloak|switch\S*)|v-(?:if|else|else-if|show|cloak)|x-(?:if|show|cloak)"
    r"|hidden|popover|inert|data-(?:if|else|show|hide|hidden|visible|bind)"
    r"|(?:wire|bind):\S+|hx-\S+)[\])]*"
)
"""Attributes with which HTML, Angular, Vue, Alpine, Knockout, Livewire and htmx show an element conditionally."""

_CLASS = lazy_pattern(
    r"\S*hid(?:e|den)\S*|d-none|display-none|invisible|collapsed?|modal\S*|fade|popup|pop-up|overlay|lightbox|offcanvas"
    r"|toasts?|tooltip|sr-only|screen-reader\S*|off-?screen|loading|noshow|no-display|template|v-cloak|ng-cloak"
)
_HIDING = lazy_pattern(
    r"(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0*\.?0+(?![.\d])"
    r"|(?:max-)?(?:height|width)\s*:\s*0(?![.\d])|font-size\s*:\s*0(?![.\d])|scale\(0\)|clip\s*:\s*rect"
    r"|(?:left|top|text-indent|margin-left)\s*:\s*-\d{3})"
)
_LAST_NAME = lazy_pattern(r"(?:[.#]([\w-]+)|\[([\w-]+)[^\]]*\]|(?:^|[\s>+~])([a-z][\w-]*))(?::[\w-]+)*\s*$")

_LONGEST_SELECTOR = 200

_MOUNT = lazy_pattern(
    r"<(?P<name>div|main|section|span)(?=[^<>]*\sid\s*=\s*[\"']?(?:root|app|main|content|container|wrapper|mount"
    r"|outlet|application|__next|__nuxt|___gatsby|q-app|[\w-]{1,20}-(?:root|app)|app-[\w-]{1,20}|view)[\"'\s/>])"
    r"[^<>]*>\s*</(?P=name)>"
    r"|<(?P<own>[a-z]\w*-[\w-]+)(?:\s[^<>]*)?>\s*</(?P=own)>"
)
"""An empty element that a script fills in; the script may then remove the content next to it."""


def surely_shown(markup: Markup) -> str:
    """Return simplified markup without any element that a condition, a click or a style may hide.

    If scripts fill in an element of the page, everything from `<body>` on is dropped (from that element on, if the
    page has no `<body>` tag).
    """
    finder = ElementFinder(markup.text)
    finder.cut(partial(_may_be_hidden, frozenset(_hidden_names(markup.styles))))
    mount = _MOUNT.search(finder.text) if markup.scripts or markup.sources else None
    start = finder.text.find("<body") if mount else -1
    return finder.text[: start if start >= 0 else mount.start()] if mount else finder.text


def _may_be_hidden(names: frozenset[str], name: str, attrs: Mapping[str, str]) -> bool:
    """Return whether an element may be hidden; `names` are the selectors' names from `_hidden_names`."""
    if name in _FALLBACK or name in names or (name in _COLLAPSED and "open" not in attrs):
        return True
    if not attrs:
        return False
    tokens = attrs.get("class", "").lower().split()
    return (
        any(map(_CONDITION.fullmatch, attrs))
        or attrs.get("aria-hidden", "").lower() == "true"
        or any(map(_CLASS.fullmatch, tokens))
        or _HIDING.search(attrs.get("style", "").lower()) is not None
        or not names.isdisjoint((*tokens, attrs.get("id", "").lower(), *attrs))
    )


def _hidden_names(styles: Iterable[str]) -> Iterator[str]:
    """Yield the classes, ids, attributes and elements that some rule of a style sheet hides."""
    for style in styles:
        for rule in style.lower().split("}"):
            before, _, declarations = rule.rpartition("{")
            selectors = before.rpartition("{")[2].split(",") if _HIDING.search(declarations) else ()
            for selector in selectors:
                if (last := _LAST_NAME.search(selector.strip()[-_LONGEST_SELECTOR:])) is not None:
                    yield last[1] or last[2] or last[3]
