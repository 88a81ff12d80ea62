"""German, with two-part predicates: `ist unter URL frei verfügbar`, `stellen wir zur Verfügung`."""

from linkscan.models import Stance
from linkscan.text.claims.patterns import AgentRule, ArgumentSlot, Requirement
from linkscan.text.languages.language import define
from linkscan.text.languages.shapes import (
    ADVERBIALS,
    HELPERS,
    HOLDS,
    IN_REGISTRY,
    OPEN_BEFORE,
    PRESENTED,
    row,
)

_LEXICON = {
    "word": """
        kandidaten mandaten soldaten datenmodell datenmodelle datenmodells *datenmodell rollenmodell referenzmodell
        arbeitspaket arbeitspakete versammlung ansammlung inhaltsverzeichnis literaturverzeichnis
        stichwortverzeichnis workshopprogramm forschungsprogramm arbeitsprogramm
        förderprogramm rahmenprogramm schwerpunktprogramm tagungsprogramm *manuskript *manuskripte *manuskripten
        *typoskript *typoskripte noch_verfügbar zu_finden_sind für_nachfragen_zur_verfügung für_fragen_zur_verfügung
        für_rückfragen_zur_verfügung frei_von frei_verfügbar* frei_zugänglich* frei_nutzbar* öffentlich_zugänglich*
        reihe_von
    """,
    "word licence": "lizenz *lizenz *lizenzen",
    "word project": """
        projekt *projekt vorhaben *vorhaben open_source_projektes open_source_projekts open-source-projektes
        open-source-projekts
    """,
    "data transcript": "*transkript *transkripte *transkripten",
    "code": """
        code codes quellcode quellcodes quelltext quelltexte programmcode software implementierung implementierungen
        skript skripte paket pakete toolkit toolbox *code *codes *software *paket *pakete *-bibliothek
        bibliothek_zur bibliothek_für *implementierungen
        softwarebibliothek softwarebibliotheken *-bibliotheken *skript *skripte *implementierung
        referenzimplementierung code-repository referenzcode programmbibliothek softwarekomponenten softwaremodul
        softwaremodule code-basis codebasis stylesheets *-stylesheets r-package package packages quelldateien
        quellen_des_programms auswertungsskripte auswertungsskripten analyseskripte softwarebibliothek
        open-source-software open_source_software programmtext sourcecode source_code makro makros programmcodes pakets
        skripts *skripten *skripts *notebook *notebooks *plugin *plugins *plug-in programmierbibliothek
    """,
    "tool": """
        werkzeug werkzeuge tool tools framework system programm programme anwendung anwendungen app plugin *werkzeug
        *werkzeuge *werkzeugen *programm pipeline *pipeline *pipelines workflow editor *-editor softwarewerkzeug *tools
        *tool *framework *frameworks webtool apps *-app simulator solver modul *viewer *parser *tagger
    """,
    "model": """
        modell modelle modellgewichte gewichte checkpoints *modell *modelle *modellen modellparameter sprachmodell
        sprachmodelle netzgewichte gewichten modells
    """,
    "data": """
        daten datensatz datensätze datensätzen korpus korpora datenbank datenbanken katalog kataloge lexikon wörterbuch
        annotationen benchmark baumbank datenset datensets treebank messdaten thesaurus *daten *datensatz *datensätze
        corpus *corpus corpora *korpus *korpora *datenbank *katalog *annotationen *datenset digitalisate digitalisaten
        transkriptionen *transkriptionen sammlung *sammlung *edition datenbestand *datenbestand datenbestände
        karte karten goldstandard messwerte messreihen spektren
        sequenzen datenkorpus daten-korpus forschungsdatensatz transkripte transkripten mikrodaten
        scans_der_handschriften digitalisat tabellen aufzeichnungen testset trainingsset testdatensatz
        luftbilder punktwolke punktwolken lichtkurven zeitreihen stammbaum wörterbücher lexika ontologie bilddatensatz
        bilddaten open-data datensatzes katalogs lexikons wörterbuchs tabelle *datensätzen *datensatzes *datenbanken
        *kataloge *digitalisate *digitalisaten transkription *transkription *lexikon *lexika *wörterbuch *wörterbücher
        *vokabular *vokabulare *thesaurus thesauri inventar *verzeichnis *-inventar *volltexte *volltexten
        knowledge_graph
        wissensgraph *bibliographie *bibliografie tei-dateien xml-dateien *-xml-dateien *ontologie ontologien *baumbank
        *treebank *benchmark *testset *datenbankdump *dump *dumps *goldstandard ground_truth
    """,
    "demo": """
        demo online-demo onlinedemo demonstrator webanwendung web-anwendung webserver web-server webservice
        web-service webservices webdienst webportal portal webapp web-app weboberfläche online-tool onlinetool
        online-rechner demoversion web-demo prototypische_webanwendung online-datenbanksystem online-demonstration
        demo-version webplattform web-plattform web-oberfläche online-werkzeug onlinewerkzeug onlineportal
        online-portal live-demo webinterface web-interface online-plattform prototyp online-server onlineserver
        prototypen *demonstrator *demonstratoren *portal *plattform webapplikation web-applikation *webanwendung
        virtuelle_forschungsumgebung
    """,
    "extra": "video videos anhang materialien material zusatzmaterial zusatzmaterialien folien ressourcen ergebnisse",
    "place website": """
        webseite webseiten website homepage projektseite projektwebseite internetseite seite webpräsenz
    """,
    "place repository": """
        repositorium repository repositorien repositories forschungsdatenrepositorium datenrepositorium git-repository
        git-repositorium github-repository github-repositorium datenarchiv
    """,
    "place github": "github gitlab bitbucket",
    "place zenodo": """
        zenodo figshare osf kaggle huggingface hugging_face dryad dataverse pangaea mendeley_data psycharchives radar
        gesis open_science_framework opara edmond heidata datorium open_science_framework_(osf)
    """,
    "place link": "link adresse url internetadresse internet netz web",
    "we": """
        wir autoren autorinnen verfasser referentinnen referenten referent workshopleitung workshoporganisation
        veranstalter veranstalterinnen veranstaltenden projektteam
    """,
    "paper": "arbeit studie paper veröffentlichung_selbst forschungsarbeit untersuchung",
    "it": "es er",
    "release release": """
        veröffentlichen publizieren open-sourcen veröffentlichten publizierten veröffentliche publiziere bereitstellen
        bereitzustellen zugänglich_zu_machen verfügbar_zu_machen zur_verfügung_zu_stellen online_zu_stellen
    """,
    "released": """
        veröffentlicht publiziert freigegeben offengelegt open_source_gestellt quelloffen_gestellt
        quelloffen_publiziert offen_gelegt veröffentlichte freigeschaltet frei_gegeben freigestellt
    """,
    "make make": "stellen machen stellten machten geben stellt macht",
    "made": "gestellt gemacht",
    "provide provide": "bieten",
    "available": """
        verfügbar zugänglich erhältlich abrufbar nachnutzbar erreichbar einsehbar zur_verfügung zur_freien_verfügung
        öffentlich_zugänglich frei_verfügbar frei_zugänglich herunterladbar bereit frei zum_download zu_finden
        bereitstehen einzusehen abzurufen herunterzuladen downloadbar nutzbar frei_nutzbar kostenlos_nutzbar zu_beziehen
        in_open_access open_access nachzulesen unter_der_mit-lizenz unter_mit-lizenz unter_einer_freien_lizenz
        unter_der_gpl-lizenz unter_der_gpl
    """,
    "provided": """
        weitergegeben herausgegeben bereitgestellt zur_verfügung_gestellt zur_freien_verfügung_gestellt online_gestellt
        zugänglich_gemacht verfügbar_gemacht bereitgehalten angeboten hinterlegt hochgeladen öffentlich_gemacht
        frei_gemacht offen_gemacht publik_gemacht öffentlich_zugänglich_gemacht frei_zugänglich_gemacht hinterlegte
        gehostet lizenziert lizensiert vertrieben ausgeliefert
    """,
    "open open": """
        quelloffen quelloffene quelloffenes quelloffener quelloffenen open_source_sein open-source_sein
        quelloffen_sein open-source open_source open-source-
        opensource- open-access-
    """,
    "found": """
        gefunden heruntergeladen abgerufen bezogen eingesehen installiert erhalten aufgerufen abgefragt durchsucht
        geladen
    """,
    "present present": "entsteht entstehen präsentieren vorstellen entwickeln beschreiben erstellen präsentiert",
    "be": """
        ist sind war waren steht stehen liegt liegen findet finden findet_sich finden_sich lässt_sich lassen_sich
        befindet_sich befinden_sich
    """,
    "have": "haben hat wurde wurden worden",
    "will": "wird werden",
    "can": "kann können konnte konnten könnte könnten",
    "plan": """
        planen beabsichtigen vorgesehen geplant vorhaben plant beabsichtigt angedacht in_vorbereitung in_planung soll
        sollen arbeitet_daran arbeiten_daran ziel kernziel hauptziel projektziel zum_ziel
    """,
    "not": """
        nicht kein keine keinen keiner nie noch_nicht leider_nicht bislang_nicht weder keinesfalls seitens unzureichend
        unvollständig
    """,
    "not generally": """
        uns ihnen dem_projekt in_der_regel meist meistens oft häufig üblicherweise normalerweise typischerweise
        zunehmend
        müssen muss sollte sollten müssten
    """,
    "adverb publicly": "öffentlich offen",
    "adverb freely": """
        kostenlos unentgeltlich kostenfrei uneingeschränkt unter_der_lizenz als_freie_software
        als_open-source-projekt unter_mit-lizenz
        unter_einer_freien_lizenz unter_gpl als_open_data als_open_access
    """,
    "adverb": """
        von_uns durch_uns bei_uns mit_uns für_uns
        auch zudem außerdem ferner bereits dort hier seit sie online darüber_hinaus zusätzlich ebenfalls nun jetzt
        sich vollständig damit dauerhaft somit derzeit sowohl ganz kostenfrei unter_einer_mit-lizenz frei_von_kosten
        gemeinsam ebenso über_das_internet für_alle im_browser im_internet im_open_access allen sowieso zusammen
        vollumfänglich des_weiteren
    """,
    "adverb later": """
        nach_abschluss_der_begutachtung nach_der_begutachtung
        demnächst bald später künftig zukünftig in_kürze auf_anfrage nach_annahme nach_der_annahme
        nach_veröffentlichung nach_der_veröffentlichung bei_veröffentlichung nach_der_publikation nach_publikation
        nach_abschluss auf_nachfrage in_zukunft auf_begründete_anfrage nach_annahme_des_beitrags
        nach_annahme_des_artikels nach_annahme_der_arbeit nach_erscheinen nach_projektende nach_dem_projektende
        perspektivisch in_naher_zukunft mittelfristig nach_begutachtung im_anschluss_an_die_publikation auf_wunsch
        auf_schriftliche_anfrage über_den_korrespondierenden_autor beim_korrespondierenden_autor
        auf_vernünftige_anfrage voraussichtlich nach_fertigstellung nach_der_fertigstellung nach_seiner_fertigstellung
        nach_ihrer_fertigstellung
    """,
    "the the": """
        der die das den dem des dieser diese dieses diesen diesem alle gesamte gesamten vollständige vollständigen
        alles sämtliche link_zum link_zur
    """,
    "the a": "ein eine einen einem einer eines",
    "our our": "unser unsere unseren unserem unserer unseres ihre ihren seine",
    "others existing": """
        kleine_menge wenige weniger vielzahl_von anzahl_von menge_von bestehende bestehenden vorhandene
        vorhandenen existierende
        existierenden andere anderen anderer viele vielen
        vieler mehrere zahlreiche zahlreichen verschiedene verschiedenen manche einige kommerzielle kommerziellen
        frühere früheren gängige fremde etablierte etablierten fremder dritter proprietäre proprietären amtliche
        amtlichen
    """,
    "at": "unter auf in bei beim via über im am an aus",
    "at by whom": "von vom",
    "of": "zu zur zum",
    "for": "für mit",
    "and and": "und sowie oder samt nebst als_auch wie_auch inklusive inkl einschließlich mitsamt",
    "when when": "während obwohl da weil so_dass sodass",
    "when whether": "dass",
    "when if": "wenn falls ob sofern insofern soweit",
    "doing": """
        erhalten_möchte erhalten_möchten nutzen_möchte nutzen_möchten beziehen_möchte beziehen_möchten haben_möchte
        benötigt
    """,
    "which": "welche welcher welches denen",
    "which whose": "dessen deren",
    "verb": """
        verwenden nutzen benutzen verwendet zeigen zeigt evaluieren vergleichen basiert
        basieren untersuchen enthält umfasst ermöglicht erlaubt stammen stammt entstammen entnommen wurden_bezogen
        heruntergeladen_wurden dienen dient erhoben_vom sieht sehen besteht bestehen bietet liefert liefern
        verfügt verfügen
    """,
    "to": "um",
    "datum": "bilder bildern aufnahmen fotografien fragebögen fragebogen",
    "place registry": "pypi cran conda bioconductor npm pip bioconda",
    "paper article": """
        artikel artikels beitrag beitrags aufsatz aufsatzes aufsätze manuskript preprint dissertation volltext
        publikation
    """,
    "look tried": "ausprobiert getestet genutzt verwendet_werden benutzt erprobt",
    "found later": "angefragt erfragt angefordert",
    "container": """
        veröffentlichung freigabe bereitstellung großteil mehrzahl mehrheit hälfte gesamtheit fassung version
        publikation_der publikation_des offenlegung teilmenge auszug auswahl beta-version betaversion
    """,
    "making": "folgen folgt archiviert abgelegt deponiert gespeichert",
    "look": "siehe vgl",
    "participle": "umgesetzt implementiert realisiert entwickelt erstellt aufgebaut erarbeitet vorgestellt",
    "participle used": "verwendete verwendeten verwendetes genutzte genutzten",
    "tool webtool": "plattform *plattform *sumgebung *editorumgebung",
    "for as": "als",
}
_LATE = (
    f"(?:{ADVERBIALS}|[extra container participle]"
    "|[at of for] (?:word? [the our])? [word name open adverb]{0,3} [demo tool data code model]"
    "|and the? place|and the [word name]{1,4}|(?<=word) comma word"
    "|(?:comma [name word]{1,2}){1,3} and [name word]|and (?=[at for])"
    "|opening [^closing]{1,24} closing|comma the [^stop comma]{1,14} comma"
    "){0,14}"
)

