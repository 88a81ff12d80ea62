"""Classify files by their names alone; all knowledge about file names is in this module.

Programming languages, their file names and their interpreters come from GitHub Linguist (`languages`). The tables here
take precedence: they add what Linguist lacks, and correct extensions that mean something else in papers' repositories.
"""

import re
from collections.abc import Iterable
from enum import Enum, auto
from functools import lru_cache

from linkscan.content import languages
from linkscan.patterns import lazy_pattern

SKELETON = 600
"""Bytes of code, in total, up to which it may be only a promise."""


LONGEST_PATH = 1024
"""Characters; longer paths are malicious and not examined."""


class FileKind(Enum):
    """What a file is for. Only `CODE` is certainly code; the role of some others depends on the context."""

    CODE = auto()
    SCRIPT = auto()  # JavaScript: code in a program, decoration on a page
    SHELL = auto()  # code, or only a launcher of a program
    TEX = auto()  # LaTeX classes and packages: the work itself, or the style of a paper
    BUILD = auto()  # only builds, installs, downloads or configures: setup.py, Makefile
    CONTAINER = auto()  # Dockerfile and the like: a recipe, or the work itself
    WEB = auto()
    DATA = auto()
    WEIGHTS = auto()
    ARCHIVE = auto()
    BINARY = auto()
    DOCUMENT = auto()
    MEDIA = auto()
    SETTINGS = auto()
    BOILERPLATE = auto()  # README, licence, citation, git's own files
    VENDORED = auto()  # third-party code copied into the repository
    FOLDER = auto()  # unopened: the path ends in a slash
    OTHER = auto()  # unknown


