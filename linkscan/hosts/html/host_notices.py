"""Detect notices that a server shows in place of a page, with a successful status: gone, or temporarily unavailable.

Suspended accounts, expired sites and shares, and the default page of a new server mean that the page is gone. A
maintenance notice, a database that does not respond and a crash leave it unknown. As with soft 404s, the notice must be
all that the page says: in its title or a main heading, or in a sentence of a page with few others. The wordings are
those of the software itself (cPanel, Plesk, nginx, Apache, IIS, WordPress and its translations) and of drives and
transfer services quoted in public reports (esbatmop/MNBVC#26, bojone/BERT-whitening#8).
"""

import re
from functools import cache
from typing import NamedTuple
from urllib.parse import unquote

from linkscan.hosts.html.dead_pages import bare, clauses, links_code, shows_work, title_parts, words
from linkscan.hosts.html.page import Page
from linkscan.models import Health
from linkscan.patterns import lazy_pattern
from linkscan.urls import Url

MOST_PROSE = 120  # words of a page whose title or heading may be a notice
_TINY = 45  # words of a page on which any sentence may be a notice
_SUSPENDED_PATHS = ("/cgi-sys/suspendedpage.cgi", "/cgi-sys/defaultwebpage.cgi")

_SITE = r"(?:account|web ?site|site|page|domain|hosting(?: account)?|web hosting)"
_SUSPENDED = (
    rf"(?:this |your |the )?{_SITE} (?:has been |is |was )?(?:temporarily )?(?:suspended|deactivated|disabled)",
    r"suspended (?:account|site|website|page|domain)",
    r"(?:de |deze |dit )?(?:account|website|site) is (?:tijdelijk )?(?:opgeschort|geblokkeerd)",
    r"(?:to )?(?:konto|strona) (?:zostało |została |jest )?(?:tymczasowo )?za(?:wieszon|blokowan)[ea]",
    r"hesap askıya alındı|(?:хостинг|работа|обслуживание) сайта (?:временно )?приостановлен[ао]?",
    (
        r"(?:此|该|本|您的)?(?:网站|站点|账户|账号|帐户|帐号|主机|空间)(?:已经?被?|被)(?:暂停|停用|关闭|冻结|封停)"
        r"(?:访问|服务|使用)?"
    ),
    r"(?:網站|帳戶|帳號)已(?:被)?(?:停用|暫停|停權)",
    r"(?:この)?(?:アカウント|ウェブサイト|サイト)は(?:一時)?(?:停止|凍結)されて(?:います|いる)|アカウント停止",
    r"(?:이 )?(?:계정|사이트|홈페이지)(?:이|가|은|는)? (?:일시 )?(?:정지|중지|차단)되었습니다",
    (
        r"(?:dieses? |ihr |das |die )?(?:konto|webhosting|website|webseite|internetseite|domain) (?:wurde|ist) "
        r"(?:vorübergehend )?(?:gesperrt|deaktiviert)"
    ),
    (
        r"(?:ce |votre |le )?(?:compte|site|site web|hébergement) (?:a été |est )?(?:temporairement )?(?:suspendu"
        r"|désactivé)"
    ),
    (
        r"(?:esta |este |la |el |su )?(?:cuenta|sitio|sitio web|página|dominio|web) (?:ha sido |está |fue )"
        r"?(?:temporalmente )?(?:suspendid[ao]|desactivad[ao])"
    ),
    (
        r"(?:esta |este |a |o |sua )?(?:conta|site|página|domínio) (?:foi |está )?(?:temporariamente )"
        r"?(?:suspens[ao]|desativad[ao]|suspendid[ao])"
    ),
    (
        r"(?:questo |il |l )?(?:account|sito|sito web|dominio) (?:è stato |è )?(?:temporaneamente )?(?:sospeso"
        r"|disattivato|disabilitato)"
    ),
    (
        r"(?:этот |ваш )?(?:аккаунт|сайт|хостинг|домен) (?:временно )?(?:был )?(?:заблокирован|приостановлен"
        r"|отключен|отключён)"
    ),
)
_EXPIRED = (
    r"(?:this |your |the )?(?:domain(?: name)?|share|transfer) (?:has |is |was )?(?:expired|deleted|cancell?ed)",
    (
        r"(?:this |the )?(?:share|shared link|link|transfer) (?:does not exist(?: or is no longer available)?"
        r"|is no longer (?:valid|active|available)|was (?:deleted|removed)(?: by its owner)?)"
    ),
    r"(?:site|website|blog|page|project) (?:is )?no longer (?:available|online|exists)",
    r"(?:此|该|本)?(?:网站|站点|域名|本站)(?:已|已经)(?:过期|到期|关闭|停止(?:服务|运营)?|下线)",
    r"(?:啊哦 ?)?链接错误没找到文件.{0,20}|(?:抱歉 ?)?[您你]访问的页面地址有误.{0,20}",
    r"(?:このサイトの)?公開(?:は|を)?終了(?:し|いたし)ました",
    r"(?:이 )?도메인(?:이|은|의)? ?(?:기간이? ?)?만료되었습니다",
    r"(?:diese |die )?domain (?:ist )?(?:abgelaufen|nicht mehr (?:aktiv|registriert))",
    r"(?:ce |le )?(?:nom de )?domaine (?:a |est )?expiré",
    r"(?:este |el |o )?dom[ií]nio (?:ha )?(?:expirado|expirou|caducado)|(?:il |questo )?dominio (?:è )?scaduto",
    (
        r"(?:этот )?(?:сайт|проект|блог) (?:больше (?:не доступ\w{1,4}|не работает)|закрыт)"
        r"|срок (?:действия |регистрации )?домена (?:ист[её]к|закончился)"
    ),
    (
        r"(?:the )?owner may have deleted the files.{0,80}|(?:возможно )?владелец удалил файлы.{0,120}"
        r"|(?:the )?deployment (?:could not be|was not|not) found.{0,60}"
    ),
    (
        r"(?:this |your |the )?(?:web ?site|site|page|transfer|share|shared link|link|file|upload|download"
        r"|invitation)(?: you (?:are|re) looking for)? (?:has |is )?expired"
    ),
    (
        r"(?:this |the )?(?:website|site|blog|wiki|space|project page) (?:is no longer (?:available|online|active)"
        r"|no longer exists|has been (?:deleted|closed|shut down|removed|discontinued))"
    ),
    (
        r"(?:this|the) (?:item|file|folder|link|share|shared file or folder link)(?: or folder| you (?:are|re) "
        r"(?:trying to|looking for)(?: \w+)?)? (?:might not exist(?: or is no longer available)?|is no longer "
        r"(?:available|shared)|has been removed(?: or is unavailable to you)?|was (?:deleted|removed)|has been "
        r"deleted(?: by its owner)?)"
    ),
    r"invalid or deleted file|file (?:has been |was )?(?:removed|deleted)|no such app|there s nothing here yet",
    (
        r"啊哦 ?你所访问的页面不存在了?|(?:百度网盘 )?链接不存在|(?:你来晚了 ?|来晚了 ?|啊哦 ?)?(?:该|你来晚了)"
        r"?(?:分享的?)?(?:文件|链接|内容)?(?:已经?被?|被)(?:取消|删除|过期|失效|分享者删除|取消分享)了?"
    ),
    r"(?:该|此|您访问的)?(?:分享|链接|分享链接|文件|页面)(?:已|已经)?(?:过期|失效|取消|不存在)了?",
    r"此链接分享内容可能因为涉及侵权.{0,40}",
    (
        r"(?:この|お探しの)?(?:サイト|ページ|ファイル|リンク|ブログ)(?:は|の)(?:公開を?終了|閉鎖|削除"
        r"|有効期限が切れ|期限切れ)(?:され|し|と)?(?:ました|ています|です)?"
    ),
    r"(?:이 )?(?:사이트|페이지|파일|링크|블로그)(?:은|는|이|가)? (?:삭제|만료|폐쇄|종료)되었습니다",
    (
        r"(?:diese |die |der |dieser )?(?:website|webseite|seite|datei|link|freigabe) (?:ist |wurde )"
        r"?(?:abgelaufen|gelöscht|nicht mehr (?:verfügbar|online|erreichbar))"
    ),
    (
        r"(?:ce |le |cette |la )?(?:site|lien|fichier|page|transfert) (?:a |est |n est )?(?:expiré|plus "
        r"disponible|été supprimée?)"
    ),
    (
        r"(?:este |esta |el |la )?(?:sitio|sitio web|enlace|archivo|página) (?:ha |ya no está |fue )?(?:caducado"
        r"|expirado|disponible|eliminad[ao])"
    ),
    (
        r"(?:este |esta |o |a )?(?:site|link|arquivo|ficheiro|página) (?:expirou|não está mais disponível|foi "
        r"(?:excluíd|removid)[ao])"
    ),
    (
        r"(?:questo |il |la )?(?:sito|link|file|pagina) (?:è scadut[ao]|non è più disponibile|è stat[ao] "
        r"(?:eliminat|rimoss)[ao])"
    ),
    (
        r"(?:этот |данная? )?(?:сайт|ссылка|файл|страница) (?:больше не (?:доступн[аы]?|существует)|удал[её]на?"
        r"|истекла?|срок действия.{0,20}ист[её]к)|срок действия ссылки ист[её]к"
    ),
)
_DEFAULT_PAGES = (
    r"welcome to (?:nginx|openresty|tengine|caddy|centos|apache tomcat|iis)(?: on .{0,40})?",
    r"(?:caddy|nginx|apache|tomcat|it) (?:is )?works(?: .{0,30})?|(?:caddy|nginx|apache) is (?:up and )?running",
    r"apache2? (?:\w+ )?default page(?: it works)?|it works|apache tomcat(?: \d[\d ]*)?",
    (
        r"(?:\w+ )?(?:apache |nginx )?http server test page(?: powered by .{0,40})?|test page for (?:the )"
        r"?(?:apache|nginx).{0,60}"
    ),
    r"iis windows(?: server)?|iis\d*|internet information services",
    (
        r"(?:web server s |plesk |domain )?default (?:plesk )?(?:page|web ?site page|web page|site page)|default "
        r"web site page"
    ),
    (
        r"(?:site|website|domain) (?:is )?not (?:configured|set up|published)(?: yet)?|no web ?site is configured "
        r"at this address"
    ),
    r"(?:congratulations|success) (?:your )?(?:new )?web ?server is (?:working|ready to use|running)",
    (
        r"future home of something quite cool|this (?:domain|website|site) is (?:hosted by|reserved|not yet "
        r"published).{0,60}"
    ),
    r"(?:这是|該)?(?:nginx|apache)?(?:默认|預設)(?:页面|頁面|站点)|没有找到站点|恭喜 ?站点创建成功",
    (
        r"(?:это )?страница по умолчанию|сайт не (?:опубликован|настроен)|standardseite|page par défaut|página "
        r"predeterminada|página padrão|pagina predefinita|サーバー?の?初期(?:画面|ページ)|기본 페이지"
    ),
)
_MAINTENANCE = (
    (
        r"(?:(?:we|we re|we are|the|this|our|web ?site|site|system|server|service|page) )*(?:is |are )"
        r"?(?:currently |temporarily )?(?:down for|under|undergoing|in|offline for|closed for) (?:a )"
        r"?(?:scheduled |planned |routine |system |site |urgent )?maintenance(?: mode)?(?: \w+){0,4}"
    ),
    r"(?:scheduled |planned |site |website |system )?maintenance(?: mode| in progress| notice| break)?",
    r"(?:sorry )?we ?(?:ll|will) be (?:right )?back (?:soon|shortly|online soon)|(?:be right back|back soon)",
    (
        r"(?:scheduled|planned) (?:downtime|outage).{0,40}|(?:the )?(?:server|site|website) is under heavy load"
        r"|(?:the |this )?(?:site|website|service) (?:is )?(?:temporarily )?suspended (?:for|during) (?:\w+ ){0,2}"
        r"(?:upgrade|maintenance|repairs?)"
    ),
    (
        r"(?:briefly |temporarily )(?:unavailable|offline|down|closed)(?: for (?:scheduled )?maintenance)?(?: "
        r"check back.{0,30})?"
    ),
    (
        r"(?:the |this )?(?:site|website|service|server|application|system) is (?:temporarily |currently )?"
        r"(?:unavailable|offline|down|too busy)"
    ),
    r"(?:sorry )?we (?:are|re) (?:currently )?experiencing technical (?:difficulties|problems)|technical difficulties",
    r"(?:网站|系统|服务器?|站点)?(?:正在)?升级(?:维护)?中(?:请稍后.{0,10})?",
    r"(?:diese |die |unsere )?(?:seite|website|webseite) wird (?:gerade |derzeit |momentan )?gewartet",
    r"est(?:amos|á) (?:en|bajo) mantenimiento|est(?:amos|á) em manutenção|manutenzione (?:in corso|programmata)",
    (
        r"(?:网站|系统|服务器?|站点)?(?:正在)?(?:升级)?维护(?:升级)?中? ?(?:请稍后.{0,10})?|系统维护(?:中|公告|通知)"
        r"?|(?:網站|系統)維護中?(?: ?請稍後.{0,10})?"
    ),
    (
        r"(?:ただ今|ただいま|現在)?(?:サイト|システム|サーバー?)?(?:は|の)?(?:定期)?メンテナンス(?:中|のお知らせ)"
        r"?(?:です|を?(?:実施し|行な?っ)ています)?"
    ),
    r"(?:현재 )?(?:시스템|사이트|서버|서비스|홈페이지)? ?(?:정기 )?점검 ?(?:중|안내)(?:입니다)?",
    (
        r"(?:(?:die|diese|unsere) (?:seite|website|webseite) (?:befindet sich |ist )?)?(?:(?:derzeit|momentan) )"
        r"?(?:im wartungsmodus|wartungsarbeiten.{0,60}|wegen wartung.{0,40}|in wartung|wartungsmodus)"
    ),
    (
        r"(?:(?:le |ce |notre )?site (?:web )?(?:est )?)?(?:actuellement )?(?:en (?:cours de )?maintenance"
        r"|maintenance en cours)(?: revenez.{0,30})?"
    ),
    r"(?:(?:el |este |nuestro )?sitio (?:web )?(?:está )?)?(?:actualmente )?(?:en |bajo )mantenimiento",
    r"(?:(?:o |este |nosso )?site (?:está )?)?(?:atualmente )?em manutenção",
    (
        r"(?:(?:il |questo |il nostro )?sito (?:web )?(?:è )?)?(?:attualmente )?(?:in |sotto )manutenzione"
        r"(?: torn.{0,20})?"
    ),
    (
        r"(?:strona|serwis) (?:jest )?w trakcie (?:konserwacji|przebudowy)|przerwa techniczna"
        r"|prace (?:techniczne|konserwacyjne)"
    ),
    r"(?:de |deze |onze )?(?:site|website) is (?:tijdelijk )?(?:niet beschikbaar|in onderhoud)(?: wegens onderhoud)?",
    r"bakım çalışması.{0,40}|(?:web )?sitemiz bakımda.{0,30}",
    (
        r"(?:на сайте )?(?:ведутся |проводятся )?(?:технические|профилактические) работы|сайт на (?:техническом )"
        r"?обслуживании|сайт временно (?:недоступен|не работает)"
    ),
)
_FAILURES = (
    (
        r"error establishing (?:a )?(?:database|redis|object cache) connection|(?:fatal )?database (?:connection )"
        r"?(?:error|failed)"
    ),
    r"(?:could not|cannot|can t|unable to|failed to) connect to (?:the )?(?:database|mysql|db)(?: server)?.{0,60}",
    (
        r"(?:internal )?server error(?: \d{3})?|"
        r"(?:\d{3} )?(?:bad gateway|service (?:temporarily )?unavailable|gateway time ?out|backend fetch failed)"
    ),
    (
        r"application error(?: a (?:client|server) side exception has occurred.{0,80})?|too many connections"
        r"|resource limit is reached"
    ),
    r"there has been a critical error on (?:this|your) website.{0,60}",
    (
        r"建立(?:数据库连接时出错|資料庫連線時發生錯誤)|数据库(?:连接)?(?:错误|失败)|服务器(?:内部)?错误"
        r"|データベース接続確立エラー"
    ),
    (
        r"데이터베이스 연결 중 오류.{0,10}|fehler beim aufbau einer datenbankverbindung|erreur (?:lors de la |de )"
        r"connexion à la base de données|error al establecer una conexión con la base de datos"
    ),
    r"erro ao estabelecer uma conexão com o banco de dados|errore nello stabilire una connessione al database",
    r"ошибка (?:установки соединения|соединения|при соединении|подключения) (?:с базой|к базе) данных",
    r"(?:50[89] )?(?:resource limit is reached|bandwidth limit exceeded)|(?:the )?(?:web ?site is )?over quota",
    r"server (?:is )?too busy|whoops(?: looks like)? something went wrong",
)
_CRASHES = lazy_pattern(
    r"(?:PHP )?(?:Fatal|Parse) error:? .{1,400} in \S{1,200} on line \d+|SQLSTATE\[\w+\]|mysqli?_connect\(\)"
    r"|Uncaught (?:\w+\\?)*(?:Error|Exception):|Traceback \(most recent call last\)"
)


