"""Italian: `il codice è disponibile all'indirizzo URL`, `rendiamo disponibile il codice`."""

from linkscan.models import Stance
from linkscan.text.claims.patterns import AgentRule, ArgumentSlot, Requirement
from linkscan.text.languages.language import define
from linkscan.text.languages.shapes import AVAILABLE_BEHIND, DATIVE, HELPERS, OPEN_BEHIND, OUT, row

_LEXICON = {
    "code": """
        codice codici codice_sorgente codici_sorgente software implementazione implementazioni script libreria
        librerie pacchetto pacchetti sorgente sorgenti
    """,
    "tool": """
        strumento strumenti sistema piattaforma programma programmi applicazione applicazioni modulo analizzatore
    """,
    "model": "modello modelli pesi pesi_del_modello",
    "data": """
        dati insieme_di_dati insiemi_di_dati corpus base_di_dati basi_di_dati lessico dizionario annotazioni catalogo
        cataloghi benchmark ontologia tesauro dataset banca_dati banche_dati database corpora dati_grezzi treebank
        atlante trascrizioni
    """,
    "demo": """
        demo dimostrazione dimostratore applicazione_web interfaccia_web server_web servizio_web portale
        strumento_online piattaforma_online demo_online webapp calcolatore
    """,
    "extra": "video materiale_supplementare appendice appendici risorse risultati materiali",
    "place website": "sito sito_web pagina pagina_web pagina_del_progetto sito_del_progetto",
    "place repository": "repository deposito",
    "place github": "github gitlab bitbucket",
    "place zenodo": "zenodo figshare osf kaggle huggingface hugging_face dryad dataverse pangaea mendeley_data",
    "place link": "link indirizzo url web internet rete",
    "we": "noi autori autrici",
    "paper": "articolo lavoro studio tesi contributo",
    "it": "esso essa essi esse",
    "which": "che quale quali",
    "release release": "pubblichiamo rilasciamo condividiamo distribuiamo diffondiamo",
    "released": """
        pubblicato pubblicata pubblicati pubblicate rilasciato rilasciata rilasciati rilasciate condiviso condivisa
        condivisi condivise distribuito distribuita distribuiti distribuite diffuso diffusa aperto aperta aperti
        aperte
    """,
    "releasing": "pubblicheremo rilasceremo condivideremo distribuiremo diffonderemo",
    "container": "insieme totalità",
    "make make": "rendiamo mettiamo rendere mettere rende mette",
    "made": "reso resa resi rese messo messa messi messe",
    "available": """
        disponibile disponibili accessibile accessibili a_disposizione scaricabile scaricabili pubblico pubblica
        pubblici pubbliche ad_accesso_aperto accesso_aperto ad_accesso_libero liberamente_disponibile
        liberamente_disponibili consultabile consultabili fruibile
    """,
    "provided": """
        fornito fornita forniti fornite depositato depositata depositati depositate ospitato ospitata ospitati
    """,
    "open open": "open-source open_source a_codice_aperto codice_aperto",
    "found": """
        trovato trovata trovati trovate scaricato scaricata scaricati scaricate consultato consultata consultati
        consultate ottenuto ottenuta ottenuti utilizzato utilizzata provata
    """,
    "provide provide": "forniamo offriamo",
    "present present": "presentiamo descriviamo sviluppiamo introduciamo creiamo costruiamo proponiamo presenta",
    "be": "è sono essere stato stata stati state si_trova si_trovano viene vengono era erano",
    "have": "ha hanno abbiamo",
    "will": "sarà saranno verrà verranno renderemo metteremo",
    "can": "può possono potrà potranno",
    "plan": "prevediamo intendiamo previsto",
    "not": "non nessun nessuna nessuno senza mai né",
    "adverb publicly": "pubblicamente apertamente",
    "adverb freely": "liberamente gratuitamente",
    "adverb": "anche inoltre attualmente ora già completamente online qui così infine",
    "adverb later": """
        su_richiesta dietro_richiesta prossimamente presto a_breve dopo_l'accettazione dopo_la_pubblicazione
        dopo_accettazione dopo_pubblicazione al_momento_della_pubblicazione in_futuro su_ragionevole_richiesta
        in_seguito_all'accettazione all'accettazione
    """,
    "all": "tutti tutte tutto",
    "the the": """
        il lo la i gli le l' questo questa questi queste quest' al allo alla ai agli alle dal dallo dalla nel nello
        nella nei
    """,
    "the a": "un uno una un'",
    "of": "di del dello della dei degli delle dell' d'",
    "our our": "nostro nostra nostri nostre suo sua suoi sue loro",
    "others existing": """
        esistente esistenti altri altre vari varie diversi diverse numerosi numerose molti molte alcuni alcune
        commerciali commerciale
    """,
    "at": "a su sul sulla in da presso via tramite all' sotto nell' sull'",
    "for": "per con come ad",
    "and and": "e ed nonché o ma insieme_a",
    "when when": "se quando sebbene poiché perché mentre",
    "verb": """
        provengono proviene utilizziamo usiamo valutiamo mostriamo confrontiamo permette permettono contiene comprende
        impiega
    """,
}

ITALIAN = define(
    "Italian",
    "it",
    signs="""
        il lo la i gli le di del della dei delle e in un una è che per con si su al come più questo questa non o ha
        sono tra sul nel nella anche stato stati nostro nostra nostri nostre abbiamo ed essere da dal ai alla viene
        vengono due dati codice
    """,
    lexicon=_LEXICON,
    elided="l d un all dell nell sull dall quest c s",
    telling="""
        open
        disponib accessib disposizione pubblic rilasc condivi distribu scaric apert deposit fornit ospit richiesta
        github consult trova diffus fruibil
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
            f"{HELPERS}*(?:be|will){HELPERS}* (?:released|available) (?=[the our code data model all])",
            "Prossimamente verrà pubblicato il codice.",
        ),
        row(
            "è disponibile",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            f"{HELPERS}*(?:be|will|made){HELPERS}* (?:the? for? {OUT}) (?:and? [be not adverb]* {OUT})*",
            "Il codice è disponibile all'indirizzo https://example.org.",
        ),
        row(
            "può essere scaricato",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            "not? can not? adverb* be* adverb* (?:found|available|released|provided)",
            "Il codice può essere scaricato da https://example.org.",
            is_possible=True,
            stance=Stance.RELEASED,
        ),
        row(
            "si trova su",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            "be adverb* [at the] [the our adverb name word of]* [place address]",
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
            f"we? {HELPERS}* (?:release|provide) adverb* {DATIVE} (?=[the our all code data model tool demo name])",
            "Pubblichiamo il nostro codice.",
        ),
        row(
            "abbiamo pubblicato",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            "have adverb* (?:released|provided|made adverb* available) adverb* (?=[the our all code data model name])",
            "Abbiamo pubblicato il corpus.",
        ),
        row(
            "rendiamo disponibile",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            f"(?:make|have made|will) adverb* available {DATIVE} (?=[the our all code data model name])",
            "Rendiamo disponibile il nostro codice.",
        ),
        row(
            "presentiamo, disponibile",
            ArgumentSlot.BRACKET,
            AgentRule.NOWHERE,
            "we? adverb* present (?=[the name])",
            "Presentiamo SongLex, un lessico liberamente disponibile.",
            requires=Requirement.NOTHING,
        ),
    ),
)