# Extensions that Linguist lacks or assigns to something else. Sources, besides the manuals of the software:
# https://www.loc.gov/preservation/digital/formats/fdd/descriptions.shtml and
# https://docs.openmicroscopy.org/bio-formats/latest/supported-formats.html (read in 2026).
_EXTENSIONS = {
    FileKind.CODE: """
        f77 ftn mlx mlapp slx mdl m rmd qmd rnw snw ipynb vue svelte proto jl
        bas frm vba vbp xlsm xlsb xlam xla dotm docm ahk au3
        vi vit lvproj lvclass lvlib llb
        unity prefab shader shadergraph compute comp usf ush osl hlsl tscn gd uproject uplugin yyp sb3 aia
        gms gau rats mos lng oplproject zpl run opl
        hoc ode cellml sedml lems nmodl psyexp osexp es es2 es3 ebs2 iqx
        ga nf wdl cwl smk bngl ka cppipe cpproj knwf ows rmp ipf ijm bsh
        wxm wxmx mw mws maple mcdx xmcd ees red edp lsf jou apdl mph gaml nlogo nlogox alp vpmx stmx itmx
        mlxtran nonmem bugs jags odc mata idl ncl magma thm spthy maude mlw pvs rq sparql ptx td dx cir
        smv prism pv pcv spdl cpsa mcrl2 xta ec cry saw vpr lem miz metta lagda lidr
        maxpat maxhelp amxd pd scd ck
        sla tcpou tcdut gh ghx dyn
    """,
    FileKind.SCRIPT: "js mjs cjs es6",
    FileKind.SHELL: "sh bash zsh fish csh tcsh ksh ps1 bat cmd sbatch slurm pbs command",
    FileKind.TEX: "sty cls dtx ins bst bbx cbx lbx ltx",
    FileKind.WEB: """
        html htm xhtml css scss sass less styl woff woff2 ttf otf eot astro liquid njk ejs ico webmanifest
        erb haml pug jade hbs handlebars mustache twig jinja jinja2 j2 blade map cshtml phtml
    """,
    FileKind.DATA: """
        csv tsv psv tab json jsonl ndjson json5 jsonc geojson topojson jsonld parquet arrow feather avro orc npz npy
        h5 hdf5 hdf hdf4 he5 nc nc4 cdf grib grb grib2 mat rds rdata rda sav zsav por sas7bdat xpt dta xls xlsx ods
        numbers db sqlite sqlite3 duckdb mdb accdb lmdb mdbx tfrecord tfrecords record xml rdf ttl nt nq n3 owl obo
        trig edn shp shx dbf prj sbn kml kmz gpkg gpx osm tif tiff las laz e57 pcd ply obj mtl stl off xyz pts 3mf dae
        x3d step stp iges igs ifc dxf dwg f3d sldprt sldasm skp brd kicad_sch kicad_pcb kicad_mod kicad_sym gbr
        urdf xacro srdf sdf usd usda usdc usdz fbx glb gltf blend bvh c3d trc sto mot osim
        pdb cif mmcif pqr mol mol2 smi smiles inchi rxn gro itp psf prmtop inpcrd xtc trr dcd lammpstrj cub cube xsf
        vtk vtu vtp vti pvd msh vol fits fit fts asdf root mrc mrcs ccp4 star dx6 jdx spc spe mzml mzxml mgf msp
        fasta fa fna faa ffn frn fastq fq gb gbk gbff embl sam bam cram vcf bed bedgraph bw bigwig wig gff gff3 gtf
        maf hic cool mcool paf gfa nwk newick tre tree nex nexus phy aln msf hmm psl 2bit fai bim fam ped pgen pvar
        psam h5ad loom mtx gct gmt rnk cel idat
        dcm nii mgh mgz mha mhd nrrd nhdr trk tck gii edf bdf gdf vhdr vmrk eeg set fdt fif cnt xdf nev nsx plx abf
        smr tdms hea atr qrs acq lif czi nd2 oib oif lsm ims svs ndpi scn mrxs
        gml graphml gexf net pajek conll conllu tmx arff libsvm svm dzn cnf dimacs wcnf aag aig pddl_problem eaf cha
        textgrid srt vtt ann iob vert po pot ged dot gv sgml dtd xsd
        wav flac mid midi dat data raw bag mcap pkl pickle joblib msgpack mseed sac sgy segy spice_data warc
        tab2 inv bib2 lexc dic aff
    """,
    FileKind.WEIGHTS: """
        pt pth ckpt safetensors onnx gguf ggml tflite pb mlmodel caffemodel pdparams keras weights bin model
        engine llamafile mar nemo t7 vec w2v
    """,
    FileKind.ARCHIVE: """
        zip tar tgz gz bz2 xz 7z rar zst lz4 tbz txz whl egg crate gem nupkg unitypackage mltbx vsix jar
    """,
    FileKind.BINARY: """
        exe dll so dylib war apk ipa app appimage deb rpm dmg msi pyc class o a lib mexw64 mexa64 mexmaci64 wasm
        pyd ko elf hex
    """,
    FileKind.DOCUMENT: """
        md markdown mdown mkd mdx rst txt text tex bib bibtex pdf ps eps doc docx odt rtf ppt pptx odp key pages org
        adoc asciidoc textile bbl epub djvu wiki mediawiki pod rdoc texi texinfo typ lyx tm nfo log out err blg aux
        toc lof lot fls fdb_latexmk synctex chm html5 ris enw nbib csl msg eml mbox
    """,
    FileKind.MEDIA: """
        png jpg jpeg jpe jp2 gif svg svgz webp bmp tga psd ai xcf sketch fig drawio dio vsd vsdx graffle puml plantuml
        mermaid mmd mp4 mov avi mkv webm m4v mpg mpeg wmv flv ogv mp3 ogg oga opus m4a aac aiff wma heic exr hdr avif
        apng pgm ppm pbm pnm dng cr2 nef cur icns emf wmf xbm xpm gpl ase lottie riv
    """,
    FileKind.SETTINGS: """
        yaml yml toml ini cfg conf config env properties lock iml sln csproj vcxproj fsproj vbproj filters props
        targets pbxproj xcconfig plist storyboard xib rviz mk in am ac m4 meta asmdef gradle sbt cabal gemspec
        rosinstall repos cmake bzl launch code-workspace sublime-project rproj workspace desktop service url webloc lnk
        gitmodules dockerignore bak orig tmp swp old patch diff md5 sha1 sha256 sha512 sum asc sig pem crt cer pub
        project classpath prefs ui qrc qss resx snap pth2 nix
    """,
}
_TYPES = {
    FileKind.CODE: languages.PROGRAMMING,
    FileKind.SETTINGS: languages.DATA,
    FileKind.WEB: languages.MARKUP,
    FileKind.DOCUMENT: languages.PROSE,
}

