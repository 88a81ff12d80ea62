"""Japanese, with final verbs and without spaces: `コードは URL で公開している`."""

from linkscan.models import Stance
from linkscan.text.claims.patterns import AgentRule, ArgumentSlot, Requirement
from linkscan.text.languages.language import define
from linkscan.text.languages.shapes import row_without_articles as row

_LEXICON = {
    "code": """
        コード コードベース ソースコード プログラム ソフトウェア ソフトウエア 実装 実装コード スクリプト ライブラリ
        ライブラリー パッケージ ツールキット ソース リポジトリのコード 学習コード 評価コード 実験コード 解析スクリプト
        解析コード 推論コード 訓練コード rパッケージ プログラムコード
    """,
    "tool": """
        ツール システム フレームワーク アプリ アプリケーション プラグイン 解析器 解析ツール ソルバー シミュレータ
        シミュレーター
    """,
    "model": """
        モデル 学習済みモデル 事前学習済みモデル 重み モデルの重み パラメータ チェックポイント モデルファイル
        言語モデル 学習済み重み モデルパラメータ
    """,
    "data": """
        データ データセット コーパス コレクション データベース 辞書 ベンチマーク アノテーション カタログ 評価データ
        学習データ ツリーバンク 言語資源 メタデータ 評価セット テストデータ 注釈データ 観測データ 対訳コーパス
        オントロジー 知識ベース データ群 画像データ 音声データ 音声コーパス 訓練データ 配列データ 生データ 測定データ
        アノテーションデータ 評価用データセット 地図データ スペクトル スペクトルデータ 時系列データ 点群データ
        3dスキャンデータ データアーカイブ シソーラス テストセット 画像データベース 音声データベース
    """,
    "demo": """
        検索エンジン デモ ウェブサービス webサービス オンラインデモ デモシステム ウェブアプリ webアプリ
        ウェブアプリケーション webアプリケーション ウェブサーバ ウェブサーバー webサーバー ポータル ポータルサイト
        デモページ webサーバ ウェブツール webツール オンラインツール web版 デモサイト デモ版 オンラインサービス
        webシステム ウェブシステム webインタフェース webインターフェース オンラインサーバ オンラインサーバー
    """,
    "extra": "動画 ビデオ 補足資料 付録 資料 結果",
    "place website": "サイト ウェブサイト webサイト ページ プロジェクトページ ホームページ webページ ウェブページ",
    "place repository": "公開リポジトリ 公共リポジトリ 公開レポジトリ リポジトリ レポジトリ",
    "place github": "github gitlab",
    "place zenodo": "zenodo huggingface figshare kaggle osf dryad dataverse pangaea mendeley_data",
    "place link": """
        リンク url アドレス 以下 下記 こちら ウェブ web上 ウェブ上 オンライン サーバ上 のurl のリンク のアドレス
    """,
    "we": "我々 著者ら 私たち 筆者ら われわれ 我々は 責任著者 筆者 著者",
    "paper": "本論文 本研究 本稿 論文 本報告",
    "it": "これら これ それら それ",
    "released": """
        公開 一般公開 公表 リリース 配布 無償公開 オープンソース化 無料公開 共有 再配布 オープンソースとして公開
        置かれ 置い アップロード アップロード済み オープンソース公開 掲示 オープン化 無償配布 無料配布 オンライン公開
        オープンデータ化 一般に公開
        寄託
    """,
    "released purpose": """
        利用できるように 使用できるように アクセスできるように ダウンロードできるように 入手できるように
    """,
    "provided": "提供 登録 掲載 格納 頒布",
    "available": """
        利用可能 入手可能 ダウンロード可能 アクセス可能 公開済み 公開中 自由に利用可能 閲覧可能 利用可 入手可 取得可能
        使用可能 アクセス可 ダウンロード可 参照可能 試用可能 検索可能 体験可能
    """,
    "available publicly-accessible": "公的にアクセス可能 公的に利用可能",
    "open open": "オープンソース オープンソースの",
    "found": """
        ご利用いただけ ご覧いただけ 利用いただけ 利用でき 入手でき ダウンロードでき 閲覧でき アクセスでき 参照でき 利用
        入手 ダウンロード 取得 参照 取得でき 試すことができ 使用でき 確認でき インストールでき インストール 試すことが
        使うことが 使え 試せ ダウンロードすることが 利用することが 入手することが 取得することが 閲覧 アクセスすることが
        アクセス 検索でき 検索 体験でき
    """,
    "present present": "組み立て 提案 構築 開発 作成 紹介 設計 収集 整備 公募 実装し 実装した 実装して",
    "be": """
        している しています した しました する します された されている されています しており されており である です
        だ し され されました となっている となって いる います あり ある て つつあり た おり いただき ください 下さい
        られる られ られている なっ いただける
    """,
    "will": """
        予定 される されます 予定である 予定です する予定 される予定 する予定である する予定です される予定である 計画
        つもり していく ていく していきます ていきます 準備中 準備中である 準備中です 準備を進め 準備 予定し 予定中
        見込み 見込みである 方針 方針である 計画している
    """,
    "can": "可能 可能である できる ることができる ことができる ます る でき できます 可",
    "not": """
        していない しておらず されていない されておらず しない できない ない ません 非公開 ていない しません
        していません されていません できません ておらず せず なく 未公開 困難 限ら することなく ことなく せずに ずに
    """,
    "case topic": "は については について についても に関して に関しては に関しても",
    "case object": "を",
    "case subject": "が",
    "case": "も",
    "adverb": """
        オープンソースソフトウェアとして オープンソースとして いずれも のみ の両方 の双方 のすべて の全て また なお
        現在 すべて 全て 既に すでに 自由に 無償で 無料で 広く 一般に なども ともに とともに 誰でも どなたでも
        だれでも 併せて あわせて 合わせて さらに オープンに 商用利用可能な形で 一部 そのまま オンラインで 全面的に
        試験的に 全
    """,
    "adverb later": """
        の利用を希望される方は の利用を希望する方は の利用を希望する場合は の入手を希望される方は の入手を希望する方は
        の入手を希望する場合は
        の提供を希望される方は の提供を希望する場合は を希望される方は を希望する方は を希望する場合は をご希望の方は
        をご希望の場合は が必要な方は が必要な場合は
        今後 将来 採択後 論文採択後 出版後 公開後 近日 近日中に 論文公開後 依頼に応じて 要望に応じて 希望者に
        申請により 請求により 問い合わせ 採録後 発表後 将来的に 連絡すれば 連絡いただければ 問い合わせれば 依頼すれば
        要請に応じて 要請により 合理的な要請に応じて 合理的な要請により 希望により 求めに応じて 要求に応じて 順次
        出版時 採録時 採択時 追って 後日 今後順次 論文掲載後 受理後 問い合わせにより 申請すれば 連絡により 近く
    """,
    "available later": """
        ご連絡ください 連絡されたい ご連絡いただきたい 問い合わせられたい お問い合わせください 問い合わせください
        連絡してください
    """,
    "the the": "新しい この その 本 当該 新たな",
    "our our": "本研究の 我々の 本論文の 提案した",
    "others existing": """
        近年 多数 数多くの 既存 既存の 多くの 他の 複数の 様々な さまざまな 多数の 従来の 一般的な 市販の 先行研究の
        各種 第三者の 他の研究者 他の研究者が 政府 官公庁
    """,
    "at purpose": "のために するために ために",
    "at": """
        で に より から へ にて において 上で 上に を通じて に基づいて に基づき のもと のもとで
        のもとに の下 の下で に従い に従って として とし を介して 経由で に対して に対し から得 内で 内に まで に限り
        を用いて における により
    """,
    "word": """
        組み立て方法 将来の 関連する 関連した 対応する さらなる 最も 公開データ 訓練された ラベル付けされた
        注釈付けされた トレーニングされた 事前訓練された 今後の 日本語 日本 日本人 基本 本質 本来 本文 標本 資本 根本
        本節 本章 データ同化 データ駆動 データ解析 データ拡張 公開許可 公開鍵 コード化 新た 著者推定 オープンデータ
        を行った 可視化 可能性 可読性 許可 認可 可変 可視 不可 可塑性 可搬性
    """,
    "and and": "と および 及び ならびに 並びに や または とその",
    "when when": "もし ため ので しかし が、",
    "verb": """
        用い 用いて 使用し 使って 評価し 示す 比較し 含む 用いた 使用した 基づく 基づき 取得した 収集した
        ダウンロードした 入手した 利用した 用いる 活用し 活用した 得た 得られた 評価する 分析した 分析し 分析する
        確認した 示した 行わ 閲覧した 採用した 作成された
    """,
    "datum": "画像 写真 質問票 塩基配列 配列",
    "place registry": "pypi cran npm conda bioconductor pip bioconda",
    "which": "の",
    "look": "にある にあります に存在する ご覧 ご覧ください を参照 を参照されたい を参照のこと を参照してください",
    "found tried": "試用でき 試用することができ 利用でき 使用でき 体験でき アクセスでき 試すことができ",
    "tool webtool": "プラットフォーム",
}
_THINGS = "code tool model data datum demo extra name it"
_AROUND = (
    "[adverb at address place the our name word which paper we colon for]|place and"
    "|opening [^opening closing stop]{1,12} closing"
)
_START = (
    f"(?:(?<=[{_THINGS} closing address])case comma? (?:{_AROUND}|(?<![{_THINGS}])case comma?){{0,30}}"
    f"|(?!(?<=[{_THINGS}])at)(?:{_AROUND}){{0,30}})"
)
"""What stands between the artefact and the predicate, but no other artefact: `コードは，論文の採択後にURLで`."""
_MADE = "(?:[adverb word at which case name verb]{0,30} present be* [comma and]? adverb*)?"
"""A verb of making before the verb of release: `構築し，公開した`."""
_PREDICATIVE = "(?![adverb case code data model tool demo name word which not we])"
"""Nothing that makes the predicate before it attributive."""