_TOGETHER = f"(?:(?<=[word participle])and (?![the our][^stop]{{0,8}}? be) {_LATE})?"
"""A second participle: `werden erfasst und der Forschung bereitgestellt`."""
_AROUND_VERB = (
    "[adverb word]{0,4} (?:and word)?"
    " (?:[at for] the? [word name place address opening closing colon adverb]{1,6}? tool? ){0,2}"
    " (?:the word{1,2} (?:and word)? (?=[the our]))?"
)
"""Adverbials between a finite verb and the subject that follows it: `werden in diesem Jahr die Daten ...`."""
_BEFORE_FINAL = "(?:at [the our adverb name word place address]{1,6}){0,3} [adverb not]*"
"""Adverbials before the predicate of a subordinate clause."""

_MADE = (
    "(?:[will have] [adverb word we]{0,3} (?=the [^stop comma]{1,12} participle comma)|participle [will have])"
    " (?=the [^stop comma]{1,14} comma [the which]"
    " [adverb at for of the our word name place tool data demo]{0,14} available?"
)
"""What was made, up to the end of a relative clause about it: `es wird ein Korpus aufgebaut, das im Netz ...`."""

_FRONT = (
    "(?:^[adverb at of the our name place word address]*|comma|closing"
    "|^adverb* [at for] [^be will plan have can make comma stop]{1,12})"
)
"""What precedes the finite verb, if the subject follows it: `Für die Auswertung stehen ...`."""

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
        möchte angefordert weitergegeben
        veröffentlich verfügbar verfügung zugänglich erhältlich abrufbar nutzbar erreichbar bereit publizier
        quelloffen open freigegeben offengelegt herunter zu finden github auf anfrage install hinterlegt archiviert
        abgelegt hochgeladen geplant gemacht genutzt getestet vorbereit bezogen angefragt angeboten liegt lassen lässt
        frei lizenz
    """,
    presenting="präsentier|entwick|vorstell|stellen|beschreib|erstell|einführ|vorgestell",
    nouns_are_capitalised=True,
    is_head_first=True,
    availability="verfügbarkeit|zugänglichkeit|bezugsquelle|zugang zu(?:m|r)? ",
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
            "stellen wir ein quelloffenes Werkzeug vor",
            ArgumentSlot.HEAD,
            AgentRule.NOWHERE,
            f"(?:make adverb* we|[will have] (?=[^stop comma]{{0,14}} participle)) {PRESENTED} {OPEN_BEFORE}",
            "Hierfür stellen wir das Open-Source-Tool TextNet vor.",
            stance=Stance.RELEASED,
            requires=Requirement.NOTHING,
        ),
        row(
            "frei zugänglich sind",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            f"{_BEFORE_FINAL} (?:[available provided released] be|[available released] will|provided will will)"
            " (?=comma|stop|$)",
            "Da Code und Daten auf GitHub frei zugänglich sind, kann man sie prüfen.",
        ),
        row(
            "frei bereitgestellt werden",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            f"{_BEFORE_FINAL} provided will (?=comma|stop|$)",
            "Genutzt wird eine Schnittstelle, über welche die Forschungsdaten bereitgestellt werden.",
            stance=Stance.RELEASED,
        ),
        row(
            "die Datenbank, die unter URL zugänglich ist",
            ArgumentSlot.NEAREST,
            AgentRule.NOWHERE,
            "comma [the which] (?:[adverb at for the our word name not]{0,8} [place address] [adverb word]{0,4}"
            " [available released provided] [be have]"
            "|[adverb at for of the our word name tool data place and]{0,14} provided will (?=comma|stop|$))",
            "Genutzt wird die Datenbank, die unter https://example.org zugänglich ist.",
            stance=Stance.RELEASED,
            requires=Requirement.NOT_OTHERS,
        ),
        row(
            "ein Korpus, das veröffentlicht werden soll",
            ArgumentSlot.NEAREST,
            AgentRule.NOWHERE,
            "comma [the which] [adverb at for of the our word name tool data place and available]{0,14}"
            " (?:[provided released] will|available be) plan (?=comma|stop|$)",
            "Erstellt wurde ein Korpus, das auf Zenodo veröffentlicht werden soll.",
            requires=Requirement.NOT_OTHERS,
        ),
        row(
            "wird ein Korpus aufgebaut, das bereitgestellt wird",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            f"{_MADE} [released provided] will (?!plan))",
            "Es wird ein Korpus aufgebaut, das über ein Portal bereitgestellt wird.",
            stance=Stance.RELEASED,
            requires=Requirement.NOT_OTHERS,
        ),
        row(
            "ist verfügbar",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            f"[adverb not]* be (?:for the? word? code)? {_LATE} "
            f"(?:(?:open|(?<=word)) and {_LATE})?"
            " (?:[available released provided]|(?<!for)open|open (?=adverb|at|stop|$))",
            "Der Quellcode ist unter https://example.org frei verfügbar.",
        ),
        row(
            "wurde veröffentlicht",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            f"[adverb not]* have {_LATE} {_TOGETHER} [released provided available] have?",
            "Die Daten wurden auf Zenodo veröffentlicht.",
        ),
        row(
            "wird veröffentlicht und steht zur Verfügung",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            f"[adverb not]* will {_LATE} released (?=and be [adverb word of for and comma others]* available)",
            "Das Paket wird veröffentlicht und steht damit zur Verfügung.",
            stance=Stance.RELEASED,
        ),
        row(
            "wird veröffentlicht",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            f"[adverb not]* [will plan] {_LATE} {_TOGETHER}"
            " (?:available? released|[available provided released] [made be will])",
            "Der Code wird veröffentlicht.",
        ),
        row(
            "wird bereitgestellt",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            f"[adverb not]* will {_LATE} (?:available {_LATE})? {_TOGETHER} provided",
            "Der Code wird auf GitHub bereitgestellt.",
            stance=Stance.RELEASED,
        ),
        row(
            "wird verfügbar sein",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            f"[adverb not]* [will plan] {_LATE} available",
            "Der Code wird verfügbar sein.",
        ),
        row(
            "und die Daten bereitgestellt",
            ArgumentSlot.BRACKET,
            AgentRule.NOWHERE,
            "(?<=[word participle])and (?=the word{0,2} [code data model demo]"
            " [adverb at for of the our word name place demo tool available opening closing]{0,12}"
            " provided (?:stop|opening|$))",
            "Es werden Hinweise gegeben und die Daten bereitgestellt.",
            stance=Stance.RELEASED,
            requires=Requirement.NOT_OTHERS,
        ),
        row(
            "werden die Daten angeboten",
            ArgumentSlot.BRACKET,
            AgentRule.NOWHERE,
            f"{_FRONT} will {_AROUND_VERB} (?=[the our code data model demo][^stop released]{{0,24}}? provided)",
            "Hierzu werden die Daten über Schnittstellen angeboten.",
            stance=Stance.RELEASED,
            requires=Requirement.NOT_OTHERS,
        ),
        row(
            "wurden neue Daten veröffentlicht",
            ArgumentSlot.BRACKET,
            AgentRule.NOWHERE,
            f"{_FRONT} [will have] adverb* (?=word [data model])",
            "Darüber hinaus wurden neue Daten veröffentlicht.",
            requires=Requirement.NOT_OTHERS,
        ),
        row(
            "werden die Daten veröffentlicht",
            ArgumentSlot.BRACKET,
            AgentRule.NOWHERE,
            f"{_FRONT} [will plan be have] {_AROUND_VERB} (?=[the our code demo]|[data model] [comma and])",
            "Zusätzlich werden die Daten veröffentlicht.",
        ),
        row(
            "kann heruntergeladen werden",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            f"can {_LATE} (?:[found provided available] [will be]|address {ADVERBIALS}{{0,6}} look will?)",
            "Der Code kann unter https://example.org heruntergeladen werden.",
            is_possible=True,
            stance=Stance.RELEASED,
        ),
        row(
            "findet sich",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            "be [adverb word]{0,3}? at [the our adverb name word]* (?:colon? address|place)",
            "Der Code findet sich auf GitHub.",
        ),
        row(
            "wir veröffentlichen",
            ArgumentSlot.OBJECT,
            AgentRule.INSIDE,
            f"(?:[we paper] {HELPERS}* release(?! adverb* we)|release adverb* we adverb*)",
            "Wir veröffentlichen unseren Code.",
            requires=Requirement.NOT_OTHERS,
        ),
        row(
            "und veröffentlichen",
            ArgumentSlot.OBJECT,
            AgentRule.BEFORE,
            "and adverb* release(?! adverb* we)",
            "Wir beschreiben das Verfahren und veröffentlichen den Code.",
            requires=Requirement.NOT_OTHERS,
        ),
        row(
            "wir bieten",
            ArgumentSlot.OBJECT,
            AgentRule.INSIDE,
            f"(?:we {HELPERS}* provide|provide adverb* we)",
            "Wir bieten ein Softwarepaket für Lieder.",
        ),
        row(
            "das wir zur Verfügung stellen",
            ArgumentSlot.NEAREST,
            AgentRule.INSIDE,
            "comma [the which] we [adverb at for the our word name code data model and]{0,10}"
            " (?:available make|release|[released provided] have) (?=stop|comma|$)",
            "Genutzt wird ein Korpus, das wir der Gemeinschaft zur Verfügung stellen.",
            requires=Requirement.NOT_OTHERS,
        ),
        row(
            "wir haben veröffentlicht",
            ArgumentSlot.BRACKET,
            AgentRule.INSIDE,
            "(?:[we paper] adverb* [have will plan]|[have will] adverb* we) adverb*"
            " (?:[at for] (?:[name place] adverb*|the? [name word place]{1,3} (?=[the our]))"
            "|our word adverb for (?=the))?",
            "Wir haben den Datensatz veröffentlicht.",
            requires=Requirement.NOT_OTHERS,
        ),
        row(
            "wir haben ein Werkzeug entwickelt (URL)",
            ArgumentSlot.OBJECT,
            AgentRule.INSIDE,
            "(?:have we|we have) (?=[the our word adverb name]{1,6} [code data demo tool] name? [word participle]"
            " opening address)",
            "Wir haben ein neues Werkzeug entwickelt (https://example.org).",
            requires=Requirement.ADDRESS,
        ),
        row(
            "wir stellen ein Portal vor (URL)",
            ArgumentSlot.OBJECT,
            AgentRule.INSIDE,
            "(?:[make present] we|we [make present]) adverb*"
            " (?=[the our word adverb name]{0,5}? (?:[code data demo tool] name?|name) opening address)",
            "In diesem Beitrag stellen wir das Portal SongNet (https://example.org) vor.",
            requires=Requirement.ADDRESS,
        ),
        row(
            "wir stellen zur Verfügung",
            ArgumentSlot.BRACKET,
            AgentRule.INSIDE,
            "(?:[we paper] adverb* make|make adverb* the? we) adverb*"
            " (?:[at for] (?:[name place] adverb*|the? [name word place]{1,3} (?:the word)? (?=[the our])))?",
            "Wir stellen den Code zur Verfügung.",
            requires=Requirement.NOT_OTHERS,
        ),
        row(
            "indem wir den Code zur Verfügung stellen",
            ArgumentSlot.BRACKET,
            AgentRule.INSIDE,
            "(?:when|which|comma [word the]) we adverb*"
            " (?=[^stop comma available released provided]{1,30} (?:available make|release) (?:stop|comma|and|$))",
            "Wir helfen, indem wir den Code auf GitHub zur Verfügung stellen.",
            requires=Requirement.NOT_OTHERS,
        ),
        row(
            "und stellen den Code zur Verfügung",
            ArgumentSlot.BRACKET,
            AgentRule.BEFORE,
            "and make adverb* (?=(?:[the our word name adverb participle and at place]|and comma){0,10}"
            " [code data model demo tool] [^stop comma]{0,8}? [available provided] (?:and|stop|comma|opening|$))",
            "Wir beschreiben das Verfahren und stellen den Code zur Verfügung.",
            requires=Requirement.NOT_OTHERS,
        ),
        row(
            "den Code stellen wir bereit",
            ArgumentSlot.SUBJECT,
            AgentRule.INSIDE,
            f"[make will have] the? we {_LATE} [available released provided]",
            "Den Code stellen wir auf GitHub bereit.",
        ),
        row(
            "den Code veröffentlichen wir",
            ArgumentSlot.SUBJECT,
            AgentRule.INSIDE,
            "release we adverb* (?:[at for] [adverb address place the our name word]{1,6})* (?=stop|comma|$)",
            "Den Code veröffentlichen wir auf GitHub.",
        ),
        row(
            "ist geplant",
            ArgumentSlot.HEAD,
            AgentRule.NOWHERE,
            f"container of? [the our adverb word name of code model data tool]{{1,8}}? (?:at address)? [be will]"
            f" {ADVERBIALS}{{0,8}} plan",
            "Eine Veröffentlichung des Datensatzes ist geplant.",
            stance=Stance.PROMISED,
            requires=Requirement.NOTHING,
        ),
        row(
            "Ziel ist die Veröffentlichung",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            "^the? adverb? plan [the word our]{0,4}? be the (?:adverb|word)? (?=container)",
            "Ziel des Projekts ist die Veröffentlichung des Korpus.",
            stance=Stance.PROMISED,
        ),
        row(
            "das Repositorium enthält",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            HOLDS,
            "Das Repositorium https://example.org enthält den Code.",
            requires=Requirement.NOTHING,
        ),
        row(
            "steht unter einer Lizenz",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            "be adverb* at the? [word name]{0,4} word (?=[stop comma and opening]|$)",
            "Alle Transkriptionen stehen unter einer CC-BY-Lizenz.",
            "licence",
        ),
        row(
            "liegt auf dem Server vor",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            "be [adverb word the at]{0,8}? at [the our adverb name word]{0,5}? [place address] [^stop comma]{0,6}? word"
            " (?=[stop comma]|$)",
            "Die Digitalisate liegen auf der Webseite vor.",
            "vor",
        ),
        row(
            "bei einem Archiv abgelegt",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            "[be have will] [adverb the word]* (?:[^stop comma]{1,10} and)?"
            " at [the our adverb name word available]* place"
            f" {ADVERBIALS}{{0,6}} making",
            "Die Rohdaten sind bei PsychArchives archiviert.",
            stance=Stance.RELEASED,
        ),
        row(
            "als Bibliothek umgesetzt",
            ArgumentSlot.HEAD,
            AgentRule.NOWHERE,
            "for the? [name word]{0,2} code participle (?=opening address)",
            "Das Verfahren wurde als Python-Bibliothek umgesetzt (https://example.org).",
            requires=Requirement.ADDRESS,
        ),
        row(
            "Leser finden den Code",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            "^[the word name]{1,3} be (?=the [code data model])",
            "Interessierte finden den Quelltext unter https://example.org.",
            requires=Requirement.ADDRESS,
        ),
        row(
            "das Projekt stellt bereit",
            ArgumentSlot.BRACKET,
            AgentRule.NOWHERE,
            "(?:^adverb? [the at] [^be will can make comma stop]{0,12} make|make the [word name]{1,4})"
            " adverb* (?=[the our code data])",
            "Das Projekt SongNet stellt ein annotiertes Korpus bereit.",
            "project",
            requires=Requirement.NOT_OTHERS,
        ),
        row(
            "vorgesehen, die Software zu veröffentlichen",
            ArgumentSlot.BRACKET,
            AgentRule.NOWHERE,
            "plan (?:be|[^stop comma be]{0,8} be adverb* it)? comma (?=[the our code data model])",
            "Es ist vorgesehen, die Software zu veröffentlichen.",
            stance=Stance.PROMISED,
        ),
        row(
            "inzwischen auf CRAN verfügbar",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            IN_REGISTRY,
            "Das Paket TextNet, inzwischen auf CRAN verfügbar, setzt das Verfahren um.",
        ),
        row(
            "wer das Programm erhalten möchte",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            "doing comma (?=[^stop]* we)",
            "Wer das Programm erhalten möchte, wende sich an die Autoren.",
            stance=Stance.PROMISED,
        ),
        row(
            "die Modelle folgen",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            "making adverb (?=stop|$)",
            "Die Modelle folgen in Kürze.",
            stance=Stance.PROMISED,
        ),
    ),
)
