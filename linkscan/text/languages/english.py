"""English: the words of release sentences, tags guessed from the form of other words, and the release patterns."""

from functools import cache

from linkscan.models import Asset
from linkscan.patterns import lazy_pattern
from linkscan.text.claims.lexicon import PUBLICLY, word_set
from linkscan.text.claims.patterns import AgentRule, ArgumentSlot, Requirement, Rows, pattern
from linkscan.text.claims.tagset import ASSETS, BY_NAME, CORE_ASSETS, Tag, tag_set
from linkscan.text.languages.english_names import name_grammar
from linkscan.text.languages.language import GLUED, Language
from linkscan.text.languages.naming import NameGrammar
from linkscan.text.languages.tokenizer import SpacedTokenizer, remember

_WORD = r"""(?x)
    [^\W\d_]{5,}(?:[\w’'‑]*(?:-(?!-[a-z])[\w’'‑]*)*\w)?  # a long word, tried first: genepanel.iobio, Net-2.0-8B
      (?:(?:\.[\w-]+)*\.(?:[a-z]{3,}|gz|jl|js|py)(?!\w)|(?<=\d)\.\d[\d.]*(?:-[\w-]*\w)?(?!\w|\.\S))?
    | [^\W\d_]{2,4}(?![\w’'‑)+-]|\.(?:[a-z]{3}|js\b))     # a short word with nothing joined to it
      (?:\.(?:(?<=\b[Ff]ig\.)|(?<=\b[Ff]igs\.)|(?<=\b[TtLl]ab\.)|(?<=\b[Ee]q\.)|(?<=\bRef\.)|(?<=\bSec\.)))?
    | [.,;:!?)&/+=•–—-]
    | [A-Z]\.\d+                                          # Table B.1
    | \\footnote(?=[A-Z]) | \\[A-Za-z]+                  # a LaTeX command
    | (?<!\w)\(?\b(?:[ivx]{1,4}|[a-e1-9])\)              # (i), 2): the label of a list item
    | v?\d+(?:[.,]\d+)+\w*
    | [^\W\d_]{3,}\.(?:[a-z]{3,}|js)(?!\w)
    | [^\W_](?:[\w’'‑]*(?:-(?!-[a-z])[\w’'‑]*)*\w)?(?:(?<=-\d)\.\d+(?!\w))?\+{0,2}                # GPL-3.0, C++
    | \( | \*{2,} | [†‡§¶]
    """

