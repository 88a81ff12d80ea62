"""A server's notice is distinguished from a page, in the languages of papers."""

import pytest

from linkscan.hosts.html.host_notices import host_notice
from linkscan.hosts.html.parser import read_page
from linkscan.models import Health
from linkscan.urls import parse_url


def says(html: str, url: str = "https://lab.org/tool") -> Health | None:
    address = parse_url(url)
    assert address is not None
    notice = host_notice(read_page(html, url), address)
    return notice.health if notice else None


GONE = [
    "Account Suspended",
    "This Account has been suspended.",
    "Website suspended",
    "此网站已被暂停访问",
    "您的账户已被停用",
    "このアカウントは停止されています",
    "이 계정은 일시 정지되었습니다",
    "Dieses Konto wurde gesperrt",
    "Ce compte a été suspendu",
    "Esta cuenta ha sido suspendida",
    "Esta conta foi suspensa",
    "Questo account è stato sospeso",
    "Сайт заблокирован",
    "Website Expired",
    "Transfer expired",
    "This link has expired",
    "This item might not exist or is no longer available",
    "This site is no longer available",
    "This shared file or folder link has been removed or is unavailable to you.",
    "Invalid or Deleted File.",
    "百度网盘-链接不存在",
    "啊哦，你所访问的页面不存在了。",
    "分享的文件已经被取消了",
    "该分享已过期",
    "链接已失效",
    "このサイトは閉鎖されました",
    "이 링크는 만료되었습니다",
    "Diese Seite ist nicht mehr verfügbar",
    "Ce lien a expiré",
    "Este enlace ha caducado",
    "Este link expirou",
    "Questo sito non è più disponibile",
    "Срок действия ссылки истёк",
    "Welcome to nginx!",
    "Welcome to OpenResty!",
    "Apache2 Ubuntu Default Page: It works",
    "Apache2 Debian Default Page",
    "It works!",
    "Apache HTTP Server Test Page powered by CentOS",
    "Test Page for the Nginx HTTP Server on Fedora",
    "IIS Windows Server",
    "Web Server's Default Page",
    "Default Web Site Page",
    "Future home of something quite cool.",
    "没有找到站点",
    "Domain expired",
    "Transfer deleted",
    "Site no longer available",
    "This link is no longer valid",
    "This share does not exist or is no longer available",
    "此网站已过期",
    "域名已到期",
    "本站已关闭",
    "抱歉，您访问的页面地址有误，或者该页面不存在",
    "公開を終了しました",
    "도메인이 만료되었습니다",
    "Diese Domain ist abgelaufen",
    "Ce domaine a expiré",
    "Este dominio ha expirado",
    "Este domínio expirou",
    "Dominio scaduto",
    "Сайт закрыт",
    "Срок регистрации домена истёк",
    "Хостинг сайта временно приостановлен",
    "Deze website is opgeschort",
    "Konto zostało zawieszone",
    "Caddy works!",
    "The deployment could not be found on Vercel.",
]
UNREACHABLE = [
    "We are down for scheduled maintenance",
    "Under Maintenance",
    "Site under maintenance",
    "Scheduled Maintenance",
    "We'll be back soon!",
    "网站维护中",
    "系统维护",
    "メンテナンス中",
    "ただいまメンテナンス中です",
    "시스템 점검 중입니다",
    "Wartungsarbeiten",
    "Site en maintenance",
    "Sitio en mantenimiento",
    "Site em manutenção",
    "Sito in manutenzione",
    "Ведутся технические работы",
    "Error establishing a database connection",
    "Database Error",
    "Internal Server Error",
    "502 Bad Gateway",
    "Application error: a client-side exception has occurred (see the browser console for more information).",
    "There has been a critical error on this website.",
    "建立数据库连接时出错",
    "データベース接続確立エラー",
    "Fehler beim Aufbau einer Datenbankverbindung",
    "Erreur lors de la connexion à la base de données",
    "Error al establecer una conexión con la base de datos",
    "Erro ao estabelecer uma conexão com o banco de dados",
    "Errore nello stabilire una connessione al database",
    "Ошибка установки соединения с базой данных",
    "Ошибка соединения с базой данных",
    "508 Resource Limit Is Reached",
    "Bandwidth Limit Exceeded",
    "This application is currently offline",
    "The service is unavailable.",
    "Server too busy",
    "Whoops, looks like something went wrong.",
    "We are experiencing technical difficulties",
    "系统升级中",
    "Diese Seite wird gerade gewartet",
    "Estamos en mantenimiento",
    "Estamos em manutenção",
    "Manutenzione in corso",
    "Wartungsarbeiten: Diese Seite ist vorübergehend nicht erreichbar",
    "Site en maintenance, revenez plus tard",
    "Sito in manutenzione, torneremo presto",
    "系统维护中，请稍后再试。",
    "系統維護中",
    "Strona w trakcie konserwacji",
    "De site is tijdelijk niet beschikbaar wegens onderhoud",
    "Bakım çalışması nedeniyle hizmet veremiyoruz",
    "Site temporarily suspended for upgrade",
    "The server is under heavy load",
    "Scheduled downtime tonight",
]
WHERE = [
    "<title>{}</title><p>Please contact us.",
    "<title>Lab</title><h1>{}</h1><p>Thank you.",
    "<title>{} | Some Lab</title>",
]


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize(
    ("words", "health"),
    [*((words, Health.GONE) for words in GONE), *((words, Health.UNREACHABLE) for words in UNREACHABLE)],
)
def test_a_notice_fills_a_title_or_a_heading(words: str, health: Health, where: str) -> None:
    assert says(where.format(words)) is health


