"""German. Verbs come last and in two parts: `ist unter URL frei verfügbar`, `stellen wir zur Verfügung`."""

from linkscan.models import Stance
from linkscan.text.claims.patterns import AgentRule, ArgumentSlot, Requirement
from linkscan.text.languages.language import define
from linkscan.text.languages.shapes import ADVERBIALS, HELPERS, OPEN_BEFORE, PRESENTED, row

_LEXICON = {
    "code": """
        code codes quellcode quellcodes quelltext quelltexte programmcode software implementierung implementierungen
        skript skripte bibliothek bibliotheken paket pakete toolkit toolbox *code *codes *software *paket *pakete
        *bibliothek *skript *skripte *implementierung referenzimplementierung
    """,
    "tool": """
        werkzeug werkzeuge tool tools framework system programm programme anwendung anwendungen app plugin *werkzeug
        *werkzeuge *programm pipeline workflow editor plattform *plattform
    """,
    "model": "modell modelle modellgewichte gewichte checkpoints *modell *modelle *modellen",
    "data": """
        daten datensatz datensätze datensätzen korpus korpora datenbank datenbanken katalog kataloge lexikon
        wörterbuch annotationen benchmark baumbank datenset datensets treebank messdaten thesaurus *daten *datensatz
        *datensätze *korpus *korpora *datenbank *katalog *annotationen *datenset digitalisate digitalisaten
        transkriptionen sammlung *sammlung
    """,
    "word": "kandidaten mandaten soldaten",
    "demo": """
        demo prototyp online-demo onlinedemo demonstrator webanwendung web-anwendung webserver web-server webservice
        web-service webservices webdienst webportal portal webapp web-app weboberfläche online-tool onlinetool
        online-rechner demoversion web-demo
    """,
    "extra": "video videos anhang materialien material zusatzmaterial zusatzmaterialien folien ressourcen ergebnisse",
    "place website": """
        webseite webseiten website homepage projektseite projektwebseite internetseite seite webpräsenz
    """,
    "place repository": "repositorium repository repositorien repositories",
    "place github": "github gitlab bitbucket",
    "place zenodo": "zenodo figshare osf kaggle huggingface hugging_face dryad dataverse pangaea mendeley_data",
    "place link": "link adresse url internetadresse internet netz web",
    "we": "wir autoren autorinnen verfasser",
    "paper": "arbeit artikel beitrag aufsatz studie paper",
    "it": "es",
    "release release": "veröffentlichen publizieren open-sourcen veröffentlichten publizierten veröffentliche",
    "released": "veröffentlicht publiziert freigegeben offengelegt",
    "make make": "stellen machen stellten machten geben stellt macht",
    "made": "gestellt gemacht",
    "available": """
        verfügbar zugänglich erhältlich abrufbar nachnutzbar erreichbar einsehbar zur_verfügung öffentlich_zugänglich
        frei_verfügbar frei_zugänglich herunterladbar bereit frei zum_download
    """,
    "provided": "bereitgestellt zur_verfügung_gestellt zugänglich_gemacht verfügbar_gemacht bereitgehalten angeboten",
    "open open": """
        quelloffen quelloffene quelloffenes quelloffener quelloffenen open-source open_source open-source- opensource-
    """,
    "found": "gefunden heruntergeladen abgerufen bezogen eingesehen ausprobiert getestet genutzt zu_finden",
    "present present": "präsentieren vorstellen entwickeln beschreiben erstellen entwickelten erstellten präsentiert",
    "be": "ist sind war waren steht stehen liegt liegen findet finden",
    "have": "haben hat wurde wurden worden",
    "will": "wird werden soll sollen",
    "can": "kann können",
    "plan": "planen beabsichtigen vorgesehen geplant",
    "not": "nicht kein keine keinen keiner nie noch_nicht leider_nicht",
    "adverb publicly": "öffentlich offen",
    "adverb freely": "kostenlos unentgeltlich kostenfrei uneingeschränkt",
    "adverb": """
        auch zudem außerdem ferner bereits dort hier seit sie online darüber_hinaus zusätzlich ebenfalls nun jetzt
        sich vollständig damit dauerhaft somit derzeit
    """,
    "adverb later": """
        demnächst bald später künftig zukünftig in_kürze auf_anfrage nach_annahme nach_der_annahme
        nach_veröffentlichung nach_der_veröffentlichung bei_veröffentlichung nach_der_publikation nach_publikation
        nach_abschluss auf_nachfrage in_zukunft auf_begründete_anfrage
    """,
    "all": "alle alles sämtliche",
    "the the": """
        der die das den dem des dieser diese dieses diesen diesem alle gesamte gesamten vollständige vollständigen
    """,
    "the a": "ein eine einen einem einer eines",
    "our our": "unser unsere unseren unserem unserer unseres ihre ihren seine",
    "others existing": """
        bestehende bestehenden vorhandene vorhandenen existierende existierenden andere anderen anderer viele vielen
        mehrere zahlreiche zahlreichen verschiedene verschiedenen manche einige kommerzielle kommerziellen frühere
        früheren gängige fremde
    """,
    "at": "unter auf in bei via über im am an aus von vom",
    "of": "zu zur zum",
    "for": "für mit als",
    "and and": "und sowie oder samt nebst",
    "when when": "während wenn falls obwohl da weil dass ob",
    "which": "welche welcher welches denen dessen deren",
    "verb": """
        verwenden nutzen benutzen verwendet verwendete verwendeten zeigen zeigt evaluieren vergleichen basiert
        basieren untersuchen enthält umfasst ermöglicht erlaubt
    """,
    "to": "um",
}
_LATE = f"{ADVERBIALS}{{0,14}}"