JAPANESE = define(
    "Japanese",
    "ja",
    signs="",
    lexicon=_LEXICON,
    telling="""
        公開 公表 リリース 配布 提供 利用可能 入手 ダウンロード アクセス オープンソース 利用でき 閲覧 共有 登録 参照
        応じて 希望 問い合わせ インストール 置かれ 置い アップロード 使え 試せ 試す 寄託 連絡 準備中 ください 予定
    """,
    presenting="提案|構築|開発|作成|紹介",
    is_spaced=False,
    has_clauses_before_nouns=True,
    apposing="(?:のセット|の集合)?(?:である|という)",
    has_postpositions=True,
    availability="利用可能性|可用性|入手方法|入手先|公開場所|アベイラビリティ",
    registration="登録番号|臨床試験登録",
    patterns=(
        row(
            "オープンソースツールである",
            ArgumentSlot.HEAD,
            AgentRule.NOWHERE,
            "open (?=[adverb word name which]{0,3} [code tool model data demo]"
            "(?:[adverb case word name which]{0,3} present|be)(?![code tool model data demo name word which]))",
            "TextNetはオープンソースのツールである。",
            requires=Requirement.NOTHING,
        ),
        row(
            "公開されているデータセットである",
            ArgumentSlot.HEAD,
            AgentRule.NOWHERE,
            "[released available] (?=be* [word which name]{0,4} [code data demo tool] at? be (?!which))",
            "本データは，公開されている歌唱データセットである。",
        ),
        row(
            "公開している",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            f"(?:adverb comma)? {_MADE} {_START} [released available provided open] (?:at|[adverb case] (?=be* will))?"
            f" be*+ [will not can]*+ be*+ {_PREDICATIVE}",
            "コードは https://example.org で公開している。",
            is_possible=True,
        ),
        row(
            "公開可能である",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            f"(?:adverb comma)? {_MADE} {_START} found be* can+ be* (?![code data model tool demo name word])",
            "コードは https://example.org からダウンロードできる。",
            is_possible=True,
            stance=Stance.RELEASED,
        ),
        row(
            "コードについては URL をご覧ください",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            "case? at? [adverb comma]* opening? address closing? [adverb case]* (?:look|found (?=stop|$))",
            "コードについては https://example.org をご覧ください。",
        ),
        row(
            "データベース（URL）を開発した",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            "opening address closing case adverb* present",
            "我々は植物データベースPlantX（https://example.org）を開発した。",
        ),
    ),
)
