"""Korean, with final verbs and particles attached to their nouns: `코드는 URL에서 공개되어 있다`."""

from linkscan.models import Stance
from linkscan.text.claims.patterns import AgentRule, ArgumentSlot, Requirement
from linkscan.text.languages.language import define
from linkscan.text.languages.shapes import row_without_articles as row

_LEXICON = {
    "code": """
        코드 코드베이스 코드_베이스 소스코드 소스_코드 프로그램 소프트웨어 구현체 스크립트 라이브러리 패키지 툴킷
        구현_코드 학습_코드 실험_코드 _소스 분석_코드 훈련_코드 추론_코드 훈련_스크립트 구현물 r_패키지 소스코드들
        평가_코드 구현은
    """,
    "tool": "도구 시스템 프레임워크 앱 애플리케이션 플러그인 툴 평가_시스템 시뮬레이터 환경_시뮬레이터",
    "model": "모델 언어모델 언어_모델 학습_모델",
    "model weights": """
        가중치 사전학습_모델 사전_학습_모델 학습된_모델 모델_가중치 체크포인트 모델_체크포인트 훈련된_모델
        사전_훈련된_모델 사전_학습된_모델 사전학습된_모델 어댑터
    """,
    "data data": "데이터 자료 데이터들",
    "data benchmark": "벤치마크",
    "data": """
        데이터셋 데이터_세트 데이터_집합 데이터세트 말뭉치 코퍼스 데이터베이스 주석 사전 카탈로그
        평가_데이터 학습_데이터 학습데이터 벤치마크_데이터셋 온톨로지 지식베이스 관측_자료 원자료 원시자료 염기서열
        염기서열_데이터 훈련_데이터셋 훈련_데이터 전체_목록 목록 지도 스펙트럼 시험_데이터 음성_데이터
        이미지_데이터셋 주석_데이터 시계열
    """,
    "demo": """
        데모 웹_서비스 웹서비스 웹_애플리케이션 온라인_데모 웹_앱 웹_서버 웹서버 포털 온라인_도구 데모_시스템
        예측_웹서버 예측_서버 웹_도구 웹_데모 체험_페이지 웹_시스템 온라인_서비스 웹_플랫폼 온라인_플랫폼 시연
        온라인_서버
    """,
    "extra": "리소스 자원 동영상 비디오 영상 보충_자료 부록 결과",
    "place website": "웹사이트 홈페이지 페이지 웹페이지 프로젝트_페이지 사이트 웹_페이지",
    "place repository": "공개_저장소 공개_레포지토리 저장소 레포지토리 리포지토리 깃허브_저장소 github_저장소",
    "place github": "github gitlab 깃허브 깃랩",
    "place zenodo": "깃허브 zenodo huggingface 허깅페이스 figshare osf dryad dataverse pangaea mendeley_data",
    "place link": "링크 이_url 이_링크 주소 다음 아래 온라인 웹 다음_주소 이곳",
    "we": "우리 저자 저자들 본_연구진 우리는 연구진 교신저자 책임저자 교신_저자 저자에게 우리가",
    "paper": "본_논문 본_연구 논문 본고 이_논문 이_연구",
    "it": "_이들 _그것 _이를 _이는 _이것은",
    "released": """
        공개 공유 오픈소스로_공개 오픈_소스로_공개 공개된다 무료로_공개 공개적으로_배포 출시 오픈소스화
        오픈_소스화 올려_두었다 올려두었다 올려 무상_공개 무료_배포 오픈_소스로_제공 오픈소스로_제공 오픈소스로_배포
        오픈_소스로_배포 일반에_공개 전면_공개 제공된다
    """,
    "open open": "오픈소스 오픈_소스",
    "provided": "제공받을 업로드 배포 배포된다 제공 게시 등록 기탁 예탁 탑재 수록 보관",
    "available": """
        이용_가능 사용_가능 다운로드_가능 접근_가능 이용가능 사용가능 공개적으로_이용_가능 열람_가능
        다운로드할_수_있다 확인_가능 접속_가능 다운로드가_가능 설치_가능
    """,
    "found": """
        이용할 사용할 액세스할 다운로드할 다운로드받을 다운받을 내려받을 확인할 접근할 얻을 찾을 열람할 찾아볼 접속할
        활용할 받을 볼 설치할 체험할 구할 시험할 조회할 검색할 참조할 사용해_볼 이용해_볼 내려_받을 살펴볼 테스트할
        제공받을 써볼 참고할
    """,
    "present present": "제안한다 제안 구축 개발 제작 소개 설계 수집 제시 구현",
    "be": """
        하였다 했다 한다 합니다 하고 해 해서 돼 되어 되어_있어 있어 되었다 되었으며 된다 됩니다 있다 있습니다 있으며
        하며 했으며 하였으며 하였습니다 했습니다 되었습니다 되며 하다 이다 입니다 하여 되고 하고_있다 하고_있습니다
        되어_있다 이며 이고 되어_있습니다 되어_있으며 됨 함 되었음 하였음 했음 되었고 하였고 했고 중이다 중 되어_있음
        두었다 있음 드립니다
    """,
    "will": """
        할_것이다 될_것이다 할_것입니다 될_것입니다 될_것 할_것 될_전망이다
    """,
    "plan": """
        할_예정 될_예정 예정 예정이다 예정입니다 할_계획 할_계획이다 계획이다 준비_중 준비_중이다 준비_중입니다 준비중
        준비중이다 예정임 될_예정이다 될_예정임 할_예정이다 계획임 계획이며 예정이며
    """,
    "can": "수_있다 수_있습니다 수_있으며 가능하다 가능합니다 하다_가능",
    "adverb purpose": "수_있도록 수_있게 위해 위하여 를_위해 을_위해",
    "not": """
        싶을 싶은 수_없어 수_없었다 수_없기 수_없음 되면 하면 된다면 한다면 될_경우 된_경우
        않 않았다 않는다 않다 않았으며 않습니다 않았습니다 못 없다 없습니다 없으며 비공개 하지_않았다 되지_않았다
        하지_않는다 되지_않는다 되어_있지_않다 하지_않 되지_않 있지_않다 하지_못했다 수_없다 수_없습니다 못하였다
        못했다 되지_못하였다 하지_않음 어렵다 불가능하다 불가
    """,
    "case topic": "는 은 들은",
    "case object": "를 을 들을",
    "case subject": "이 가 들이",
    "case": "도 들도",
    "adverb": """
        또한 모두 현재 이미 무료로 자유롭게 공개적으로 누구나 모든 완전히 온라인으로 무상으로 오픈소스로 누구든지 전부
        널리_공개적으로 자유로이 직접 함께 인터넷으로
    """,
    "adverb later": """
        필요하신_분은 필요한_경우 필요하신_경우 필요한_분은 원하시는_분은 원하는_경우 원하시는_경우 필요로_하는_경우
        추후 향후 채택_후 게재_후 논문_채택_후 논문_게재_후 출판_후 곧 요청_시 요청에_따라 요청하면 요청하는_경우
        심사_후 승인_후 조만간 추후에 향후에 요청이_있을_경우 요청이_있으면 요청_시에 합리적인_요청에_따라
        합리적인_요청이_있을_경우 합리적인_요청_시 연락하면 문의하면 문의_시 승인을_받아 신청하면 신청을_통해
        논문이_채택되면 논문이_게재되면 게재_이후 채택되면 출판되면 게재가_확정되면 순차적으로 논문_발표_후 신청하여
        연락하여 문의하여
    """,
    "available later": """
        연락하시기_바랍니다 연락_바랍니다 연락_주시기_바랍니다 문의하시기_바랍니다 문의_바랍니다 문의해_주시기_바랍니다
        연락하기_바란다
        문의하기_바란다
    """,
    "the the": "해당 본 새로운 전체",
    "our our": "우리의 본_연구의 본_논문의 제안한 제안하는",
    "others existing": """
        기존 기존의 많은 다른 여러 다양한 일부 상용 상업용 다수의 널리 타 제3자가 다른_연구자들이 공공 정부가
    """,
    "at": "에서 에게 에 로 으로 에서는 을_통해 를_통해 통해 에서도 상에서 로부터 으로부터 에서_직접",
    "word": """
        올해 청사진 기초_자료 기초자료 참고_자료 참고자료 기술_자료 응용_프로그램 데이터_포인트 이미지_등록 가능성
        가능하게 감사 추가 증가 의 공개된 공개되어_있는 공개_데이터 공개_데이터셋 공개하는 배포된 이용_가능한 들
        공개_벤치마크 공개_모델 향후_연구 향후_연구를 향후_연구에 향후의 함수 함의 추후_연구 우리나라 가이드 사전_학습
        사전에 이미지_처리 공개적 공개키 자연어 언어_처리 새로 별도로 주로 서로 그대로 실제로 최초로 으로써 스스로
        제대로 경로 회로 미로 진로 결과적으로 중심으로 성공적으로 효과적으로 일반적으로 자세한 다양한 한국어 한국 제한
        권한 한계 인공 인식 인간 본인 인해 인한 개인 일반인 무한 유한 최대한 가능한 하는데 확인 승인 인용 원인 요인
        인코더 라인 도메인 디자인 오프라인 인력 인스턴스 파인튜닝 인프라 파이프라인 도입 참고 참조
    """,
    "and and": "와 과 및 또는 그리고 와_함께 과_함께",
    "when when": "만약 때문에 그러나 하지만 지만",
    "verb": """
        사용하여 이용하여 사용한다 사용했다 사용하였다 평가한다 평가하였다 보인다 비교한다 비교하였다 포함한다
        활용하여 기반으로 포함 포함하는 포함된 내려받았다 내려받아 다운로드하였다 다운로드했다 다운로드하여 다운받아
        수집하였다 수집했다 수집하여 획득하였다 획득했다 확보하였다 가져왔다 이용하였다 이용했다 활용하였다 활용했다
        얻었다 얻은 추출하였다 제공받아 제공받았다 분석하였다 분석했다 비교했다 보였다
    """,
    "datum": "이미지 사진 설문지",
    "place registry": "pypi cran npm conda bioconductor pip bioconda",
    "which": "한 위한 대한 통한 관한 하는 되는 있는 인 할 될",
    "found tried": "이용할 사용할 접속할 체험할 사용해_볼 이용해_볼",
    "tool webtool": "플랫폼",
}
_THINGS = "code tool model data datum demo extra name it"
_AROUND = (
    "[adverb open at address place the our name word paper we colon for]|[place name word] and"
    "|[found which] adverb|opening [^opening closing stop]{1,12} closing"
)
_START = (
    f"(?:(?<=[{_THINGS} closing address])case (?:{_AROUND}|(?<![{_THINGS}])case){{0,30}}"
    f"|(?!(?<=[{_THINGS}])at)(?:{_AROUND}){{0,30}})"
)
"""What stands between the artefact and the predicate, but no other artefact: `코드는 심사가 끝난 후 U에서`."""
_MADE = "(?:[adverb word at case name verb]{0,30} present be* [comma and]? adverb*)?"
"""A verb of making before the verb of release: `구현하여 공개하였다`."""
_DONE = "(?:be++|(?=[will plan can stop address]|colon address|$)) [will plan not can]* be* (?!which)"
"""The ending of a verb, without which a word is a noun: `공개의 중요성`."""

