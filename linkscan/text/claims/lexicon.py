"""The vocabulary of release sentences: every known word has one tag."""

from linkscan.text.claims.tagset import BY_NAME

_VOCABULARY = {
    "code": """
        code codes codebase codebases code-base code-bases implementation implementations reimplementation
        re-implementation re-implementations software toolkit toolkits toolbox toolboxes library libraries package
        packages script scripts sdk api apis notebook notebooks executable executables source-code source-codes
        sourcecode matlab-code opensource-code binaries add-on addon macro macros artifact artefact
    """,
    "tool": """
        system systems framework frameworks tool tools platform platforms method methods algorithm algorithms approach
        approaches environment environments engine engines solver solvers interface interfaces prototype technique
        module modules plugin plugins plug-in architecture testbed test-bed parser parsers tagger classifier
        classifiers detector detectors stack generator generators optimizer optimizers baseline baselines workflow
        workflows solution solutions agent agents controller evaluator scorer simulator simulators pipeline pipelines
        codec wrapper wrappers compiler app apps application recipe recipes infrastructure harness program programs
        middleware tooling gym game metric metrics simulation client clients planner operator operators layer layers
        kernel kernels viewer viewers visualizer visualizers editor extractor extractors extension extensions
    """,
    "model": """
        model models checkpoint checkpoints weight weights llm llms lm lms network networks embedding embeddings
        vectors backbone backbones vlm vlms mllm mllms plm plms lmm lmms ckpt ckpts transformer transformers tokenizer
        tokenizers adapters vla vlas reranker rerankers parameters encoder encoders
    """,
    "data": """
        data dataset datasets data-set data-sets corpus corpora annotation annotations benchmark benchmarks database
        databases treebank treebanks lexicon lexicons wordnet ontology testset testsets test-set test-sets rule-truth
        groundtruth gazetteer dataset(s) thesaurus testsuite dictionary metadata meta-data trainset databank termbase
        catalogue catalogues catalog catalogs atlas atlases lightcurve lightcurves linelist linelists knowledgebase
        compendium
    """,
    "datum": """
        labels labelings questions recordings transcripts transcriptions translations judgments judgements pairs
        images dialogues conversations documents tweets instances trajectories scans sentences articles tasks
        challenge masks splits split subset subsets dictionaries problems queries puzzles captions sequences scores
        values ratings products listing measurement measurements map maps table tables spectra spectrum photometry
        redshifts mocks grids structures coordinates genomes genome assemblies reads profiles microdata inventory
        inventories
    """,
    "demo": """
        demo demos demonstrator leaderboard leaderboards playground webapp webapps web-app web-apps web-application
        web-applications webserver webservers web-server web-servers web-tool web-tools web-service web-services
        web-portal portal portals calculator calculators dashboard dashboards web-interface web-platform
    """,
    "extra": """
        video videos supplementary supplemental supplement supplements appendix appendices results result details
        detail information material materials resource resources artifacts artefacts prompt prompts
        logs tutorial tutorials documentation outputs output sample samples examples example visualizations
        visualization visualisations visualisation designs hardware schematics cad slides poster hyperparameters
        hyper-parameters configurations configuration configs guidelines instructions assets predictions movie movies
        clip clips animation animations figures proofs findings contents blueprint blueprints footage statistics
        protocol protocols manual manuals questionnaire questionnaires files demonstration demonstrations publications
        explanation explanations experiments
    """,
    "container": """
        set sets suite suites collection collections series family families variety range parts part copy bundle zoo
        variant variants array portfolio couple portion portions rest majority thousands hundreds versions version
        hours number sample-of lot total volume repository-of pool components
    """,
    "place": """
        page pages website websites webpage webpages site sites web-page web-site web-pages homepage home-page
        repository repositories repo repos github gitlab bitbucket huggingface hugging-face hub link links url urls
        address sourceforge zenodo kaggle pypi webpate codalab figshare osf youtube doi here footnote modelscope
        dropbox web marketplace gitee gitea codeberg git webiste cran bioconductor conda bioconda anaconda npm
        ascl dryad dataverse mendeley geo genbank sra pride arrayexpress ena ncbi ebi cds vizier pangaea icpsr pdb
        emdb biostudies ega dbgap metabolights proteomexchange anonymousgithub
    """,
    "we": "we authors",
    "paper": "paper work article study manuscript thesis",
    "project": "project",
    "it": "it they them these",
    "which": "which that who whose that's that’s",
    "release": "release releases publish publishes publicize publicise disseminate disclose open-sources republish",
    "released": "released published publicized publicised disseminated disclosed realeased relased",
    "releasing": "releasing publishing open-sourcing opensourcing",
    "provide": """
        upload include attach distribute distributes provide provides share shares offer offers supply supplies host
        hosts
    """,
    "provided": """
        uploaded distributed provided shared offered hosted included supplied attached deposited posted archived
    """,
    "make": "make makes",
    "made": "made",
    "making": "making",
    "open": "open-source opensource open-sourced opensourced open-code",
    "available": """
        available avaialable avaliable availabe avaiable avaible availble avilable avalable accessible downloadable
        public open freely-available publicly-available publicly-accessible public-available open-access free online
        on-line obtainable live installable
    """,
    "found": """
        found accessed downloaded obtained viewed seen located retrieved visited checked requested watched cloned
        acquired tried played explored installed browsed queried searched consulted
    """,
    "present": """
        present presents introduce introduces propose proposes develop develops create creates build builds construct
        constructs collect collects contribute contributes describe describes design implement implements curate
        curates establish establishes annotate annotates compile compiles presented introduced proposed developed
        created built constructed collected contributed curated established annotated compiled assemble assembled
        gather gathered announce unveil unveils presenting introducing produce produced produces prepare prepared
        record recorded
    """,
    "look": "see visit check browse refer consult watch go download access find",
    "be": "is are was were be been being become becomes",
    "have": "have has had having",
    "will": "will shall would should wil",
    "can": "can could may might must",
    "plan": """
        plan plans intend intends aim aims hope going promise promises commit committed planned scheduled pledge
        intending aiming expect
    """,
    "to": "to",
    "not": "not no never neither cannot nor without unavailable rarely seldom hardly scarcely isn't aren't",
    "adverb": """
        publicly freely openly also now currently fully further additionally soon already readily easily then
        publically publicy again permanently hereby therefore thus finally moreover furthermore directly just recently
        later immediately completely entirely both each please always only even too simultaneously anonymously
        generally itself themselves instead shortly however
    """,
    "all": "all everything",
    "the": """
        the a an this those such some any another one two three four five new complete entire full corresponding
        associated respective accompanying related relevant first
    """,
    "our": "our my its their his her",
    "others": """
        existing previous prior other most many several few various numerous current popular common standard
        well-known state-of-the-art sota alternative competing widely-used commercial external third-party different
        conventional traditional leading contemporary
    """,
    "at": "at on in via from through under by within into onto @ upon",
    "of": "of",
    "for": """
        for with about towards toward between among as per like than given regarding concerning against behind w/
        across over during
    """,
    "and": "and or but while whereas & plus / including + alongside",
    "when": "if when although because since once until after before unless whether where though whenever wherever",
    "verb": """
        evaluate evaluates evaluated show shows demonstrate demonstrates conduct conducts perform performs train
        trains compare compares analyze analyzes analyse use uses achieve achieves outperform outperforms improve
        improves enable enables allow allows discuss discusses investigate investigates examine explain argue identify
        highlight observe validate verify apply invite encourage believe facilitate foster support promote advance
        stimulate ensure enhance accelerate spur inspire aid motivate reproduce solve learn extend leverage utilize
        exploit employ adopt focus generate predict detect define formulate consider assess estimate simplify serve
        inform prove derive run deploy reveal suggest indicate illustrate does do did remain remains require requires
        need needs rely relies lead leads exist exists contain contains reach surpass exceed obtain obtains gain yield
        yields tackle overcome handle integrate combine incorporate augment fine-tune finetune pre-train pretrain
        outline summarize includes explore consists enhances facilitates supports helps help addresses accompanies
        accompany depict depicts cover covers span spans reflect reflects
    """,
    "participle": "based comprised composed described written used needed required",
    "doing": """
        providing enabling allowing achieving demonstrating showing offering facilitating covering containing
        consisting comprising spanning featuring outperforming using yielding leveraging improving establishing
        reproducing running encouraging fostering ranging requiring utilizing employing exploiting reaching surpassing
        highlighting
    """,
    "stop": "; . ! ? •",
    "comma": ",",
    "colon": ": = – — -",
    "opening": "(",
    "closing": ")",
}

