"""The glossary: its order, where its links lead, and that it has the words of the figures and of the operation."""

import inspect
import re

from markdown.extensions.toc import slugify
from pages import DOCS

from tconv import conv_transpose2d
from tconv.core.sizes import TransposedAxis
from tconv.views import VIEWS
from tconv.words.sentences import ROLES

TEXT = (DOCS / "glossary.md").read_text("utf-8")
GROUPS = [re.findall(r"^### (.+)$", part, re.MULTILINE) for part in TEXT.split("\n## ")[1:]]
WORDS = [word for group in GROUPS for word in group]


def test_each_word_stands_once_and_in_order_in_its_group() -> None:
    assert len(WORDS) == len(set(WORDS)) > 20 and all(group == sorted(group) for group in GROUPS)


def test_each_word_has_two_sentences_and_a_link() -> None:
    """So the page says of itself; what is spelled elsewhere stands in a paragraph of its own."""
    for entry in re.split(r"^### ", TEXT, flags=re.MULTILINE)[1:]:
        word, _, rest = entry.partition("\n\n")
        said = " ".join(re.split(r"\n\n|<!--", rest)[0].split())
        found = re.fullmatch(r"(.*) \[[^\]]+\]\([\w.#-]+\)", said)
        assert found, word
        assert len(re.findall(r"[.?!](?= |$)", found[1])) == 2, (word, found[1])


def test_every_link_leads_to_a_section() -> None:
    links = re.findall(r"\]\((\w+)\.md(?:#([\w-]+))?\)", TEXT)
    assert len(links) >= 20
    for page, anchor in links:
        sections = re.findall(r"^## (.+)$", (DOCS / f"{page}.md").read_text("utf-8"), re.MULTILINE)
        assert not anchor or anchor in [slugify(section, "-") for section in sections], (page, anchor)


def test_the_words_of_a_figure_are_explained() -> None:
    """What a sentence colours, what a view is called, what a call takes."""
    words = {word.lower() for word in WORDS}
    assert {*ROLES, "canvas", "crop window"} <= words
    assert {view.removesuffix("s") for view in VIEWS["transposed"]} <= words
    settings = set(inspect.signature(conv_transpose2d).parameters) - {"weight", "method"}
    assert {name.replace("_", " ") for name in settings} <= words


FORMULA = re.compile(r"\\\((.+?)\\\)|\\\[(.+?)\\\]|(?<![*\w])\*([A-Za-z]{1,2})\*(?![*\w])", re.DOTALL)


def test_the_letters_of_all_pages_are_listed() -> None:
    """A letter that no row explains would be a second name for something, or a second meaning."""
    listed = re.findall(r"^\| \\\((\w+)\\\) \|", TEXT, re.MULTILINE)
    assert len(listed) == len(set(listed)) > 10
    used = set()
    for page in DOCS.glob("*.md"):
        for found in FORMULA.finditer(page.read_text("utf-8")):
            formula = re.sub(r"\\[a-z]+|\^T", " ", next(filter(None, found.groups())))
            used |= set(re.findall(r"op|[A-Za-z]", formula))
    assert used == set(listed)


def test_a_product_lands_where_the_letters_say() -> None:
    axis = TransposedAxis(5, 3, 4, dilation=2)
    for n in range(axis.input):
        said = [axis.stride * n + axis.dilation * m for m in range(axis.kernel)]
        assert list(range(axis.canvas)[axis.landing(n)]) == said
