"""Japanese: verbs come last, `コードは URL で公開している`. Words are not spaced."""

from linkscan.models import Stance
from linkscan.text.claims.patterns import AgentRule, ArgumentSlot, Requirement
from linkscan.text.languages.language import define
from linkscan.text.languages.shapes import row_without_articles as row

_LEXICON = {
    "code": """
        コード ソースコード プログラム ソフトウェア ソフトウエア 実装 実装コード スクリプト ライブラリ ライブラリー
        パッケージ ツールキット ソース リポジトリのコード 学習コード 評価コード 実験コード
    """,
    "tool": "ツール システム フレームワーク アプリ アプリケーション プラットフォーム プラグイン 解析器",
    "model": "モデル 学習済みモデル 事前学習済みモデル 重み モデルの重み パラメータ チェックポイント",
    "data": """
        データ データセット コーパス データベース 辞書 ベンチマーク アノテーション カタログ 評価データ 学習データ
        ツリーバンク 言語資源 メタデータ 評価セット テストデータ 注釈データ 観測データ 対訳コーパス オントロジー
        知識ベース
    """,
    "demo": """
        デモ ウェブサービス webサービス オンラインデモ デモシステム ウェブアプリ webアプリ ウェブアプリケーション
        webアプリケーション ウェブサーバ ウェブサーバー webサーバー ポータル ポータルサイト デモページ
    """,
    "extra": "動画 ビデオ 補足資料 付録 資料 結果",
    "place website": "サイト ウェブサイト webサイト ページ プロジェクトページ ホームページ webページ ウェブページ",
    "place repository": "リポジトリ レポジトリ",
    "place github": "github gitlab",
    "place zenodo": "zenodo huggingface figshare kaggle osf dryad dataverse pangaea mendeley_data",
    "place link": "リンク url アドレス 以下 下記 こちら ウェブ web上 ウェブ上 オンライン",
    "we": "我々 著者ら 私たち 筆者ら われわれ 我々は",
    "paper": "本論文 本研究 本稿 論文 本報告",
    "it": "これら これ それら それ",
    "released": """
        公開 一般公開 公表 リリース 配布 無償公開 オープンソース化 無料公開 共有 再配布 オープンソースとして公開
    """,
    "provided": "提供 登録 掲載",
    "available": """
        利用可能 入手可能 ダウンロード可能 アクセス可能 公開済み 公開中 自由に利用可能 閲覧可能
    """,
    "open open": "オープンソース オープンソースの",
    "found": """
        利用でき 入手でき ダウンロードでき 閲覧でき アクセスでき 参照でき 利用 入手 ダウンロード 取得 参照 取得でき
        試すことができ 使用でき 確認でき
    """,
    "present present": "提案 構築 開発 作成 紹介 設計 収集 整備",
    "be": """
        している しています した しました する します された されている されています しており されており である です
        だ し され されました となっている となって いる います あり ある て
    """,
    "will": """
        予定 される されます 予定である 予定です する予定 される予定 する予定である する予定です される予定である 計画
        つもり
    """,
    "can": "可能 可能である できる ることができる ことができる ます る",
    "not": """
        していない しておらず されていない されておらず しない できない ない ません 非公開 ていない しません
        していません されていません できません ておらず
    """,
    "adverb": """
        オープンソースソフトウェアとして オープンソースとして は が を も また なお 現在 すべて 全て 既に すでに
        自由に 無償で 無料で 広く 一般に なども ともに とともに
    """,
    "adverb later": """
        今後 将来 採択後 論文採択後 出版後 公開後 近日 近日中に 論文公開後 依頼に応じて 要望に応じて 希望者に
        申請により 請求により 問い合わせ 採録後 発表後 将来的に
    """,
    "all": "全",
    "the the": "この その 本 当該 新たな",
    "our our": "本研究の 我々の 本論文の 提案した",
    "others existing": """
        近年 多数 数多くの 既存 既存の 多くの 他の 複数の 様々な さまざまな 多数の 従来の 一般的な 市販の 先行研究の
        各種
    """,
    "at": "で に より から へ にて において 上で 上に を通じて",
    "word": "の 公開データ",
    "and and": "と および 及び ならびに 並びに や または とその",
    "when when": "もし ため ので しかし が、",
    "verb": "用い 用いて 使用し 使って 評価し 示す 比較し 含む 用いた 使用した 基づく 基づき",
}
_MIDDLE = "[adverb at address place the our name word opening closing paper we colon for]*"
_PREDICATIVE = "(?![adverb code data model tool demo name word])"
"""What is out, not what an adjective calls so."""

JAPANESE = define(
    "Japanese",
    "ja",
    signs="",
    lexicon=_LEXICON,
    telling="""
        公開 公表 リリース 配布 提供 利用可能 入手 ダウンロード アクセス オープンソース 利用でき 閲覧 共有 登録 参照
        応じて
    """,
    presenting="提案|構築|開発|作成|紹介",
    is_spaced=False,
    has_clauses_before_nouns=True,
    availability="利用可能性|可用性|入手方法|入手先|公開場所|アベイラビリティ",
    registration="登録番号|臨床試験登録",
    patterns=(
        row(
            "オープンソースツールである",
            ArgumentSlot.HEAD,
            AgentRule.NOWHERE,
            "open (?=[adverb word name]{0,3} [code tool model data demo]"
            "(?:[adverb word name]{0,3} present|be)(?![code tool model data demo name word]))",
            "TextNetはオープンソースのツールである。",
            requires=Requirement.NOTHING,
        ),
        row(
            "公開している",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            f"{_MIDDLE} [released available provided open] at? be* [will not can]* be* {_PREDICATIVE}",
            "コードは https://example.org で公開している。",
        ),
        row(
            "公開可能である",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            f"{_MIDDLE} found be* can+ be* (?![code data model tool demo name word])",
            "コードは https://example.org からダウンロードできる。",
            is_possible=True,
            stance=Stance.RELEASED,
        ),
    ),
)
