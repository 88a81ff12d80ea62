"""Portuguese, of Portugal and of Brazil: `o código está disponível em URL`, `disponibilizamos o código`."""

from linkscan.models import Stance
from linkscan.text.claims.patterns import AgentRule, ArgumentSlot, Requirement
from linkscan.text.languages.language import define
from linkscan.text.languages.shapes import AVAILABLE_BEHIND, DATIVE, HELPERS, OPEN_BEHIND, OUT, row

_LEXICON = {
    "code": """
        código códigos código-fonte código_fonte códigos-fonte software implementação implementações script scripts
        biblioteca bibliotecas pacote pacotes caixa_de_ferramentas
    """,
    "tool": """
        ferramenta ferramentas sistema plataforma programa programas aplicação aplicativo aplicações módulo analisador
    """,
    "model": "modelo modelos pesos pesos_do_modelo",
    "data": """
        dados conjunto_de_dados conjuntos_de_dados corpus base_de_dados bases_de_dados banco_de_dados bancos_de_dados
        léxico dicionário anotações catálogo catálogos benchmark ontologia tesauro dataset datasets córpus corpora
        dados_brutos treebank atlas transcrições
    """,
    "demo": """
        demo demonstração demonstrador aplicação_web interface_web servidor_web serviço_web portal ferramenta_online
        plataforma_online demonstração_online aplicativo_web portal_web calculadora
    """,
    "extra": "vídeo vídeos material_suplementar anexo anexos recursos resultados materiais",
    "place website": "site sítio página página_web página_do_projeto site_do_projeto",
    "place repository": "repositório repositórios",
    "place github": "github gitlab bitbucket",
    "place zenodo": "zenodo figshare osf kaggle huggingface hugging_face dryad dataverse pangaea mendeley_data",
    "place link": "link endereço url web internet seguinte_endereço",
    "we": "nós autores autoras",
    "paper": "artigo trabalho estudo tese dissertação pesquisa",
    "it": "ele ela eles elas",
    "which": "que qual quais",
    "release release": """
        publicamos liberamos compartilhamos partilhamos distribuímos divulgamos disponibilizamos tornamos_público
        tornamos_públicos tornamos_pública
    """,
    "released": """
        publicado publicada publicados publicadas liberado liberada liberados liberadas compartilhado compartilhada
        compartilhados compartilhadas partilhado partilhados distribuído distribuída distribuídos divulgado
        disponibilizado disponibilizada disponibilizados disponibilizadas aberto aberta abertos
    """,
    "releasing": "publicaremos disponibilizaremos liberaremos compartilharemos partilharemos divulgaremos",
    "container": "conjunto totalidade",
    "make make": "tornamos colocamos tornar colocar tornaremos deixamos",
    "made": "tornado tornada tornados tornadas colocado colocada colocados",
    "available": """
        disponível disponíveis acessível acessíveis à_disposição público pública públicos públicas em_acesso_aberto
        acesso_aberto livremente_disponível livremente_disponíveis de_acesso_aberto de_acesso_livre consultável
    """,
    "provided": """
        fornecido fornecida fornecidos depositado depositada depositados depositadas hospedado hospedada hospedados
    """,
    "open open": "open-source open_source de_código_aberto código_aberto",
    "found": """
        encontrado encontrada encontrados encontradas baixado baixada baixados baixadas descarregado descarregada
        consultado consultada consultados obtido obtida obtidos obtidas acessado acessada acessados acedido acedida
        utilizado usada
    """,
    "provide provide": "fornecemos oferecemos",
    "present present": "apresentamos descrevemos desenvolvemos introduzimos criamos construímos propomos apresenta",
    "be": "está estão é são ser estar sido se encontra encontram encontra-se encontram-se foi foram",
    "have": "tem têm temos",
    "will": "estará estarão será serão ficará ficarão vai vão",
    "can": "pode podem poderá poderão",
    "plan": "planejamos pretendemos planeamos previsto",
    "not": "não nenhum nenhuma sem nunca nem",
    "adverb publicly": "publicamente abertamente",
    "adverb freely": "livremente gratuitamente",
    "adverb": "também além_disso atualmente agora já completamente online aqui assim finalmente ainda",
    "adverb later": """
        mediante_solicitação sob_solicitação a_pedido mediante_pedido sob_pedido em_breve após_a_aceitação
        após_a_publicação após_aceitação após_publicação depois_da_publicação futuramente no_futuro
        mediante_solicitação_razoável quando_da_publicação após_o_aceite
    """,
    "all": "todos todas todo",
    "the the": "o a os as este esta estes estas esse essa no na nos nas ao",
    "the a": "um uma uns umas",
    "of": "de do da dos das",
    "our our": "nosso nossa nossos nossas seu sua seus suas",
    "others existing": """
        existente existentes outros outras vários várias diversos diversas muitos muitas numerosos numerosas
        diferentes alguns algumas comerciais comercial
    """,
    "at": "em desde por via através sob pelo pela",
    "for": "para com como",
    "and and": "e bem_como ou mas juntamente_com assim_como",
    "when when": "se quando embora porque enquanto pois",
    "verb": """
        provêm provenientes utilizamos usamos avaliamos mostramos comparamos permite permitem contém compreende
        emprega
    """,
}

