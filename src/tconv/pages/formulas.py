"""Turn TeX in a page into MathML, at build time."""

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


class _Formulas(Postprocessor):
    """Replace what arithmatex left behind, whose text is TeX between backslashed brackets, and keep sums whole.

    The comma or stop that follows a formula goes inside, where no line break divides it from the formula.
    """

    left = re.compile(r'<(span|div) class="arithmatex">\\([(\[])(.*?)\\[)\]]</\1>([.,:;)]*)', re.DOTALL)

    elsewhere = re.compile(r"(<(pre|code|math|svg|script|figure)\b.*?</\2>|<[^>]*>)", re.DOTALL)

    def run(self, text: str) -> str:
        parts = self.elsewhere.split(self.left.sub(self._mathml, text))
        return "".join(part if n % 3 else unbroken(part) for n, part in enumerate(parts) if n % 3 < 2)

    def _mathml(self, found: re.Match[str]) -> str:
        try:
            written = formula(unescape(found[3]).strip(), display=found[2] == "[")
        except ValueError as error:
            raise PageError(str(error)) from None
        return f'<{found[1]} class="formula" data-search-exclude>{written}{found[4]}</{found[1]}>'


class FormulasExtension(Extension):
    """Run after arithmatex with `generic: true`."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register as the last postprocessor."""
        md.postprocessors.register(_Formulas(md), "tconv-formulas", 0)


def makeExtension(**options: Any) -> FormulasExtension:
    """Let Python-Markdown load this module by its name."""
    return FormulasExtension(**options)
