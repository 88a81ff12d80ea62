"""Detect interstitials, such as bot checks, consent pages and sign-in pages, that may hide a page."""

import re
from collections.abc import Callable
from typing import NamedTuple

from linkscan.hosts.html.dead_pages import shows_work
from linkscan.hosts.html.page import Page
from linkscan.patterns import lazy_pattern
from linkscan.urls import Url

MOST_PROSE = 150
"""Words of a page that is only an interstitial. Anubis has more, but is recognised by an element of its own."""


class Interstitial(NamedTuple):
    """A kind of interstitial: its description for reasons, and the test for it."""

    what: str
    matches: Callable[[Page, Url], bool]


def _title_matches(pattern: str) -> Callable[[Page, Url], bool]:
    title = lazy_pattern(pattern, re.IGNORECASE)
    return lambda page, _: any(title.fullmatch(text.strip(" .!…")) for text in (page.title, *page.headings[:2]))


def _source_matches(pattern: str) -> Callable[[Page, Url], bool]:
    source = lazy_pattern(pattern)
    return lambda page, _: any(map(source.search, page.sources))


def _text_matches(pattern: str) -> Callable[[Page, Url], bool]:
    text = lazy_pattern(pattern, re.IGNORECASE)
    return lambda page, _: any(map(text.search, (page.title, *page.paragraphs[:20])))


def _is_at(*hosts: str, path: str = "") -> Callable[[Page, Url], bool]:
    return lambda _, address: address.host in hosts and address.path.startswith(path)


def _has_element(*parts: str) -> Callable[[Page, Url], bool]:
    return lambda page, _: not page.parts.isdisjoint(parts)


_SIGN_IN = (
    r"(?:please )?(?:sign|log)[ -]?in(?: to .{1,60}| required|[ -]page)?|(?:.{1,40} )?(?:sign|log)[ -]?in"
    r"|authentication required|登录|用户登录|请登录|請登入|ログイン|로그인|anmelden|anmeldung"
    r"|connexion|se connecter|iniciar sesión|entrar|accedi|вход|войти"
)
_SIGN_IN_PATH = lazy_pattern(
    r"/(?:(?:accounts?|users?|auth|session|wp|_)[/-])?"
    r"(?:login|log-in|signin|sign-in|sign_in|wp-login\.php|sso|saml2?|cas|oauth2?|authorize)(?:[/.]|$)",
    re.IGNORECASE,
)
_SIGN_IN_HOSTS = ("accounts.google.com", "login.microsoftonline.com", "login.live.com", "passport.baidu.com")


def _asks_to_sign_in(page: Page, address: Url) -> bool:
    """Return whether a page has a sign-in form and says so."""
    has_login_url = any(_SIGN_IN_PATH.search(action.partition("?")[0]) for action in (address.path, *page.form_actions))
    return (page.has_password or has_login_url) and (
        _title_matches(_SIGN_IN)(page, address)
        or _text_matches(r"\b(?:sign|log) ?in\b|登录|登入|ログイン|로그인")(page, address)
    )


_NO_BOT = (
    r"(?:making sure|checking (?:if|that)|verify(?:ing)?(?: that)?|confirm(?: that)?) you(?:'re| are)"
    r" (?:not a (?:ro)?bot|(?:a )?human)|checking your browser before"
    r"|complete the (?:captcha|security check)|unusual traffic from your"
)
_NO_BOT_TITLES = (
    r"pardon our interruption|human verification|security check(?:point)?|are you (?:a robot|human)\??"
    r"|robot check|bot verification|安全验证|百度安全验证|访问验证|滑动验证页面|人机验证"
)

_REFUSED_TITLES = (
    r"access (?:to this page has been )?denied(?: \| .{1,80} used cloudflare to restrict access)?|(?:403 )?forbidden"
    r"|request (?:rejected|blocked)|error 10\d\d|(?:ro)?bots are not allowed"
    r"|(?:web ?page|website|web ?site|site|access|content|url|domain|page) (?:is |has been )?blocked(?: by .{1,60})?"
    r"|this (?:web ?page|website|web ?site|site|content|page) (?:is|has been) blocked(?: by .{1,60})?"
)
"""Titles of refusals by Cloudflare, Akamai, F5 and FortiGate, and by content filters on the reader's network."""