PORTUGUESE = define(
    "Portuguese",
    "pt",
    signs="""
        o a os as de do da dos das e em um uma é que para por com se no na nos nas ao como mais este esta não ou são
        foi também está estão nosso nossa nossos pelo pela entre sobre seu sua ser tem sem isso muito dois foram fonte
        dados
    """,
    lexicon=_LEXICON,
    telling="""
        disponív acessív disposição public públic liber partilh distrib abert deposit disponibiliz solicitação pedido
        github consult fornec hosped encontr baixad descarreg acess divulg
    """,
    presenting="apresent|descrev|desenvolv|propo|cri|constru|introduz",
    is_head_first=True,
    availability="disponibilidade|acessibilidade",
    registration="registro (?:do |de )?(?:ensaio|estudo|protocolo)|número de registro",
    patterns=(
        row(
            "é uma ferramenta de código aberto",
            ArgumentSlot.HEAD,
            AgentRule.NOWHERE,
            f"be {OPEN_BEHIND}",
            "TextNet é uma ferramenta de código aberto.",
            requires=Requirement.NOTHING,
        ),
        row(
            "será publicado o código",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            f"{HELPERS}*(?:be|will){HELPERS}* (?:released|available) (?=[the our code data model all])",
            "Em breve será publicado o código.",
        ),
        row(
            "está disponível",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            f"{HELPERS}*(?:be|will|made){HELPERS}* (?:the? for? {OUT}) (?:and? [be not adverb]* {OUT})*",
            "O código está disponível em https://example.org.",
        ),
        row(
            "pode ser baixado",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            "not? can not? adverb* be* adverb* (?:found|available|released|provided)",
            "O código pode ser baixado em https://example.org.",
            is_possible=True,
            stance=Stance.RELEASED,
        ),
        row(
            "encontra-se em",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            "be+ adverb* [at the] [the our adverb name word of]* [place address]",
            "O código encontra-se no GitHub.",
        ),
        row(
            "disponível em",
            ArgumentSlot.NEAREST,
            AgentRule.NOWHERE,
            AVAILABLE_BEHIND,
            "Apresentamos um corpus disponível em https://example.org.",
        ),
        row(
            "disponibilizaremos",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            f"we? {HELPERS}* releasing adverb* {DATIVE} (?=[the our all code data model tool demo name])",
            "Disponibilizaremos o código.",
            stance=Stance.PROMISED,
        ),
        row(
            "disponibilizamos",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            f"we? {HELPERS}* (?:release|provide) adverb* {DATIVE} (?=[the our all code data model tool demo name])",
            "Disponibilizamos nosso código.",
        ),
        row(
            "tornamos disponível",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            "(?:make|have made) adverb* available",
            "Tornamos disponível o nosso código.",
        ),
        row(
            "apresentamos, disponível",
            ArgumentSlot.BRACKET,
            AgentRule.NOWHERE,
            "we? adverb* present (?=[the name])",
            "Apresentamos SongLex, um léxico livremente disponível.",
            requires=Requirement.NOTHING,
        ),
    ),
)
