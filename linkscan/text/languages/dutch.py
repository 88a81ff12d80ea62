"""Dutch: `de code is beschikbaar op URL`, `wij stellen de code beschikbaar`. Participles come last."""

from linkscan.models import Stance
from linkscan.text.claims.patterns import AgentRule, ArgumentSlot, Requirement
from linkscan.text.languages.language import define
from linkscan.text.languages.shapes import ADVERBIALS, HELPERS, OPEN_BEFORE, PRESENTED, row

_LEXICON = {
    "code": """
        code codes broncode broncodes software implementatie implementaties script scripts bibliotheek bibliotheken
        pakket pakketten toolkit toolbox programmacode *code *software *bibliotheek *pakket softwarepakket
    """,
    "tool": """
        hulpmiddel hulpmiddelen tool tools systeem framework programma programma's toepassing applicatie applicaties
        app plugin platform module *programma
    """,
    "model": "model modellen modelgewichten gewichten checkpoints *model *modellen taalmodel taalmodellen",
    "data": """
        data gegevens dataset datasets gegevensset gegevenssets corpus corpora databank databanken database databases
        gegevensbank lexicon woordenboek annotaties catalogus benchmark boombank treebank thesaurus *data *dataset
        *datasets *corpus *database *databank *gegevens transcripties atlas
    """,
    "demo": """
        demo demonstratie webapplicatie webserver webservice webtoepassing webinterface portaal webportaal online-demo
        webtool onlinetool
    """,
    "extra": "video video's bijlage bijlagen materiaal materialen bronnen resultaten",
    "place website": "website webpagina pagina projectpagina projectwebsite webstek site homepage",
    "place repository": "repository repositories opslagplaats",
    "place github": "github gitlab bitbucket",
    "place zenodo": "zenodo figshare osf dans kaggle huggingface hugging_face dataverse dryad",
    "place link": "link adres url internet web",
    "we": "wij we auteurs",
    "paper": "artikel paper werk studie onderzoek proefschrift",
    "it": "het_geheel deze_gegevens",
    "which": "die dat welke",
    "release release": "publiceren openbaren delen verspreiden vrijgeven",
    "released": "gepubliceerd vrijgegeven uitgebracht gedeeld verspreid geopenbaard",
    "make give": "geven",
    "make make": "stellen maken stelt maakt",
    "made": "gesteld gemaakt",
    "available": """
        beschikbaar toegankelijk verkrijgbaar raadpleegbaar downloadbaar openbaar publiek vrij_beschikbaar
        vrij_toegankelijk ter_beschikking bereikbaar open_toegankelijk publiek_beschikbaar openbaar_beschikbaar
    """,
    "provided": """
        openbaar_gemaakt beschikbaar_gesteld beschikbaar_gemaakt ter_beschikking_gesteld aangeboden gedeponeerd
        opgeslagen
    """,
    "open open": "open-source open_source opensource open-source- opensource-",
    "found": """
        gevonden gedownload geraadpleegd verkregen opgevraagd bekeken gebruikt opgehaald bezocht te_vinden te_downloaden
        te_raadplegen te_verkrijgen te_bekijken te_gebruiken op_te_vragen
    """,
    "present present": """
        presenteren ontwikkelen introduceren beschrijven presenteert ontwikkelden presenteerden bouwden
    """,
    "be": "is zijn was waren staat staan komt komen",
    "have": "hebben heeft werd werden",
    "will passive": "wordt worden",
    "will": "zal zullen",
    "can": "kan kunnen",
    "plan": "plannen beogen",
    "not": "niet geen nog_niet nooit",
    "adverb publicly": "openlijk",
    "adverb freely": "vrij gratis kosteloos",
    "adverb": """
        ook tevens daarnaast bovendien momenteel nu hier volledig online reeds al voortaan eveneens
    """,
    "adverb later": """
        binnenkort later op_aanvraag op_verzoek na_acceptatie na_publicatie na_de_publicatie bij_publicatie
        na_aanvaarding in_de_toekomst op_redelijk_verzoek na_afloop
    """,
    "the the": "de het deze dit volledige alle alles",
    "the a": "een",
    "our our": "onze ons zijn_eigen hun",
    "others existing": """
        bestaande andere veel vele meerdere verschillende diverse sommige commerciële talrijke eerdere enkele
    """,
    "at": "op in via bij onder vanaf vanuit",
    "at by whom": "door",
    "of": "van",
    "for": "voor met als",
    "and and": "en alsmede of maar als_de als_het",
    "when if": "als_men indien",
    "when when": "terwijl hoewel omdat",
    "verb": "gebruiken gebruikten gebruikt_men evalueren vergelijken tonen bevat omvat analyseren analyseerden",
    "to": "om te",
}
_LATE = f"{ADVERBIALS}{{0,14}}"