_DRESS = r"([_-][\w-]*)?(\.[a-z]{2}(-[a-z]{2})?(?=\.))?(\.(md|markdown|mdx|rst|txt|org|adoc|html?|pdf|docx?|textile))?"
_BOILERPLATE = rf"""
    readme{_DRESS} | (licen[cs]es? | copying | notice | citation | contributing | contributors | authors | codeowners
    | code_of_conduct | security | changelog | change_?log | changes | todo | cname | codemeta | funding | support)
    {_DRESS}(\.(cff|json|ya?ml|bib|tex))? | (copyright | maintainers | owners | history | news | version | install)
    (\.(md|rst|txt))? | \..* | thumbs\.db | desktop\.ini | _config\.yml | .*:zone\.identifier
    | .*[-_]licen[cs]e(\.txt|\.md)?
"""
_BUILD = r"""
    setup\.(py|cfg) | conf\.py | make(file)?(\..*)? | gnumakefile | cmakelists\.txt | .*\.mk | configure(\.ac)?
    | jenkinsfile | vagrantfile | pyproject\.toml | (.*[_-])?requirements?.*\.txt | environment.*\.ya?ml
    | conda.*\.ya?ml | meson\.build | meson_options\.txt | pipfile.* | poetry\.lock | uv\.lock | package(-lock)?\.json
    | yarn\.lock | tsconfig.*\.json | .*\.config\.[cm]?[jt]s | gulpfile\.js | cargo\.(toml|lock) | go\.(mod|sum)
    | pom\.xml | build\.(gradle|sbt|xml) | gradlew.* | description | namespace | renv\.lock | project\.toml
    | runtime\.txt | apt\.txt | manifest(\.toml|\.in)? | package\.xml | tox\.ini | codecov\.yml | mkdocs\.yml
    | gemfile.* | procfile | package\.order | (lerna|nx|turbo|rush|bower|deno|vercel|now|netlify|firebase|angular)\.json
    | latexmkrc | vc(-\w+)?\.awk
    | browserconfig\.xml | search_?index\.json | dune(-project)? | stack\.yaml | .*\.opam | lakefile\.(lean|toml)
    | lean-toolchain | _coqproject | (build|compile|setup|install|download|get|fetch)[\w.-]*\.(sh|bat|ps1)
    | (download|get|fetch)_?(data|dataset|model|weight|checkpoint)s?\.py
"""
_CONTAINER = r"""
    dockerfile.* | .*\.dockerfile | containerfile.* | docker-compose.* | compose\.ya?ml
    | (singularity|apptainer)([_-][\w-]*)?(\.(def|recipe|v?\d[\w.-]*|\w*(gpu|cpu|base|dev|img))+)?
    | .*(singularity|apptainer|container|image|docker).*\.def
"""
_SCRIPT_LIBRARY = r"""
    (leaflet | three | plotly | vue | mathjax | katex | swiper | bulma | p5 | ace | require | lodash | underscore
    | moment | backbone | highcharts | echarts | cytoscape | zepto | raphael | papaparse | codemirror | highlight
    | prism | popper | turf | proj4 | pixi | phaser | babylon | socket\.io | fontawesome | jspsych | tween | dat\.gui
    | orbitcontrols | objloader | gltfloader | plyloader | chart | fslightbox | lightbox | aos | owl\.carousel)
    ([.-][\w.-]*)?\.[cm]?js
"""
_VENDORED = r".*[.-]min\.(js|css|mjs) | .*\.d\.ts"
_CODE = (
    r"rakefile | snakefile | sconstruct | sconscript | build\.bazel | wscript | justfile | .*\.lagda\.(md|rst|tex|org)"
)
_DATA = r"""
    .*\.(csv|tsv|json|jsonl|txt|nii|npy|vcf|fastq|fq|fasta|fa|gff|gtf|bed|xml|ttl|nt|dat|sdf|pdb|cif|fits)
    \.(gz|zst|xz|bz2)
"""

_SPECIAL = (
    rf"(?P<BOILERPLATE>{_BOILERPLATE}) | (?P<BUILD>{_BUILD}) | (?P<CONTAINER>{_CONTAINER})"
    rf" | (?P<VENDORED>{_VENDORED} | {_SCRIPT_LIBRARY}) | (?P<CODE>{_CODE}) | (?P<DATA>{_DATA})"
)
_FOLDERS = lazy_pattern(
    r"""(^|/)(?:
    (?P<VENDORED>node_modules | bower_components | third[_-]?party | 3rd[_-]?party | vendors? | externals?
        | site-packages | \.?venv | \.?virtualenv | \.tox | __macosx | __pycache__)
    | (?P<BOILERPLATE>\.[^/]+)
    )/""",
    re.IGNORECASE | re.VERBOSE,
)
_ASSET_FOLDER = lazy_pattern(
    r"(^|/)(assets?|images?|imgs?|figs?|figures?|pics?|pictures?|media|videos?|static|docs?|papers?|"
    r"screenshots?|logos?|favicon[^/]*|_book|_site|_freeze|_bookdown_files|[^/]+_cache|\.[^/]+)/",
    re.IGNORECASE,
)
_SHARD = lazy_pattern(r"-\d{5}-of-\d{5}$")
"""The suffix of a shard (TensorFlow's `name@N`)."""
_README = lazy_pattern(f"readme{_DRESS}", re.IGNORECASE)
_SOURCE_AS_TEXT = lazy_pattern(
    r"(.*[ _.-])?(source|scripts?|program|macros?|syntax|code|jags|bugs|winbugs|openbugs)([ _.-]?\d+)?\.txt"
    r"|.+\.(r|m|py|do|sas|sps|c|cpp|java|f90|stan)\.txt",
    re.IGNORECASE,
)
_CONTAINER_FOLDER = lazy_pattern(
    r"container|singularity|apptainer|docker|(^|/)(envs?|images?|recipes?)/", re.IGNORECASE
)
_TRANSLATIONS = lazy_pattern(r"(^|/)(locales?|lc_messages|i18n|po|translations?)/", re.IGNORECASE)