_CONSENT_TITLES = (
    r"before you continue(?: to .{1,40})?|(?:cookie|privacy) (?:consent|settings|preferences|notice|wall)"
    r"|we (?:value|care about|respect) your privacy|(?:please )?(?:enable|accept|allow) cookies(?: to continue)?"
    r"|(?:your browser )?cookies (?:are )?(?:required|disabled|off|not enabled|must be enabled)"
    r"|cookie[- ]?(?:einstellungen|zustimmung)|datenschutz[- ]?einstellungen|gestion des cookies"
    r"|configuración de cookies|tu privacidad es importante|impostazioni dei cookie|configurações de cookies"
)
_AGE_TITLES = (
    r"(?:age|date of birth) (?:verification|check|gate|confirmation)|adults only|you must be .{1,20} to enter"
    r"|(?:please )?(?:verify|confirm|enter) your (?:age|date of birth)"
    r"|are you (?:over |at least |of legal age|above )?(?:1[68]|21)?(?: years(?: old)?| or older|\+)?\??"
    r"|altersverifikation|vérification de l['’]âge|verificación de edad|verifica dell['’]età|年龄验证|年齢確認"
    r"|성인 ?인증|подтвердите (?:ваш |свой )?возраст"
)
_CHOICE_TITLES = (
    r"(?:please )?(?:choose|select) (?:your|a) (?:country|region|language|location)"
    r"(?: (?:and|or|/|&) (?:country|region|language))?|选择(?:国家|地区|语言)"
    r"|(?:bitte )?(?:wählen sie )?(?:ihre |ihr )?(?:sprache|land) (?:wählen|auswählen)"
    r"|choisissez votre (?:pays|langue)|(?:elija|seleccione) su (?:país|idioma|región)"
)

_YOURS = r"your (?:current )?(?:country|region|location|jurisdiction|territory|area)"
_CLOSED = (
    r"(?:(?:\bun|(?:\bno longer|\bnot|n['’]t) (?:currently |yet )?)(?:available|accessible|offered|supported|permitted)"
    r"|\b(?:blocked|restricted|prohibited))"
)
_BARRED = lazy_pattern(
    rf"{_CLOSED} (?:in|from|for|to|within) (?:visitors (?:in|from) |users (?:in|from) )?{_YOURS}"
    rf"|\b(?:access|visitors|traffic|requests) from {_YOURS} (?:is|are|has been) "
    r"(?:not (?:allowed|permitted)|blocked|denied|restricted)"
    r"|\bnot made this (?:video|content) available in your country"
    r"|\b(?:unavailable|not available) to (?:visitors|users|readers) (?:from|in|of) (?:the )?(?:european|eu\b)"
    r"|\bfrom a country belonging to the european economic area\b"
    r"|\bunavailable (?:due to|for) legal reasons|\bblocked (?:by|due to|pursuant to|following) (?:an? |the )?"
    r"(?:order of (?:a|the)|court order|legal|order by)"
    r"|in (?:ihrem|deinem|diesem) land (?:derzeit |leider )?(?:nicht verfügbar|gesperrt)"
    r"|(?:pas|plus) (?:disponible|accessible) dans (?:votre|ton|ce) (?:pays|région)"
    r"|no (?:está|se encuentra) disponible en (?:tu|su|este) (?:país|región)"
    r"|não está disponível (?:no seu|neste) país|não está disponível na sua região"
    r"|non è disponibile nel (?:tuo|suo) paese|non è disponibile nella (?:tua|sua) (?:regione|area)"
    r"|не ?доступ\w{1,4} в (?:вашей стране|вашем регионе|вашей юрисдикции)"
    r"|[您你]所在的?(?:国家|地区|國家|地區)(?:或地区)?.{0,6}(?:无法|無法|不能|不可|不提供|不支持|暂不|未开放)"
    r"|(?:お住まい|お客様|ご利用)の(?:国|地域)(?:または地域)?(?:では|からは).{0,12}(?:いただけません|できません)"
    r"|(?:해당|현재|귀하의|거주) ?(?:국가|지역).{0,6}(?:사용|이용|접속|접근).{0,6}(?:없습니다|불가)",
    re.IGNORECASE,
)
"""Notices of geographic and legal blocks (RFC 7725); readers elsewhere may see the content."""

