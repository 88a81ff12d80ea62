"""Italian: `il codice è disponibile all'indirizzo URL`, `rendiamo disponibile il codice`."""

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
        codice codici codice_sorgente codici_sorgente software implementazione implementazioni script libreria
        librerie pacchetto pacchetti sorgente sorgenti pacchetto_r codice_python package codice_di_calcolo
        script_di_analisi
    """,
    "tool": """
        strumento strumenti sistema programma programmi applicazione applicazioni modulo analizzatore simulatore
        risolutore applicativo prototipo
    """,
    "model": """
        modello modelli pesi pesi_del_modello modelli_addestrati modello_linguistico modelli_linguistici
        modelli_preaddestrati pesi_dei_modelli
    """,
    "data": """
        dati set_di_dati insieme_di_dati insiemi_di_dati corpus base_di_dati basi_di_dati lessico dizionario annotazioni
        catalogo cataloghi benchmark ontologia tesauro dataset base_di_conoscenza banca_dati banche_dati
        database corpora dati_grezzi
        treebank atlante trascrizioni mappa mappe sequenze spettri misure tabelle registrazioni microdati metadati
        curve_di_luce serie_temporali nuvola_di_punti glossario edizione_digitale insieme_di_immagini risorsa_lessicale
        tabella
    """,
    "demo": """
        demo dimostrazione dimostratore applicazione_web interfaccia_web server_web
        servizio_web portale
        strumento_online piattaforma_online demo_online webapp calcolatore piattaforma_web sito_dimostrativo
        strumento_web mappa_interattiva cruscotto applicazione_shiny dimostrazione_interattiva app_web servizio_online
        server_online
    """,
    "extra": "video materiale_supplementare appendice appendici risorse risultati materiali",
    "place website": "sito sito_web pagina pagina_web pagina_del_progetto sito_del_progetto",
    "place repository": """
        repository deposito repository_github repository_git repository_pubblico deposito_istituzionale
        archivio_istituzionale
    """,
    "place github": "github gitlab bitbucket",
    "place zenodo": "zenodo figshare osf kaggle huggingface hugging_face dryad dataverse pangaea mendeley_data genbank",
    "place link": "link indirizzo url web internet rete seguente_link seguente_indirizzo",
    "paper": "articolo lavoro studio tesi contributo",
    "it": "esso essa essi esse",
    "doing": """
        chi_desidera_ottenere chi_desiderasse_ottenere chi_desidera chi_volesse_ottenere
        chi_fosse_interessato_a_ottenere
        gli_interessati_a_ottenere
    """,
    "which": "che quale quali cui",
    "release release": """
        stiamo_rilasciando stiamo_inoltre_rilasciando pubblichiamo rilasciamo condividiamo distribuiamo
        diffondiamo
    """,
    "released": """
        pubblicato pubblicata pubblicati pubblicate rilasciato rilasciata rilasciati rilasciate condiviso condivisa
        condivisi condivise distribuito distribuita distribuiti distribuite diffuso diffusa aperto aperta aperti
        aperte diffusi diffuse divulgato divulgata divulgati divulgate reso_pubblico resa_pubblica resi_pubblici
        rese_pubbliche messo_online messa_online messi_online messe_online
    """,
    "releasing": """
        pubblicheremo rilasceremo condivideremo distribuiremo diffonderemo forniranno pubblicheranno
        metteranno_a_disposizione rilasceranno
    """,
    "container": """
        insieme totalità pubblicazione rilascio diffusione divulgazione set campione sottoinsieme condivisione
    """,
    "make make": "rendiamo mettiamo rendere mettere rende mette",
    "made": "reso resa resi rese messo messa messi messe",
    "available": """
        disponibile disponibili accessibile accessibili a_disposizione scaricabile scaricabili pubblico pubblica
        pubblici pubbliche ad_accesso_aperto accesso_aperto ad_accesso_libero liberamente_disponibile
        liberamente_disponibili consultabile consultabili fruibile reperibile reperibili installabile
        ad_accesso_pubblico di_pubblico_dominio di_libero_accesso di_libero_utilizzo in_open_access aperto_al_pubblico
        interrogabile esplorabile liberamente_accessibile a_disposizione_della_comunità in_accesso_aperto visionabile
    """,
    "provided": """
        fornito fornita forniti fornite depositato depositata depositati depositate ospitato ospitata ospitati
        archiviato archiviata archiviati archiviate ospitate offerto offerta offerti caricato caricata caricati
        caricate incluso inclusi allegato allegati allegata allegate inclusa incluse offerte
    """,
    "open open": "open-source open_source a_codice_aperto codice_aperto",
    "found": """
        trovato trovata trovati trovate scaricato scaricata scaricati scaricate consultato consultata consultati
        consultate ottenuto ottenuta ottenuti installato installata installati reperito reperita reperiti
        visualizzato visualizzata visualizzati clonato recuperato accedere scaricare consultare clonata
        installate ottenute recuperata recuperati recuperate reperite visualizzate
    """,
    "provide provide": "forniamo offriamo",
    "present present": """
        presentiamo descriviamo sviluppiamo introduciamo creiamo costruiamo proponiamo presenta abbiamo_creato
        abbiamo_sviluppato abbiamo_costruito abbiamo_realizzato è_stata_sviluppata è_stato_sviluppato è_stata_realizzata
    """,
    "be": """
        è sono essere stato stata stati state si_trova si_trovano viene vengono era erano si_trova_ospitato risiede
        risiedono
    """,
    "have": "ha hanno abbiamo",
    "will": "sarà saranno verrà verranno renderemo metteremo andremo",
    "can": "può possono potrà potranno è_possibile si_può si_possono",
    "plan": """
        prevediamo intendiamo previsto prevista previste previsti prevede contiamo_di prevediamo_di pianificata
        programmata ci_proponiamo_di si_prevede abbiamo_intenzione_di contiamo
    """,
    "not": "non nessun nessuna nessuno senza mai né",
    "adverb publicly": "pubblicamente apertamente al_pubblico",
    "adverb freely": """
        liberamente gratuitamente con_licenza sotto_licenza con_una_licenza sotto_la_licenza con_la_licenza
        come_software_libero come_open_source come_open_data senza_restrizioni
    """,
    "adverb": """
        anche inoltre attualmente ora già completamente online qui così infine sia inoltre_anche entrambi entrambe
        altresì integralmente in_modo_gratuito in_forma_gratuita in_modo_aperto gratuito gratuita
    """,
    "adverb later": """
        su_richiesta dietro_richiesta prossimamente presto a_breve dopo_l'accettazione dopo_la_pubblicazione
        dopo_accettazione dopo_pubblicazione al_momento_della_pubblicazione in_futuro su_ragionevole_richiesta
        in_seguito_all'accettazione all'accettazione una_volta_accettato una_volta_pubblicato
        una_volta_pubblicato_l'articolo una_volta_accettato_l'articolo contattando previa_richiesta
        su_semplice_richiesta dietro_ragionevole_richiesta in_un_prossimo_futuro più_avanti successivamente
        dopo_l'accettazione_dell'articolo dopo_la_pubblicazione_dell'articolo agli_autori_su_richiesta
    """,
    "the the": """
        il lo la i gli le l' questo questa questi queste quest' dall' al allo alla ai agli alle dal dallo dalla nel
        nello nella nei tutti tutte tutto link_al link_ai
    """,
    "the a": "un uno una un'",
    "of": "di del dello della dei degli delle dell' d'",
    "our our": "nostro nostra nostri nostre suo sua suoi sue loro",
    "others existing": """
        esistente esistenti altri altre vari varie diversi diverse numerosi numerose pochi poche pochissimi
        molti molte alcuni alcune
        commerciali commerciale proprietari
    """,
    "at by whom": "da dal dalla dall' dai dagli",
    "at": "a su sul sulla in presso via tramite all' sotto nell' sull'",
    "for": "per con ad sopra",
    "and and": "e ed nonché o ma così_come insieme_a che_i che_le che_gli che_il che_l' e_anche oltre_a",
    "when if": "se quando qualora caso_in_cui casi_in_cui",
    "when when": "sebbene poiché perché mentre",
    "verb": """
        provengono proviene utilizziamo usiamo valutiamo mostriamo confrontiamo permette permettono contiene comprende
        impiega provenivano estratti estratte tratti tratte ricavati include contengono ospita raccolti_da
    """,
    "datum": "immagini fotografie questionario questionari etichette",
    "place registry": "pypi cran conda bioconductor npm pip bioconda",
    "paper article": "articolo articoli manoscritto preprint tesi contributo testo_completo",
    "making release": "pubblicare rilasciare condividere distribuire diffondere",
    "making make": "rendere mettere",
    "look tried": """
        usato usata usati utilizzati testato testata provato sperimentato provata provati provate sperimentata
        sperimentati sperimentate testati testate usate
    """,
    "found later": "richiesto richiesta richiesti richieste",
    "word": """
        compito_condiviso compiti_condivisi più_accessibile più_accessibili
        codice_penale codice_civile codice_della_strada codice_postale codice_genetico codice_etico codice_fiscale noi
        autori autrici
    """,
    "to": "dai dagli dalle",
    "look": "si_veda si_vedano vedi cfr vedere",
    "participle": "implementato implementata implementati implementate",
    "tool webtool": "piattaforma prova_di_concetto",
    "for as": "come",
}

ITALIAN = define(
    "Italian",
    "it",
    signs="""
        disponibilità accessibilità disposizione italiano *ione *ioni
        il lo la i gli le di del della dei delle e in un una è che per con si su al come più questo questa non o ha
        sono tra sul nel nella anche stato stati nostro nostra nostri nostre abbiamo ed essere da dal ai alla viene
        vengono due dati codice
    """,
    lexicon=_LEXICON,
    elided="l d un all dell nell sull dall quest c s",
    telling="""
        desider volesse open disponib accessib disposizione pubblic rilasc condivi distribu scaric apert deposit fornit
        ospit
        richiesta github consult trova diffus fruibil install contatt previst prevede intend utilizz usat reper
        richiest archivia caric licenza possibile liber offert fornia offria
    """,
    presenting="present|descriv|svilupp|propon|cre|costru|introdu",
    is_head_first=True,
    availability="disponibilità|accessibilità",
    registration="registrazione (?:del? )?(?:trial|studio)|numero di registrazione",
    patterns=(
        row(
            "è uno strumento open source",
            ArgumentSlot.HEAD,
            AgentRule.NOWHERE,
            f"be {OPEN_BEHIND}",
            "TextNet è uno strumento open source.",
            requires=Requirement.NOTHING,
        ),
        row(
            "verrà pubblicato il codice",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            f"{HELPERS}*(?:be|will){HELPERS}* (?:word and)? (?:released|provided|made? adverb* available)"
            " (?=[our all code data model]|the [word our]? [code data model tool demo])",
            "Prossimamente verrà pubblicato il codice.",
            requires=Requirement.NOT_OTHERS,
        ),
        row(
            "è il primo corpus pubblico",
            ArgumentSlot.HEAD,
            AgentRule.NOWHERE,
            FIRST_OPEN,
            "TextNet è il primo corpus disponibile pubblicamente.",
            "primo",
            "prima",
            requires=Requirement.NAMED_ARTEFACT,
        ),
        row(
            "è disponibile",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            f"{HELPERS}*(?:be|will|made){HELPERS}* (?:the? for? {OUT}) (?:and? [be not adverb]* {OUT})* (?!to)",
            "Il codice è disponibile all'indirizzo https://example.org.",
        ),
        row(
            "può essere scaricato",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            f"not? can not? adverb* be* adverb* (?:found|available|released|provided{TRIED})",
            "Il codice può essere scaricato da https://example.org.",
            is_possible=True,
            stance=Stance.RELEASED,
        ),
        row(
            "si trova su",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            "be adverb* (?:[at the] [word adverb]{1,2})* [at the] [the our adverb name word of]* [place address]",
            "Il codice si trova su GitHub.",
        ),
        row(
            "disponibile a",
            ArgumentSlot.NEAREST,
            AgentRule.NOWHERE,
            AVAILABLE_BEHIND,
            "Presentiamo un corpus disponibile su https://example.org.",
        ),
        row(
            "pubblicheremo",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            f"we? {HELPERS}* releasing adverb* {DATIVE} (?=[the our all code data model tool demo name])",
            "Pubblicheremo il codice.",
            stance=Stance.PROMISED,
        ),
        row(
            "pubblichiamo",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            f"we? {HELPERS}* release adverb* {DATIVE} (?=[the our all code data model tool demo name])",
            "Pubblichiamo il nostro codice.",
            requires=Requirement.NOT_OTHERS,
        ),
        row(
            "forniamo",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            f"we? {HELPERS}* provide adverb* {DATIVE} (?=[the our all code data model tool demo name])",
            "Forniamo il codice.",
        ),
        row(
            "abbiamo pubblicato",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            "(?:have adverb* (?:[word participle found] and)?|present and)"
            " (?:released|provided|made adverb* available) adverb* (?=[the our all code data model name])",
            "Abbiamo pubblicato il corpus.",
            requires=Requirement.NOT_OTHERS,
        ),
        row(
            "rendiamo disponibile",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            f"(?:make|have made|will) adverb* available adverb* {DATIVE} (?=[the our all code data model name])",
            "Rendiamo disponibile il nostro codice.",
            requires=Requirement.NOT_OTHERS,
        ),
        row(
            "rendiamo il codice disponibile",
            ArgumentSlot.BRACKET,
            AgentRule.NOWHERE,
            "(?:make|have made) (?=[the our all code data model name])",
            "Rendiamo il nostro codice disponibile pubblicamente.",
        ),
        row(
            "presentiamo, disponibile",
            ArgumentSlot.BRACKET,
            AgentRule.NOWHERE,
            "we? adverb* present (?=[the name])",
            "Presentiamo SongLex, un lessico liberamente disponibile.",
            requires=Requirement.NOT_OTHERS,
        ),
        row(
            "intendiamo rilasciare",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            f"{PLAN} {DATIVE} (?=[the our all code data model tool demo name])",
            "Intendiamo rilasciare il codice.",
            stance=Stance.PROMISED,
        ),
        row(
            "la pubblicazione è prevista",
            ArgumentSlot.HEAD,
            AgentRule.NOWHERE,
            PLANNED,
            "La pubblicazione del corpus è prevista.",
            requires=Requirement.NOTHING,
            stance=Stance.PROMISED,
        ),
        row(
            "è prevista la pubblicazione",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            PLANNED_BEHIND,
            "È prevista la pubblicazione del corpus.",
            stance=Stance.PROMISED,
        ),
        row(
            "è possibile scaricare",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            POSSIBLE,
            "È possibile scaricare il codice da https://example.org.",
            is_possible=True,
            stance=Stance.RELEASED,
        ),
        row(
            "il repository contiene",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            HOLDS,
            "Il repository https://example.org contiene il codice.",
            requires=Requirement.NOTHING,
        ),
        row(
            "implementato come libreria",
            ArgumentSlot.HEAD,
            AgentRule.NOWHERE,
            IMPLEMENTED,
            "Il metodo è stato implementato come libreria Python (https://example.org).",
            requires=Requirement.ADDRESS,
        ),
        row(
            "abbiamo creato (URL)",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            MADE_AT,
            "Abbiamo creato la banca dati PlantDB (https://example.org).",
            requires=Requirement.ADDRESS,
        ),
        row(
            "ora disponibile su CRAN",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            IN_REGISTRY,
            "Il pacchetto TextNet, ora disponibile su CRAN, implementa il metodo.",
        ),
        row(
            "chi desidera il programma",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            WANTED,
            "Chi desidera ottenere il programma può contattare gli autori.",
            stance=Stance.PROMISED,
        ),
    ),
)
