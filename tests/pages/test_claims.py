"""Every claim on a page and in the notebook is true; one that is wrong, or that would say nothing, is an error."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from claims import NUMBER, ClaimError, Comment, check, comments
from markdown import Markdown
from namespace import namespace
from pages import NOTEBOOKS, PAGES, text_of

COMMENTS = [
    pytest.param(page, comment, id=f"{page.name}:{comment.line}")
    for page in [*PAGES, *NOTEBOOKS]
    for comment in comments(text_of(page))
]
every_comment = pytest.mark.parametrize(("page", "comment"), COMMENTS)


@every_comment
def test_the_claims_of_a_paragraph_are_true(page: Path, comment: Comment) -> None:
    check(comment, namespace(text_of(page)))


@every_comment
def test_another_number_in_the_paragraph_is_seen(page: Path, comment: Comment) -> None:
    """Write 77 for each number that a claim quotes, one at a time."""
    names, paragraph = namespace(text_of(page)), comment.paragraph
    for claim in comment.claims:
        for place in claim.places(paragraph):
            for digits in NUMBER.finditer(paragraph, place.start(), place.end()):
                wrong = f"{paragraph[: digits.start()]}77{paragraph[digits.end() :]}"
                with pytest.raises(ClaimError):
                    check(replace(comment, paragraph=wrong), names)


def checked(page: str) -> None:
    for comment in comments(page):
        check(comment, namespace(page))


@pytest.mark.parametrize(
    "claims",
    [
        "(2, 2) = np.array(overlap.y.shape) // 2; four = products(overlap)[2, 2]",
        "\n(2, 2) = np.array(overlap.y.shape) // 2\nfour = products(overlap)[2, 2]\n",
        "2 × 2 + 3 = 7 = overlap.x.shape[0] * 2 + 3",
        "5, 0 and −5 = np.unique(author_transposed.y)[::-1]",
        "0.5 cells = overlap.x[0, 0] / 2",
        "k from kernel 3; one twice = k - 2",
        "true = overlap.bias == 0",
    ],
)
@pytest.mark.parametrize("start", ["", "1.  ", "- ", ":   "])
def test_what_a_claim_may_be(claims: str, start: str) -> None:
    said = "cell (2, 2) gets\n    four. 2 × 2 + 3 = 7; 5, 0 and −5, or 0.5 cells: kernel 3, one and one more."
    checked(f"Another paragraph, with four.\n\n{start}{said}\n    <!-- computed: {claims} -->\n")


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("It is 5.\n<!-- computed: 5 = overlap.y[0, 0] -->", "computed is 1"),
        ("It is (1, 2).\n<!-- computed: (1, 2) = overlap.y[0, 0] -->", "computed is 1"),
        ("It is 1.\n<!-- computed: 2 = overlap.y[0, 0] -->", "'2' stands 0 times, not 1"),
        ("It is −1, or 0.1.\n<!-- computed: 1 = overlap.y[0, 0] -->", "'1' stands 0 times"),
        ("It is 1 and 2.\n<!-- computed: 1 = overlap.y[0, 0] -->", "'1' stands 0 times"),
        ("It is 1 × 2.\n<!-- computed: 1 = overlap.y[0, 0] -->", "'1' stands 0 times"),
        ("It is 1, or 1.\n<!-- computed: 1 = overlap.y[0, 0] -->", "'1' stands 2 times, not 1"),
        ("It is 1.\n<!-- computed: 1 twice = overlap.y[0, 0] -->", "'1' stands 1 times, not 2"),
        ("So it is.\n<!-- computed: true = overlap.y[0, 0] == 2 -->", "is not true"),
        ("So it is.\n<!-- computed: true = overlap.y[0, 0] -->", "must be true or false"),
        ("So it is.\n<!-- computed: So = overlap.y[0, 0] -->", "'So' must be a number, with two words beside it"),
        ("So it is 1.\n<!-- computed: So it is 1 = overlap.y[0, 0] -->", "must be a number, with two words beside it"),
        ("It is 1.\n<!-- computed: 1 = 1 -->", "computes nothing"),
        ("It is 1.\n<!-- computed: 1 = overlup.y[0, 0] -->", "computes nothing"),
        ("It is 1.\n<!-- computed: 1 = overlap.z -->", "cannot be computed: AttributeError"),
        ("It is 1.\n<!-- computed: 1 = opened('crop scatter') -->", "the page has 0 figures 'crop scatter'"),
        ("It is 1.\n<!-- computed: 1 -->", "line 2: '1' is neither TEXT = EXPRESSION nor NAME from TEXT"),
        ("It is 1.\n<!-- computed: n from 1 -->", "no claim uses n"),
        ("It is 1.\n<!-- computed: np from 1; 1 = np -->", "the name 'np' is taken"),
        ("It is 1.\n<!-- computed: 1 = overlap.y[0, 0]; -->", "line 2: '' is neither"),
        ("It is 1.\n<!-- computed: -->", "line 2: '' is neither"),
        ("It is 1.\n<!-- compute: 1 = overlap.y[0, 0] -->", "a comment is no line of its own"),
        ("It is 1. <!-- computed: 1 = overlap.y[0, 0] -->", "a comment is no line of its own"),
        ("It is 1.\n\n<!-- computed: 1 = overlap.y[0, 0] -->", "line 3: claims stand right after the end"),
        ("It is 1.\n<!-- computed: 1 = overlap.y[0, 0] -->\nMore.", "line 2: claims stand right after the end"),
    ],
)
def test_a_claim_that_is_wrong_or_says_nothing_is_an_error(page: str, says: str) -> None:
    with pytest.raises(ClaimError, match=re.escape(says)):
        checked(page)


def test_no_claim_reaches_the_page() -> None:
    claims = "<!-- computed: 1 = overlap.y[0, 0] -->\n"
    several = "    <!-- computed:\n    2 = overlap.y[0, 0] + 1\n    1 = overlap.y[0, 0]\n    -->\n"
    page = "It is 1.\n{0}\n1.  This is 2.\n{1}2.  Not 1.\n\n| a |\n| --- |\n| 1 |\n{0}"
    html = Markdown(extensions=["tables", "tconv.pages.claims"]).convert(page.format(claims, several))
    assert html == Markdown(extensions=["tables"]).convert(page.format("", ""))