_BARRED_PATH = lazy_pattern(
    r"/(?:geo[-_]?(?:block|restrict|fenc)(?:ed|ion|ing)?|(?:country|region)[-_](?:blocked|not[-_]available|restricted)"
    r"|(?:not[-_]available|unavailable|blocked)[-_]in[-_]your[-_](?:country|region|location|area)|451)(?:\.\w{1,5})?/?",
    re.IGNORECASE,
)
"""Paths that sites redirect readers of blocked countries to."""


def legal_obstacle(page: Page, address: Url) -> str | None:
    """Return a description if a page is blocked geographically or for legal reasons, else None.

    Such a block is no evidence of absence, whatever the response's status.
    """
    texts = (page.title, *page.headings[:3], *page.paragraphs[:20])
    is_barred = page.prose <= MOST_PROSE and not shows_work(page) and any(map(_BARRED.search, texts))
    return "a geographic or legal restriction" if is_barred or _BARRED_PATH.fullmatch(address.path) else None


_BY_MARKER = (
    Interstitial("Anubis's bot check", _has_element("anubis_challenge")),  # TecharoHQ/anubis, web/index.templ
    Interstitial("PerimeterX's bot check", _has_element("px-captcha")),
    Interstitial("Google's bot check", _is_at("www.google.com", "google.com", path="/sorry/")),
    Interstitial("Google's consent page", _is_at("consent.google.com", "consent.youtube.com")),
    Interstitial("a sign-in page", _is_at(*_SIGN_IN_HOSTS)),
)
"""Interstitials recognised by their URL or by an element that only they have, however long their text."""

_BY_TEXT = (
    Interstitial("Cloudflare's bot check", _title_matches(r"just a moment|attention required! \| cloudflare")),
    Interstitial("Imperva's bot check", _source_matches(r"_Incapsula_Resource")),
    Interstitial("DataDome's bot check", _source_matches(r"captcha-delivery\.com/")),
    Interstitial("DDoS-Guard's bot check", _title_matches(r"ddos-guard")),
    Interstitial("Sucuri's firewall", _title_matches(r"sucuri website firewall.*")),
    Interstitial("Vercel's bot check", _title_matches(r"vercel security checkpoint")),
    Interstitial("a bot check", _title_matches(_NO_BOT_TITLES)),
    Interstitial("a bot check", _text_matches(_NO_BOT)),
    Interstitial("an access-denied page", _title_matches(_REFUSED_TITLES)),
    Interstitial(
        "a rate limit", _title_matches(r"(?:(?:error )?429 )?too many requests|rate limit(?: exceeded)?|slow down")
    ),
    Interstitial("a consent page", _title_matches(_CONSENT_TITLES)),
    Interstitial("an age check", _title_matches(_AGE_TITLES)),
    Interstitial("a country or language selector", _title_matches(_CHOICE_TITLES)),
    Interstitial("a sign-in page", _asks_to_sign_in),
)
"""Interstitials recognised by their text or scripts, on pages with little other text."""

WALLS = (*_BY_MARKER, *_BY_TEXT)


def interstitial(page: Page, address: Url) -> str | None:
    """Return what kind of interstitial a page is, else None; `address` is the end of the redirect chain."""
    walls = WALLS if page.prose <= MOST_PROSE else _BY_MARKER
    return next((each.what for each in walls if each.matches(page, address)), None)