def _kinds_by_extension() -> dict[str, FileKind]:
    kinds: dict[str, FileKind] = {}
    for kind, text in _TYPES.items():
        for line in text.split("\n"):
            for extension in line.split("|")[1:2]:
                kinds.update((name, kind) for name in extension.split() if name not in kinds)
    return kinds | {extension: kind for kind, text in _EXTENSIONS.items() for extension in text.split()}


_BY_EXTENSION = _kinds_by_extension()


@lru_cache(maxsize=8192)
def kind_of(path: str) -> FileKind:
    """Return what a file is for: by its folder, if that holds vendored or hidden files, else by its name."""
    if path.endswith("/"):
        return FileKind.FOLDER
    if len(path) > LONGEST_PATH:
        return FileKind.OTHER
    folder, name = split_path(unsharded(path))
    if (kind := _kind_within(folder)) is not None:
        return kind
    return _kind_by_name(name) or _kind_by_extension(folder, name)


def unsharded(path: str) -> str:
    """Return the path without the suffix of a shard (`train.txt-00001-of-00300`)."""
    return _SHARD.sub("", path) if "-of-" in path else path


def _kind_by_name(name: str) -> FileKind | None:
    special = _special_names().fullmatch(name)
    if special:
        return next(FileKind[group] for group, text in special.groupdict().items() if text is not None)
    return FileKind.CODE if _SOURCE_AS_TEXT.fullmatch(name) else None


def _kind_by_extension(folder: str, name: str) -> FileKind:
    extension = extension_of(name)
    kind = _BY_EXTENSION.get(extension, FileKind.OTHER) if extension else FileKind.OTHER
    if kind is FileKind.SCRIPT and _script_libraries().search(name):
        return FileKind.VENDORED
    if extension == "def":  # of Singularity, or the list of symbols that a Windows library exports
        return FileKind.CONTAINER if _CONTAINER_FOLDER.search(folder) else FileKind.SETTINGS
    return FileKind.SETTINGS if extension == "mo" and _TRANSLATIONS.search(folder) else kind


def extension_of(path: str) -> str:
    """Return the extension of a file in lower case, a double one if it is known; empty if the name has no dot."""
    _, *parts = path.rpartition("/")[2].lower().split(".")
    double = ".".join(parts[-2:])
    return double if double in _BY_EXTENSION else (parts[-1] if parts else "")


@lru_cache(maxsize=1)
def _special_names() -> re.Pattern[str]:
    return re.compile(_SPECIAL, re.IGNORECASE | re.VERBOSE)


@lru_cache(maxsize=1)
def _script_libraries() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in languages.VENDORED_SCRIPTS.split()))


def split_path(path: str) -> tuple[str, str]:
    """Return the folder, with its trailing slash, and the name."""
    end = path.rfind("/") + 1
    return path[:end], path[end:]


@lru_cache(maxsize=4096)
def _kind_within(folder: str) -> FileKind | None:
    """Return the kind of all files in a vendored or hidden folder, whatever their names; None for other folders."""
    found = _FOLDERS.search(folder)
    return FileKind[found.lastgroup] if found and found.lastgroup else None


MORE = "(more)/"
"""Stands for the rest of an incomplete listing, as an unopened folder; `...` would count as hidden, without code."""


def is_asset_folder(path: str) -> bool:
    """Return whether a folder in the path usually contains images, pages or settings rather than code."""
    return _is_asset_folder(split_path(path)[0])


@lru_cache(maxsize=4096)
def _is_asset_folder(folder: str) -> bool:
    return _ASSET_FOLDER.search(folder) is not None


def plainest_readme(paths: Iterable[str]) -> str | None:
    """Return the README that a visitor sees: the one nearest to the top, preferring `README.md`, then short names."""
    found = (path for path in paths if is_readme(path))
    return min(found, key=lambda path: (path.count("/"), path.lower() != "readme.md", len(path), path), default=None)


def is_readme(path: str) -> bool:
    """Return whether a file is a README, which a host shows below the listing of its folder."""
    return _README.fullmatch(path.rpartition("/")[2]) is not None


def holds_code(path: str) -> bool:
    """Return whether a file is certainly code, judging by its name."""
    return kind_of(path) is FileKind.CODE
