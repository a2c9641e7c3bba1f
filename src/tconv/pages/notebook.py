"""Make a page of the site of what mkdocs-jupyter makes of the notebook: its words, its code and its outputs alone."""

import re
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from bs4 import BeautifulSoup, Tag

from tconv.output.notebook import redrawn
from tconv.pages.formulas import formula

COLAB = "https://colab.research.google.com/github/"


def lesson(html: str, link: Callable[[str], str], sheet: Callable[[int], str | None]) -> str:
    """Write the page without nbconvert's own styles, scripts and frames.

    Parameters
    ----------
    html : str
        The page as mkdocs-jupyter made it.
    link : callable
        Turns an address of the published site into one that is relative to this page, and leaves others.
    sheet : callable
        Gives the drawing of the sheet with a number, where it is imported.
    """
    cells = BeautifulSoup(html[html.index('<div class="jupyter-wrapper">') :], "html.parser")
    for anchor in cells.find_all("a", href=True):
        anchor["href"] = link(str(anchor["href"]))
    ids = (f"figure-{number}" for number in count(1))
    return "\n".join(part for cell in cells.select(".jp-Notebook-cell[id]") for part in _cell(cell, sheet, ids))


def _cell(cell: Tag, sheet: Callable[[int], str | None], ids: Iterator[str]) -> Iterator[str]:
    """Write a cell: its words, or its code and what it printed and drew; each figure takes the next id."""
    words = cell.select_one(".jp-RenderedMarkdown")
    if words is not None:
        for part in words.find_all(recursive=False):
            yield _words(part, sheet)
        return
    code = cell.select_one(".highlight-ipynb pre")
    if code is not None:
        text = code.decode_contents().strip()
        yield f'<div class="highlight lesson"><pre><span></span><code>{text}\n</code></pre></div>'
    for output in cell.select(".jp-OutputArea-output"):
        printed, figure = output.find("pre", recursive=False), output.select_one("[data-tconv]")
        if figure is not None:
            yield redrawn(str(figure["data-tconv"]), next(ids))
        elif printed is not None:
            yield f'<pre class="printed" data-search-exclude>{printed.decode_contents().rstrip()}</pre>'
        else:
            yield output.decode_contents().strip()


def _words(part: Tag, sheet: Callable[[int], str | None]) -> str:
    """Write one paragraph, list or heading of the lesson."""
    for anchor in part.select(".anchor-link"):
        anchor["class"], anchor["title"] = "headerlink", "Permanent link"
    alone = part.find_all(recursive=False)
    only = alone[0] if len(alone) == 1 and alone[0].name == "a" and part.get_text() == alone[0].get_text() else None
    if only is not None and str(only["href"]).startswith(COLAB):
        return (
            f'<p><a class="md-button md-button--primary" href="{only["href"]}">Open in Colab</a>'
            '<a class="md-button" href="transposed-convolution.ipynb" download>Download the notebook</a></p>'
        )
    drawn = re.search(r"#sheet-(\d+)$", str(only["href"])) if only is not None else None
    return (sheet(int(drawn[1])) if drawn else None) or _formulas(str(part))


def _formulas(html: str) -> str:
    """Turn TeX between dollar signs into MathML, but not in code."""

    def mathml(found: re.Match[str]) -> str:
        display = found[0].startswith("$$")
        tex = BeautifulSoup(found[0].strip("$"), "html.parser").get_text()
        tag: Any = "div" if display else "span"
        return f'<{tag} class="formula" data-search-exclude>{formula(tex.strip(), display=display)}</{tag}>'

    html = re.sub(r"<p>\s*(\$\$.*?\$\$)\s*</p>", r"\1", html, flags=re.DOTALL)
    texts = re.split(r"(<code.*?</code>)", html, flags=re.DOTALL)
    texts[::2] = [re.sub(r"\$\$.+?\$\$|\$[^$]+\$", mathml, text, flags=re.DOTALL) for text in texts[::2]]
    return "".join(texts)
