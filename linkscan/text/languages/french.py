"""French: `le code est disponible à l'adresse URL`, `nous mettons le code à disposition`."""

from linkscan.models import Stance
from linkscan.text.claims.patterns import AgentRule, ArgumentSlot, Requirement
from linkscan.text.languages.language import define
from linkscan.text.languages.shapes import AVAILABLE_BEHIND, HELPERS, OPEN_BEHIND, OUT, PRESENTED, row

_LEXICON = {
    "code": """
        code codes code_source codes_sources logiciel logiciels implémentation implémentations script scripts
        bibliothèque bibliothèques paquet paquets paquetage librairie librairies programme_source boîte_à_outils
    """,
    "tool": """
        outil outils système plateforme plate-forme programme programmes application applications chaîne_de_traitement
        analyseur étiqueteur module greffon environnement environnements prototype
    """,
    "model": "modèle modèles poids_du_modèle poids",
    "data": """
        données jeu_de_données jeux_de_données corpus base_de_données bases_de_données lexique lexiques dictionnaire
        annotations catalogue catalogues benchmark ontologie thésaurus ensemble_de_données ensembles_de_données
        treebank grammaire grammaires
        jeu_d'évaluation banque_de_données données_brutes atlas ressource_lexicale ressources_lexicales
        transcriptions
    """,
    "demo": """
        démo démonstration démonstrateur application_web interface_web serveur_web service_web portail outil_en_ligne
        démonstration_en_ligne application_en_ligne plateforme_en_ligne
    """,
    "extra": "vidéo vidéos matériel_supplémentaire annexe annexes ressources résultats",
    "place website": "site site_web page page_web page_du_projet site_du_projet page_d'accueil site_internet",
    "place repository": "dépôt dépôts entrepôt",
    "place github": "github gitlab bitbucket",
    "place zenodo": "zenodo figshare osf kaggle huggingface hugging_face hal dryad dataverse pangaea mendeley_data",
    "place link": "lien adresse url ligne web internet",
    "we": "nous auteurs autrices",
    "paper": "article papier travail étude thèse mémoire",
    "it": "il elle ils elles celui-ci celle-ci ceux-ci celles-ci",
    "which": "qui que dont lequel laquelle qu'",
    "release release": "publions diffusons libérons partageons distribuons   ",
    "released": """
        publié publiée publiés publiées diffusé diffusée diffusés diffusées libéré libérée partagé partagée partagés
        partagées distribué distribuée distribués distribuées
    """,
    "releasing": "publierons diffuserons partagerons libérerons distribuerons",
    "container": "ensemble totalité intégralité",
    "make make": "mettons rendons mettre rendre met rend mettant",
    "made": "mis mise mises rendu rendue rendus rendues",
    "available": """
        disponible disponibles accessible accessibles à_disposition à_la_disposition téléchargeable téléchargeables
        public publique publics publiques libre libres consultable consultables en_libre_accès en_accès_libre
        libre_accès utilisable librement_disponible librement_disponibles
    """,
    "provided": "fourni fournie fournis fournies déposé déposée déposés déposées hébergé hébergée hébergés",
    "open open": "open-source open_source",
    "found": """
        trouvé trouvée trouvés trouvées téléchargé téléchargée téléchargés téléchargées consulté consultée obtenu
        obtenus
    """,
    "provide provide": "fournissons offrons",
    "present present": """
        présentons proposons décrivons développons introduisons créons construisons présente décrit
        avons_développé avons_créé
    """,
    "be": "se_veut est sont été être se_trouve se_trouvent était étaient",
    "have": "a ont avons ayant",
    "will": "devrait devraient sera seront mettrons rendrons",
    "can": "peut peuvent pouvez pourra pourront",
    "plan": "prévoyons envisageons prévu",
    "not": "n' ne pas aucun aucune non jamais ni",
    "adverb publicly": "publiquement ouvertement",
    "adverb freely": "librement gratuitement",
    "adverb": """
        également aussi actuellement désormais maintenant déjà entièrement en_ligne ici ainsi enfin donc intégralement
    """,
    "adverb later": """
        sur_demande prochainement bientôt ultérieurement après_acceptation après_publication dès_acceptation
        après_l'acceptation après_la_publication lors_de_la_publication à_la_publication dès_la_publication
        sur_simple_demande à_l'issue à_l'avenir à_l'acceptation dès_l'acceptation
    """,
    "all": "tous toutes tout",
    "the the": "le la les l' ce cet cette ces au aux",
    "the a": "un une",
    "of": "de d' des du",
    "our our": "notre nos son sa ses leur leurs",
    "others existing": """
        existant existants existante existantes autres plusieurs nombreux nombreuses divers diverses différents
        différentes certains certaines quelques commerciaux commerciales commercial
    """,
    "at": "à sur dans sous via chez par depuis auprès",
    "for": "pour avec comme en",
    "and and": "et ainsi_que ou mais accompagné accompagnée",
    "when when": "si quand lorsque car puisque bien_que afin",
    "verb": """
        utilisons utilise évaluons montrons comparons permet permettent contient comprend repose exploitons s'appuie
    """,
    "to": "afin_de",
}

