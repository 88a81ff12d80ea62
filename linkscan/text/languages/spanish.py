"""Spanish: `el código está disponible en URL`, `ponemos el código a disposición`."""

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
        código códigos código_fuente códigos_fuente software implementación implementaciones script scripts biblioteca
        bibliotecas librería librerías paquete paquetes código_abierto_del_sistema caja_de_herramientas paquete_de_r
        código_informático código_python rutinas rutina scripts_de_análisis guión guiones implementado_en_código package
    """,
    "tool": """
        herramienta herramientas sistema programa programas aplicación aplicaciones módulo complemento analizador
        simulador resolvedor suite aplicativo
    """,
    "model": """
        modelo modelos pesos pesos_del_modelo modelos_entrenados modelo_de_lenguaje modelos_de_lenguaje
        modelos_preentrenados pesos_de_los_modelos
    """,
    "data": """
        datos conjunto_de_datos conjuntos_de_datos corpus base_de_datos bases_de_datos léxico diccionario anotaciones
        catálogo catálogos benchmark ontología tesauro dataset datasets banco_de_datos base_de_conocimiento
        bases_de_conocimiento datos_brutos treebank atlas
        corpora transcripciones mapa mapas secuencias espectros mediciones tablas registros microdatos metadatos
        curvas_de_luz series_temporales nube_de_puntos corpus_anotado grabaciones glosario tablas_de_datos acervo
        edición_digital conjunto_de_imágenes base_léxica estándar_de_oro tabla
    """,
    "demo": """
        demo demostración demostrador aplicación_web interfaz_web servidor_web servicio_web portal
        herramienta_en_línea plataforma_en_línea demostración_en_línea portal_web aplicación_en_línea calculadora
        plataforma_web sitio_de_demostración herramienta_web mapa_interactivo visor tablero aplicación_shiny
        demostración_interactiva prototipo_web servicio_en_línea servidor_en_línea
    """,
    "extra": "vídeo vídeos video videos material_suplementario anexo anexos recursos resultados materiales",
    "place website": "sitio sitio_web página página_web página_del_proyecto web_del_proyecto",
    "place repository": """
        repositorio repositorios repositorio_de_github repositorio_github repositorio_institucional
        repositorio_público
    """,
    "place github": "github gitlab bitbucket",
    "place zenodo": "zenodo figshare osf kaggle huggingface hugging_face dryad dataverse pangaea mendeley_data genbank",
    "place link": """
        enlace dirección url línea web internet siguiente_enlace siguiente_dirección siguiente_url siguiente_liga liga
    """,
    "paper": "artículo trabajo estudio tesis investigación",
    "it": "este ésta éste",
    "doing": """
        quienes_deseen_obtener quien_desee_obtener quienes_quieran_obtener quien_quiera_obtener
        los_interesados_en_obtener
        las_personas_interesadas_en_obtener quienes_necesiten interesados_en_obtener
    """,
    "which": "que cual cuales",
    "which whose": "cuyo cuya cuyos cuyas",
    "release release": """
        publicamos lanzamos abrimos estamos_publicando estamos_lanzando estamos_liberando damos_a_conocer
        liberamos compartimos distribuimos difundimos hacemos_público
        hacemos_públicos hacemos_pública hacemos_públicas
    """,
    "released": """
        publicado publicada publicados publicadas lanzado lanzada lanzados lanzadas liberado liberada liberados
        liberadas compartido compartida compartidos compartidas distribuido distribuida difundido abierto
        abierta abiertos publica publican distribuye libera liberan distribuyen comparte comparten distribuidos
        distribuidas difundida publicándose divulgado divulgados liberándose proporciona proporcionan
        ofrece_abiertamente pone_a_disposición ponen_a_disposición facilita facilitan puesto_en_abierto
        depositaron publicaron liberaron compartieron depositó publicó liberó dan_a_conocer dado_a_conocer
        dados_a_conocer abiertas difundidos difundidas divulgada divulgadas
    """,
    "releasing": """
        dará_a_conocer darán_a_conocer publicará publicarán liberará liberarán compartirá compartirán
        publicaremos liberaremos compartiremos
        difundirá distribuirá distribuirán facilitarán proporcionarán facilitaremos proporcionaremos
        pondrán_a_disposición depositará depositarán alojará difundirán divulgarán
    """,
    "container": """
        conjunto conjuntos totalidad publicación liberación difusión divulgación muestra subconjunto apertura
    """,
    "make make": "ponemos hacemos poner hacer pone pondremos haremos",
    "made": "puesto puesta puestos puestas hecho hecha hechos hechas puso pusieron hizo hicieron",
    "available": """
        disponible disponibles accesible accesibles a_disposición a_la_disposición descargable descargables público
        pública públicos públicas en_abierto en_acceso_abierto acceso_abierto libremente_disponible
        libremente_disponibles consultable de_libre_acceso de_acceso_abierto de_libre_descarga de_libre_consulta
        de_acceso_libre de_acceso_público instalable abierto_al_público de_dominio_público de_uso_libre
        disponible_libremente en_acceso_libre consultables accesible_en_línea a_su_disposición
    """,
    "provided": """
        proporcionado proporcionada proporcionados depositado depositada depositados depositadas alojado alojada
        alojados ofrecido facilitado facilitados alojadas archivado archivados archivada archivadas ofrecida
        ofrecidos ofrecidas proporcionadas facilitada incluido incluidos subido subida subidos ofrece ofrecen
        facilitadas incluida incluidas subidas
    """,
    "open open": "open-source open_source de_código_abierto código_abierto",
    "found": """
        encontrar descargar consultar obtener acceder encontrarse descargarse consultarse obtenerse descargado
        descargada descargados consultado accederse instalar instalarse consultados acceder_libremente recuperar
        obtenido obtenidos visualizarse visualizar descargarse_libremente clonar clonarse solicitarse_en_línea
        consultada consultadas descargadas obtenida obtenidas
    """,
    "provide provide": "proporcionamos ofrecemos facilitamos suministramos entregamos",
    "present present": """
        presentamos describimos desarrollamos introducimos creamos construimos proponemos presenta hemos_creado
        hemos_desarrollado hemos_construido se_ha_creado se_ha_desarrollado se_desarrolló se_ha_construido
        fue_desarrollada
    """,
    "be": """
        esté estén está están es son ser estar se se_encuentra se_encuentran encuentran fueron se_encuentra_alojado
        se_aloja se_alojan fue sido
    """,
    "have": "ha han hemos habiendo",
    "will": "estará estarán será serán pondrá pondrán hará harán va van pondremos se_hará se_harán vamos",
    "can": "puede pueden podrá podrán se_puede se_pueden es_posible",
    "plan": """
        planeamos pretendemos previsto esperamos planea prevemos prevista previstos previstas tenemos_previsto
        tenemos_la_intención_de se_prevé se_planea se_pretende planeada
    """,
    "not": "no ningún ninguna sin nunca ni tampoco",
    "adverb publicly": "públicamente abiertamente al_público del_público",
    "adverb freely": """
        libremente gratuitamente bajo_licencia bajo_la_licencia con_licencia bajo_una_licencia como_software_libre
        como_código_abierto como_datos_abiertos de_forma_libre_y_gratuita sin_restricciones con_una_licencia
    """,
    "adverb": """
        también además actualmente ahora ya completamente en_línea aquí así finalmente gratis asimismo tanto
        igualmente abiertamente_y por_otra_parte de_manera_gratuita de_forma_gratuita de_manera_libre de_forma_libre
        de_forma_abierta de_manera_pública de_forma_pública de_manera_abierta ambos ambas gratuito
    """,
    "adverb later": """
        bajo_petición bajo_solicitud previa_solicitud previa_petición próximamente pronto tras_la_aceptación
        tras_la_publicación después_de_la_publicación después_de_la_aceptación una_vez_aceptado en_el_futuro
        a_petición tras_su_publicación con_la_publicación previa_solicitud_razonable una_vez_aceptado_el_artículo
        una_vez_publicado_el_artículo una_vez_publicado tras_aceptación contactando contactando_con contactando_a
        mediante_solicitud por_solicitud previa_petición_razonable a_solicitud en_breve en_un_futuro_próximo
        cuando_se_publique a_la_brevedad más_adelante previo_contacto tras_la_aceptación_del_artículo
    """,
    "the the": "el la los las este estos esta estas dicho al todos todas todo enlace_al enlace_a_los",
    "the a": "un una unos unas",
    "of": "de del",
    "our our": "nuestro nuestra nuestros nuestras su sus",
    "others existing": """
        existente existentes otros otras varios varias numerosos numerosas pocos pocas muchos muchas diversos
        diversas diferentes
        algunos algunas comerciales comercial privativo privativos
    """,
    "at": "en desde a vía mediante través bajo",
    "at by whom": "por",
    "for": "para con sobre",
    "and and": "y e así_como o pero junto_con como_los como_las como_el como_la como_también además_de",
    "when if": "si cuando siempre_que caso_en_que caso_en_el_que casos_en_los_que",
    "when when": "aunque porque ya_que mientras",
    "verb": """
        proceden procede provienen utilizamos usamos evaluamos mostramos comparamos permite permiten contiene
        comprende emplea empleamos provino extrajeron extraídos extraídas tomados tomadas descargaron obtuvieron
        recogidos recopilados_por incluye contienen alberga
    """,
    "datum": "imágenes fotografías cuestionario cuestionarios encuestas etiquetas",
    "place registry": "pypi cran conda bioconductor npm pip bioconda",
    "paper article": "artículo artículos manuscrito preprint ponencia tesis texto_completo",
    "making release": "publicar liberar compartir distribuir difundir",
    "making make": "poner hacer",
    "look tried": "usarse utilizarse usar utilizar probarse ejecutarse",
    "found later": "solicitarse solicitar pedirse requerirse obtenerse_contactando",
    "word": """
        tarea_compartida tareas_compartidas más_accesible más_accesibles
        código_penal código_civil código_postal código_genético código_de_ética código_deontológico parte_de_ello
        en_parte por_parte nosotros autores autoras
    """,
    "look": "véase véanse ver consúltese consulte",
    "participle": "implementado implementada implementó implementados implementaron",
    "tool webtool": "plataforma prueba_de_concepto",
    "for as": "como",
}

SPANISH = define(
    "Spanish",
    "es",
    signs="""
        disponibilidad accesibilidad disposición español *ción
        el la los las de del y en un una es que para por con se su sus al como más este esta no ha han son sobre entre
        desde lo también está están nuestro nuestra nuestros hemos muy sin ser fue dos donde cuando
    """,
    lexicon=_LEXICON,
    telling="""
        deseen desee interesad lanza abrimos públic disponib accesib disposición public liber compart distrib descarg
        abiert deposit proporcion alojad petición solicitud github consult acced encontrar difund ofrec facilit instal
        conocer contact prevé previst pretend utiliz usar solicit archiv licencia posible proporciona
    """,
    presenting="present|describ|desarroll|propon|cre|constru|introduc",
    is_head_first=True,
    availability="disponibilidad|accesibilidad",
    registration="registro (?:del? )?(?:ensayo|estudio|protocolo)|número de registro",
    patterns=(
        row(
            "es una herramienta de código abierto",
            ArgumentSlot.HEAD,
            AgentRule.NOWHERE,
            f"be {OPEN_BEHIND}",
            "TextNet es una herramienta de código abierto.",
            requires=Requirement.NOTHING,
        ),
        row(
            "se publica el código",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            f"be {HELPERS}* (?:released|available|provided) (?=[our all code data model]|the [word our]? [code"
            f" data model tool demo])",
            "Se publica el código.",
            requires=Requirement.NOT_OTHERS,
        ),
        row(
            "es el primer corpus público",
            ArgumentSlot.HEAD,
            AgentRule.NOWHERE,
            FIRST_OPEN,
            "TextNet es el primer corpus disponible públicamente.",
            "primer",
            "primera",
            "primeros",
            requires=Requirement.NAMED_ARTEFACT,
        ),
        row(
            "está disponible",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            f"{HELPERS}*(?:be|will|made){HELPERS}* (?:the? for? {OUT}) (?:and? [be not adverb]* {OUT})*",
            "El código está disponible en https://example.org.",
        ),
        row(
            "puede descargarse",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            f"not? be? can not? adverb* be? adverb* (?:found|available|released|provided{TRIED})",
            "El código puede descargarse en https://example.org.",
            is_possible=True,
            stance=Stance.RELEASED,
        ),
        row(
            "se encuentra en",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            "be+ adverb* (?:at [word adverb]{1,2})? at [the our adverb name word of]* [place address]",
            "El código se encuentra en GitHub.",
        ),
        row(
            "disponible en",
            ArgumentSlot.NEAREST,
            AgentRule.NOWHERE,
            AVAILABLE_BEHIND,
            "Presentamos un corpus disponible en https://example.org.",
        ),
        row(
            "publicaremos",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            f"we? (?:{HELPERS}* (?<!be)releasing adverb* {DATIVE}|be releasing adverb*)"
            " (?=[the our all code data model tool demo name])",
            "Publicaremos el código.",
            stance=Stance.PROMISED,
        ),
        row(
            "se publicará",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            "not? be releasing",
            "El corpus se publicará.",
            stance=Stance.PROMISED,
        ),
        row(
            "publicamos",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            f"we? {HELPERS}* release adverb* {DATIVE} (?=[the our all code data model tool demo name])",
            "Publicamos nuestro código.",
            requires=Requirement.NOT_OTHERS,
        ),
        row(
            "ofrecemos",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            f"we? {HELPERS}* provide adverb* {DATIVE} (?=[the our all code data model tool demo name])",
            "Ofrecemos el código.",
        ),
        row(
            "hemos publicado",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            "(?:have adverb* (?:[word participle found] and)?|present and)"
            " (?:released|provided|made adverb* available) adverb* (?=[the our all code data model name])",
            "Hemos publicado el corpus.",
            requires=Requirement.NOT_OTHERS,
        ),
        row(
            "ponemos a disposición",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            f"(?:make|have made|be made) adverb* available adverb* {DATIVE}",
            "Ponemos a disposición nuestro código.",
            requires=Requirement.NOT_OTHERS,
        ),
        row(
            "ponemos el código a disposición",
            ArgumentSlot.BRACKET,
            AgentRule.NOWHERE,
            "(?:[make will]|have made) which? (?=[the our all code data model name])",
            "Ponemos el código a disposición de la comunidad.",
        ),
        row(
            "presentamos, disponible",
            ArgumentSlot.BRACKET,
            AgentRule.NOWHERE,
            "we? adverb* present (?=[the name])",
            "Presentamos SongLex, un léxico libremente disponible.",
            requires=Requirement.NOT_OTHERS,
        ),
        row(
            "pretendemos liberar",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            f"{PLAN} {DATIVE} (?=[the our all code data model tool demo name])",
            "Pretendemos liberar el código.",
            stance=Stance.PROMISED,
        ),
        row(
            "la publicación está prevista",
            ArgumentSlot.HEAD,
            AgentRule.NOWHERE,
            PLANNED,
            "La publicación del corpus está prevista.",
            requires=Requirement.NOTHING,
            stance=Stance.PROMISED,
        ),
        row(
            "está prevista la publicación",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            PLANNED_BEHIND,
            "Está prevista la publicación del corpus.",
            stance=Stance.PROMISED,
        ),
        row(
            "es posible descargar",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            POSSIBLE,
            "Es posible descargar el código en https://example.org.",
            is_possible=True,
            stance=Stance.RELEASED,
        ),
        row(
            "el repositorio contiene",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            HOLDS,
            "El repositorio https://example.org contiene el código.",
            requires=Requirement.NOTHING,
        ),
        row(
            "se implementó como biblioteca",
            ArgumentSlot.HEAD,
            AgentRule.NOWHERE,
            IMPLEMENTED,
            "El método se implementó como una biblioteca de Python (https://example.org).",
            requires=Requirement.ADDRESS,
        ),
        row(
            "hemos creado (URL)",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            MADE_AT,
            "Hemos creado la base de datos PlantDB (https://example.org).",
            requires=Requirement.ADDRESS,
        ),
        row(
            "ahora disponible en CRAN",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            IN_REGISTRY,
            "El paquete TextNet, ahora disponible en CRAN, implementa el método.",
        ),
        row(
            "quienes deseen el programa",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            WANTED,
            "Quienes deseen obtener el programa pueden escribir a los autores.",
            stance=Stance.PROMISED,
        ),
    ),
)
