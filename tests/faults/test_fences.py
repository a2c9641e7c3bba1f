"""A fence of this site becomes a figure, or stops the build with its name; one that is only shown stays code."""

import pytest
from markdown import Markdown

from tconv.pages.error import PageError

FENCE = "```tconv\noverlap scatter\n```\n"


def page(text: str) -> str:
    return Markdown(extensions=["toc", "md_in_html", "attr_list", "tconv.pages.fences", "pymdownx.highlight"]).convert(
        text
    )


def figures(html: str) -> int:
    return html.count('<figure class="tconv"')


@pytest.mark.parametrize(
    "opening",
    [
        "```Tconv",
        "```TCONV",
        "```{.x .tconv}",
        "```{.python .tconv-picture}",
        "```python tconv",
        "```tconv python",
        "```tconv-pictures",
        "```tconv_sheet",
        "~~~tconv step=2",
        "```{.tconv step=2}",
        "> ```Tconv",
        "    ```Tconv",
        "- ```tconv",
        "1.  ```tconv",
    ],
)
def test_a_fence_that_would_stay_code_is_named(opening: str) -> None:
    closing = opening[opening.index(opening.strip("> -1.")[0]) :][:3]
    with pytest.raises(PageError) as error:
        page(f"# A page\n\n{opening}\noverlap scatter\n{closing}\n")
    assert f"the fence {opening.strip()} would stay code" in str(error.value)


@pytest.mark.parametrize("text", ["```tconv\noverlap scatter\n", f"```python\nx = 1\n\n{FENCE[:-4]}"])
def test_a_fence_without_an_end_is_named(text: str) -> None:
    with pytest.raises(PageError, match=f"the fence {text.splitlines()[0]} has no end"):
        page(text)


@pytest.mark.parametrize(
    "text",
    [
        f'<figure class="tconv">raw</figure>\n\n<div>\n{FENCE}</div>\n\n    {FENCE}',
        '<figure class="tconv">raw</figure>\n\n    ```tconv\n    overlap scatter\n    ```\n',
        "Words\n\n```tconv\noverlap scatter\n  ```\n",
    ],
    ids=["raw and indented", "raw", "ragged"],
)
def test_no_raw_figure_hides_a_fence_that_failed(text: str) -> None:
    with pytest.raises(PageError, match="tconv fences became figures"):
        page(text)


@pytest.mark.parametrize(
    "text", ["> " + FENCE.replace("\n", "\n> "), "- A list\n\n    " + FENCE.replace("\n", "\n    ")]
)
def test_a_fence_in_a_quotation_or_a_list_is_a_figure(text: str) -> None:
    assert figures(page(text)) == 1
    with pytest.raises(PageError, match="in the fence ```tconv overlup scatter```: unknown example 'overlup'"):
        page(text.replace("overlap", "overlup"))


@pytest.mark.parametrize("outer", ["````markdown", "~~~", "`````", "> ````"])
def test_a_fence_that_is_shown_stays_code(outer: str) -> None:
    mark, fence = (outer[:2], outer[2:]) if outer.startswith(">") else ("", outer)
    inner = f"{fence}\n{FENCE}```Tconv\nno figure\n```\n{fence.removesuffix('markdown')}\n"
    html = page("".join(f"{mark}{line}\n" for line in inner.splitlines()) + f"\n{FENCE}")
    assert figures(html) == 1 and "```tconv" in html and "```Tconv" in html


def test_words_about_tconv_are_no_fence() -> None:
    text = (
        'A line with ```tconv``` in it\n\n```tconv``` begins a line\n\n``` {.python title="tconv figure"}\nx = 1\n```\n'
    )
    assert figures(page(text)) == 0
