"""What sort of file a path names, told by its name alone: the one home of what we know of file names.

The extensions follow GitHub Linguist (https://github.com/github-linguist/linguist, `languages.yml` and
`vendor.yml`, read in 2026): its languages of type "programming", less those that are data, documents or
settings in papers' repositories (`.md`, `.dat`, `.cls`), more what it does not list (`.mlx`, `.slx`, `.unity`).
"""

import re
from enum import StrEnum
from functools import lru_cache


class FileKind(StrEnum):
    """What a file is for. Only `CODE` is code for certain; the surroundings tell what a `SCRIPT` is."""

    CODE = "code"
    SCRIPT = "script"  # JavaScript: code in a program, decoration on a page
    RECIPE = "recipe"  # builds, installs or configures, does nothing by itself: setup.py, Makefile
    WEB = "web"
    DATA = "data"
    WEIGHTS = "weights"
    ARCHIVE = "archive"
    BINARY = "binary"
    DOCUMENT = "document"
    MEDIA = "media"
    SETTINGS = "settings"
    CHROME = "chrome"  # README, licence, citation, git's own files
    VENDORED = "vendored"  # copied in from others
    FOLDER = "folder"  # not opened: the path ends with a slash
    OTHER = "other"


_EXTENSIONS = {
    FileKind.CODE: """
        py pyx pxd pyi pyw c cc cpp cxx c++ h hh hpp hxx h++ inl ipp tpp cppm cu cuh hip cl rs go java kt kts scala
        clj cljs cljc groovy cs fs fsx fsi vb swift m mm d di zig nim cr vala odin pas pp dpr ada adb ads cob cbl dart
        lua luau rb rake pl pm php tcl ex exs erl hrl hs lhs ml mli mll mly re rei elm purs mojo hx ino pde ts tsx jsx
        mts cts vue svelte coffee proto thrift
        ipynb r rmd qmd jl f f77 f90 f95 f03 f08 for ftn mlx mlapp slx mdl sce sci nb wl wls sage gms gau do ado sas
        sps stan bugs jags mzn ampl idl ncl gap magma m2 apl dyalog
        lisp lsp el scm ss rkt fnl hy janet prolog pro lp clp pddl lean hlean agda lagda idr thy thm coq v dfy fst fsti
        smt2 tla als elf why mlw pvs bpl pml spthy maude cairo circom sol vy move
        sh bash zsh fish csh tcsh ksh ps1 bat cmd sbatch slurm pbs awk sed sql cypher cql rq sparql nf smk wdl cwl
        sv svh vhd vhdl qasm asm s ptx ll mlir td glsl hlsl wgsl metal frag vert comp shader cginc shadergraph unity
        prefab gd tscn uc nlogo gaml praat psc scad urdf xacro launch gnuplot gp plt asy vbs ijm bsh zpl chpl upc
        ispc fut dx jsonnet sb3 aia
    """,
    FileKind.SCRIPT: "js mjs cjs es6",
    FileKind.WEB: "html htm xhtml css scss sass less styl woff woff2 ttf otf eot astro liquid njk ejs ico webmanifest",
    FileKind.DATA: """
        csv tsv json jsonl ndjson parquet arrow feather avro orc npz npy h5 hdf5 hdf nc cdf mat rds rdata rda sav dta
        xls xlsx ods db sqlite sqlite3 lmdb tfrecord tfrecords record xml rdf ttl nt nq n3 owl jsonld geojson shp kml
        tif tiff las laz pcd ply obj stl off xyz pdb cif mol mol2 sdf smi fasta fa fastq vcf bed gff gtf bam nii dcm
        edf fif mseed gml graphml gexf net conll conllu tmx arff libsvm wav flac mid midi dat data bvh c3d fbx glb gltf
        blend usd usda usdz bag mcap dbf pkl pickle joblib msgpack
    """,
    FileKind.WEIGHTS: """
        pt pth ckpt safetensors onnx gguf ggml tflite pb mlmodel caffemodel pdparams keras weights
        bin model engine llamafile mar nemo t7
    """,
    FileKind.ARCHIVE: "zip tar tgz gz bz2 xz 7z rar zst lz4 tbz txz",
    FileKind.BINARY: "exe dll so dylib jar war whl apk ipa app deb rpm dmg msi pyc class o a lib mexw64 mexa64 wasm mltbx",
    FileKind.DOCUMENT: """
        md markdown mdx rst txt tex bib bst cls sty pdf ps eps doc docx odt rtf ppt pptx key org adoc textile bbl epub
    """,
    FileKind.MEDIA: """
        png jpg jpeg gif svg webp bmp tga psd ai drawio mp4 mov avi mkv webm m4v mpg mpeg wmv mp3 ogg m4a aac heic exr
        hdr avif apng pgm ppm fig
    """,
    FileKind.SETTINGS: """
        yaml yml toml ini cfg conf config env properties lock iml sln csproj vcxproj pbxproj plist rviz mk in am meta
        gradle sbt cabal gemspec rosinstall repos cmake bzl
    """,
}
_BY_EXTENSION = {extension: kind for kind, text in _EXTENSIONS.items() for extension in text.split()}

