"""Chinese, in simplified and traditional characters: `代码已公开于 URL`, `我们公开了代码`. Words are not spaced."""

from linkscan.text.claims.patterns import AgentRule, ArgumentSlot, Requirement
from linkscan.text.languages.language import define
from linkscan.text.languages.shapes import HELPERS, OPEN_BEFORE, PRESENTED
from linkscan.text.languages.shapes import row_without_articles as row

_LEXICON = {
    "code": """
        代码 代碼 源代码 源代碼 源码 源碼 代码库 代碼庫 程序代码 程式碼 原始碼 软件 軟體 軟件 软件包 工具包 工具箱
        脚本 腳本 库 程式库 函式库 实现代码 源程序 代码实现 程序包 软件工具 开源工具包 训练代码 評估代碼 评估代码
    """,
    "tool": "工具 系统 系統 框架 平台 插件 程序 程式",
    "model": "模型 模型权重 模型權重 权重 權重 预训练模型 預訓練模型 检查点 模型参数 模型參數 微调模型",
    "data": """
        数据 數據 资料 資料 数据集 數據集 資料集 资料集 语料库 語料庫 语料 語料 数据库 數據庫 資料庫 基准 基準
        基准测试 基準測試 标注 標註 标注数据 词典 知识库 知识图谱 测评集 评测集 星表 目录 图谱 基准数据集 训练数据
        測試資料 原始数据
    """,
    "demo": """
        演示 在线演示 線上演示 演示系统 在线平台 在线工具 网络服务器 網頁伺服器 在线系统 web服务器 网页应用 在线服务器
        网页服务器 网络工具
        网络平台
    """,
    "extra": "视频 視頻 影片 补充材料 補充材料 附录 附錄 结果 資源 资源",
    "place website": "网站 網站 项目网站 專案網站 主页 主頁 项目主页 项目页面 專案頁面 网页 網頁 页面 頁面",
    "place repository": "仓库 倉庫 存储库 儲存庫 代码仓库 代碼倉庫",
    "place github": "github gitlab gitee",
    "place zenodo": "zenodo huggingface kaggle modelscope figshare osf dryad dataverse pangaea mendeley_data",
    "place link": "链接 連結 鏈接 地址 网址 網址 此处 以下 如下",
    "we": "我们 我們 作者 笔者 通讯作者 通訊作者",
    "paper": "本文 本研究 本工作 本论文 本論文 论文 論文",
    "it": "它们 它們 它",
    "released": """
        发布 發布 發佈 公开 公開 开放 開放 分享 共享 公布 公佈 释出 釋出 公开发布 公開發布 开放获取 公开提供
        公開提供 上传 上傳 存档 归档 存放 提交至 放出 开源发布 托管
    """,
    "open open": "开源 開源 开放源代码 開放原始碼",
    "found": """
        获取 獲取 获得 獲得 取得 下载 下載 访问 訪問 存取 找到 查看 使用 试用 得到 查阅 浏览
    """,
    "found later": "索取",
    "available": "公开可用 公開可用 可用 可获取 可下载 免费提供 開放使用 公开访问",
    "provided": "提供",
    "look": "见 見 参见 參見 详见 詳見 请见 請見",
    "present present": "提出 构建 構建 介绍 介紹 开发 開發 设计 設計 建立 创建 創建 构造 收集 发展 實現 实现",
    "be": "是 已 已经 已經 均已 被 现已 現已 业已 都已 皆已",
    "will": "将 將 将会 將會 会 會 即将 即將 拟 將於 将于 后续将 後續將",
    "plan": "计划 計劃 打算 承诺 準備 准备",
    "can": "可 可以 可供 能够 能 均可 皆可 能夠 可于 可在 可從 可从 可通过 可於",
    "not": "未 不 没有 沒有 尚未 无法 無法 并未 並未 暂未 暫不 暂不 不会 不能 无 無",
    "adverb": """
        也 还 還 同时 同時 全部 完全 免费 免費 目前 一并 了 都 均 皆 全面 并且 此外 另外 公开地 正式 现在 着 自由 供
        给 社区
    """,
    "adverb later": """
        录用后 錄用後 接收后 接受后 接受後 发表后 發表後 论文发表后 论文发布后 发布后
        论文接收后 论文录用后 未来 未來 后续 後續 将来
        將來 近期 稍后 不久 应要求 根据请求 根据需要 联系作者 合理请求 出版后 日后 即日
    """,
    "all": "所有 全部的",
    "the the": "该 這 这 这些 這些 此 所有 完整 相应 相關 相关 上述",
    "the a": "一个 一個 一款 一种 一種 一套",
    "our our": "我们的 我們的 本文的 其 自己的",
    "others existing": """
        现有 現有 已有 多个 多個 许多 許多 其他 其它 一些 各种 不同 常用 主流 商业 商業 几个 前人 他人 第三方 部分
        大量 众多
    """,
    "at": "在 于 於 从 從 通过 通過 上 以 至 到 中 由 自 向",
    "for": "与论文 为 為 用于 用於 供研究",
    "and and": "和 与 與 及 以及 并 並 或 暨",
    "when when": "如果 当 當 虽然 雖然 由于 由於 因此 但是 然而 但 而",
    "verb": """
        利用 采用 採用 基于 基於 评估 評估 表明 比较 比較 包含 包括 证明 證明 需要 分析 训练 训练了 使用了 依赖 在公开
    """,
    "colon": "位于 為如下 如下所示",
}
_WHERE = "[adverb not at we the our place address name opening closing]"
_BEHIND = "(?![code tool model data demo word name])"