_VOCABULARY = {
    "code": """
        code codes codebase codebases code-base code-bases implementation implementations reimplementation
        re-implementation re-implementations software toolkit toolkits toolbox toolboxes library libraries package
        packages script scripts sdk api apis notebook notebooks executable executables source-code source-codes
        sourcecode matlab-code opensource-code binaries add-on addon plugin plugins plug-in plug-ins macro
        macros artifact artefact freeware firmware
        firmwares subroutine subroutines
    """,
    "tool": """
        system systems framework frameworks tool tools platform platforms method methods algorithm algorithms approach
        approaches environment environments engine engines solver solvers interface interfaces prototype technique
        module modules architecture testbed test-bed parser parsers tagger classifier
        classifiers detector detectors stack generator generators optimizer optimizers baseline baselines workflow
        workflows solution solutions agent agents controller evaluator scorer simulator simulators pipeline pipelines
        codec wrapper wrappers compiler app apps application recipe recipes infrastructure harness program programs
        middleware middle-ware tooling ecosystem ecosystems gym game metric metrics simulation client clients planner
        operator operators layer layers kernel kernels viewer viewers visualizer visualizers editor extractor extractors
        extension extensions toolset toolsets toolchain toolchains bot bots
        annotator annotators utility utilities spreadsheet spreadsheets
    """,
    "model": """
        model models checkpoint checkpoints weight weights llm llms lm lms network networks embedding embeddings
        backbone backbones vlm vlms mllm mllms plm plms lmm lmms ckpt ckpts transformer transformers tokenizer
        tokenizers adapters vla vlas reranker rerankers encoder encoders
    """,
    "data": """
        data dataset datasets data-set data-sets corpus corpora annotation annotations benchmark benchmarks database
        databases treebank treebanks lexicon lexicons wordnet ontology testset testsets test-set test-sets rule-truth
        groundtruth gazetteer dataset(s) thesaurus testsuite dictionary metadata meta-data trainset databank dump
        dumps termbase catalogue catalogues catalog catalogs atlas atlases lightcurve lightcurves linelist linelists
        knowledgebase compendium almanac ephemeris ground-truths climatology
    """,
    "datum": """
        labels labelings questions recordings transcripts transcriptions translations judgments judgements pairs
        images dialogues conversations documents tweets instances trajectories scans sentences articles tasks
        challenge masks splits split subset subsets dictionaries problems queries puzzles captions sequences scores
        values ratings records entries products listing measurement measurements map maps table tables spectra
        spectrum photometry redshifts mocks grids structures coordinates genomes genome assemblies reads profiles
        microdata inventory inventories tracks isochrones mosaics panel panels diaries predictions parameters
        observations interviews responses answers counts occurrences sightings genotypes phenotypes haplotypes
        alignments assembly transcriptomes proteomes metagenomes contigs phylogenies shapefiles rasters polygons
        simulations climatologies reanalysis reanalyses hindcasts forecasts norms stimuli codebook codebooks ephemerides
        opacities cross-sections fields surfaces timeseries abundances letters pictures drawings photographs
        coefficients cubes datacubes fluxes seds hamiltonians tiles templates parcellation parcellations segmentations
    """,
    "demo": """
        demo demos demonstrator leaderboard leaderboards playground webapp webapps web-app web-apps web-application
        web-applications webserver webservers server servers web-server web-servers webtool webtools web-tool web-tools
        web-service web-services web-portal portal portals calculator calculators dashboard dashboards web-interface
        web-platform nomogram nomograms webservice webservices
    """,
    "extra": """
        video videos supplementary supplemental supplement supplements appendix appendices results result details
        detail information material materials resource resources artifacts artefacts prompt prompts logs tutorial
        tutorials documentation outputs output sample samples examples example visualizations visualization
        visualisations visualisation designs hardware schematics cad slides poster hyperparameters hyper-parameters
        vignette vignettes configurations configuration configs guidelines instructions assets movie movies clip clips
        animation animations figures proofs findings contents blueprint blueprints footage statistics protocol
        protocols manual manuals questionnaire questionnaires files demonstration demonstrations publications
        explanation explanations experiments list lists
    """,
    "container": """
        set sets suite suites collection collections series family families variety range parts part copy bundle zoo
        variant variants array portfolio couple portion portions rest majority thousands hundreds versions version
        hours number sample-of lot total volume instance repository-of pool components
    """,
    "place": """
        page pages website websites webpage webpages site sites web-page web-site web-pages homepage home-page
        repository repositories repo repos github gitlab bitbucket huggingface hugging-face hub link links url urls
        address sourceforge zenodo kaggle pypi webpate codalab figshare osf youtube doi here footnote modelscope
        dropbox web marketplace gitee gitea codeberg git webiste cran bioconductor conda bioconda anaconda npm pip
        ascl dryad dataverse mendeley geo genbank sra pride arrayexpress ena ncbi ebi cds vizier pangaea icpsr pdb
        archive archives emdb biostudies ega dbgap metabolights proteomexchange anonymousgithub conda-forge toolshed
        cpan hackage dockerhub workflowhub
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
        hosts maintain maintains
    """,
    "provided": """
        uploaded distributed licensed licenced provided shared offered hosted included supplied attached deposited
        posted archived submitted
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
        present presents introduce introduces report propose proposes develop develops create creates build builds
        construct constructs collect collects contribute contributes describe describes design implement implements
        curate curates establish establishes annotate annotates compile compiles presented introduced proposed developed
        created built constructed collected contributed curated established annotated compiled assemble assembled wrote
        gather gathered announce unveil unveils showcase showcases devise devises devised
        presenting introducing produce produced produces prepare prepared
        record recorded
    """,
    "look": "see visit check browse refer consult watch go download access find",
    "be": "is are was were be been being become becomes",
    "have": "have has had having",
    "will": "will shall would should wil",
    "can": "can could may might must",
    "plan": """
        plan plans intend intends aim aims hope going promise promises commit committed planned scheduled pledge
        intending aiming expect intended
    """,
    "to": "to",
    "not": "not no never neither cannot nor without unavailable rarely seldom hardly scarcely isn't aren't",
    "adverb": """
        publicly freely openly also now currently fully further additionally soon already readily easily then
        publically publicy again permanently hereby therefore thus finally moreover furthermore directly just recently
        later immediately completely entirely both each please always only even too simultaneously anonymously
        generally itself themselves instead shortly however contingent
    """,
    "all": "all everything",
    "the": """
        the a an this those such some any another one two three four five new complete entire full corresponding
        associated respective accompanying related relevant first
    """,
    "our": "our my its their",
    "others": """
        existing previous prior other most many several few various numerous current popular common standard
        well-known state-of-the-art sota alternative competing widely-used commercial external third-party different
        conventional traditional leading contemporary his her
    """,
    "at": "at on in via from through under by within into onto @ upon",
    "of": "of",
    "for": """
        for with about towards toward between among as per like than given regarding concerning against behind w/
        across over during throughout
    """,
    "and": "and or but while whereas & plus / including + alongside",
    "when": "if when although because since once until after before unless whether where though whenever wherever",
    "verb": """
        evaluate evaluates evaluated show shows demonstrate demonstrates conduct conducts perform performs train trains
        compare compares analyze analyzes analyse use uses achieve achieves outperform outperforms improve improves
        enable enables allow allows discuss discusses investigate investigates examine explain argue identify highlight
        observe validate verify apply invite encourage believe facilitate foster support promote advance supersede
        supersedes replace replaces comprise comprises complement complements encompass encompasses stimulate ensure
        enhance accelerate spur inspire aid motivate reproduce solve learn extend leverage utilize exploit employ adopt
        focus generate predict detect define formulate consider assess estimate simplify serve inform prove derive run
        deploy reveal suggest indicate illustrate does do did remain remains require requires need needs rely relies
        lead leads exist exists contain contains reach surpass exceed obtain obtains gain yield yields tackle overcome
        handle integrate combine incorporate augment fine-tune finetune pre-train pretrain outline summarize includes
        explore consists enhances facilitates supports helps help addresses accompanies accompany depict depicts cover
        covers span spans reflect reflects runs works operates visualizes visualises accelerates adopts assesses
        automate automates bridges bring brings calculate calculates captures combines compute computes deliver
        delivers detects employs ensures examines exploits extends fills generates give gives handles identifies
        incorporates inherits integrates leverages meets overcomes predicts reduce reduces serves simplifies simulate
        simulates solves streamlines tackles take takes come comes unifies utilizes wraps merge holds
        merges aggregate aggregates forms reproduces reveals exhibits learns suggests represents fails indicates admits
        paves follows plays involves permits undergoes defines implies confirms preserves possesses considers lays
        attains quantifies seeks underestimates overestimates avoids subsumes satisfies recovers adapts harnesses
        encodes surpasses constitutes explains appears optimizes explores continues eliminates mitigates expands equips
        removes adheres orchestrates retains acquires corresponds characterizes encourages delineates circumvents
        determines assumes formulates resolves bypasses unlocks evolves empowers fosters lowers opens applies converges
    """,
    "word": "fig. figs. tab. eq. ref. sec. anomaly july italy ally rally butterfly monopoly jelly",
    "participle": "based comprised composed described written used needed required taken drawn shown",
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
    "adverb": "free of, free of charge, of charge, so far",
    "code": """
        code source, code sources, code snippet, code snippets,
        source file, source files, software download, software downloads, standalone version, standalone versions,
        software pipeline, software pipelines, software suite, stand-alone version, stand-alone versions,
        command-line version, downloadable version, replication files, replication materials, replication archive,
        docker image, docker images, docker container, development kit,
        development kits,
        source code, source codes, code base, code bases, open code, computer program, software tool,
        computer code
    """,
    "data": """
        data set, data sets, data base, test set, test sets, test suite, test suites, training set, challenge set, gold
        standard, rule truth, evaluation set, evaluation sets, diagnostic set, benchmark suite, benchmark suites,
        knowledge graph, knowledge graphs, semantic network, semantic networks, knowledge base, meta data, word net,
        data product, data products, light curve, light curves, line list, line lists, spectral library, spectral
        libraries, photometric library, photometric libraries,
        model library, model libraries, template library, template libraries, data package, data packages,
        data set package, simulation data, data release, data releases, data file, calibration products, map products,
        data files, database server, database servers, raw data,
        summary statistics, association statistics, model output, model outputs, simulation output, simulation outputs,
        data stream, data streams, data resource, data resources, data cube, data cubes, source data,
        data platform, data platforms
    """,
    "datum": """
        shared task, shared tasks, 3d models, 3d model, object models, interaction networks, similarity networks,
        regulatory networks, metabolic networks, citation networks, co-expression networks, coexpression networks,
        elevation model, elevation models, terrain model, terrain models, surface model, surface models,
        phylogenetic trees, merger trees, source list, source lists, target list, target lists, member list, star list,
        candidate list, word list, word lists, cross sections, time series, feature vectors, proper motions,
        posterior chains, mcmc chains
    """,
    "model": """
        word vectors, model parameters, network parameters, trained parameters, learned parameters,
        pre-trained parameters
    """,
    "doing": "capable of",
    "plan": "planning to",
    "tool": "evaluation suite, evaluation suites",
    "demo": """
        web application, web applications, web server, web servers, web tool, web tools, web portal, web portals, web
        platform, web calculator, web services, web interfaces, web client, web viewer, online tool, online tools,
        online server, online calculator, online portal, online platform, online interface, online application, online
        app, cloud-hosted app, cloud-based app, browser-based app,
        online version, online versions, on-line tool, on-line tools, on-line server, on-line interface, on-line
        version, on-line application, web version, shiny app, shiny apps, shiny application, genome browser,
        expression browser, data browser, gene browser, variant browser, interactive browser, calculator app,
        web explorer, dashboard application, dashboard app, interactive website, interactive viewer, web-based tool,
        web-based tools, web-based interface, web-based application, web-based server, web-based platform,
        web-based calculator, web-based app, web-based service, web-based system, web-based resource,
        web-based implementation, web implementation,
        web server implementation,
        user interface, web app, web apps, web interface, web demo, web demos, web
        service, online service, mobile app, online demo, demonstration website, demonstration page, demo website, demo
        page, demo site, demo system, demonstration system
    """,
    "word": """
        land cover, land use, tree cover, forest cover, snow cover, ice cover, cloud cover, canopy cover,
        vegetation cover, water use, energy use, drug use,
        civil code, penal code, criminal code, building code, building codes, dress code, zip code, zip codes,
        postal code, postal codes, icd codes, icd-9 codes, icd-10 codes, icd-10 code, diagnosis codes,
        diagnostic codes, of conduct, of ethics, of practice, procedure codes, billing codes, tax code, labor
        code, labour code, moral code, ethical code, ethical codes, genetic code, qr code, qr codes, morse code,
        country codes, electrical code, code case, code cases, line of, line of code, lines of, lines of code,
        of contents
    """,
    "open": "open source, open sourced, open sources",
    "releasing": "open sourcing",
    "place": """
        hugging face, open science, open science framework, data centre, data center, data archive, project page,
        project pages, project website, project site, project webpage, web page, web pages, web site, web sites, home
        page, data service, cpc program, cpc program library, cpc library, source code library, astrophysics source,
        astrophysics source code, astrophysics source code library, package index, package registry, package manager,
        file exchange, update site, archive network, docker hub, app store
    """,
    "available": "open access, public domain",
    "and": "well as, along with, together with, accompanied by, addition to",
    "extra": """
        supplementary material, supplementary materials, supplementary data, supplemental data, supplemental material,
        supplementary video, supplementary information, supplementary file, supplementary files, supplementary table,
        supplementary tables, supplementary figures, supporting information, additional file, additional files,
        user manual, help file, help files,
        design files, design file, video demo, video demos, demo video, demo videos, video demonstration,
        video demonstrations, demonstration video, demonstration videos, cad model, cad models, robot model,
        robot models, urdf model, urdf models
    """,
}