_PAIRS = {
    "code": """
        code source, code sources, source file, source files, docker image, docker images, docker container,
        source code, source codes, code base, code bases, open code
    """,
    "data": """
        data set, data sets, data base, test set, test sets, test suite, test suites, training set, challenge set,
        gold standard, rule truth, evaluation set, evaluation sets, diagnostic set, benchmark suite, benchmark suites,
        knowledge graph, knowledge base, meta data, word net, data product, data products, light curve, light curves,
        line list, line lists, spectral library, spectral libraries, data release, data releases, data file,
        data files, raw data
    """,
    "datum": "shared task, shared tasks, 3d models, 3d model, object models",
    "plan": "planning to",
    "tool": "evaluation suite, evaluation suites",
    "demo": """
        web application, web applications, web server, web servers, web tool, web tools, web portal, web portals,
        web platform, web calculator, web services, web interfaces, web client, web viewer, online tool, online tools,
        online server, online calculator, online portal, online platform, online interface, online application,
        online app, shiny app, shiny apps, shiny application, genome browser, interactive website, interactive viewer,
        web-based tool, web-based tools, web-based interface, web-based application, web-based server,
        web-based platform, web-based calculator, web-based app, web-based service, web-based system, user interface,
        web app, web apps, web interface, web demo, web demos, web service, online service, mobile app, online demo,
        demo website, demo page, demo site, demo system, demonstration system
    """,
    "open": "open source, open sourced, open sources",
    "releasing": "open sourcing",
    "place": """
        hugging face, project page, project pages, project website, project site, project webpage, web page,
        web pages, web site, web sites, home page
    """,
    "available": "open access, public domain",
    "and": "well as, along with, together with, accompanied by, addition to",
    "extra": """
        supplementary material, supplementary materials, supplementary data, supplemental data, supplemental material,
        supplementary video, supplementary information, supplementary file, supplementary files, supplementary table,
        supplementary tables, supplementary figures, supporting information, additional file, additional files,
        user manual, design files, design file, video demo, video demos, demo video, demo videos, video demonstration,
        video demonstrations, demonstration video, demonstration videos, cad model, cad models, robot model,
        robot models, urdf model, urdf models
    """,
}


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text as a set; a list of words reads best as plain text."""
    return frozenset(text.split())


PUBLICLY = word_set("publicly freely openly publically")

PAGES = word_set("page pages website site webpage homepage")
PAGES |= {f"{first} {page}" for first in ("project", "web", "home") for page in PAGES}
"""Places that tell of a work, and hold none of it by their name alone."""

TAGS = {word: BY_NAME[tag] for tag, text in _VOCABULARY.items() for word in text.split()}
"""The tag of every known word, in lower case."""

PAIRS = {(pair.split()[0], pair.split()[1]): BY_NAME[tag] for tag, text in _PAIRS.items() for pair in text.split(",")}
"""The tag of two words that read as one: `source code`, `hugging face`."""
