"""Patterns of file names, README headings and README lines that answer the questions of the checklist."""

import re

from linkscan.patterns import lazy_pattern

DEPENDENCIES = lazy_pattern(
    r"([\w.-]*[_-])?requirements?([_.-][\w-]+)*\.(txt|in|ya?ml|toml)|(conda[\w-]*|environments?([_-][\w-]+)?|"
    r"env)\.ya?ml|"
    r"pyproject\.toml|setup\.(py|cfg)|pipfile(\.lock)?|(poetry|uv|pdm|conda|pixi)[.-]?lock(\.ya?ml)?|pixi\.toml|"
    r"package\.json|"
    r"description|renv\.lock|install(_packages|_dependencies)?\.r|(julia)?(project|manifest)\.toml|cargo\.toml|go\.mod|"
    r"pom\.xml|build\.(gradle(\.kts)?|sbt)|conanfile\.(txt|py)|vcpkg\.json|gemfile|[\w.-]+\.gemspec|composer\.json|"
    r"[\w.-]+\.(csproj|fsproj|cabal|opam|rockspec|nimble)|packages\.config|stack\.yaml|dune-project|(lakefile|leanpkg)\.(lean|"
    r"toml)|"
    r"lean-toolchain|elm\.json|mix\.exs|deps\.edn|project\.clj|spack\.ya?ml|guix\.scm|flake\.nix|(shell|default)\.nix|"
    r"package\.swift|pubspec\.yaml|fpm\.toml|dependencies\.(txt|md)|apt\.txt|runtime\.txt|environment\.pickle|"
    r"\.?binder",
    re.IGNORECASE,
)
INSTALLS = lazy_pattern(
    r"\b(pip3? install(?! -e \.)|conda (install|env create|create)|mamba (install|env)|install\.packages|"
    r"remotes::install|"
    r"devtools::install|biocmanager::install|apt(-get)? install|npm (install|ci)|yarn add|pkg\.add|cargo add|brew "
    r"install|"
    r"poetry (add|install)|uv (pip|add|sync))\b",
    re.IGNORECASE,
)
NEEDS = lazy_pattern(
    r"\W*(?:\d+[.)\s]+)?(?:\w+ ){0,2}(requirements?|dependenc(y|ies)|prerequisites?|environment( setup)?|system "
    r"requirements)\b.*",
    re.IGNORECASE,
)
NEEDED = lazy_pattern(
    r"^[ \t]*(?:(?:[-+*•]|\d+[.)])[ \t]*)?[`*]{0,2}(?:python|pytorch|torch(?:vision)?|tensorflow|keras|cuda|"
    r"cudnn|matlab|julia|numpy|scipy|ubuntu|gcc|java|jdk|unity|ros|r)[`*]{0,2}[ \t]*"
    r"(?:version[ \t]*)?[:=<>~^v(]{0,3}[ \t]*\d|"
    r"^[^\w\n]*(?:(?:package|software|system|python|r|required|other) )*"
    r"(?:dependencies|requirements|prerequisites)\W{0,4}:|"
    r"\b(?:requires?|depends on|tested (?:on|with|under|in)|needs?(?: to install)?|developed (?:in|with)|"
    r"written (?:in|for)|implemented (?:in|with|using))\b[^\n]{0,60}\b(?:python ?\d|matlab|julia|r ?\(?(?:version )?\d|"
    r"(?:py)?torch|tensorflow|keras|numpy|java|gcc|cuda|octave|toolbox(?:es)?|packages?|librar(?:y|ies))\b",
    re.IGNORECASE | re.MULTILINE,
)
TRAINING = lazy_pattern(
    r"(?:^|[_.-])(?:pre[_-]?)?(?:train(?:er|ing)?(?!_(?:test|val|dev|split|data|set|images?|labels?)(?![a-z]))|fine_?tun\w*)(?:[_.\d-]|$)"
)
SURE_TRAINING = lazy_pattern(
    r"^(?:\d+[_.-])?(?:run_|main_)?(?:(?:pre_?)?train(?!_(?:test|val|dev|split|data|set|images?|labels?))(?:ing$|_\w*|\d*$)|"
    r"fine_?tun\w*)"
)
"""Names of programs that train even if nothing else indicates learning: the verb comes first."""
TRAINING_FOLDER = lazy_pattern(r"(^|/|_)(pre[_-]?|fine[_-]?tun\w*)?(training|train|fine[_-]?tun\w*)/", re.IGNORECASE)
"""Folders of training programs, whose own names are often those of the models trained."""
FITTING = lazy_pattern(r"(?:^|[_.-])(?:tune|fit|learn\w*)(?:[_.\d-]|$)")
"""Names of programs that train, in repositories that involve learning."""
EVALUATION = lazy_pattern(
    r"(?:^|[_.-])(?:eval\w*|test(?:er|ing)?|benchmark\w*|infer\w*|predict\w*|metrics?|fid|fvd|psnr|bleu|rouge|scor\w+|val|validat\w*|experiment\w*|"
    r"reproduc\w*|analysis|analy[sz]e)(?:[_.\d-]|$)|^(?:sampl(?:e|ing)|synthesi[sz]e)$"
)
"""Names of programs that evaluate, in repositories that involve learning; in others, a test tests the program."""
REPRODUCTION = lazy_pattern(r"(?:^|[_.-])(?:evaluat\w*|eval|benchmark\w*|experiments?|reproduc\w*)(?:[_.\d-]|$)")
"""Names of programs that evaluate or reproduce the results of a paper, in any field."""
CAMEL = lazy_pattern(r"(?<=[a-z])(?=[A-Z])")
TRAINS = lazy_pattern(
    r"\b(?:python3?|torchrun|accelerate launch|deepspeed|bash|sh|rscript|julia|matlab) (?:-\S{1,80} ){0,20}[\w./-]*"
    r"(?:(?<![a-z])train|\.[a-z]{1,3}\b[^\n]{0,80}\btrain)\w*|"
    r"(?<![\w./-])[\w./-]*(?<![a-z])(?:train|finetune|pretrain)[\w-]{0,80}\.(?:py|sh|ipynb|r|m|jl|lua)\b",
    re.IGNORECASE,
)
EVALUATES = lazy_pattern(
    r"\b(?:python3?|torchrun|accelerate launch|bash|sh|rscript|julia|matlab) (?:-\S{1,80} ){0,20}[\w./-]*"
    r"(?:(?<![a-z])|\.[a-z]{1,3}\b[^\n]{0,80}\b)(?:eval|infer|predict|benchmark)\w*|"
    r"(?<![\w./-])[\w./-]*(?<![a-z])(?:eval|evaluate|test|inference|predict)[\w-]{0,80}\.(?:py|sh|ipynb|r|m)\b",
    re.IGNORECASE,
)
OF_EXPRESSIONS = lazy_pattern(
    r"(?:.*/)?(?:eval(?:uate|uator)?\.(?:m|hs|ml|scm|rkt|lisp|cl|v|thy|agda|cpp|cc|c|js|ts|java|go|rs|kt|scala)|"
    r"\w*eval\w*\.(?:h|hh|hpp|hxx|inl))",
    re.IGNORECASE,
)
"""Programs that evaluate expressions or functions, not results."""
REPRODUCES = lazy_pattern(
    r"\b(?:python3?|bash|sh|rscript|julia|matlab) (?:-\S{1,80} ){0,20}[\w./-]*(?<![a-z])"
    r"(?:evaluation|benchmark|experiment|reproduc)\w*",
    re.IGNORECASE,
)
"""Commands that reproduce the results of a paper, in any field."""
EVALUATING = lazy_pattern(
    r"\W*(?:\d+[.)\s]+)?(?:\w+ ){0,5}(?:evaluat(?:e|ion|ing)|testing|run(?:ning)? (?:the )?tests?|inference|"
    r"reproduc\w+|experiments)\b.*",
    re.IGNORECASE,
)
"""Headings above instructions for evaluation, in repositories that involve learning."""
MENTIONS_MODELS = lazy_pattern(
    r"\b(?:download\w*|get|fetch\w*|provid\w+|releas\w+|share[ds]?|available|our|includ\w+|ships?)\b[^\n]{0,60}"
    r"\b(?:models?|weights|checkpoints?)\b|\b(?:pre-?trained|trained) (?:\w+ ){0,2}(?:models?|networks?|weights)\b",
    re.IGNORECASE,
)
"""Words that may refer to models that are available in some way."""
TRAINING_HEADING = lazy_pattern(
    r"\W*(?:\d+[.)\s]+)?(?:\w+ ){0,5}(?<!pre-)(?<!pre)\btrain(?:ing)?\b(?! (?:data|set|corpus|images)).*", re.IGNORECASE
)
"""Headings above instructions for training."""
MODELS_IN_DOCUMENT = lazy_pattern(
    r"\b(?:trained|pre-?trained|fine-?tuned|released) (?:models?|weights|checkpoints)\b[^\n]{0,120}\]\([^)\s]*"
    r"(?:zoo|models?|weights|checkpoints?)[^)\s]*\.(?:md|rst|html)\)",
    re.IGNORECASE,
)
"""A line that refers to another document of the repository for models."""
FETCHES_MODELS = lazy_pattern(
    r"(?:download|get|fetch)[_-](?:our[_-])?(?:pre-?trained[_-])?(?:models|weights|checkpoints?|ckpts?)\.(?:sh|py|bat)",
    re.IGNORECASE,
)
"""Names of scripts that download models."""
STORE = lazy_pattern(
    r"https?://(?:[\w-]+\.)*(?:drive\.google|docs\.google|dropbox|1drv|onedrive|sharepoint|pan\.baidu|mega\.nz|zenodo|figshare|"
    r"osf\.io|huggingface|hf\.co|modelscope|kaggle|amazonaws|googleapis|aliyuncs|box\.com|tsinghua)|"
    r"\bmodel_?zoo\b|releases/download|\bgdown\b",
    re.IGNORECASE,
)
"""Places where models are usually stored; a README that links to one may offer models."""
LEARNS = lazy_pattern(
    r"\b(neural|deep[- ]learning|machine[- ]learning|pre-?train\w*|fine-?tun\w*|checkpoints?|weights|(?:py)?torch|"
    r"tensorflow|keras|"
    r"\bjax\b|transformers?|epochs?|gpus?|language models?|diffusion|reinforcement learning|classifier|"
    r"state[- ]of[- ]the[- ]art)\b",
    re.IGNORECASE,
)
SURELY_LEARNS = lazy_pattern(
    r"(?:neural|deep.learning|machine.learning|pre-?train\w*|fine-?tun\w*|checkpoints?|(?:py)?torch|tensorflow|keras|jax|epochs?|"
    r"language models?|reinforcement learning)"
)
"""Words that only mean machine learning, unlike weights, transformers and diffusion, which also occur in physics."""
LICENSE = lazy_pattern(r"(licen[cs]es?|copying|unlicense|copyright)([_.-][\w.-]*)?", re.IGNORECASE)
LICENSED = lazy_pattern(
    r"\b(?:this|the|our) (?:\w+ ){1,3}(?:is|are) (?:(?:licen[cs]ed|released|distributed)\b[^\n]{0,20}\b(?:under|as)|"
    r"made available\b[^\n]{0,20}\bunder)\b|"
    r"shields\.io/badge/licen[cs]e|\blicen[cs]e: (?:mit|apache|gpl|bsd|cc|lgpl|agpl|mpl)\b",
    re.IGNORECASE,
)
"""A line with which the authors license their work."""
LICENSE_HEADING = lazy_pattern(
    r"\W*(?:\d+[.)\s]+)?(?:\w+ ){0,2}(licen[cs](e|es|ing)|许可证?|lizenz)\b.*",
    re.IGNORECASE,
)
CITATION = lazy_pattern(r"citations?(\.\w+)?|codemeta\.json|\.zenodo\.json", re.IGNORECASE)
CITATION_OF_R = "inst/CITATION"
"""The citation file of R packages: https://cran.r-project.org/doc/manuals/r-release/R-exts.html#CITATION-files."""
TEST_FOLDER = lazy_pattern(
    r"(^|/)(tests|unit_?tests?|testthat|specs?(?=/(?:[^/]*spec[^/]*|[^/]+\.(?:[cm]?[jt]sx?|rb))$)|__tests__|testsuite)/",
    re.IGNORECASE,
)
MAYBE_TEST_FOLDER = lazy_pattern(r"(^|/)(tests?|testing|t)/", re.IGNORECASE)
STANDARD_TESTS = lazy_pattern(r"(^|/)src/test/(java|scala|kotlin|groovy)/")
"""Where Maven, Gradle and sbt look for tests: https://maven.apache.org/guides/introduction/introduction-to-the-standard-directory-layout.html."""
TEST_NAME = lazy_pattern(
    r"test_\w+\.(?!sh\b)\w+|\w+_tests?\.\w+|test-\w+\.\w+|tests?\.\w+|test\w*\.(m|jl|sh|lua|pl|php)|\w+\.t",
    re.IGNORECASE,
)
"""Names of tests, if in a folder of tests; elsewhere a "test" may be the evaluation of a model."""
TEST_FILE = lazy_pattern(
    r"\w+_test\.(go|cc|cpp|c|rb|exs|dart)|\w+[.-](spec|test)\.[cm]?[jt]sx?|\w+Tests?\.(java|kt|scala|cs|swift)|"
    r"runtests\.jl|\w+_spec\.rb|conftest\.py|pytest\.ini|noxfile\.py|test_suite\.\w+"
)
OF_MODULE = lazy_pattern(
    r"(?:test_(?P<after>\w+)|(?!(?:run|main|train|eval|infer|predict|demo)_)(?P<before>\w+)_test)\.py"
)
TRAINING_PHASE = lazy_pattern(r"(.*/)?(train)/", re.IGNORECASE)
TEST_PHASE = lazy_pattern(r"(.*/)?(test)/", re.IGNORECASE)
OF_HOST = lazy_pattern(r"\.(git|github|gitlab|gitea|circleci|vscode|idea|husky)/$")
"""Folders of hosts and editors, which are not opened when a token is used."""
IN_CONTAINER = lazy_pattern(r"(^|/)\.devcontainer/", re.IGNORECASE)
CONTAINED = lazy_pattern(r"\b(docker|podman|singularity|apptainer) (pull|run|build|compose|exec)\b", re.IGNORECASE)
MANUAL = lazy_pattern(
    r"(?:(?:.*/)?(?:docs?|documentation|manuals?|vignettes|man|help|tutorials?|wiki)/.+\.(?:md|rst|rmd|html?|tex|txt|rd|"
    r"ipynb|pdf|adoc|qmd)|"
    r"(?:mkdocs|\.?readthedocs)\.ya?ml|(?:user_?|)(?:manual|guide|documentation|usage|tutorial)[\w-]*\.(?:pdf|md|rst|"
    r"html?|txt|docx?))",
    re.IGNORECASE,
)
MANUAL_LINK = lazy_pattern(
    r"readthedocs\.(io|org)|\bdocs\.rs/|pkgdown|github\.com/[\w.-]+/[\w.-]+/wiki\b|\bgitbook\b|"
    r"\bdocumentation\b[^\n]{0,80}https?://",
    re.IGNORECASE,
)
OF_PAGE = lazy_pattern(r"(?:docs?|.*/docs?)/(?:index\.html?|static/.*|assets/.*|css/.*|js/.*)", re.IGNORECASE)
"""Files of a project page, which is often served from `docs/` and is not documentation."""
USAGE = lazy_pattern(
    r"\W*(?:\d+[.)\s]+)?(?:\w+ ){0,2}(usage|quick ?-?start|getting started|how to (run|use|reproduce)|instructions?|"
    r"tutorials?|"
    r"examples?|documentation|running\b.*|run\b.*|reproduc\w+.*|user guide|manual|使用\w*|快速\w*)\b.*",
    re.IGNORECASE,
)
STEPS = lazy_pattern(
    r"\W*(?:\d+[.)\s]+)?(?:\w+ ){0,2}(install\w*|set-?up|training|train|inference|evaluation|evaluate|testing|"
    r"安装\w*)\b.*",
    re.IGNORECASE,
)
COMMAND = lazy_pattern(
    r"^[ \t>$%*`-]*(?:python3? [\w./-]+\.py|rscript |julia |matlab |octave |bash \S+\.sh|sh \S+\.sh|\./\w|"
    r"make(?: \w+)?$|cmake |"
    r"nextflow run|snakemake\b|docker run|java -jar|cargo run|go run|npm (?:run|start)|mpi(?:run|exec) |nrniv\w* |"
    r"singularity (?:run|exec)|lake |isabelle |coqc |torchrun )",
    re.IGNORECASE | re.MULTILINE,
)
"""A command line that runs a program."""
INSTRUCTION = lazy_pattern(
    r"\b(?:to run|run|execute|launch|open|start|type|enter|activate|use) (?:the |this |all |each |any |it |in |by |"
    r"`|\")?[^\n.]{0,80}(?:\.(?:m|py|r|rmd|ipynb|jl|sh|nlogo|hoc|ga|thy|exe|jar)\b|\b(?:scripts?|notebooks?|simulations?|"
    r"programs?|macros?|pipeline|workflow|model|make|terminal|command line)\b)|"
    r"\bcan be (?:run|executed|reproduced|regenerated|built|installed)\b",
    re.IGNORECASE,
)
"""A sentence that tells how to run something."""
INSTRUCTED_IN = lazy_pattern(
    r"\b(?:instructions?|manual|guide|tutorial|documentation|walk-?through|details|steps)\b[^\n]{0,100}"
    r"(?:\.(?:md|pdf|rst|docx?|html?)\b|\b(?:sub)?(?:folder|directory)\b|\bwiki\b)|"
    r"\b(?:this is|contains?|provides?) (?:the |a )?(?:\w+ )?(?:tutorial|guide|instructions)\b",
    re.IGNORECASE,
)
"""A sentence that refers to a document for instructions."""
RESULT_PAGE = lazy_pattern(
    r"(?:docs?/)?(?:results?|model_?zoo|benchmarks?|leader_?board)\.(?:md|rst|html?|csv|pdf)", re.IGNORECASE
)
"""Documents of results at the top level."""
RESULTS = lazy_pattern(
    r"\W*(?:\d+[.)\s]+)?(?:\w+ ){0,3}(results?|performance|benchmarks?|leader ?board|evaluation results|model zoo)\b"
    r"(?! (?:output|files?|folders?|director\w+|format|structure|generation)).*",
    re.IGNORECASE,
)
RESULT_FILE = lazy_pattern(
    r"(?:.*/)?(?:\w+[_-])?(?:results?|outputs?|tables)/.+\.(?:csv|tsv|jsonl?|xlsx?|txt|tex|rds|rda|html?|mat|npz|npy|pkl|"
    r"dat|gz|zip|7z|h5|log|out)",
    re.IGNORECASE,
)
HYPERPARAMETERS = lazy_pattern(
    r"\W*(batch|learning rate|lr\b|epochs?|max\w* length|weight decay|warm-?up|optimi[sz]er|dropout|hidden|layers|"
    r"parameters|gpu|memory|version)",
    re.IGNORECASE,
)
"""First cells of table rows that list hyperparameters rather than results."""
NUMBER = lazy_pattern(r"[\s*_~^↑↓]*[-+]?\d+(?:[.,]\d+)?\s*%?\s*(?:(?:±|\+/-)\s*[\d.]+)?[\s*_~]*(?:[(\[].*)?")
"""A table cell with a number, perhaps with an uncertainty or a remark in brackets."""
ARCHIVED = lazy_pattern(
    r"zenodo\.org/badge|"
    r"^[^\w\n]*(?:doi|zenodo)\W{0,40}(?:https?://(?:dx\.)?doi\.org/)?10\.5281/zenodo\.\d+[^\w\n]*$|"
    r"\bswh:1:|archive\.softwareheritage\.org/(?:badge|swh)|codeocean\.com/capsule|"
    r"\b(?:code|software|archived?|snapshot|(?:this|the|each) (?:release|version|repository))\b[^\n]{0,120}"
    r"(?:zenodo\.org/(?:records?|doi)/|10\.5281/zenodo|figshare\.com/articles/software|10\.24433)|"
    r"(?:zenodo\.org/records?/\d+|10\.5281/zenodo\.\d+)[^\n]{0,60}\b(?:code|software|archived?|snapshot|release)\b",
    re.IGNORECASE | re.MULTILINE,
)


DEPOSIT = lazy_pattern(r"zenodo\.(?:org/records?/)?(\d+)|figshare\.(\d+)", re.IGNORECASE)
FETCHED = lazy_pattern(r"\b(download|fetch|obtain|unzip|get the|wget|curl)\b", re.IGNORECASE)
"""Words about a deposit that the reader is to download: data, not a copy of this repository."""
