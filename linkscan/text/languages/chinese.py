"""Chinese, in simplified and traditional characters, without spaces: `代码已公开于 URL`, `我们公开了代码`."""

from linkscan.models import Stance
from linkscan.text.claims.patterns import AgentRule, ArgumentSlot, Requirement
from linkscan.text.languages.language import define
from linkscan.text.languages.shapes import HELPERS, OPEN_BEFORE, PRESENTED
from linkscan.text.languages.shapes import row_without_articles as row

_LEXICON = {
    "code": """
        部分代码 部分源代码 部分源码 部分核心代码 部分程式碼 代码 代碼 源代码 源代碼 源码 源碼 代码库 代碼庫 程序代码
        程式碼 原始碼 软件 軟體 軟件 软件包 工具包 工具箱 脚本 腳本 库 程式库 函式库 实现代码 源程序 代码实现 程序包
        软件工具 开源工具包 训练代码 評估代碼 评估代码 评估脚本 训练脚本 评估工具包 评估工具 评测工具 标注工具
        软件代码 推断代码 推理代码 工具集 套件 原始程式碼 程式原始碼 代碼實現 实验代码 复现代码 R包 python包 python库
        训练和评估代码 脚本程序 算法实现 计算程序 函数库 软件库 完整实现 完整實現 我们的实现 我們的實現 本文实现
        我们的源代码实现 实现 實現
    """,
    "tool": """
        工具 系统 系統 框架 管线 插件 程序 程式 软件系统 軟體系統 生成器 模拟器 仿真器 编辑器 解析器 求解器 模擬器
        本系统 本系統 本工具 训练环境 訓練環境 仿真环境 模拟环境 模擬環境 agent agents
    """,
    "model": """
        模型 模型权重 模型權重 权重 權重 预训练模型 預訓練模型 检查点 模型参数 模型參數 微调模型 模型文件 预训练权重
        预训练模型权重 語言模型 语言模型
    """,
    "data": """
        数据 数据样本 數據 资料 資料 数据集 數據集 資料集 资料集 语料库 語料庫 语料 語料 数据库 數據庫 資料庫 基准 基準
        基准测试 基準測試 标注 標註 标注数据 词典 知识库 知识图谱 测评集 评测集 星表 目录 图谱 基准数据集 训练数据
        測試資料 原始数据 测试集 训练集 訓練集 測試集 标注语料 标注数据集 研究数据 实验数据 观测数据 样本数据
        语音语料库 图像数据集 標註資料 訓練資料 基準資料集 原始資料 開放資料集 元数据 微数据 地图 地圖 光谱库 研究資料
        樣本資料 题库 标注语料库 標註語料庫
    """,
    "demo": """
        演示 在线演示 線上演示 演示系统 在线平台 在线工具 网络服务器 網頁伺服器 在线系统 web服务器 网页应用 在线服务器
        网页服务器 网络工具 网络平台 在线演示系统 线上展示 線上展示 線上展示系統 線上示範 展示網站 预测服务器 网络服务
        在线服务 在线演示平台 线上系统 線上系統 線上平台 线上平台 門戶網站 小程序 web应用 网站应用 网页版 網頁版
        在线计算器 线上工具 線上工具 网络应用 演示网站 演示页面 体验地址
    """,
    "extra": "视频资料 評估結果 评估结果 评测结果 视频 視頻 影片 补充材料 補充材料 附录 附錄 结果 資源 资源",
    "place website": "网站 網站 项目网站 專案網站 主页 主頁 项目主页 项目页面 專案頁面 网页 網頁 页面 頁面 门户网站",
    "place repository": """
        仓库 倉庫 存储库 儲存庫 代码仓库 代碼倉庫 项目地址 專案地址 开源地址 開源地址 项目链接 代码地址 仓库地址
        开源项目 開源專案
    """,
    "place github": "github gitlab gitee",
    "place zenodo": """
        zenodo huggingface kaggle modelscope figshare osf dryad dataverse pangaea mendeley_data 科学数据银行
        国家青藏高原科学数据中心 osf.io
    """,
    "place link": """
        链接处 网址处 地址处 仓库处 匿名链接 附件 链接 連結 鏈接 地址 网址 網址 此处 以下 如下 这里 這裡 此链接 此地址
        该链接 此url url 网上 線上 的地址 的网址 的網址 的链接 的連結
    """,
    "we": "我们 我們 作者 笔者 通讯作者 通訊作者 通讯作者处 通訊作者處 作者处 本团队 本課題組 本课题组 我们团队",
    "paper": """
        本文 本研究 本工作 本论文 本論文 论文 論文 研究最终 研究还 研究同时 该研究 該研究 本项目 文章 论文同时 本文还
        本文同时
    """,
    "it": "它们 它們 它",
    "released": """
        发布 發布 發佈 公开 公開 开放 開放 公布 公佈 释出 釋出 公开发布 公開發布 开放获取 公开提供 公開提供 上传 上傳
        存档 归档 存放 提交至 放出 开源发布 公之于众 上架 开放下载 開放下載 对外开放 全部公开 对外公开 免费开放 提交到
        托管在 发布在 收录于 公開釋出 公開下載 免费公开 公开可供下载 公开可供访问 公开可下载 在线发布 存储于 存儲於
        已存储于 公开共享 开放共享 公开分享 开源共享 托管于 对外发布 對外發布 保存于 保存在 存于 保存於
    """,
    "open open": "开源 開源 开放源代码 開放原始碼",
    "found": """
        获取 獲取 获得 獲得 取得 下载 下載 访问 訪問 存取 找到 查看 试用 得到 查阅 浏览 查询 查詢 安装 安裝 申请 参阅
        體驗 体验 公开获取 公开下载 自由下载 浏览下载 自由获取 在线获取 公開取得 在线使用 使用 申請
    """,
    "found place": "处获取 处获得 处下载 处访问",
    "found later": "索取 合理索取 合理请求获取 请求获取",
    "doing": "如需获取 如需 若需 若需要 如需要 需要获取 如需使用",
    "available": "公开可获取 公开可访问 为公开可用 為公開可用 公开可用 公開可用 可获取 可下载 開放使用 公开访问",
    "provided": "提供 分享 共享 可用 免费提供 免費提供",
    "look": "见 見 参见 參見 详见 詳見 请见 請見 请访问 請訪問 请参考 请查阅 請參考",
    "present present": """
        引入 推出 提出 构建 構建 介绍 介紹 开发 開發 设计 設計 建立 创建 創建 构造 收集 发展 实现了 實現了
    """,
    "be": "是 已将 已經將 已將 已经将 已 已经 已經 均已 被 现已 現已 业已 都已 皆已",
    "will": "将 將 将会 將會 会 會 即将 即將 拟 將於 将于 后续将 後續將 即刻 将要 正在准备 準備中 准备中 正准备",
    "plan": "计划 計劃 打算 承诺 準備 准备 正计划 擬 有计划",
    "can": "可 可以 可供 能够 能 均可 皆可 能夠 可于 可在 可從 可从 可通过 可於",
    "not": """
        未 不 没有 沒有 尚未 无法 無法 并未 並未 暂未 暫不 暂不 不会 不能 无 無 并不 尚不 尚无 尚無 暂时不
        不再 不便 不宜
    """,
    "adverb": """
        此 供公众使用 供公众 供研究使用 供下载 供社区使用 以供下载 当前 當前 也 还 還 不仅 不僅 不但 不只 同时 同時
        全部 完全 免费 免費 目前 一并 了 都 均 皆 全面 此外 另外 公开地 正式 现在 着 自由 供 给 社区 最终 一起 一併
        在线 開放地 公開地 进行 進行 总是 始终 等 等等 向社区 向公众 向社會 向社会 向学界 向科学界 向学术界 向研究者
        向研究社区 向所有人 向社群 向大眾 来 來
    """,
    "adverb later": """
        如有合理需要 如有合理需求 如有需求 待论文录用后 待论文发表后 待論文發表後
        录用后 錄用後 接收后 接受后 接受後 发表后 發表後 论文发表后 论文发布后 发布后 论文接收后 论文录用后 后续 後續
        近期 稍后 不久 应要求 根据请求 根据需要 联系作者 合理请求 出版后 日后 即日 被接收后 被录用后 正式发表后 见刊后
        刊出后 通过审核后 审稿后 經合理要求 經要求 依要求 有合理请求 有需要 如有合理请求 如有需要 联系通讯作者
        合理要求 发表时 文章发表后 文章接收后 被接收時 很快 被接受后 被接受後 完成后 不久后 论文通过后 通过评审后
        论文刊登后 論文刊登後 刊登后 刊登後 論文發表後 未来将 未来会 未来公开 在未来 未來將 未來會 将来会 将来将
        將來會
    """,
    "the the": "部分或全部 部分和全部 该 這 这 这些 這些 此 完整 相应 相關 相关 上述 所有 全部的",
    "the a": "一个 一個 一款 一种 一種 一套",
    "our our": "我们的 我们新的 我們的 本文的 其 自己的",
    "others existing": """
        现有 現有 已有 多个 多個 许多 許多 其他 其它 一些 各种 不同 常用 主流 商业 商業 几个 前人 他人 第三方 部分
        大量 众多
    """,
    "at": "联系 聯繫 在 于 於 从 從 通过 通過 上 以 至 到 中 由 自 向 下",
    "for": """
        与论文 为 為 用于 用於 供研究 为了 為了 以便 以供 以促进 以推动 以支持 以方便 以提高 以期 用以 可用于 可用来
        可用作 可用以
    """,
    "and and": "，包括 ,包括 ，其中包括 和 与 與 及 以及 或 暨",
    "verb": """
        利用 采用 採用 基于 基於 评估 評估 表明 比较 比較 包含 包括 证明 證明 需要 分析 训练了 使用了 依赖 在公开
        来源于 来自 來自 源自 取自 下载自 获取自 获得自 占用 抽取自 優於 优于
    """,
    "colon": "位于 為如下 如下所示",
    "datum": "图像 圖像 影像 图片 圖片 照片 光谱 光譜 序列 问卷 問卷",
    "place registry": "pypi cran conda bioconductor npm pip bioconda anaconda modelscope maven",
    "of": "作为 作為",
    "which": "的 之",
    "word": """
        即使是 公开记录 公开评审 " 模拟 拟合 虚拟 拟议 拟人 尤其是 特别是 土耳其 土耳其语 尤其 极其 会议 许可 许可证
        可能 可见 可靠 可用性 可重现 可读性 可复现 可视化 偏见 意见 常见 发现 自然 自动 自身 目的 下游 未来的研究
        未来研究 未来的工作 未来工作 后续研究 后续工作 将来的研究 進一步研究 會議 可靠性 可行性 可解释 可讀性 可視化
        可解釋 不同 过程中 其中 中文 中国 上海 上下文 从而 自适应 自由度 自然語言 中国科学 不足 可信 认可 認可
        性能数据 性能數據 相当 相當 适当 適當 应当 當地 当地 当中 当今 智能 智能体 能力 功能 性能 能量 能源 未来 未來
        未知 不断 无需 無需 无监督 无关 可控 社会 机会 全国 全面的 全部的 社會 可扩展 以往 难以 可持续 中心 中文的
        中英 自监督 不确定 由此 後續研究 未來研究 未來的研究 未來工作 後續工作 進一步的研究 开放域 开放词汇 开放世界
        开放环境 开放式 开放集 开放性 開放域 开放问题 开放平台 共享机制 数据共享 數據共享 参数共享 共享参数 权重共享
        信息共享 共享特征 资源共享 开源社区 开源生态 开源生态系统 开源文化 开源许可证 开源软件供应链 社会化 会话
        开放获取期刊 旨在 合并 存在 所在 在于 正在 潜在 模型卡 专家演示 人类演示 示教 演示学习 并实现 以实现 可实现
        来实现 能实现 实现对 能够实现 实现更 实现高 从而实现 实现其 難以實現 难以实现 配套
    """,
    "make": "把",
    "to": "并 並 且 并且 而且 並且",
    "participle": "首个 第一个 首套 首款 首份 首個 第一個 首次 最大的 最大",
    "comma if": "如果 当 當",
    "comma": "虽然 雖然 由于 由於 因此 但是 然而 但 而",
    "found tried": "使用 访问 訪問 体验 體驗 试用",
    "tool webtool": "平台 平臺 本平台",
    "releasing": "发布给 公开给 开放给 提供给 發佈給 公開給 開放給",
}
_OPEN_BEFORE = (
    OPEN_BEFORE.replace("[adverb", "[which adverb")
    .replace("open (?=[which adverb", "open which? comma? (?=[which verb adverb")
    .replace("{0,4}[code", "{0,7}[code")
)
_ACRONYM = "(?:name opening [^closing stop]{0,16} closing)?"
"""A name, spelt out in brackets."""
_WHERE = "[adverb not at colon we the our place address name opening closing]"
_AS = "of [open tool name word code data place which others the]{1,6}"
"""The form in which something is released: `作为工具库的一部分`."""
_AT_PHRASE = (
    "at (?:[the our]? [word which]{0,2} [address place name]+ (?:opening [address the place word]{1,4} closing)? at?"
    "|[name word]+ at|the (?=[released provided open]))"
)
_AROUND = (
    "at [the our]? [word adverb name]{0,3} [address place]+ (?:opening address closing)? at?"
    "|at [word adverb]|at [name word code]{1,3} which word"
    "|at paper be? adverb|we|paper"
)
"""The place and the agent, which precede a verb."""
_NOT_BEFORE_NOUN = (
    "(?!adverb* (?:[code tool model data datum demo extra word name which the our all others verb can be present"
    " participle found]|and word|for [^comma stop]{1,8}? which))"
)
"""Nothing that makes the predicate before it attributive or gives it an object."""