_BY_NAME = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            FileKind.CHROME,
            r"(readme|licen[cs]e|copying|notice|citation|contributing|contributors|authors|codeowners|code_of_conduct|"
            r"security|changelog|change_?log|changes|todo|cname|codemeta|funding|support)([._-].*)?"
            r"|\..*|thumbs\.db|_config\.yml|\.nojekyll",
        ),
        (
            FileKind.RECIPE,
            r"setup\.(py|cfg|sh)|conf\.py|make(file)?(\..*)?|gnumakefile|cmakelists\.txt|.*\.mk|dockerfile.*|.*\.dockerfile"
            r"|docker-compose.*|singularity.*|.*\.def|apptainer.*|jenkinsfile|vagrantfile|pyproject\.toml|(.*[_-])?requirements?.*\.txt|"
            r"environment.*\.ya?ml|conda.*\.ya?ml|pipfile.*|poetry\.lock|uv\.lock|package(-lock)?\.json|yarn\.lock|"
            r"tsconfig.*\.json|.*\.config\.[cm]?[jt]s|gulpfile\.js|cargo\.(toml|lock)|go\.(mod|sum)|pom\.xml|"
            r"build\.(gradle|sbt|xml|sh)|gradlew.*|install(_.*)?\.(sh|bat|ps1)|description|namespace|renv\.lock|"
            r"project\.toml|manifest\.toml|package\.xml|\.pre-commit.*|tox\.ini|codecov\.yml|mkdocs\.yml|gemfile.*",
        ),
        (FileKind.VENDORED, r".*[.-]min\.(js|css)|.*\.d\.ts"),
        (FileKind.CODE, r"rakefile|snakefile|sconstruct|sconscript|build\.bazel"),
        (
            FileKind.DATA,
            r".*\.(csv|tsv|json|jsonl|txt|nii|npy|vcf|fastq|fasta|xml)\.gz|.*\.jsonl\.(zst|xz|bz2)",
        ),
    )
)

_VENDORED_FOLDER = re.compile(
    r"(^|/)(node_modules|bower_components|third[_-]?party|3rd[_-]?party|vendors?|externals?|site-packages|\.yarn|"
    r"__macosx)/",
    re.IGNORECASE,
)
_HIDDEN_FOLDER = re.compile(r"(^|/)\.[^/]+/")
_EXTENSION = re.compile(r"\.([A-Za-z0-9+_]{1,16})$")


@lru_cache(maxsize=65536)
def kind_of(path: str) -> FileKind:
    """Tell what a file is for by its path; the last part decides, unless a folder says it is not the authors'."""
    if path.endswith("/"):
        return FileKind.FOLDER
    if _HIDDEN_FOLDER.search(path):
        return FileKind.CHROME
    if _VENDORED_FOLDER.search(path):
        return FileKind.VENDORED
    name = path.rpartition("/")[2]
    for kind, pattern in _BY_NAME:
        if pattern.fullmatch(name):
            return kind
    extension = _EXTENSION.search(name)
    return _BY_EXTENSION.get(extension[1].lower(), FileKind.OTHER) if extension else FileKind.OTHER


def is_readme(path: str) -> bool:
    """Tell whether a file is what a host shows below the file list of its folder."""
    return re.fullmatch(r"readme([._-][\w-]+)*", path.rpartition("/")[2], re.IGNORECASE) is not None


def holds_code(path: str) -> bool:
    """Tell whether a file is surely the code of somebody, so that nobody need look any deeper."""
    return kind_of(path) is FileKind.CODE
