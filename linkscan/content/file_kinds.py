"""What sort of file a path names, told by its name alone: the one home of what we know of file names.

The extensions follow GitHub Linguist (https://github.com/github-linguist/linguist, `languages.yml` and
`vendor.yml`, read in 2026): its languages of type "programming", less those that are data, documents or
settings in papers' repositories (`.dat`, `.cls`), more what it does not list (`.mlx`, `.slx`, `.unity`).
"""

import re
from collections.abc import Iterable
from enum import Enum, auto
from functools import lru_cache

SKELETON = 600
"""Bytes of code in all that may be no more than a promise to bring some."""


LONGEST_PATH = 1024
"""What is longer was written by somebody who tests us; nobody looks at it any closer."""


class FileKind(Enum):
    """What a file is for. Only `CODE` is code for certain; the surroundings tell what a `SCRIPT` is."""

    CODE = auto()
    SCRIPT = auto()  # JavaScript: code in a program, decoration on a page
    BUILD = auto()  # builds, installs, downloads or configures, and does nothing else: setup.py, Makefile
    WEB = auto()
    DATA = auto()
    WEIGHTS = auto()
    ARCHIVE = auto()
    BINARY = auto()
    DOCUMENT = auto()
    MEDIA = auto()
    SETTINGS = auto()
    BOILERPLATE = auto()  # README, licence, citation, git's own files
    VENDORED = auto()  # copied in from others
    FOLDER = auto()  # not opened: the path ends with a slash
    OTHER = auto()


_EXTENSIONS = {
    FileKind.CODE: """
        py pyx pxd pyi pyw c cc cpp cxx c++ h hh hpp hxx h++ inl ipp tpp cppm cu cuh hip cl rs go java kt
        kts scala clj cljs cljc groovy cs fs fsx fsi vb swift m mm d di zig nim cr vala odin pas pp dpr ada
        adb ads cob cbl dart lua luau rb rake pl pm php tcl ex exs erl hrl hs lhs ml mli mll mly re rei elm
        purs mojo hx ino pde ts tsx jsx mts cts vue svelte coffee proto thrift ipynb r rmd qmd jl f f77 f90
        f95 f03 f08 for ftn mlx mlapp slx mdl sce sci nb wl wls sage gms gau do ado sas sps stan bugs jags
        mzn ampl idl ncl gap magma m2 apl dyalog lisp lsp el scm ss rkt fnl hy janet prolog pro lp clp pddl
        lean hlean agda lagda idr thy thm coq v dfy fst fsti smt2 tla als elf why mlw pvs bpl pml spthy
        maude cairo circom sol vy move sh bash zsh fish csh tcsh ksh ps1 bat cmd sbatch slurm pbs awk sed
        sql cypher cql rq sparql nf smk wdl cwl sv svh vhd vhdl qasm asm s ptx ll mlir td glsl hlsl wgsl
        metal frag vert comp shader cginc shadergraph unity prefab gd tscn uc nlogo gaml praat psc scad urdf
        xacro launch gnuplot gp plt asy vbs ijm bsh zpl chpl upc ispc fut dx jsonnet sb3 aia
    """,
    FileKind.SCRIPT: "js mjs cjs es6",
    FileKind.WEB: """
        html htm xhtml css scss sass less styl woff woff2 ttf otf eot astro liquid njk ejs ico webmanifest
    """,
    FileKind.DATA: """
        csv tsv json jsonl ndjson parquet arrow feather avro orc npz npy h5 hdf5 hdf nc cdf mat rds rdata
        rda sav dta xls xlsx ods db sqlite sqlite3 lmdb tfrecord tfrecords record xml rdf ttl nt nq n3 owl
        jsonld geojson shp kml tif tiff las laz pcd ply obj stl off xyz pdb cif mol mol2 sdf smi fasta fa
        fastq vcf bed gff gtf bam nii dcm edf fif mseed gml graphml gexf net conll conllu tmx arff libsvm
        wav flac mid midi dat data bvh c3d fbx glb gltf blend usd usda usdz bag mcap dbf pkl pickle joblib
        msgpack
    """,
    FileKind.WEIGHTS: """
        pt pth ckpt safetensors onnx gguf ggml tflite pb mlmodel caffemodel pdparams keras weights bin model
        engine llamafile mar nemo t7
    """,
    FileKind.ARCHIVE: "zip tar tgz gz bz2 xz 7z rar zst lz4 tbz txz",
    FileKind.BINARY: """
        exe dll so dylib jar war whl apk ipa app deb rpm dmg msi pyc class o a lib mexw64 mexa64 wasm mltbx
    """,
    FileKind.DOCUMENT: """
        md markdown mdx rst txt tex bib bst cls sty pdf ps eps doc docx odt rtf ppt pptx key org adoc
        textile bbl epub
    """,
    FileKind.MEDIA: """
        png jpg jpeg gif svg webp bmp tga psd ai drawio mp4 mov avi mkv webm m4v mpg mpeg wmv mp3 ogg m4a
        aac heic exr hdr avif apng pgm ppm fig
    """,
    FileKind.SETTINGS: """
        yaml yml toml ini cfg conf config env properties lock iml sln csproj vcxproj pbxproj plist rviz mk
        in am meta gradle sbt cabal gemspec rosinstall repos cmake bzl log
    """,
}
_BY_EXTENSION = {extension: kind for kind, text in _EXTENSIONS.items() for extension in text.split()}