class Notice(NamedTuple):
    """A notice in place of a page: the health it implies, and its text."""

    health: Health
    saying: str


@cache  # compiled on first use
def _patterns() -> tuple[tuple[Health, re.Pattern[str]], ...]:
    gone, unknown = (*_SUSPENDED, *_EXPIRED, *_DEFAULT_PAGES), (*_MAINTENANCE, *_FAILURES)
    return (Health.UNREACHABLE, lazy_pattern("|".join(unknown))), (Health.GONE, lazy_pattern("|".join(gone)))


@cache
def _sentences() -> tuple[tuple[Health, re.Pattern[str]], ...]:
    """Return the wordings that are also unambiguous at the start of a sentence, unlike titles of two words."""
    gone = (*_SUSPENDED, *_EXPIRED, r"this page is used to test the proper operation of the .{0,40}server")
    return tuple(
        (health, lazy_pattern(rf"(?:{'|'.join(patterns)})(?!\w)"))
        for health, patterns in ((Health.UNREACHABLE, (_MAINTENANCE[0], *_FAILURES[:2])), (Health.GONE, gone))
    )


_MAINTENANCE_PATH = lazy_pattern(
    r"/(?:[\w-]{1,40}/)?(?:site[-_]?|under[-_]?|scheduled[-_]?)?(?:maintenance|maint|wartung|mantenimiento|manutencao)"
    r"(?:[-_](?:mode|page))?(?:\.\w{1,5})?/?",
    re.IGNORECASE,
)


