"""What pages say, with status 200, when nothing is there: the sentences that both benchmarks of verdicts show."""

MISSING = (
    "Page not found",
    "页面不存在",
    "ページが見つかりません",
    "페이지를 찾을 수 없습니다",
    "Seite nicht gefunden",
    "Page introuvable",
    "Página no encontrada",
    "Página não encontrada",
    "Pagina non trovata",
    "Страница не найдена",
)
ENDED = (
    "Website Expired",
    "Transfer expired",
    "Dieses Konto wurde gesperrt",
    "Сайт заблокирован",
)