KOREAN = define(
    "Korean",
    "ko",
    signs="",
    lexicon=_LEXICON,
    telling="""
        공개 오픈 배포 제공 이용 다운로드 다운받 내려받 사용 공유 확인 접근 게시 요청 출시 열람 등록 기탁 예탁 설치
        업로드 올려 찾을 구할 체험 접속 문의 연락 준비 참고 참조 조회
    """,
    presenting="제안|구축|개발|제작|소개",
    is_spaced=False,
    particles="""
        는 은 이 가 를 을 도 의 와 과 에서 에 로 으로 에서는 들은 들이 들을 들 에서도 로부터 으로부터 및 들도 는데
        해 해서 돼
    """,
    has_clauses_before_nouns=True,
    apposing="인|이라는|라는",
    has_postpositions=True,
    availability="가용성|이용 ?가능성|접근성|제공처|배포처",
    registration="등록번호|임상시험 등록",
    patterns=(
        row(
            "오픈소스 도구이다",
            ArgumentSlot.HEAD,
            AgentRule.NOWHERE,
            "open (?=[adverb word name]{0,4} [code tool model data demo]"
            "(?:and [word name which the it adverb]{0,6} [code tool model data demo])?"
            "(?:(?:which? name)?(?:[adverb case word name]{0,3} present|be)(?![code tool model data demo name word])"
            "|at comma))",
            "TextNet은 오픈소스 도구이다.",
            requires=Requirement.NOTHING,
        ),
        row(
            "이용할 수 있다",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            f"(?:adverb comma)? {_MADE} {_START} (?:(?<=[at adverb])found|available|provided [be which]*) can"
            " (?![code data model tool demo name word])",
            "코드는 https://example.org에서 이용할 수 있다.",
            is_possible=True,
            stance=Stance.RELEASED,
        ),
        row(
            "저장소에서 코드를 찾을 수 있다",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            "[place address] at adverb* (?=[the our word name and comma code tool model data demo]{1,10} case adverb*"
            " found can)",
            "GitHub 저장소에서 코드를 찾을 수 있다.",
            is_possible=True,
            stance=Stance.RELEASED,
        ),
        row(
            "공개하여 기여할 계획이다",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            f"{_START} [released open] be++ (?=[adverb case word name comma at for place which and]{{1,12}} plan)",
            "코드를 공개하여 향후 연구에 기여할 계획이다.",
            stance=Stance.PROMISED,
        ),
        row(
            "공개되어 있다",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            f"(?:adverb comma)? {_MADE} {_START} (?:[released available provided]|open case? (?=[be will plan]))"
            f" (?!be* not)(?:[adverb case] (?=be* [will plan]))? {_DONE}",
            "코드는 https://example.org에서 공개되어 있다.",
        ),
        row(
            "공개 예정인 코드",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            "[released open] [will plan] which (?=[the our word name]{0,3} [code data model])",
            "공개 예정인 코드는 향후 연구에 기여할 것이다.",
        ),
        row(
            "데이터베이스(URL)를 구축하였다",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            "opening address closing case adverb* present",
            "우리는 데이터베이스 PlantDB(https://example.org)를 구축하였다.",
        ),
    ),
)
