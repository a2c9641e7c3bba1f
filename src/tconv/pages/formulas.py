"""Turn TeX in a page into MathML when the site is built: a Markdown extension."""

import re
from html import unescape
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from math_core import LatexError, LatexToMathML

from tconv.pages.error import PageError
from tconv.words.numbers import unbroken

_CONVERTER = LatexToMathML(fancy_error=False)


def formula(tex: str, *, display: bool) -> str:
    """Write TeX as a `<math>` element.

    Raises
    ------
    ValueError
        If the TeX is wrong: the formula, and what is wrong with it.
    """
    try:
        return _CONVERTER.convert_with_local_state(tex, displaystyle=display)
    except LatexError as error:
        raise ValueError(f"in the formula {tex!r}, at character {error}") from None


_LEFT = re.compile(r'<(span|div) class="arithmatex">\\([(\[])(.*?)\\[)\]]</\1>([.,:;)]*)', re.DOTALL)
"""A formula as arithmatex leaves it: TeX between backslashed brackets, and the comma or stop that follows."""

_MARKUP = re.compile(r"<(pre|code|math|svg|script|figure)\b.*?</\1>|<[^>]*>", re.DOTALL)
"""A tag, or an element whose text is no prose."""


class _Formulas(Postprocessor):
    """Replace what arithmatex left behind by MathML, and keep the sums in the text from breaking."""

    def run(self, text: str) -> str:
        return _unbroken_prose(_LEFT.sub(self._mathml, text))

    def _mathml(self, found: re.Match[str]) -> str:
        """Write one formula; what follows goes inside, where no line break divides it from the formula."""
        try:
            mathml = formula(unescape(found[3]).strip(), display=found[2] == "[")
        except ValueError as error:
            raise PageError(str(error)) from None
        return f'<{found[1]} class="formula" data-search-exclude>{mathml}{found[4]}</{found[1]}>'


def _unbroken_prose(html: str) -> str:
    """Keep sums whole between the markup, and leave the markup as it is."""
    pieces, end = [], 0
    for markup in _MARKUP.finditer(html):
        pieces += [unbroken(html[end : markup.start()]), markup[0]]
        end = markup.end()
    return "".join([*pieces, unbroken(html[end:])])


class FormulasExtension(Extension):
    """Run after arithmatex with `generic: true`."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register as the last postprocessor."""
        md.postprocessors.register(_Formulas(md), "tconv-formulas", 0)


def makeExtension(**options: Any) -> FormulasExtension:
    """Let Python-Markdown load this module by its name."""
    return FormulasExtension(**options)