def sent_to_maintenance(requested: Url, end: Url) -> bool:
    """Return whether a redirect ended at a maintenance page, judging by its path."""
    at_notice = _MAINTENANCE_PATH.fullmatch(end.path) is not None
    return at_notice and _MAINTENANCE_PATH.fullmatch(requested.path) is None


_WORD = lazy_pattern(r"[A-Z]?[^\W\d_A-Z]+|[0-9]+|[A-Z]+")
_NOTICE_NAMES = (
    # temporarily out of service
    "maintenance maint wartung mantenimiento manutencao manutenzione entretien weihu onderhoud underhall"
    " down offline outage panne sorry unavailable indisponible overload overloaded busy suspended construction upgrade"
    " temporarily temporary shutdown closed emergency wartungsarbeiten manutenção vedlikehold huolto konserwacja udrzba"
    " údržba karbantartas karbantartás bakim bakım обслуживание техобслуживание недоступен 维护 維護 メンテナンス 점검"
    " hors disponible disponivel disponível disponibile verfuegbar verfügbar beschikbaar"
    # rate limits and queues
    " throttled throttle too rate ratelimit limited exceeded quota queue waiting waitingroom 429"
    # errors of the server, and refusals
    " 500 502 503 504 401 403 451 blocked block geoblock denied forbidden restricted rejected prohibited banned"
    " unauthorized unauthorised"
    # the reader's location and browser
    " geo region country countries visitors gdpr unsupported browser browsers javascript nojs noscript"
    # cookies, sign-ins, terms
    " cookie cookies cookieabsent enablecookies nocookie nocookies consent login signin logon log sign sso cas saml"
    " shibboleth oauth authorize auth authenticate authentication session expired idp wayf age agegate agecheck adult"
    " adults terms tos disclaimer agreement einloggen anmelden connexion"
    # bot checks
    " captcha recaptcha hcaptcha challenge incapsula cdn waf wafblock security verify verification human robot robots"
    " bot bots"
)
"""Words in the URLs that sites redirect to when they show nothing at present, whether the page exists or not."""
_NOTICE_WORDS = frozenset(_NOTICE_NAMES.split())


