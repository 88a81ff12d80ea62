"""Portuguese, of Portugal and of Brazil: `o código está disponível em URL`, `disponibilizamos o código`."""

from linkscan.models import Stance
from linkscan.text.claims.patterns import AgentRule, ArgumentSlot, Requirement
from linkscan.text.languages.language import define
from linkscan.text.languages.shapes import (
    AVAILABLE_BEHIND,
    DATIVE,
    FIRST_OPEN,
    HELPERS,
    HOLDS,
    IMPLEMENTED,
    IN_REGISTRY,
    MADE_AT,
    OPEN_BEHIND,
    OUT,
    PLAN,
    PLANNED,
    PLANNED_BEHIND,
    POSSIBLE,
    TRIED,
    WANTED,
    row,
)

_LEXICON = {
    "code": """
        código códigos código-fonte código_fonte códigos-fonte software implementação implementações script scripts
        biblioteca bibliotecas pacote pacotes caixa_de_ferramentas pacote_r código_python rotinas rotina package
        código_computacional scripts_de_análise
    """,
    "tool": """
        ferramenta ferramentas sistema programa programas aplicação aplicativo aplicações módulo analisador simulador
        aplicativos suíte protótipo
    """,
    "model": """
        modelo modelos pesos pesos_do_modelo modelos_treinados modelo_de_linguagem modelos_de_linguagem
        modelos_pré-treinados pesos_dos_modelos
    """,
    "data": """
        dados conjunto_de_dados conjuntos_de_dados corpus base_de_dados bases_de_dados banco_de_dados bancos_de_dados
        léxico dicionário anotações catálogo catálogos benchmark ontologia tesauro dataset datasets córpus corpora
        dados_brutos treebank atlas transcrições mapa mapas sequências espectros medições tabelas registros microdados
        metadados curvas_de_luz séries_temporais nuvem_de_pontos gravações glossário acervo edição_digital
        base_de_conhecimento base_lexical padrão-ouro conjunto_de_imagens base_de_imagens tabela
    """,
    "demo": """
        demo demonstração demonstrador aplicação_web interface_web servidor_web serviço_web
        portal ferramenta_online
        plataforma_online demonstração_online aplicativo_web portal_web calculadora plataforma_web
        site_de_demonstração ferramenta_web mapa_interativo painel aplicação_shiny demonstração_interativa
        demonstração_on-line aplicação_online serviço_online sistema_web servidor_online
    """,
    "extra": "vídeo vídeos material_suplementar anexo anexos recursos resultados materiais",
    "place website": "site sítio página página_web página_do_projeto site_do_projeto",
    "place repository": """
        repositório repositórios repositório_do_github repositório_github repositório_institucional
        repositório_público
    """,
    "place github": "github gitlab bitbucket",
    "place zenodo": "zenodo figshare osf kaggle huggingface hugging_face dryad dataverse pangaea mendeley_data genbank",
    "place link": """
        link endereço url web internet seguinte_endereço seguinte_link seguinte_ligação ligação hiperligação
    """,
    "paper": "artigo trabalho estudo tese dissertação pesquisa",
    "it": "ele ela eles elas",
    "doing": """
        interessados_em_obter interessados_em_utilizar interessadas_em_obter quem_desejar_obter quem_deseje_obter
        quem_quiser_obter
    """,
    "which": "que qual quais",
    "which whose": "cujo cuja cujos cujas",
    "release release": """
        publicamos lançamos abrimos estamos_disponibilizando estamos_lançando liberamos compartilhamos
        partilhamos distribuímos
        divulgamos disponibilizamos tornamos_público tornamos_públicos tornamos_pública
    """,
    "released": """
        publicado publicada publicados publicadas lançado lançada lançados lançadas liberado liberada liberados
        liberadas compartilhado compartilhada compartilhados compartilhadas partilhado partilhados distribuído
        distribuída distribuídos divulgado disponibilizado disponibilizada disponibilizados disponibilizadas
        aberto aberta abertos distribuídas divulgada divulgados divulgadas partilhada partilhadas disponibiliza
        disponibilizam fornece_abertamente tornado_público tornada_pública tornados_públicos tornadas_públicas
        abertas
    """,
    "releasing": """
        publicaremos lançaremos disponibilizaremos liberaremos compartilharemos partilharemos divulgaremos fornecerão
        disponibilizarão publicarão fornecerá disponibilizará depositará
    """,
    "container": """
        conjunto totalidade publicação liberação disponibilização divulgação amostra subconjunto partilha
        compartilhamento
    """,
    "make make": "tornamos colocamos tornar colocar tornaremos deixamos",
    "made": "tornado tornada tornados tornadas colocado colocada colocados",
    "available": """
        disponível disponíveis acessível acessíveis à_disposição público pública públicos públicas em_acesso_aberto
        acesso_aberto livremente_disponível livremente_disponíveis de_acesso_aberto de_acesso_livre consultável
        de_livre_acesso de_domínio_público de_uso_livre em_acesso_livre instalável aberto_ao_público descarregável
        consultáveis acessível_online à_disposição_da_comunidade de_acesso_público
    """,
    "provided": """
        fornecido fornecida fornecidos depositado depositada depositados depositadas hospedado hospedada hospedados
        fornecidas hospedadas arquivado arquivados arquivada arquivadas oferecido oferecida oferecidos oferecidas
        alojado alojada alojados alojadas incluído incluídos enviado_para enviado enviada enviados enviadas
    """,
    "open open": "open-source open_source de_código_aberto código_aberto",
    "found": """
        encontrado encontrada encontrados encontradas baixado baixada baixados baixadas descarregado
        descarregada consultado consultada consultados obtido obtida obtidos obtidas acessado acessada acessados
        acedido acedida instalado instalada instalados descarregados descarregadas acessadas acedidos acedidas
        recuperado visualizado visualizados clonado obtido_em baixar acessar consultadas instaladas recuperada
        recuperados recuperadas visualizada visualizadas
    """,
    "provide provide": "fornecemos oferecemos",
    "present present": """
        apresentamos descrevemos desenvolvemos introduzimos criamos construímos propomos apresenta foi_desenvolvida
        foi_desenvolvido
    """,
    "be": """
        se_encontra se_encontram
        está estão é são ser estar sido se encontra encontram encontra-se encontram-se foi foram acha-se tem têm temos
    """,
    "will": "estará estarão será serão ficará ficarão vai vão vamos iremos irá irão",
    "can": "pode podem poderá poderão é_possível",
    "plan": """
        planejamos pretendemos planeamos previsto prevista previstas previstos planeja planejada prevemos tencionamos
        temos_a_intenção_de prevê-se pretende-se pretende
    """,
    "not": "não nenhum nenhuma sem nunca nem",
    "adverb publicly": "publicamente abertamente ao_público",
    "adverb freely": """
        livremente gratuitamente sob_licença sob_a_licença com_licença sob_uma_licença como_software_livre
        em_código_aberto como_dados_abertos sem_restrições
    """,
    "adverb": """
        também além_disso atualmente agora já completamente online aqui assim finalmente ainda tanto igualmente
        de_forma_gratuita de_forma_livre de_forma_aberta de_forma_pública de_maneira_gratuita de_maneira_aberta
        de_maneira_pública ambos ambas on-line gratuito
    """,
    "adverb later": """
        mediante_solicitação sob_solicitação a_pedido mediante_pedido sob_pedido em_breve após_a_aceitação
        após_a_publicação após_aceitação após_publicação depois_da_publicação futuramente no_futuro
        mediante_solicitação_razoável quando_da_publicação após_o_aceite após_a_aceitação_do_artigo
        após_publicação_do_artigo assim_que_o_artigo brevemente a_pedido_razoável por_solicitação contatando
        contactando sob_consulta mediante_requisição mediante_contato mediante_contacto mais_tarde numa_fase_posterior
        em_momento_oportuno após_a_publicação_do_artigo após_a_defesa
    """,
    "the the": "o a os as este esta estes estas esse essa esses essas no na nos nas ao todos todas todo link_para",
    "the a": "um uma uns umas",
    "of": "de do da dos das",
    "our our": "nosso nossa nossos nossas seu sua seus suas",
    "others existing": """
        existente existentes outros outras vários várias diversos diversas poucos poucas muitos muitas numerosos
        numerosas
        diferentes alguns algumas comerciais comercial proprietários
    """,
    "at": "em desde via através sob à às num numa",
    "at by whom": "por pelo pela pelos pelas",
    "for": "para com sobre",
    "and and": """
        e bem_como ou mas juntamente_com assim_como como_os como_as quanto_os quanto_as quanto_o quanto_a além_de
    """,
    "when if": "se quando caso_em_que casos_em_que",
    "when when": "embora porque enquanto pois",
    "verb": """
        provêm provenientes utilizamos usamos avaliamos mostramos comparamos permite permitem contém compreende
        emprega provieram extraídos extraídas obtidos_do obtidos_da obtidos_no retirados coletados_pelo inclui contêm
        abriga
    """,
    "datum": "imagens fotografias questionário questionários etiquetas rótulos",
    "place registry": "pypi cran conda bioconductor npm pip bioconda",
    "paper article": "artigo artigos manuscrito preprint tese dissertação texto_completo",
    "making release": "publicar liberar compartilhar partilhar distribuir divulgar disponibilizar",
    "making make": "tornar colocar",
    "look tried": """
        usado usada utilizado utilizada utilizados testado testada experimentado experimentada executado
        executada executados executadas experimentados experimentadas testados testadas usados usadas utilizadas
    """,
    "found later": """
        solicitado solicitada solicitados solicitadas requisitado requisitados pedido_ao pedidos_aos requisitada
        requisitadas
    """,
    "word": """
        tarefa_compartilhada tarefas_compartilhadas mais_acessível mais_acessíveis
        código_penal código_civil código_postal código_genético código_de_ética código_de_barras nós autores autoras
    """,
    "look": "ver veja vejam consulte vide",
    "participle": "implementado implementada implementados implementadas",
    "tool webtool": "plataforma prova_de_conceito",
    "for as": "como",
}

