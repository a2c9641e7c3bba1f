"""Turn the modules in web/ into what a browser runs: modules for a page, or one classic script for a file.

A module exports how one element is started, and starts those that the document has. A page loads a module, and the
browser what that imports. A file that stands alone, such as the output of a notebook, cannot load another one:
`joined` writes modules and all that they need as one script. For that a module imports and exports in these ways
alone, each at the start of a line; any other is an error:

    import { start } from "./stepper.js";
    import * as stepper from "./stepper.js";
    import { INDEX } from "./constants.js";     which Python replaces by its own numbers
    export function start(figure) {
    export const NAME = 1;
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from tconv import scene

STARTED_BY = {
    "stepper.js": '<figure class="tconv"',
    "take.js": "data-take",
    "pointing.js": "data-pointing",
    "sheet.js": '<figure class="sheet"',
    "rail.js": '<nav class="rail"',
    "recipe.js": '<div class="recipe"',
}
"""The modules that a document loads, each with the markup of what it starts."""

_IMPORT = re.compile(r'import (?P<bound>\{ \w+(?:, \w+)* \}|\* as \w+) from "\./(?P<module>\w+\.js)";')
_EXPORT = re.compile(r"export (?P<kept>(?:function|const) (?P<name>\w+)\b.*)")
_OTHER = re.compile(r"\s*(?:import|export)\b|.*\bimport\s*[(.]")
"""Any other import or export, wherever it stands in its line."""

_COMMENT = re.compile(r"/\*.*?\*/[ \t]*|^[ \t]*//[^\n]*", re.DOTALL | re.MULTILINE)


class ScriptError(ValueError):
    """A module that cannot be joined with others: names the file and the line."""


@dataclass(frozen=True)
class Module:
    """One module: the others that it needs, and its lines as those of a function that returns what it exports."""

    needs: tuple[str, ...]
    lines: tuple[str, ...]


def started_in(html: str) -> tuple[str, ...]:
    """List the modules that start what stands in a document."""
    return tuple(name for name, markup in STARTED_BY.items() if markup in html)


def constants() -> dict[str, float]:
    """List the numbers that scripts share with Python, by the names in constants.d.ts."""
    return {"DROP": scene.DROP, "INDEX": scene.INDEX, "SIDE": scene.SIDE, "STEPPER_PACE": scene.STEPPER_PACE}


def sources() -> dict[str, str]:
    """Read every module, by its name."""
    web = files("tconv").joinpath("web")
    return {each.name: each.read_text("utf-8") for each in web.iterdir() if each.name.endswith(".js")}


def served(name: str) -> str:
    """Write a module as a page loads it: without indents and comments, which are a third of it."""
    lines = (_with_constants(line.strip()) for line in _uncommented(sources()[name]).splitlines())
    return "".join(f"{line}\n" for line in lines if line)


def needed(*names: str, modules: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """List modules and all that they need: each after those that it imports.

    Raises
    ------
    ScriptError
        For a module that is not there, one that needs itself, and an import or export that is written in another way.
    """
    return tuple(_read_all(names, sources() if modules is None else modules))


def joined(*names: str, modules: Mapping[str, str] | None = None) -> str:
    """Write modules and all that they need as one classic script, each in a function of its own.

    Raises
    ------
    ScriptError
        As `needed` does.
    """
    read = _read_all(names, sources() if modules is None else modules)
    scopes = [
        "".join(f"{line}\n" for line in (f"const {_variable(name)} = (() => {{", *module.lines, "})();"))
        for name, module in read.items()
    ]
    return f'(() => {{\n"use strict";\n{"".join(scopes)}}})();\n'


def _variable(module: str) -> str:
    """Name what a module exports; no module has a variable that starts so, and could hide it."""
    return f"${module.removesuffix('.js')}"


def _read_all(names: tuple[str, ...], modules: Mapping[str, str]) -> dict[str, Module]:
    """Read modules and what they need; the order is that of `needed`."""
    read: dict[str, Module] = {}

    def visit(name: str, path: tuple[str, ...]) -> None:
        if name in path:
            raise ScriptError(f"no module may need itself: {' needs '.join((*path, name))}")
        if name not in read:
            module = _read(name, modules)
            for each in module.needs:
                visit(each, (*path, name))
            read[name] = module

    for name in names:
        visit(name, ())
    return read


def _read(name: str, modules: Mapping[str, str]) -> Module:
    """Turn the imports of a module into variables, and its exports into what is returned."""
    needs, exports, lines = [], [], []
    for number, written in enumerate(_uncommented(modules[name]).splitlines(), 1):
        line, at = _with_constants(written.rstrip()), f"{name}, line {number}"
        imports, exporting = _IMPORT.fullmatch(line), _EXPORT.fullmatch(line)
        if imports:
            other = imports["module"]
            if other not in modules:
                raise ScriptError(f"{at}: {line!r}; modules: {', '.join(modules)}; constants: {', '.join(constants())}")
            needs.append(other)
            lines.append(f"const {imports['bound'].removeprefix('* as ')} = {_variable(other)};")
        elif exporting:
            exports.append(exporting["name"])
            lines.append(exporting["kept"])
        elif _OTHER.match(line):
            raise ScriptError(f"{at}: {line.strip()!r} is none of the ways to import and export")
        elif line.count("`") % 2:
            raise ScriptError(f"{at}: a text in backticks must end on its line, since indents are left out")
        elif line:
            lines.append(line.strip())
    return Module(tuple(needs), (*lines, f"return {{ {', '.join(exports)} }};"))


def _with_constants(line: str) -> str:
    """Replace an import of constants by the constants themselves; one that asks for others stays, and is refused."""
    imports, shared = _IMPORT.fullmatch(line), constants()
    names = imports["bound"].strip("{ }").split(", ") if imports and imports["module"] == "constants.js" else []
    if not names or not shared.keys() >= set(names):
        return line
    return " ".join(f"const {name} = {shared[name]};" for name in names)


def _uncommented(code: str) -> str:
    """Leave comments out, and keep the number of each line."""
    return _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), code)