_DRESS = r"([_-][\w-]*)?(\.[a-z]{2}(-[a-z]{2})?(?=\.))?(\.(md|markdown|mdx|rst|txt|org|adoc|html?|pdf|docx?|textile))?"
_BOILERPLATE = rf"""
    readme{_DRESS} | (licen[cs]e | copying | notice | citation | contributing | contributors | authors | codeowners
    | code_of_conduct | security | changelog | change_?log | changes | todo | cname | codemeta | funding | support)
    {_DRESS}(\.(cff|json|ya?ml|bib|tex))? | \..* | thumbs\.db | _config\.yml
"""
_BUILD = r"""
    setup\.(py|cfg) | conf\.py | make(file)?(\..*)? | gnumakefile | cmakelists\.txt | .*\.mk |
    dockerfile.* | .*\.dockerfile | docker-compose.* | singularity.* | apptainer.* | jenkinsfile |
    vagrantfile | pyproject\.toml | (.*[_-])?requirements?.*\.txt | environment.*\.ya?ml | conda.*\.ya?ml
    | pipfile.* | poetry\.lock | uv\.lock | package(-lock)?\.json | yarn\.lock | tsconfig.*\.json |
    .*\.config\.[cm]?[jt]s | gulpfile\.js | cargo\.(toml|lock) | go\.(mod|sum) | pom\.xml |
    build\.(gradle|sbt|xml) | gradlew.* | description | namespace | renv\.lock | project\.toml |
    manifest\.toml | package\.xml | tox\.ini | codecov\.yml | mkdocs\.yml | gemfile.* |
    (build|compile|setup|install|download|get|fetch)[\w.-]*\.(sh|bat|ps1) |
    (download|get|fetch)_?(data|dataset|model|weight|checkpoint)s?\.py
"""
_VENDORED = r".*[.-]min\.(js|css) | .*\.d\.ts"
_CODE = r"rakefile | snakefile | sconstruct | sconscript | build\.bazel"
_DATA = r".*\.(csv|tsv|json|jsonl|txt|nii|npy|vcf|fastq|fasta|xml)\.(gz|zst|xz|bz2)"

_SPECIAL = re.compile(
    rf"(?P<BOILERPLATE>{_BOILERPLATE}) | (?P<BUILD>{_BUILD}) | (?P<VENDORED>{_VENDORED})"
    rf" | (?P<CODE>{_CODE}) | (?P<DATA>{_DATA})",
    re.IGNORECASE | re.VERBOSE,
)
_FOLDERS = re.compile(
    r"""(^|/)(?:
    (?P<VENDORED>node_modules | bower_components | third[_-]?party | 3rd[_-]?party | vendors? | externals?
        | site-packages | __macosx)
    | (?P<BOILERPLATE>\.[^/]+)
    )/""",
    re.IGNORECASE | re.VERBOSE,
)
_ASSET_FOLDER = re.compile(
    r"(^|/)(assets?|images?|imgs?|figs?|figures?|pics?|pictures?|media|videos?|static|docs?|papers?|"
    r"screenshots?|logos?|\.[^/]+)/",
    re.IGNORECASE,
)
_README = re.compile(f"readme{_DRESS}", re.IGNORECASE)


def kind_of(path: str) -> FileKind:
    """Tell what a file is for: a folder may say that it is not the authors', else its name decides."""
    if path.endswith("/"):
        return FileKind.FOLDER
    if len(path) > LONGEST_PATH:
        return FileKind.OTHER
    folder, name = split_path(path)
    if (kind := _kind_within(folder)) is not None:
        return kind
    special = _SPECIAL.fullmatch(name)
    if special:
        return next(FileKind[group] for group, text in special.groupdict().items() if text is not None)
    return _BY_EXTENSION.get(name.rpartition(".")[2].lower(), FileKind.OTHER) if "." in name else FileKind.OTHER


def split_path(path: str) -> tuple[str, str]:
    """Take a path apart: the folder, with its closing slash, and the name."""
    end = path.rfind("/") + 1
    return path[:end], path[end:]


@lru_cache(maxsize=4096)
def _kind_within(folder: str) -> FileKind | None:
    """Tell what all files in a folder are for, whatever their names. Most files share theirs with others."""
    found = _FOLDERS.search(folder)
    return FileKind[found.lastgroup] if found and found.lastgroup else None


def is_asset_folder(path: str) -> bool:
    """Tell whether a folder on the path holds pictures, pages or settings, as a rule, and no code."""
    return _is_asset_folder(split_path(path)[0])


@lru_cache(maxsize=4096)
def _is_asset_folder(folder: str) -> bool:
    return _ASSET_FOLDER.search(folder) is not None


def plainest_readme(paths: Iterable[str]) -> str | None:
    """Choose the README that a visitor is shown; of several, the one without a language in its name."""
    found = (path for path in paths if is_readme(path))
    return min(found, key=lambda path: (path.count("/"), path.lower() != "readme.md", len(path), path), default=None)


def is_readme(path: str) -> bool:
    """Tell whether a file is what a host shows below the file list of its folder."""
    return _README.fullmatch(path.rpartition("/")[2]) is not None


def holds_code(path: str) -> bool:
    """Tell whether a file is surely somebody's code, so that nobody need look any deeper."""
    return kind_of(path) is FileKind.CODE