_TAGS = {word: BY_NAME[tag] for tag, text in _VOCABULARY.items() for word in text.split()}
_BY_PAIR = {
    (first, last): BY_NAME[tag]
    for tag, text in _PAIRS.items()
    for first, _, last in (pair.strip().rpartition(" ") for pair in " ".join(text.split()).split(","))
}

_FOOTNOTE = lazy_pattern(r"([^\W\d_]+)([1-9])\2([A-Z][a-z]+)")
_PREDICATES = tag_set("released open found")
_MISSPELT = lazy_pattern(r"avai(?!.*(?:ity|s)$)|av\w*(?:ble|bale)$")  # common misspellings of "available"
_ON_THE_WEB = word_set("online web")
_SERVED = tag_set("demo tool")
_LANGUAGE_MODEL = lazy_pattern(r"[A-Z]{1,3}LMs?")


def _look_up(word: str) -> tuple[str, str]:
    """Return a word in lower case and its tag."""
    lower = word.lower().replace("‑", "")  # a hyphen left from a line break
    return lower, _TAGS.get(lower) or _guess(word, lower)


def _guess(word: str, lower: str) -> str:
    """Return the tag suggested by the form of an unknown word; empty if it is to be skipped."""
    if word[0] == "\\":
        return Tag.OPENING if lower == "\\footnote" else ""
    if word[-1] == ")":
        return Tag.AND
    if word[0] in "*†‡§¶":
        return Tag.STOP
    for guess in (_guess_marked, _guess_form):
        if tag := guess(word, lower):
            return tag
    if not word.islower() and not word[0].isdigit():
        return Tag.MODEL if _LANGUAGE_MODEL.fullmatch(word) else Tag.NAME
    return Tag.PARTICIPLE if lower.endswith(("ed", "ing")) else Tag.WORD