DUTCH = define(
    "Dutch",
    "nl",
    signs="""
        de het een van en in is dat op te voor met zijn niet aan er om ook als bij door naar deze wordt wij we onze
        ieder heeft recht hebben moet zoals tot deze dit zich haar alle maar nog geven elke vrijheid iedere over
        kan kunnen worden werd werden beschikbaar zal zullen geen na om dat hun werden gebruikt
    """,
    lexicon=_LEXICON,
    telling="""
        beschikbaar beschikking toegankelijk bereikbaar publice vrijge openba gedeeld verspreid open verkrij download
        raadple aanvraag vrij uitgebracht verzoek github gedepon aangeboden gevonden publiek opgevraagd
    """,
    presenting="presenteer|ontwikkel|introduce|beschrijv|bouw",
    is_head_first=True,
    availability="beschikbaarheid|toegankelijkheid",
    registration="registratie|registratienummer",
    patterns=(
        row(
            "presenteren een open-sourceprogramma",
            ArgumentSlot.HEAD,
            AgentRule.BEFORE,
            f"present {PRESENTED} {OPEN_BEFORE}",
            "Wij presenteren TextNet, een open-source programma.",
            requires=Requirement.NOTHING,
        ),
        row(
            "is beschikbaar",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            f"[adverb not]* be {_LATE} [available released provided open found]",
            "De code is vrij beschikbaar op https://example.org.",
        ),
        row(
            "werd gepubliceerd",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            f"[adverb not]* have {_LATE} [released provided]",
            "De gegevens werden op Zenodo gepubliceerd.",
        ),
        row(
            "wordt beschikbaar gesteld",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            "[adverb not]* will [adverb at for of the our address place name word]{0,12} provided",
            "De corpora worden via het web beschikbaar gesteld.",
            "passive",
            stance=Stance.RELEASED,
        ),
        row(
            "zal worden vrijgegeven",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            f"[adverb not]* will {_LATE} [released provided available] [will be made]*",
            "De code zal worden vrijgegeven.",
            stance=Stance.PROMISED,
        ),
        row(
            "kan worden gedownload",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            f"can {_LATE} [found provided available]",
            "De code kan worden gedownload van https://example.org.",
            is_possible=True,
            stance=Stance.RELEASED,
        ),
        row(
            "staat op",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            "be adverb* at [the our adverb name word]* [place address]",
            "De code staat op GitHub.",
        ),
        row(
            "wij publiceren",
            ArgumentSlot.OBJECT,
            AgentRule.INSIDE,
            f"(?:we {HELPERS}* release|release adverb* we adverb*)",
            "Wij publiceren onze code.",
            requires=Requirement.NOT_OTHERS,
        ),
        row(
            "wij geven vrij",
            ArgumentSlot.OBJECT,
            AgentRule.INSIDE,
            "(?:we adverb* make|make adverb* we) adverb* (?=[^stop]{1,30} adverb (?:[stop for at and comma]|$))",
            "Wij geven onze code vrij.",
            "give",
            requires=Requirement.NOT_OTHERS,
        ),
        row(
            "dat wij beschikbaar stellen",
            ArgumentSlot.NEAREST,
            AgentRule.INSIDE,
            "which we [adverb at for of the our word name code data model and]{0,10} (?:available make|release)"
            " (?=[stop at for comma word]|$)",
            "Het is een corpus dat wij beschikbaar stellen.",
            requires=Requirement.NOT_OTHERS,
        ),
        row(
            "wij stellen beschikbaar",
            ArgumentSlot.BRACKET,
            AgentRule.INSIDE,
            "(?:we adverb* make|make adverb* we) adverb*",
            "Wij stellen de code beschikbaar.",
        ),
        row(
            "wij hebben gepubliceerd",
            ArgumentSlot.BRACKET,
            AgentRule.INSIDE,
            "(?:we adverb* [have will]|[have will] adverb* we) adverb*",
            "Wij hebben de dataset gepubliceerd.",
        ),
    ),
)