CHINESE = define(
    "Chinese",
    "zh",
    signs="",
    lexicon=_LEXICON,
    telling="""
        公开 公開 发布 發布 發佈 开源 開源 开放 開放 获取 獲取 下载 下載 可用 访问 訪問 提供 分享
        共享 公布 公佈 释出 釋出 获得 找到 见 見 上传 托管 索取 安装 安裝 放出 上架 存放 存档
        归档 可供 联系 聯繫
    """,
    presenting="引入|推出|提出|构建|構建|介绍|介紹|开发|開發|设计|建立|创建|收集",
    is_spaced=False,
    has_clauses_before_nouns=True,
    availability="可用性|可獲得性|可获得性|可获取性|获取方式|獲取方式|获取地址|下载地址|下載網址",
    registration="注册号|註冊號|注册信息|临床试验注册",
    patterns=(
        row(
            "是一个开源工具",
            ArgumentSlot.HEAD,
            AgentRule.NOWHERE,
            f"be (?!for) {_OPEN_BEFORE}",
            "TextNet是一个开源工具。",
            requires=Requirement.NOTHING,
        ),
        row(
            "介绍了一个开源工具",
            ArgumentSlot.HEAD,
            AgentRule.BEFORE,
            f"present adverb* {_ACRONYM} (?:{PRESENTED} which)?? {PRESENTED} {_OPEN_BEFORE}",
            "本文介绍了一个开源工具。",
            requires=Requirement.NOTHING,
        ),
        row(
            "代码已公开",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            f"(?:{HELPERS}|{_AROUND})*"
            "(?<![for which and]) (?:released|available|open|(?:be|at [address place and]+ at?) adverb* provided)"
            f" {_NOT_BEFORE_NOUN} adverb* (?:comma [found which]{{0,2}} place [be for colon]+ (?=address))?",
            "代码已公开于 https://example.org。",
        ),
        row(
            "语料库是开源的",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            "adverb* be adverb* [released available open] which (?=comma|stop|and|$)",
            "我们的语料库是开源的。",
        ),
        row(
            "首个公开的数据集",
            ArgumentSlot.HEAD,
            AgentRule.NOWHERE,
            "(?:[present be]|word adverb) adverb* [the at word]{0,3} participle [word adverb]{0,2}"
            " [released available open] which?",
            "我们构建了首个公开的藏文数据集。",
            requires=Requirement.NOTHING,
        ),
        row(
            "推出了一个公开可用的数据集",
            ArgumentSlot.HEAD,
            AgentRule.BEFORE,
            "(?:present|be the) [adverb the name word colon comma which be for verb]{0,8}?"
            " (?:[released available] which|available) (?=[word name datum adverb]{0,6} [data code demo])",
            "我们推出了 SongNet——一个公开可用的大型歌曲语料库。",
            requires=Requirement.NOTHING,
        ),
        row(
            "网址为 URL",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            "(?<!place) which? found? place (?:be|for|colon)+ (?=address)",
            "数据库的网址为 https://example.org。",
        ),
        row(
            "可从作者处获得数据",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            "can [at word]* we word? found (?=[the our paper code data model])",
            "如有合理请求，可从通讯作者处获得本研究的数据。",
            is_possible=True,
            stance=Stance.PROMISED,
        ),
        row(
            "可访问 URL 使用服务器",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            "(?:(?:can|at)? [found at] address adverb* found (?=[the our which word]* demo)"
            "|can at? (?:address|place) at? adverb* found"
            " (?=[the our which we word and datum name adverb]* [demo tool code data model])"
            "|can found [the name place]+ found (?=[the our]? [code data model])"
            "|can at name? place* address at? adverb* found (?=[the our]+ [word name]* [code data model])"
            "|(?:look|found) [the at place colon]* address [word adverb can]{0,2} (?:found|available)"
            " (?=[the our]? [word name]{0,2} [code data model])"
            "|look the? place+ found (?=[the our]? [word name]{0,2} [code data model]))",
            "用户可访问 https://example.org 在线使用该预测服务器。",
            is_possible=True,
        ),
        row(
            "代码可在 URL 获取",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            f"not? [can will] (?:{_WHERE}|place and|{_AS})* (?:found|available|released|provided|open) found?"
            f" {_NOT_BEFORE_NOUN}",
            "代码可在 https://example.org 获取。",
            is_possible=True,
        ),
        row(
            "代码见 URL",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            "(?:look (?=colon? [address place])|at (?=colon? address|place (?:colon|stop|$)))",
            "代码见 https://example.org。",
        ),
        row(
            "我们公开了代码",
            ArgumentSlot.OBJECT,
            AgentRule.INSIDE,
            f"(?<!verb)[we paper] (?:{HELPERS}|{_AT_PHRASE}|at adverb|at paper be? adverb)*"
            "(?:released|provided|open) (?:be|adverb)*",
            "我们公开了代码和数据集。",
        ),
        row(
            "并公开代码",
            ArgumentSlot.OBJECT,
            AgentRule.BEFORE,
            f"(?:[to comma] (?:{HELPERS}|{_AT_PHRASE})* (?:released|provided|open)"
            f"|and (?:{HELPERS}|{_AT_PHRASE})* (?:released|provided) (?:adverb|(?=[the our]))) adverb*"
            " (?=[the our code data model tool all word]|name{1,3} [code data model tool])",
            "我们提出了一个框架，并公开了代码。",
        ),
        row(
            "构建并发布了数据集",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            "(?:present [the our name word data which]{0,6} to adverb* (?:released|open) adverb*"
            "|comma to (?:released|open) adverb+) (?=[the our]? name{0,3} [code data model])",
            "为支持评估，构建并发布了SongNet数据集。",
        ),
        row(
            "（2）发布新的基准",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            "opening word closing (?:released|open) adverb* (?=[word the] [word which the name]{0,7}"
            " [code data model])",
            "我们的贡献如下：（1）提出一种方法；（2）发布一个新的歌唱基准。",
        ),
        row(
            "在 URL 公开代码",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            "^at [address place] at? adverb* (?:released|open) adverb* (?=[the our code data model])",
            "在 https://example.org 公开了代码。",
        ),
        row(
            "源代码可用",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            "[adverb not]* provided (?=stop|comma|$)",
            "源代码可用。",
            requires=Requirement.OURS,
        ),
        row(
            "将公开发布软件",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            "will (?:adverb|at [be word adverb place address paper]{1,6} at?)* (?:released|open) adverb*"
            " (?=[the our all]? [code data model])",
            "论文录用后将公开发布软件和数据。",
        ),
        row(
            "实现了一个框架（URL）",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            "[we paper] adverb* present adverb*"
            " (?=[the word which adverb verb name]{0,8} [code tool data demo] name? opening address)",
            "本工作实现了一个轻量级的推理框架（https://example.org）。",
            requires=Requirement.ADDRESS,
        ),
        row(
            "发布给社区",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            f"{HELPERS}* releasing",
            "数据集将开放给科学界。",
        ),
        row(
            "如需程序，请与作者联系",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            "doing (?=[^stop comma]* (?:comma|for|stop)[^stop]* we)",
            "如需程序源码，请与作者联系。",
            stance=Stance.PROMISED,
        ),
    ),
)