FRENCH = define(
    "French",
    "fr",
    signs="""
        le la les de des du et en un une est que qui dans pour sur par au aux ce cette ces il elle nous sont avec plus
        ne pas ou mais son sa ses leur être été a ont comme entre aussi l d qu n s cet notre nos deux afin ainsi
    """,
    lexicon=_LEXICON,
    elided="l d n qu c s j",
    telling="""
        disponib accessib disposition publi libre diffus partag distribu télécharg fourni consult open déposé github
        ouvert sur demande hébergé trouv
    """,
    presenting="présent|décri|dévelop|introdui|propos|cré|constru",
    is_head_first=True,
    availability="disponibilité|accessibilité|accès aux? ",
    registration="enregistrement de l'essai|numéro d'enregistrement|essai enregistré",
    patterns=(
        row(
            "est un outil open source",
            ArgumentSlot.HEAD,
            AgentRule.NOWHERE,
            f"be {OPEN_BEHIND}",
            "TextNet est un outil open source.",
            requires=Requirement.NOTHING,
        ),
        row(
            "présentons un outil open source",
            ArgumentSlot.HEAD,
            AgentRule.NOWHERE,
            f"present {PRESENTED} {OPEN_BEHIND}",
            "Nous présentons un outil open source.",
            requires=Requirement.NOTHING,
        ),
        row(
            "est disponible",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            f"{HELPERS}*(?:be|will|made){HELPERS}* (?:the? for? {OUT}) (?:and? [be not adverb]* {OUT})*",
            "Le code est disponible à l'adresse https://example.org.",
        ),
        row(
            "peut être téléchargé",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            "not? can not? adverb* be adverb* (?:found|available|released|provided)",
            "Le code peut être téléchargé à l'adresse https://example.org.",
            is_possible=True,
            stance=Stance.RELEASED,
        ),
        row(
            "se trouve",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            "be adverb* at [the our adverb name word of]* [place address]",
            "Le code se trouve sur GitHub.",
        ),
        row(
            "disponible à",
            ArgumentSlot.NEAREST,
            AgentRule.NOWHERE,
            AVAILABLE_BEHIND,
            "Nous présentons un corpus librement disponible à l'adresse https://example.org.",
        ),
        row(
            "nous publierons",
            ArgumentSlot.OBJECT,
            AgentRule.INSIDE,
            f"we {HELPERS}* releasing adverb* (?=[the our all code data model tool demo name])",
            "Nous publierons le code.",
            stance=Stance.PROMISED,
        ),
        row(
            "nous publions",
            ArgumentSlot.OBJECT,
            AgentRule.INSIDE,
            f"we {HELPERS}* (?:release|provide)",
            "Nous publions notre code.",
        ),
        row(
            "nous avons publié",
            ArgumentSlot.OBJECT,
            AgentRule.INSIDE,
            "we [adverb have not plan will]* have adverb* (?:released|provided)",
            "Nous avons publié le corpus.",
        ),
        row(
            "nous mettons à disposition",
            ArgumentSlot.OBJECT,
            AgentRule.INSIDE,
            f"we {HELPERS}* (?:make|made|will) adverb* available",
            "Nous mettons à disposition notre code.",
        ),
        row(
            "nous mettons le code à disposition",
            ArgumentSlot.BRACKET,
            AgentRule.INSIDE,
            f"we {HELPERS}* (?:make|made|will) (?=[the our all code data model])",
            "Nous rendons notre code disponible.",
        ),
        row(
            "nous présentons, disponible",
            ArgumentSlot.BRACKET,
            AgentRule.INSIDE,
            "we adverb* present (?=[the name])",
            "Nous présentons PerLex, un lexique du persan librement disponible.",
            requires=Requirement.NOTHING,
        ),
    ),
)