PORTUGUESE = define(
    "Portuguese",
    "pt",
    signs="""
        disponibilidade acessibilidade disposição português *ação *ções *ição *ução
        o a os as de do da dos das e em um uma é que para por com se no na nos nas ao como mais este esta não ou são
        foi também está estão nosso nossa nossos pelo pela entre sobre seu sua ser tem sem isso muito dois foram fonte
        dados
    """,
    lexicon=_LEXICON,
    telling="""
        interessad desej lanç abrimos disponív acessív disposição public públic liber partilh distrib abert deposit
        disponibiliz solicitação pedido github consult fornec hosped encontr baixad descarreg acess divulg instal contat
        contact previst pretend utiliz usad oferec aloj arquiv licença possível on-line aced livre ofereci
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
            "é o primeiro corpus público",
            ArgumentSlot.HEAD,
            AgentRule.NOWHERE,
            FIRST_OPEN,
            "TextNet é o primeiro corpus disponível publicamente.",
            "primeiro",
            "primeira",
            requires=Requirement.NAMED_ARTEFACT,
        ),
        row(
            "será publicado o código",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            f"{HELPERS}*(?:be|will){HELPERS}* (?:word and)? (?:released|provided|made? adverb* available)"
            " (?=[our all code data model]|the [word our]? [code data model tool demo])",
            "Em breve será publicado o código.",
            requires=Requirement.NOT_OTHERS,
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
            f"not? can not? adverb* be* adverb* (?:found|available|released|provided{TRIED})",
            "O código pode ser baixado em https://example.org.",
            is_possible=True,
            stance=Stance.RELEASED,
        ),
        row(
            "encontra-se em",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            "be+ adverb* (?:[at the] [word adverb]{1,2})* [at the] [the our adverb name word of]* [place address]",
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
            f"we? {HELPERS}* release adverb* {DATIVE} (?=[the our all code data model tool demo name])",
            "Disponibilizamos nosso código.",
            requires=Requirement.NOT_OTHERS,
        ),
        row(
            "fornecemos",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            f"we? {HELPERS}* provide adverb* {DATIVE} (?=[the our all code data model tool demo name])",
            "Fornecemos o código.",
        ),
        row(
            "tornamos disponível",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            "(?:make|have made) adverb* available",
            "Tornamos disponível o nosso código.",
            requires=Requirement.NOT_OTHERS,
        ),
        row(
            "apresentamos, disponível",
            ArgumentSlot.BRACKET,
            AgentRule.NOWHERE,
            "we? adverb* present (?=[the name])",
            "Apresentamos SongLex, um léxico livremente disponível.",
            requires=Requirement.NOT_OTHERS,
        ),
        row(
            "pretendemos liberar",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            f"{PLAN} {DATIVE} (?=[the our all code data model tool demo name])",
            "Pretendemos liberar o código.",
            stance=Stance.PROMISED,
        ),
        row(
            "a publicação está prevista",
            ArgumentSlot.HEAD,
            AgentRule.NOWHERE,
            PLANNED,
            "A publicação do corpus está prevista.",
            requires=Requirement.NOTHING,
            stance=Stance.PROMISED,
        ),
        row(
            "está prevista a publicação",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            PLANNED_BEHIND,
            "Está prevista a publicação do corpus.",
            stance=Stance.PROMISED,
        ),
        row(
            "é possível baixar",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            POSSIBLE,
            "É possível baixar o código em https://example.org.",
            is_possible=True,
            stance=Stance.RELEASED,
        ),
        row(
            "o repositório contém",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            HOLDS,
            "O repositório https://example.org contém o código.",
            requires=Requirement.NOTHING,
        ),
        row(
            "implementado como biblioteca",
            ArgumentSlot.HEAD,
            AgentRule.NOWHERE,
            IMPLEMENTED,
            "O método foi implementado como uma biblioteca Python (https://example.org).",
            requires=Requirement.ADDRESS,
        ),
        row(
            "criamos (URL)",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            MADE_AT,
            "Criamos o banco de dados PlantDB (https://example.org).",
            requires=Requirement.ADDRESS,
        ),
        row(
            "agora disponível no CRAN",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            IN_REGISTRY,
            "O pacote TextNet, agora disponível no CRAN, implementa o método.",
        ),
        row(
            "interessados em obter o programa",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            WANTED,
            "Os interessados em obter o programa podem contatar os autores.",
            stance=Stance.PROMISED,
        ),
    ),
)