@pytest.mark.parametrize(
    ("html", "health"),
    [
        ("<title>lab.org</title><p>This account has been suspended. Contact your hosting provider.", Health.GONE),
        ("<title>Lab</title><p>Sorry, this item might not exist or is no longer available.", Health.GONE),
        ("<p>Error establishing a database connection", Health.UNREACHABLE),
        ("<p>Sorry, the site is down for maintenance. Come back tomorrow.", Health.UNREACHABLE),
        (
            "<b>Fatal error</b>: Uncaught Error: Call to undefined function x() in /var/www/index.php:3 on line 3",
            Health.UNREACHABLE,
        ),
        ("<p>SQLSTATE[HY000] [2002] Connection refused", Health.UNREACHABLE),
        ("<pre>Traceback (most recent call last):\n File x", Health.UNREACHABLE),
    ],
)
def test_notice_may_be_the_only_sentence_of_a_page(html: str, health: Health) -> None:
    assert says(html) is health


def test_a_suspended_account_is_known_by_its_address() -> None:
    assert says("<title>Contact support</title>", "https://lab.org/cgi-sys/suspendedpage.cgi") is Health.GONE


LONG = "<p>" + "There is a lot to read here about how the thing was made and measured. " * 15
BUTTONS = "<a href=p.pdf>Paper</a> <a href=https://github.com/lab/tool>Code</a>"


@pytest.mark.parametrize(
    ("why", "html"),
    [
        ("a handbook of a server", f"<title>Welcome to nginx!</title><h1>Welcome to nginx!</h1>{LONG}"),
        ("a blog", f"<title>It works!</title><h1>It works!</h1>{LONG}"),
        ("a work of that name", f"<title>It Works</title><h1>It Works!</h1>{BUTTONS}"),
        ("a work with a link to its code", "<title>Maintenance Mode</title><a href=https://github.com/a/b>Code</a>"),
        ("predictive maintenance", "<title>Predictive Maintenance of Pumps</title><p>We predict failures."),
        ("a data set on maintenance", "<title>Maintenance Records</title><p>A data set of maintenance of aircraft."),
        ("database errors", "<title>Database Error Detection</title><p>We find errors in databases."),
        ("suspended sediment", "<h1>Suspended Sediment in Rivers</h1><p>A model of sediment."),
        ("a study of suspensions", f"<title>Accounts</title><p>“This account has been suspended”, it said.{LONG}"),
        ("a lab's page", "<title>Lab</title><h1>Welcome to our lab</h1><p>We study rivers."),
        ("transfer learning", "<title>Transfer learning</title><p>We transfer."),
        ("默认模式网络", "<title>默认模式网络</title><p>我们研究大脑。"),
        ("维护知识库", "<title>知识库维护方法</title><p>本文提出一种方法。"),
        ("Wartung", "<title>Wartung von Anlagen</title><p>Ein Datensatz."),
        ("an app that scripts fill", "<title>App</title><div id=root></div><script src=a.js></script>"),
        ("a hidden notice", f"<div hidden><h1>Under maintenance</h1></div><h1>Tool</h1>{BUTTONS}"),
        ("a study of domains", "<title>Expired Domains: What Becomes of Them</title><p>We buy names."),
        ("a service", "<title>Bandwidth Limits in Networks</title><p>We measure how much is sent."),
        ("a log", "<title>Changelog</title><p>v2: faster<p>v1: file removed, and a share deleted"),
        ("a question", "<title>Tool</title><h1>Tool</h1><p>Domain expired? See the help."),
        ("nothing at all", ""),
    ],
)
def test_a_page_that_says_more_is_a_page(why: str, html: str) -> None:
    assert says(html) is None, why