def sent_to_a_notice(requested: Url, end: Url) -> bool:
    """Return whether a redirect chain ended at a notice, a sign-in page or a bot wall, judging by words in its URL.

    If that URL answers 404, it is the notice that is missing; this says nothing about the page that was requested.
    """
    before, after = _url_words(requested), _url_words(end)
    return not _NOTICE_WORDS.isdisjoint(after - before)


def _url_words(address: Url) -> frozenset[str]:
    """Return the words in a URL's subdomains, path and query, in lower case."""
    parts = (*address.host.split(".")[:-2], *map(unquote, (address.path, address.query)))
    return frozenset(word.lower() for part in parts for word in _WORD.findall(part))


def host_notice(page: Page, address: Url) -> Notice | None:
    """Return the notice that a server shows in place of the page at `address`; None if it is an ordinary page."""
    if address.path.startswith(_SUSPENDED_PATHS):
        return Notice(Health.GONE, page.title or address.path)
    if page.prose > MOST_PROSE or shows_work(page) or links_code(page):
        return None
    return _notice_in_title(page) or _notice_in_text(page)


def _notice_in_title(page: Page) -> Notice | None:
    """Return the notice that is the whole title or main heading, apart from the site's own name."""
    names = [name for text in (page.title, *page.headings[:3]) for name in title_parts(text)]
    for name in names:
        normalised = (words(name), bare(name))
        for health, pattern in _patterns():
            if any(map(pattern.fullmatch, normalised)):
                return Notice(health, name)
    return None


def _notice_in_text(page: Page) -> Notice | None:
    """Return the notice that starts a sentence of a page with few words, or an error message of a crash."""
    for text in page.paragraphs[:20]:
        if _CRASHES.search(text):
            return Notice(Health.UNREACHABLE, text[:120])
        for health, pattern in _sentences():
            found = next(filter(None, map(pattern.match, clauses(text))), None) if page.prose <= _TINY else None
            if found is not None:
                return Notice(health, found[0])
    return None
