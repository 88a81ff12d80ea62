"""French: `le code est disponible à l'adresse URL`, `nous mettons le code à disposition`."""

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
    POSSIBLE,
    PRESENTED,
    TRIED,
    WANTED,
    row,
)

_LEXICON = {
    "code": """
        code codes code_source codes_sources logiciel logiciels implémentation implémentations script scripts
        bibliothèque bibliothèques paquet paquets paquetage librairie librairies programme_source boîte_à_outils
        package packages paquet_r code-source codes-sources code_informatique code_de_calcul codes_de_calcul macro
        implantation programmes_informatiques code_python code_r
    """,
    "tool": """
        outil outils système programme programmes application applications chaîne_de_traitement analyseur étiqueteur
        module greffon environnement environnements prototype simulateur solveur outil_logiciel suite_logicielle
        cadriciel architecture_logicielle correcteur correcteurs
    """,
    "model": """
        modèle modèles poids_du_modèle poids modèles_de_langue modèle_de_langue poids_des_modèles modèles_entraînés
        modèles_pré-entraînés
    """,
    "data": """
        données jeu_de_données jeux_de_données corpus base_de_données bases_de_données lexique lexiques dictionnaire
        annotations catalogue catalogues benchmark ontologie thésaurus ensemble_de_données ensembles_de_données treebank
        grammaire grammaires jeu_d'évaluation banque_de_données données_brutes atlas ressource_lexicale
        ressources_lexicales transcriptions carte cartes séquences spectres mesures tables échantillons_de_données
        microdonnées jeu_d'annotations courbes_de_lumière enregistrements bases_lexicales banque_d'arbres corpora
        base_de_connaissances bases_de_connaissances métadonnées édition_numérique glossaire base_lexicale
        nuage_de_points nuages_de_points séries_temporelles tableau tableaux
    """,
    "demo": """
        démo démonstration démonstrateur application_web interface_web serveur_web service_web
        portail outil_en_ligne
        démonstration_en_ligne application_en_ligne plateforme_en_ligne démonstration_interactive plateforme_web
        plate-forme_web site_de_démonstration outil_web carte_interactive calculateur tableau_de_bord
        application_shiny serveur_en_ligne application_interactive applications_interactives
    """,
    "extra": "vidéo vidéos matériel_supplémentaire annexe annexes ressources résultats",
    "place website": "site site_web page page_web page_du_projet site_du_projet page_d'accueil site_internet",
    "place repository": "dépôt dépôts entrepôt entrepôt_de_données dépôt_git dépôt_github archive_ouverte",
    "place github": "github gitlab bitbucket",
    "place zenodo": """
        zenodo figshare osf kaggle huggingface hugging_face hal dryad dataverse pangaea mendeley_data
        recherche_data_gouv ortolang data_gouv nakala genbank
    """,
    "place link": "lien adresse url ligne web internet",
    "we": "nous auteurs autrices",
    "paper": "travail étude thèse mémoire travaux recherche",
    "it": "il elle ils elles celui-ci celle-ci ceux-ci celles-ci",
    "doing": """
        souhaitant_obtenir souhaitant_utiliser désirant_obtenir qui_souhaitent_obtenir souhaitent_obtenir
        désirent_obtenir
        intéressées_par intéressés_par
    """,
    "which": "qui que lequel laquelle qu'",
    "which whose": "dont",
    "release release": "publions diffusons libérons partageons distribuons",
    "released": """
        publié publiée publiés publiées diffusé diffusée diffusés diffusées libéré libérée partagé partagée partagés
        partagées distribué distribuée distribués distribuées mis_en_ligne mise_en_ligne mises_en_ligne rendu_public
        rendue_publique rendus_publics rendues_publiques libérés libérées
    """,
    "releasing": """
        publierons diffuserons partagerons libérerons distribuerons fourniront mettront publieront diffuseront
        partageront fournirons
    """,
    "container": """
        ensemble totalité intégralité échantillon partie sous-ensemble publication diffusion ouverture extrait
        libération la_mise_en_ligne
    """,
    "make we": "mettons rendons",
    "make make": "mettre rendre met rend mettant",
    "made": "mis mise mises rendu rendue rendus rendues",
    "available": """
        disponible disponibles accessible accessibles à_disposition à_la_disposition téléchargeable téléchargeables
        public publique publics publiques consultable consultables en_libre_accès en_accès_libre libre_accès
        librement_disponible librement_disponibles ouvertement_accessible installable installables accessible_en_ligne
        à_télécharger en_libre_accès_sur libre_d'accès libres_d'accès en_open_access en_open_data en_ligne_sur
        utilisable_en_ligne utilisable_librement placé_sous_licence placée_sous_licence placés_sous_licence
        placées_sous_licence interrogeable_en_ligne utilisable_à à_la_libre_disposition
    """,
    "provided": """
        communiqué communiquée communiqués communiquées fourni fournie fournis fournies déposé déposée déposés
        déposées hébergé hébergée hébergés archivé archivée archivés archivées mis_à_disposition
        mise_à_disposition mises_à_disposition hébergées proposé proposée joint jointe joints jointes offert
        offerte offerts offertes proposés proposées
    """,
    "open open": "open-source open_source code_ouvert libre libres",
    "found": """
        trouvé trouvée trouvés trouvées téléchargé téléchargée téléchargés téléchargées consulté consultée
        obtenu obtenus installé installée installés récupéré récupérée récupérés consultés consultées obtenues
        visualisé visualisée visualisées télécharger consulter obtenir accéder trouver installer récupérer
        visualisés récupérées obtenue installées
    """,
    "provide provide": "fournissons offrons proposons_en_ligne",
    "present present": """
        présentons proposons décrivons développons introduisons créons construisons présente décrit
        avons_développé avons_créé avons_construit avons_réalisé
    """,
    "be": "se_veut est sont été être se_trouve se_trouvent était étaient est_situé se_télécharge se_téléchargent",
    "have": "a ont avons ayant",
    "will": "devrait devraient sera seront mettrons rendrons devra devront va vont ferons",
    "can": "peut peuvent pouvez pourra pourront il_est_possible_de",
    "word project": "projet projets",
    "plan": """
        vise_à visant_à visent_à ambitionne_de finalité objectif_est_de but_est_de
        voué_à vouée_à voués_à destiné_à destinée_à destinés_à destinées_à
        prévoyons envisageons prévu comptons souhaitons avons_l'intention prévoyons_de envisageons_de prévue prévus
        prévues envisagé envisagée programmée planifiée en_préparation comptons_bientôt
    """,
    "not": "n' ne pas aucun aucune non jamais ni",
    "adverb publicly": "publiquement ouvertement au_public",
    "adverb freely": """
        librement gratuitement sous_licence sous_une_licence sous_la_licence sous_licence_libre en_open_source
        en_logiciel_libre en_source_ouverte sans_restriction
    """,
    "adverb": """
        également aussi actuellement désormais maintenant déjà entièrement en_ligne ici ainsi enfin donc intégralement
        d'ores_et_déjà ainsi_mis tous_deux toutes_deux publiquement_et en_outre par_ailleurs tout_aussi gratuits
        sous_licence_mit sous_licence_gpl sous_licence_apache sous_licence_cc
    """,
    "adverb later": """
        sur_demande prochainement bientôt ultérieurement après_acceptation après_publication dès_acceptation
        après_l'acceptation après_la_publication lors_de_la_publication à_la_publication dès_la_publication
        sur_simple_demande à_l'issue à_l'avenir à_l'acceptation dès_l'acceptation sur_demande_raisonnable
        sur_demande_motivée sur_requête d'ici_la_fin dès_que_possible après_acceptation_de_l'article
        au_moment_de_la_publication à_terme une_fois_l'article_accepté une_fois_l'article_publié en_contactant
        sous_peu sur_demande_écrite auprès_de_l'auteur_correspondant
    """,
    "the the": "le la les l' ce cet cette ces au aux tous toutes tout lien_vers",
    "the a": "un une",
    "of": "de d' des du",
    "our our": "notre nos son sa ses leur leurs",
    "others existing": """
        existant existants existante existantes autres plusieurs nombreux nombreuses divers diverses différents
        différentes rares peu_de certains certaines quelques commerciaux commerciales commercial tiers
        publiques_existantes
        commerciale courants usuels
    """,
    "at": "à sur dans sous via chez depuis auprès",
    "at by whom": "par",
    "for": "pour avec en",
    "and and": "et ainsi_qu'un ainsi_qu'une ainsi_que ou mais accompagné accompagnée",
    "when if": "si quand lorsque cas_où",
    "when when": "car puisque bien_que afin",
    "verb": """
        utilisons utilise évaluons montrons comparons permet permettent contient comprend repose exploitons s'appuie
        proviennent provient viennent vient téléchargées_depuis
        collectées_par provenant inclut englobe renferme héberge
    """,
    "to": "afin_de",
    "datum": "images photographies questionnaires questionnaire annotations_manuelles",
    "place registry": "pypi cran conda bioconductor npm pip bioconda",
    "paper article": "article articles manuscrit prépublication papier",
    "making release": "publier diffuser partager libérer distribuer",
    "look tried": """
        utilisé utilisée utilisés testé testée essayé essayée interrogé interrogée utilisées interrogés
        interrogées testés testées essayés essayées
    """,
    "found later": """
        demandé demandée demandés demandées obtenu_auprès obtenues_auprès obtenus_auprès sollicité sollicitée
        sollicités sollicitées
    """,
    "word": """
        tâche_partagée tâches_partagées plus_accessible plus_accessibles
        architecture_distribuée architectures_distribuées système_distribué systèmes_distribués calcul_distribué
        apprentissage_distribué domaine_libre entrée_libre mot_libre texte_libre
        code_civil code_pénal code_de_la_route code_du_travail code_postal code_génétique codes_postaux
        code_de_déontologie code_éthique partie_prenante en_partie
    """,
    "making": "",
    "look": "voir voyez consultez cf",
    "participle from": "issu issus issue issues extraites extraits recueillies recueillis",
    "participle": "implémenté implémentée implémentés implémentées intégrée intégré",
    "tool webtool": "plateforme plate-forme preuve_de_concept",
    "for as": "comme",
}