def _guess_marked(word: str, lower: str) -> str:
    """Return the tag of a word with a footnote number, else "": `available4`, `11Code`, `community11Code`."""
    if word.isalpha() or not any(map(str.isdigit, word)):
        return ""
    bare = lower.strip("0123456789")
    if bare != lower and bare[-1:].isalpha() and bare in _TAGS:
        return _TAGS[bare]
    return GLUED if _FOOTNOTE.fullmatch(word) else ""


def _guess_form(word: str, lower: str) -> str:
    """Return the tag of a word by its ending or by a part of a compound, else ""."""
    if word == "I":
        return Tag.WE
    if lower.endswith(("'s", "’s", "s'", "s’")):
        return Tag.OUR
    if "-" in lower and (known := _guess_compound(lower)):
        return known
    if lower.endswith(("at", "on")) and _TAGS.get(lower[:-2]) in _PREDICATES:
        return _TAGS[lower[:-2]]  # a missing space: releasedat
    if _MISSPELT.match(lower) or lower.endswith("vailable"):
        return Tag.AVAILABLE
    return Tag.ADVERB if lower.endswith("ly") else ""


def _guess_compound(lower: str) -> str:
    """Return the tag of a compound, else "": `test-data` is tagged like data, `publicly-shared` like shared."""
    first, _, rest = lower.partition("-")
    if first in PUBLICLY and rest in _TAGS:
        return _TAGS[rest]
    last = _TAGS.get(lower.rpartition("-")[2], "")
    if first in _ON_THE_WEB and last in _SERVED:
        return Tag.DEMO
    return last if last in CORE_ASSETS else ""


_AUX = "[adverb will have can be not to plan comma and when all]"
_BE = "[will can have not adverb to be plan made making all]"
_BE_TOO = "[can have not adverb to be made]"
_PREDICATE = "(?:[available released open provided found]|(?<=be)release(?=at address))"  # will be release at
_WITHIN = (
    "(?:(?<=adverb) and adverb+|(?<=be) name{1,2} (?=open)"
    "|(?<=[be adverb]) (?:word{0,2} comma adverb*){1,2} (?=open (?:[comma and stop]|$)))"
)
"""What may precede a predicate adjective: `is freely and easily available`, `is OSI Certified Open Source`."""
_AS_OPEN = "(?:for open (?![code tool model data name word]))"
_OBJECT = "[the our all others name code model data datum tool extra demo participle adverb word]"