GERMAN = define(
    "German",
    "de",
    signs="""
        verfügbarkeit datenverfügbarkeit
        der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat
        dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis
        unter wir kann diese durch wurde unser unsere ihre steht stehen verfügbar sowie
    """,
    lexicon=_LEXICON,
    telling="""
        veröffentlich verfügbar verfügung zugänglich erhältlich abrufbar nutzbar erreichbar bereit publizier
        quelloffen open freigegeben offengelegt herunter zu finden github auf anfrage
    """,
    presenting="präsentier|entwick|vorstell|stellen|beschreib|erstell|einführ|vorgestell",
    nouns_are_capitalised=True,
    is_head_first=True,
    availability="verfügbarkeit|zugänglichkeit|bezugsquelle",
    registration="registrierung|studienregister",
    patterns=(
        row(
            "stellen ein quelloffenes Werkzeug vor",
            ArgumentSlot.HEAD,
            AgentRule.BEFORE,
            f"(?:make|present) {PRESENTED} {OPEN_BEFORE}",
            "Wir stellen TextNet vor, ein quelloffenes Werkzeug.",
            requires=Requirement.NOTHING,
        ),
        row(
            "frei zugänglich sind",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            "(?:at [the our adverb name word place address]{1,6}){0,3} adverb* [available provided released] [be will]"
            "(?=comma|stop|$)",
            "Da Code und Daten auf GitHub frei zugänglich sind, kann man sie prüfen.",
        ),
        row(
            "ist verfügbar",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            f"[adverb not]* be {_LATE} [available released open provided]",
            "Der Quellcode ist unter https://example.org frei verfügbar.",
        ),
        row(
            "wurde veröffentlicht",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            f"[adverb not]* have {_LATE} [released provided available] have?",
            "Die Daten wurden auf Zenodo veröffentlicht.",
        ),
        row(
            "wird veröffentlicht",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            f"[adverb not]* will {_LATE} (?:released|[available provided released] [made be will])",
            "Der Code wird veröffentlicht.",
        ),
        row(
            "wird bereitgestellt",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            f"[adverb not]* will {_LATE} provided",
            "Der Code wird auf GitHub bereitgestellt.",
            stance=Stance.RELEASED,
        ),
        row(
            "wird verfügbar sein",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            f"[adverb not]* will {_LATE} available",
            "Der Code wird verfügbar sein.",
        ),
        row(
            "werden die Daten veröffentlicht",
            ArgumentSlot.BRACKET,
            AgentRule.NOWHERE,
            "(?:^[adverb at the our name place word]*|comma) (?:will|be|have) (?=[the our code data model demo])",
            "Zusätzlich werden die Daten veröffentlicht.",
        ),
        row(
            "kann heruntergeladen werden",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            f"can {_LATE} [found provided available] will?",
            "Der Code kann unter https://example.org heruntergeladen werden.",
            is_possible=True,
            stance=Stance.RELEASED,
        ),
        row(
            "findet sich",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            "be adverb* at [the our adverb name word]* [place address]",
            "Der Code findet sich auf GitHub.",
        ),
        row(
            "wir veröffentlichen",
            ArgumentSlot.OBJECT,
            AgentRule.INSIDE,
            f"(?:[we paper] {HELPERS}* release|release adverb* we adverb*)",
            "Wir veröffentlichen unseren Code.",
        ),
        row(
            "wir haben veröffentlicht",
            ArgumentSlot.BRACKET,
            AgentRule.INSIDE,
            "(?:[we paper] adverb* [have will plan]|[have will] adverb* we) adverb*",
            "Wir haben den Datensatz veröffentlicht.",
        ),
        row(
            "wir stellen zur Verfügung",
            ArgumentSlot.BRACKET,
            AgentRule.INSIDE,
            "(?:[we paper] adverb* make|make adverb* we) adverb*",
            "Wir stellen den Code zur Verfügung.",
        ),
        row(
            "den Code stellen wir bereit",
            ArgumentSlot.SUBJECT,
            AgentRule.INSIDE,
            f"[make will have] we {_LATE} [available released provided]",
            "Den Code stellen wir auf GitHub bereit.",
        ),
        row(
            "den Code veröffentlichen wir",
            ArgumentSlot.SUBJECT,
            AgentRule.INSIDE,
            "release we [adverb at address place the our name word]* (?=stop|comma|$)",
            "Den Code veröffentlichen wir auf GitHub.",
        ),
    ),
)