FRENCH = define(
    "French",
    "fr",
    signs="""
        disponibilité accessibilité disposition français
        le la les de des du et en un une est que qui dans pour sur par au aux ce cette ces il elle nous sont avec plus
        ne pas ou mais son sa ses leur être été a ont comme entre aussi l d qu n s cet notre nos deux afin ainsi
    """,
    lexicon=_LEXICON,
    elided="l d n qu c s j",
    telling="""
        souhait désir disponib accessib disposition publi libre diffus partag distribu télécharg fourni consult open
        déposé
        github
        ouvert sur demande hébergé trouv ligne install demand prévu compt archiv utilis interrog licence joint offr
        offert
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
            "est le premier corpus public",
            ArgumentSlot.HEAD,
            AgentRule.NOWHERE,
            FIRST_OPEN,
            "TextNet est le premier corpus accessible au public.",
            "premier",
            "première",
            "premiers",
            requires=Requirement.NAMED_ARTEFACT,
        ),
        row(
            "est disponible",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            f"{HELPERS}*(?:be|will|made){HELPERS}* (?:adverb and adverb*|word for name and adverb*)?"
            f" (?:the? for? {OUT})"
            f" (?:and? [be not adverb]* {OUT})*",
            "Le code est disponible à l'adresse https://example.org.",
        ),
        row(
            "peut être téléchargé",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            f"not? can not? adverb* be adverb* (?:found|available|released|provided{TRIED})",
            "Le code peut être téléchargé à l'adresse https://example.org.",
            is_possible=True,
            stance=Stance.RELEASED,
        ),
        row(
            "se trouve",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            "be adverb* (?:at [word adverb]{1,2})? at [the our adverb name word of]* [place address]",
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
            "disponible sur le site, le corpus",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            "(?:^|(?<=stop))adverb* (?:made? available|released|provided) adverb* [at of] [^stop comma be verb]{1,12}"
            " comma (?=[the our])",
            "Disponible sur le site du projet, le corpus contient mille chansons.",
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
            f"we {HELPERS}* release",
            "Nous publions notre code.",
            requires=Requirement.NOT_OTHERS,
        ),
        row(
            "et publions",
            ArgumentSlot.OBJECT,
            AgentRule.BEFORE,
            "and adverb* release",
            "Nous décrivons la méthode et publions le code.",
            requires=Requirement.NOT_OTHERS,
        ),
        row(
            "le projet met à disposition",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            f"word [name word opening closing adverb]{{0,4}} (?:comma? which)? adverb* make adverb* available {DATIVE}"
            " (?=[the our all code data model])",
            "Le projet SongNet met à disposition un corpus.",
            "project",
            requires=Requirement.NOT_OTHERS,
        ),
        row(
            "nous fournissons",
            ArgumentSlot.OBJECT,
            AgentRule.INSIDE,
            f"we {HELPERS}* provide",
            "Nous fournissons le code.",
        ),
        row(
            "nous avons publié",
            ArgumentSlot.OBJECT,
            AgentRule.INSIDE,
            "we [adverb have not plan will]* have adverb* (?:[word participle found] and)? (?:released|provided)",
            "Nous avons publié le corpus.",
            requires=Requirement.NOT_OTHERS,
        ),
        row(
            "nous mettons à disposition",
            ArgumentSlot.OBJECT,
            AgentRule.INSIDE,
            f"we {HELPERS}* (?:make|made|will) adverb* available {DATIVE}",
            "Nous mettons à disposition notre code.",
            requires=Requirement.NOT_OTHERS,
        ),
        row(
            "nous mettons le code à disposition",
            ArgumentSlot.BRACKET,
            AgentRule.INSIDE,
            f"we {HELPERS}* (?:make|made|will) adverb* (?=[the our all code data model name])",
            "Nous rendons notre code disponible.",
        ),
        row(
            "et rendons le code disponible",
            ArgumentSlot.BRACKET,
            AgentRule.BEFORE,
            "and adverb* make adverb* (?=[the our all code data model name])",
            "Nous décrivons la méthode et rendons notre code accessible.",
            "we",
            requires=Requirement.NOT_OTHERS,
        ),
        row(
            "nous présentons, disponible",
            ArgumentSlot.BRACKET,
            AgentRule.INSIDE,
            "we adverb* present (?:[for at] the? [word paper]{1,2})? (?=[the name])",
            "Nous présentons PerLex, un lexique du persan librement disponible.",
            requires=Requirement.NOT_OTHERS,
        ),
        row(
            "comptons publier",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            f"{PLAN} {DATIVE} (?=[the our all code data model tool demo name])",
            "Nous comptons publier notre code.",
            stance=Stance.PROMISED,
        ),
        row(
            "la publication est prévue",
            ArgumentSlot.HEAD,
            AgentRule.NOWHERE,
            PLANNED,
            "La publication du corpus est prévue.",
            requires=Requirement.NOTHING,
            stance=Stance.PROMISED,
        ),
        row(
            "il est possible de télécharger",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            POSSIBLE,
            "Il est possible de télécharger le code sur https://example.org.",
            is_possible=True,
            stance=Stance.RELEASED,
        ),
        row(
            "le dépôt contient",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            HOLDS,
            "Le dépôt https://example.org contient le code.",
            requires=Requirement.NOTHING,
        ),
        row(
            "implémentée dans une bibliothèque",
            ArgumentSlot.HEAD,
            AgentRule.NOWHERE,
            IMPLEMENTED,
            "La méthode est implémentée dans une bibliothèque Python (https://example.org).",
            requires=Requirement.ADDRESS,
        ),
        row(
            "avons développé un outil (URL)",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            MADE_AT,
            "Nous avons développé un outil (https://example.org).",
            requires=Requirement.ADDRESS,
        ),
        row(
            "disponible sur le CRAN",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            IN_REGISTRY,
            "Le paquet TextNet, désormais disponible sur le CRAN, met en œuvre la méthode.",
        ),
        row(
            "souhaitant obtenir le programme",
            ArgumentSlot.OBJECT,
            AgentRule.NOWHERE,
            WANTED,
            "Les personnes souhaitant obtenir le programme peuvent contacter les auteurs.",
            stance=Stance.PROMISED,
        ),
        row(
            "le seront après acceptation",
            ArgumentSlot.SUBJECT,
            AgentRule.NOWHERE,
            "the will adverb+ (?=stop|comma|$)",
            "Le code est publié ; les données le seront après acceptation.",
            stance=Stance.PROMISED,
        ),
    ),
)