RELEASE_PATTERNS = (
    pattern(
        "we release",
        ArgumentSlot.OBJECT,
        AgentRule.INSIDE,
        f"[we paper] {_AUX}* (?:release|releasing|open(?={_OBJECT}))",
        "We will release our code.",
    ),
    pattern(
        "we have released",
        ArgumentSlot.OBJECT,
        AgentRule.INSIDE,
        "[we paper] [adverb have comma]* released",
        "We have released the dataset.",
    ),
    pattern(
        "and release",
        ArgumentSlot.OBJECT,
        AgentRule.BEFORE,
        "(?:[and comma] [adverb not will be]* (?:plan to)? adverb*|we [adverb be word verb]{1,3} to adverb*) release",
        "We build and will release a corpus.",
    ),
    pattern(
        "and open-source",
        ArgumentSlot.OBJECT,
        AgentRule.BEFORE,
        "[and comma plan to] [adverb will plan to]* open(?=[the our all it]|(?<=present and open)[name model])",
        "We train and open-source the models.",
    ),
    pattern(
        "which we open-source",
        ArgumentSlot.OBJECT,
        AgentRule.INSIDE,
        f"which we {_AUX}* open (?!{_OBJECT})",
        "We train a language model, which we open-source.",
    ),
    pattern(
        "we built and released",
        ArgumentSlot.OBJECT,
        AgentRule.INSIDE,
        "[we paper] [adverb have]* (?:present|participle) [comma and adverb present participle]* and adverb* released",
        "We collected and publicly released the corpus.",
        "released",
    ),
    pattern(
        "and releasing",
        ArgumentSlot.OBJECT,
        AgentRule.BEFORE,
        "[and comma be adverb] releasing (?!comma)",
        "We are publicly releasing our code.",
    ),
    pattern(
        "by releasing", ArgumentSlot.OBJECT, AgentRule.BEFORE, "at releasing", "We help by releasing our code.", "by"
    ),
    pattern(
        "by releasing this, we",
        ArgumentSlot.OBJECT,
        AgentRule.NOWHERE,
        "^(?:[adverb comma]*at and? adverb* releasing|and? adverb* releasing (?=[our the]))",
        "By releasing our code, we help.",
    ),
    pattern(
        "by sharing our",
        ArgumentSlot.OBJECT,
        AgentRule.NOWHERE,
        "at adverb* participle (?=our|the [word participle]* data)",
        "We foster research by openly sharing our code.",
        "sharing",
        "uploading",
        "depositing",
    ),
    pattern(
        "and released it",
        ArgumentSlot.OBJECT,
        AgentRule.BEFORE,
        "and [adverb have]* released (?=[the our it])",
        "We implemented the parser in C++ and released it as open source software.",
    ),
    pattern(
        "we provide a release of",
        ArgumentSlot.OBJECT,
        AgentRule.INSIDE,
        f"[we paper] {_AUX}* [provide present] the [adverb word available others name]* release of",
        "We provide a public release of the maps.",
    ),
    pattern(
        "this release includes",
        ArgumentSlot.OBJECT,
        AgentRule.NOWHERE,
        "^adverb? the (?:adverb? release|data) adverb? [verb doing provide]",
        "This release includes all data of the survey.",
        "release",
        "data release",
    ),
    pattern(
        "released under a licence, X",
        ArgumentSlot.OBJECT,
        AgentRule.NOWHERE,
        "^adverb* [released available]"
        " [at the our name word place data demo and adverb open opening closing address]+ comma",
        "Released under the MIT licence, TextNet provides parsers.",
        "license",
        "licence",
        "available",
    ),
    pattern(
        "available are",
        ArgumentSlot.OBJECT,
        AgentRule.NOWHERE,
        "^adverb* available be (?=[the our all])",
        "Additionally available are all the data.",
    ),
    pattern(
        "is accompanied by",
        ArgumentSlot.OBJECT,
        AgentRule.INSIDE,
        "paper be adverb* (?:and|participle for) (?=the|our|code|data)",
        "This paper is accompanied by an open-source implementation.",
        "accompanied by",
        "accompanied",
    ),
    pattern(
        "accompanies this paper",
        ArgumentSlot.SUBJECT,
        AgentRule.INSIDE,
        "verb [the our] paper",
        "The R package accompanies this paper.",
        "accompanies",
        "accompany",
    ),
    pattern(
        "we provide access to",
        ArgumentSlot.OBJECT,
        AgentRule.INSIDE,
        f"[we paper] {_AUX}* provide [the adverb word available look place]+ to (?=adverb? [the our all code])",
        "We provide open access to our code.",
        "access",
        "open access",
        "link",
        "links",
    ),
    pattern(
        "we open",
        ArgumentSlot.OBJECT,
        AgentRule.INSIDE,
        f"[we paper] {_AUX}* available (?=[the our])",
        "We open our code.",
        "open",
    ),
    pattern(
        "you can find",
        ArgumentSlot.OBJECT,
        AgentRule.NOWHERE,
        "can adverb* look",
        "You can find our code at https://example.org.",
        requires=Requirement.ADDRESS,
        is_possible=True,
    ),
    pattern(
        "URL contains the code",
        ArgumentSlot.OBJECT,
        AgentRule.NOWHERE,
        "address [have provide verb] (?=[the our all code])",
        "https://example.org contains our code.",
        "contains",
        "provides",
        "includes",
        "has",
        "hosts",
        requires=Requirement.NAMED_ARTEFACT,
    ),
    pattern(
        "see here for",
        ArgumentSlot.OBJECT,
        AgentRule.NOWHERE,
        "look [the our]* place for",
        "See here for our code and videos.",
        requires=Requirement.NAMED_ARTEFACT,
    ),
    pattern(
        "we provide", ArgumentSlot.OBJECT, AgentRule.INSIDE, f"[we paper] {_AUX}* provide", "We provide source code."
    ),
    pattern(
        "we have provided",
        ArgumentSlot.OBJECT,
        AgentRule.INSIDE,
        "[we paper] [adverb comma]* have [adverb comma]* provided",
        "We have provided our code on GitHub.",
    ),
    pattern(
        "we provided",
        ArgumentSlot.OBJECT,
        AgentRule.INSIDE,
        "[we paper] [adverb comma]* provided (?=[the our]* [open name word]{0,3} code)",
        "We provided a package for the analysis.",
        "provided",
        "shared",
        "uploaded",
        "deposited",
    ),
    pattern(
        "and provide",
        ArgumentSlot.OBJECT,
        AgentRule.BEFORE,
        "[and comma] [adverb will plan to]* provide",
        "We propose a task and provide code.",
    ),
    pattern(
        "we make available",
        ArgumentSlot.OBJECT,
        AgentRule.BEFORE,
        "[will adverb plan to]* [make made making] adverb* available"
        " (?=comma? [the our all code data model name]|participle [word name]{0,3} [code data model demo])",
        "We make available our code.",
    ),
    pattern(
        "which we make available",
        ArgumentSlot.OBJECT,
        AgentRule.INSIDE,
        f"(?<=[which code data datum model tool demo]) we {_AUX}* (?:present {_AUX}*)? [make made making] adverb*"
        " available (?!comma? [the our all code data model name])",
        "We collect a corpus which we make publicly available.",
    ),
    pattern(
        "we make ... available",
        ArgumentSlot.INSIDE,
        AgentRule.BEFORE,
        "[make made making] (?!adverb* available)",
        "We make our code publicly available.",
    ),
    pattern(
        "by making ... available",
        ArgumentSlot.INSIDE,
        AgentRule.NOWHERE,
        "(?<=^at) making (?!adverb* available)",
        "By making our code publicly available, we help others.",
    ),
    pattern(
        "is available",
        ArgumentSlot.SUBJECT,
        AgentRule.NOWHERE,
        f"{_BE}*+ {_WITHIN}? {_PREDICATE} (?:[and comma]? {_BE_TOO}*+ {_PREDICATE})* {_AS_OPEN}?",
        "The code is open source and available online.",
        may_describe=True,
    ),
    pattern(
        "is developed at",
        ArgumentSlot.SUBJECT,
        AgentRule.NOWHERE,
        "[will have]* be adverb* [present participle doing] adverb* at (?:the? place [at colon opening]*)? (?=address)",
        "The package is openly developed at https://example.org.",
        "developed",
        "maintained",
        "running",
        "deployed",
        "served",
        "stored",
        "housed",
        "announced",
        "placed",
        "established",
        "launched",
        "organized",
        "organised",
        "linked",
        "presented",
        "added",
        "integrated",
        "incorporated",
        "updated",
        "opened",
        "coming",
        requires=Requirement.ADDRESS,
    ),
    pattern(
        "can be used at",
        ArgumentSlot.SUBJECT,
        AgentRule.NOWHERE,
        "can adverb* be adverb* [participle verb] [available adverb]* at [the our name word adverb available]*"
        " (?:[demo place] [at colon opening]*)? (?=address)",
        "SongNet can be used online at https://example.org.",
        "used",
        "run",
        requires=Requirement.ADDRESS,
        is_possible=True,
    ),
    pattern(
        "is in the supplement",
        ArgumentSlot.SUBJECT,
        AgentRule.NOWHERE,
        "be adverb* at [the our]* extra",
        "The code and the data are in the supplementary material.",
        "supplementary material",
        "supplementary materials",
        "supplement",
        "appendix",
        requires=Requirement.NAMED_ARTEFACT,
    ),
    pattern(
        "now on CRAN",
        ArgumentSlot.SUBJECT,
        AgentRule.NOWHERE,
        "(?<=[comma code]) adverb at the? place (?=[comma stop closing])",
        "TextNet, now on CRAN, has many users.",
        "now",
        "currently",
        "also",
    ),
    pattern(
        "is at",
        ArgumentSlot.SUBJECT,
        AgentRule.NOWHERE,
        "[will have]* be (?:made adverb+)? adverb* (?:at [the our adverb name]*(?:extra and at)?)? [place address]"
        "(?![participle present])",
        "Our code is at https://example.org.",
    ),
)