CHINESE = define(
    "Chinese",
    "zh",
    signs="",
    lexicon=_LEXICON,
    telling="""
        公开 公開 发布 發布 發佈 开源 開源 开放 開放 获取 獲取 下载 下載 可用 访问 訪問 提供 分享 共享 公布 公佈 释出
        釋出 获得 找到 见 見 上传 托管 索取
    """,
    presenting="提出|构建|構建|介绍|介紹|开发|開發|设计|建立|创建|收集",
    is_spaced=False,
    has_clauses_before_nouns=True,
    availability="可用性|可獲得性|可获得性|可获取性|获取方式|獲取方式|获取地址|下载地址|下載網址",
    registration="注册号|註冊號|注册信息|临床试验注册",
    patterns=(
        row(
            "是一个开源工具",
            ArgumentSlot.HEAD,
            AgentRule.NOWHERE,
            f"be {OPEN_BEFORE}",
            "TextNet是一个开源工具。",
            requires=Requirement.NOTHING,
        ),
        row(
            "介绍了一个开源工具",
            ArgumentSlot.HEAD,
            AgentRule.BEFORE,
            f"present adverb* {PRESENTED} {OPEN_BEFORE}",
            "本文介绍了一个开源工具。",
            requires=Requirement.NOTHING,
        ),
        row(
            "代码已公开",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            f"(?:{HELPERS}|at [the our]? [address place] at?|at word|at paper be? adverb|we|paper)*"
            f"(?:released|available|open) adverb* {_BEHIND}",
            "代码已公开于 https://example.org。",
        ),
        row(
            "代码可在 URL 获取",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            f"not? [can will] {_WHERE}* (?:found|available|released|provided|open)",
            "代码可在 https://example.org 获取。",
            is_possible=True,
        ),
        row(
            "代码见 URL",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            "(?:look|at) (?=colon? [address place])",
            "代码见 https://example.org。",
        ),
        row(
            "我们公开了代码",
            ArgumentSlot.OBJECT,
            AgentRule.INSIDE,
            f"[we paper] (?:{HELPERS}|at [the our]? [address place name]+ at?|at adverb|at paper be? adverb)*"
            "(?:released|provided|open) (?:be|adverb)*",
            "我们公开了代码和数据集。",
        ),
        row(
            "并公开代码",
            ArgumentSlot.OBJECT,
            AgentRule.BEFORE,
            f"[and comma] {HELPERS}* (?:released|provided|open) adverb* (?=[the our code data model tool all word])",
            "我们提出了一个框架，并公开了代码。",
        ),
        row(
            "在 URL 公开代码",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            "^at [address place] at? adverb* (?:released|open) adverb* (?=[the our code data model])",
            "在 https://example.org 公开了代码。",
        ),
    ),
)
