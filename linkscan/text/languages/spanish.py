"""Spanish: `el código está disponible en URL`, `ponemos el código a disposición`."""

from linkscan.models import Stance
from linkscan.text.claims.patterns import AgentRule, ArgumentSlot, Requirement
from linkscan.text.languages.language import define
from linkscan.text.languages.shapes import AVAILABLE_BEHIND, DATIVE, HELPERS, OPEN_BEHIND, OUT, row

_LEXICON = {
    "code": """
        código códigos código_fuente códigos_fuente software implementación implementaciones script scripts biblioteca
        bibliotecas librería librerías paquete paquetes código_abierto_del_sistema caja_de_herramientas
    """,
    "tool": """
        herramienta herramientas sistema plataforma programa programas aplicación aplicaciones módulo complemento
        analizador
    """,
    "model": "modelo modelos pesos pesos_del_modelo",
    "data": """
        datos conjunto_de_datos conjuntos_de_datos corpus base_de_datos bases_de_datos léxico diccionario anotaciones
        catálogo catálogos benchmark ontología tesauro dataset datasets banco_de_datos datos_brutos treebank atlas
        corpora transcripciones
    """,
    "demo": """
        demo demostración demostrador aplicación_web interfaz_web servidor_web servicio_web portal
        herramienta_en_línea plataforma_en_línea demostración_en_línea portal_web aplicación_en_línea calculadora
    """,
    "extra": "vídeo vídeos video videos material_suplementario anexo anexos recursos resultados materiales",
    "place website": "sitio sitio_web página página_web página_del_proyecto web_del_proyecto",
    "place repository": "repositorio repositorios",
    "place github": "github gitlab bitbucket",
    "place zenodo": "zenodo figshare osf kaggle huggingface hugging_face dryad dataverse pangaea mendeley_data",
    "place link": "enlace dirección url línea web internet",
    "we": "nosotros autores autoras",
    "paper": "artículo trabajo estudio tesis investigación",
    "it": "este ésta éste estos",
    "which": "que cual cuales",
    "release release": """
        publicamos liberamos compartimos distribuimos difundimos hacemos_público hacemos_públicos hacemos_pública
        hacemos_públicas
    """,
    "released": """
        publicado publicada publicados publicadas liberado liberada liberados liberadas compartido compartida
        compartidos compartidas distribuido distribuida difundido abierto abierta abiertos publica publican distribuye
        libera liberan distribuyen comparte comparten
    """,
    "releasing": """
        publicará publicarán liberará liberarán compartirá compartirán publicaremos liberaremos compartiremos
        difundirá distribuirá distribuirán
    """,
    "container": "conjunto totalidad",
    "make make": "ponemos hacemos poner hacer pone pondremos haremos",
    "made": "puesto puesta puestos puestas hecho hecha hechos hechas",
    "available": """
        disponible disponibles accesible accesibles a_disposición a_la_disposición descargable descargables público
        pública públicos públicas en_abierto en_acceso_abierto acceso_abierto libremente_disponible
        libremente_disponibles consultable de_libre_acceso de_acceso_abierto
    """,
    "provided": """
        proporcionado proporcionada proporcionados depositado depositada depositados depositadas alojado alojada
        alojados ofrecido facilitado facilitados
    """,
    "open open": "open-source open_source de_código_abierto código_abierto",
    "found": """
        encontrar descargar consultar obtener acceder encontrarse descargarse consultarse obtenerse utilizarse
        descargado descargada descargados consultado probar accederse
    """,
    "provide provide": "proporcionamos ofrecemos facilitamos",
    "present present": "presentamos describimos desarrollamos introducimos creamos construimos proponemos presenta",
    "be": "está están es son ser estar sido se se_encuentra se_encuentran encuentran fue fueron",
    "have": "ha han hemos habiendo",
    "will": """
        estará estarán será serán pondrá pondrán hará harán
    """,
    "can": "puede pueden podrá podrán se_puede se_pueden",
    "plan": "planeamos pretendemos previsto esperamos",
    "not": "no ningún ninguna sin nunca ni tampoco",
    "adverb publicly": "públicamente abiertamente",
    "adverb freely": "libremente gratuitamente",
    "adverb": "también además actualmente ahora ya completamente en_línea aquí así finalmente gratis asimismo",
    "adverb later": """
        bajo_petición bajo_solicitud previa_solicitud previa_petición próximamente pronto tras_la_aceptación
        tras_la_publicación después_de_la_publicación después_de_la_aceptación una_vez_aceptado en_el_futuro
        a_petición tras_su_publicación con_la_publicación previa_solicitud_razonable
    """,
    "all": "todos todas todo",
    "the the": "el la los las este esta estas dicho al ",
    "the a": "un una unos unas",
    "of": "de del",
    "our our": "nuestro nuestra nuestros nuestras su sus",
    "others existing": """
        existente existentes otros otras varios varias numerosos numerosas muchos muchas diversos diversas diferentes
        algunos algunas comerciales comercial
    """,
    "at": "en desde a por vía mediante través bajo",
    "for": "para con como",
    "and and": "y e así_como o pero junto_con",
    "when when": "si cuando aunque porque ya_que mientras",
    "verb": """
        proceden procede provienen utilizamos usamos evaluamos mostramos comparamos permite permiten contiene
        comprende emplea empleamos
    """,
}

SPANISH = define(
    "Spanish",
    "es",
    signs="""
        el la los las de del y en un una es que para por con se su sus al como más este esta no ha han son sobre entre
        desde lo también está están nuestro nuestra nuestros hemos muy sin ser fue dos donde cuando
    """,
    lexicon=_LEXICON,
    telling="""
        públic disponib accesib disposición public liber compart distrib descarg abiert deposit proporcion alojad
        petición solicitud github consult acced encontrar difund ofrec facilit
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
            f"be {HELPERS}* (?:released|available) (?=[the our code data model all])",
            "Se publica el código.",
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
            "not? be? can not? adverb* be? adverb* (?:found|available|released|provided)",
            "El código puede descargarse en https://example.org.",
            is_possible=True,
            stance=Stance.RELEASED,
        ),
        row(
            "se encuentra en",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            "be+ adverb* at [the our adverb name word of]* [place address]",
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
            f"we? {HELPERS}* releasing adverb* {DATIVE} (?=[the our all code data model tool demo name])",
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
            f"we? {HELPERS}* (?:release|provide) adverb* {DATIVE} (?=[the our all code data model tool demo name])",
            "Publicamos nuestro código.",
        ),
        row(
            "hemos publicado",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            "have adverb* (?:released|provided|made adverb* available) adverb* (?=[the our all code data model name])",
            "Hemos publicado el corpus.",
        ),
        row(
            "ponemos a disposición",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            "(?:make|have made) adverb* available",
            "Ponemos a disposición nuestro código.",
        ),
        row(
            "ponemos el código a disposición",
            ArgumentSlot.BRACKET,
            AgentRule.NOWHERE,
            "(?:make|have made) (?=[the our all code data model])",
            "Ponemos el código a disposición de la comunidad.",
        ),
        row(
            "presentamos, disponible",
            ArgumentSlot.BRACKET,
            AgentRule.NOWHERE,
            "we? adverb* present (?=[the name])",
            "Presentamos SongLex, un léxico libremente disponible.",
            requires=Requirement.NOTHING,
        ),
    ),
)