_PRESENTED = (
    "[name word adverb participle the our others and comma colon opening closing for"
    " code model data tool extra demo container place]"
)
_FREE_AND = "(?:available [and comma])"
_ADJECTIVES = "[adverb word participle comma name and the available]"

DESCRIPTION_PATTERNS = (
    pattern(
        "we present an open-source",
        ArgumentSlot.HEAD,
        AgentRule.BEFORE,
        f"present (?:and verb)? {_PRESENTED}* (?:[container tool] of the?)? {_FREE_AND}? open",
        "We present and discuss a free and open-source toolkit.",
    ),
    pattern(
        "we implemented an open-source",
        ArgumentSlot.HEAD,
        AgentRule.INSIDE,
        f"[we paper] [adverb have]* participle {_PRESENTED}* (?:container of)? {_FREE_AND}? open",
        "We implemented an open-source dashboard.",
        "implemented",
        "designed",
        "engineered",
        "launched",
        "deployed",
        "packaged",
        "refactored",
        "wrote",
        "written",
    ),
    pattern(
        "we present X, an open-source",
        ArgumentSlot.HEAD,
        AgentRule.BEFORE,
        f"present (?:{_PRESENTED}|of|at|to|release|datum|stop address)* [comma colon]"
        " the [adverb word available comma]{0,4} and? (?:container of)? open",
        "We present the Art of Parsing, an open-source toolkit.",
        "a",
        "an",
    ),
    pattern(
        "was developed, an open-source tool",
        ArgumentSlot.HEAD,
        AgentRule.NOWHERE,
        "be adverb* present comma the [adverb word comma]* open",
        "TextNet was developed, an open-source tool for parsing.",
    ),
    pattern(
        "X, an open-source tool, is presented",
        ArgumentSlot.HEAD,
        AgentRule.NOWHERE,
        "(?<=name) [comma colon]+ the [word adverb comma]* open"
        " (?=[name word participle]{0,3} [tool code data demo] [comma colon]+ [be have adverb]+ present)",
        "TextNet, an open-source toolkit, has been developed.",
    ),
    pattern(
        "an open-source tool that we present",
        ArgumentSlot.HEAD,
        AgentRule.NOWHERE,
        "the [the word comma adverb]{0,5} [open available]"
        " (?=[name word]{0,3} code? [tool code data] name? which? we adverb* present)",
        "The analysis is done with a new open-source tool that we present here.",
    ),
    pattern(
        "by providing an open-source",
        ArgumentSlot.HEAD,
        AgentRule.NOWHERE,
        "at doing the [adverb word comma available]* open",
        "Our parser fills the gap by providing an open-source toolkit.",
        "providing",
        "offering",
    ),
    pattern(
        "this open-source",
        ArgumentSlot.HEAD,
        AgentRule.NOWHERE,
        "^[adverb comma]* the (?:[adverb word]+ comma)? adverb*"
        " (?:open (?=[name word]{0,2} [tool code data])|adverb available+ (?=[name word]{0,2} [tool code data extra]))",
        "This open-source package is old.",
        "this",
    ),
    pattern(
        "the open-source tool implements",
        ArgumentSlot.HEAD,
        AgentRule.NOWHERE,
        "^the adverb* [open available] (?=[name word]{0,2} code name? [present verb word] the)",
        "The freely available package TextNet implements the method.",
        "the",
    ),
    pattern(
        "is implemented as an open-source",
        ArgumentSlot.HEAD,
        AgentRule.NOWHERE,
        "be adverb* [participle present] (?:[at the name word code and adverb]* and|at name{1,3})? for"
        f" (?:container of)? the {_ADJECTIVES}* open",
        "The solver has been implemented in C and as an open-source package.",
        "implemented",
        "designed",
        "developed",
        "packaged",
    ),
    pattern(
        "we present a public",
        ArgumentSlot.HEAD,
        AgentRule.BEFORE,
        f"[present provided] (?:{_PRESENTED}|available (?=name))* available",
        "We present a publicly available corpus.",
    ),
    pattern(
        "the result is a public",
        ArgumentSlot.HEAD,
        AgentRule.NOWHERE,
        "(?:[word extra] of [the our] paper|(?<=^the)extra) be the [the word adverb participle]*"
        " (?:container of adverb?)? [open available]",
        "The outcome of this study is a publicly available corpus of songs.",
        "result",
        "outcome",
        "product",
        "output",
    ),
    pattern(
        "is implemented in the code X, available",
        ArgumentSlot.HEAD,
        AgentRule.NOWHERE,
        "be adverb* [participle present] at [the our] [adverb word name participle]*"
        " (?=code{1,2} (?:comma name|name{0,2}) comma adverb* [available open])",
        "The method is implemented in the Python package TextNet, available on GitHub.",
        "implemented",
    ),
    pattern(
        "is available through X, an open-source",
        ArgumentSlot.HEAD,
        AgentRule.NOWHERE,
        "be adverb* available at [name word]{1,2} comma the [adverb word]* open",
        "All methods are available through TextNet, an open-source library.",
    ),
    pattern(
        "the resulting public",
        ArgumentSlot.HEAD,
        AgentRule.NOWHERE,
        "the participle adverb* [open available] (?=[word name]{0,3} [code tool data])",
        "The resulting public catalogue contains a thousand songs.",
        "resulting",
    ),
    pattern(
        "in the form of an open-source",
        ArgumentSlot.HEAD,
        AgentRule.BEFORE,
        "at the word of the [adverb word]* [open available]",
        "We solve this in the form of an open-source library.",
        "form",
    ),
    pattern(
        "an open-source tool, X",
        ArgumentSlot.HEAD,
        AgentRule.NOWHERE,
        "^the [adverb word comma]* (?:open|available (?=[name word]{0,2} [code demo] (?:comma name comma)? have? be))"
        " (?=[name word code]{0,3} [tool code data demo]"
        " (?:comma name [be verb adverb]|comma [name word participle] comma be adverb* present"
        "|(?:participle? name)? have? be adverb* present))",
        "An open-source tool, TextNet is easy to extend.",
    ),
    pattern(
        "is licensed as open source",
        ArgumentSlot.HEAD,
        AgentRule.NOWHERE,
        "be adverb* provided for the? [adverb word]* open",
        "TextNet is licensed as open-source software.",
        "licensed",
    ),
    pattern(
        "the development of an open-source",
        ArgumentSlot.HEAD,
        AgentRule.BEFORE,
        f"(?:word|present|extra) of {_PRESENTED}* [open available]",
        "This thesis led to the development of two open-source packages.",
        "development",
        "creation",
        "design",
        "details",
        "architecture",
    ),
    pattern(
        "supported by open-source code",
        ArgumentSlot.HEAD,
        AgentRule.NOWHERE,
        "participle at adverb* open (?=[word name]{0,2} [code tool])",
        "Our results form a framework, supported by open-source code.",
        "supported",
        "complemented",
        "backed",
    ),
    pattern(
        "with released code",
        ArgumentSlot.HEAD,
        AgentRule.BEFORE,
        "(?<=for) released (?=code)",
        "We show it at work, with released source code.",
    ),
    pattern(
        "is presented as an open-source",
        ArgumentSlot.HEAD,
        AgentRule.NOWHERE,
        f"be adverb* present for {_PRESENTED}* open",
        "TextNet is introduced as an open-source library.",
    ),
    pattern(
        "is an open-source",
        ArgumentSlot.HEAD,
        AgentRule.NOWHERE,
        f"be [the others] {_ADJECTIVES}* open",
        "Our system is an open-source toolkit.",
    ),
    pattern(
        "is a freely available",
        ArgumentSlot.HEAD,
        AgentRule.NOWHERE,
        "(?:(?<=name)|(?<=[^address] closing)) be the [adverb word comma]* available"
        " (?=[word name comma]{0,4} [code data demo tool extra])",
        "SongNet is a freely available resource for the analysis of songs.",
        "freely",
        "publicly",
        "openly",
        "open access",
        "open-access",
    ),
    pattern(
        "provides an open-source",
        ArgumentSlot.HEAD,
        AgentRule.NOWHERE,
        f"[name it closing tool project] adverb* [provide present] the {_ADJECTIVES}* [open available]",
        "TextNet provides an open-source library.",
    ),
    pattern(
        "is implemented in an open-source",
        ArgumentSlot.HEAD,
        AgentRule.NOWHERE,
        "be adverb* [participle present] at (?:[name word]{1,3} (?:opening [address name word]{1,4} closing)? comma)?"
        " the [the word adverb comma participle available]*"
        " (?:open|(?<=adverb)available (?=[word name]{0,3} [code tool] (?:comma|for|to|stop|participle? name)))",
        "Our method is implemented in TextNet, an open-source tool.",
        "implemented",
        "embedded",
    ),
    pattern(
        "is implemented in the package",
        ArgumentSlot.HEAD,
        AgentRule.NOWHERE,
        "be adverb* [participle present] at the the? [adverb word name available open data tool participle place]*"
        " (?=code|tool name? available adverb* at)",
        "Our method is implemented in the tool package at https://example.org.",
        "implemented",
        "embedded",
        "packaged",
        requires=Requirement.ADDRESS_OR_OPEN,
    ),
    pattern(
        "is implemented as a web server",
        ArgumentSlot.HEAD,
        AgentRule.NOWHERE,
        "be adverb* [participle present provided] for the [adverb word name available open participle]* (?=demo)",
        "The model is implemented as a web server (https://example.org).",
        "implemented",
        "deployed",
        "provided",
        "hosted",
        requires=Requirement.ADDRESS,
    ),
    pattern(
        "is incorporated into a web server",
        ArgumentSlot.HEAD,
        AgentRule.NOWHERE,
        "be adverb* participle at the [adverb word name available open participle]* (?=demo)",
        "The model was incorporated into a web application: https://example.org.",
        "incorporated",
        "integrated",
        "embedded",
        "programmed",
        "converted",
        "translated",
        "turned",
        "loaded",
        requires=Requirement.ADDRESS,
    ),
    pattern(
        "is implemented as a web-based tool",
        ArgumentSlot.HEAD,
        AgentRule.NOWHERE,
        "be adverb* [participle present] [for at] the [adverb word name available open participle]* (?=tool)",
        "The model is implemented as a web-based song finding tool, SongTie (https://example.org).",
        "web-based",
        "online",
        requires=Requirement.ADDRESS,
    ),
    pattern(
        "the largest open-source",
        ArgumentSlot.HEAD,
        AgentRule.BEFORE,
        "[comma colon opening be present] the [the word adverb]{0,3} (?:[at of for] the? adverb?)?"
        " (?:[open available]|adverb released)",
        "We collect X, the largest open-source corpus of songs.",
        "first",
        "largest",
        "only",
        "biggest",
    ),
    pattern(
        "it is the largest open-source",
        ArgumentSlot.HEAD,
        AgentRule.NOWHERE,
        "[it the]data? be the [the word adverb]{0,3} (?:[at of for] the? adverb?)? [open available]",
        "To our knowledge it is the largest among publicly available corpora.",
        "first",
        "largest",
        "only",
        "biggest",
    ),
    pattern(
        "as one of the largest public",
        ArgumentSlot.HEAD,
        AgentRule.NOWHERE,
        "^for the of the [word adverb]* [open available]",
        "As one of the largest publicly available corpora, it has millions of songs.",
    ),
    pattern(
        "as an open-source",
        ArgumentSlot.HEAD,
        AgentRule.NOWHERE,
        "^for the [adverb word participle name]* open",
        "As a fully open-source language model, it advances the field.",
    ),
)

OWN_DESCRIPTION_PATTERNS = (
    pattern(
        "our open-source",
        ArgumentSlot.HEAD,
        AgentRule.NOWHERE,
        "our (?:[word available]? [the adverb]{0,2} [open available]|adverb* released)",
        "Our open-source library offers parsers.",
        "our",
    ),
)
"""Passing descriptions of the authors' own artefacts, matched only if no other pattern has found the artefact."""

TITLE_PATTERNS = (
    pattern(
        "title",
        ArgumentSlot.HEAD,
        AgentRule.NOWHERE,
        "colon the? [adverb word participle name comma]* [open available]",
        "X: An Open-Source Toolkit for Translation",
    ),
    pattern(
        "title that introduces",
        ArgumentSlot.HEAD,
        AgentRule.NOWHERE,
        "^[present participle doing word] the [adverb word participle]* open",
        "Introducing an Open-Source Toolkit for Translation",
        "introducing",
        "presenting",
        "proposing",
        "developing",
    ),
    pattern(
        "title of an artefact",
        ArgumentSlot.HEAD,
        AgentRule.NOWHERE,
        "^the [adverb word participle name comma]* open",
        "An Open-Source Toolkit for Translation",
        "a",
        "an",
    ),
)

_TYPED = tag_set("code tool model data demo")
_TYPED_PAIRS = tag_set("code data demo")


@cache
def _names() -> NameGrammar:
    nouns = {word: ASSETS[tag] for word, tag in _TAGS.items() if tag in _TYPED}
    nouns |= {" ".join(pair): ASSETS[tag] for pair, tag in _BY_PAIR.items() if tag in _TYPED_PAIRS}
    return name_grammar({**nouns, "resource": Asset.DATA})


_LATER = lazy_pattern(
    r"""(?x)
    \b (?: soon | shortly | in\ the\ (?:near\ )?future\b(?!\ (?:development|work|research|use))
      | (?:up)?on\ (?:\w+\ ){0,2}request
      | from\ the\ corresponding\ author(?!['’])
      | (?:on|with)\ (?:the\ )?(?:publication|acceptance|camera)
      | (?:upon|after|once|following|pending|when|if|at\ the\ time\ of)\b [^.;]{0,60}?
        \b(?:accept(?:ed|ance(?!\ of\ (?:the\ )?(?:licen|terms)))|publication|published|review)
    ) \b"""
)
_LATER_WORDS = word_set(
    "soon shortly future request corresponding publication acceptance accepted published review camera camera-ready"
)

_LONG = 5  # letters; shorter words do not identify the language

ENGLISH = Language(
    name="English",
    code="en",
    signs=word_set(
        """the of and to in is that for with are this we on by as from be an which it our has have at or can not was
        were these their been than its into such between using based available"""
    )
    | {word for word in _TAGS if len(word) >= _LONG},
    tokenizer=SpacedTokenizer(_WORD),
    look_up=remember(_look_up),
    patterns=Rows((*RELEASE_PATTERNS, *DESCRIPTION_PATTERNS)),
    own_patterns=Rows(OWN_DESCRIPTION_PATTERNS),
    title_patterns=Rows(TITLE_PATTERNS),
    pairs=_BY_PAIR,
    first_of_pair=frozenset(first for first, _ in _BY_PAIR),
    name_grammar=_names,
    telling=(
        "avai",
        "releas",
        "publi",
        "open",
        "github",
        "access",
        "deposited",
        "archived",
    ),
    seldom_telling=("install", "download", "supplement", "obtainable"),
    hinting=("provide", "share", "we offer", "distributed", "licensed"),
    hinting_behind=tuple(f"{ending} " for ending in word_set("we lso her ly nd is are be en per ork ill to ,")),
    naming=(
        *(" code", " script", " api", " data ", "dataset", "data set", "database", "corpus", "corpora", "benchmark"),
        *("treebank", "annotation", "implement", "software", "library", "package", "toolkit", "demo ", "leaderboard"),
        *("checkpoint", "trained model", "catalog", "atlas", "light curve", "lightcurve", "compendium", "line list"),
        *("linelist", "spectra", "simulation output", "model output"),
    ),
    later=_LATER,
    later_words=_LATER_WORDS,
)
