"""Turn the theme's list of pages into a rail: the course in order, where one is in it, and what else there is.

On a desktop the rail stands in the left margin. On a narrower page a bar below the header says where one is, and opens
the rail under it: a popover, which a browser opens, closes and takes out of the order of Tab by itself, without a
script. What a reader has read is hers alone, so the script marks it.
"""

import re
from dataclasses import dataclass
from html import escape

from bs4 import BeautifulSoup, Tag

_NAVIGATION = re.compile(r'<nav class="md-nav md-nav--primary.*?(?=<div class="md-(?:sidebar|content)\b)', re.DOTALL)
_BEFORE = '<div class="md-main__inner md-grid">'
"""Where the theme begins what stands beside one another: its sidebars, and the page."""
_WITHOUT = '<div class="hero"'
"""A page that starts so is the first one: its doors are the course."""


@dataclass(frozen=True)
class Stop:
    """One page: its title, its address from this page, and if it is this page, its headings with their addresses."""

    title: str
    address: str
    is_here: bool = False
    headings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Part:
    """A part of the site: its title, and its pages. A page that stands alone is a part of its own title.

    The course is the first part that has several pages.
    """

    title: str
    stops: tuple[Stop, ...]

    @property
    def here(self) -> Stop | None:
        """Find this page, if it is in this part."""
        return next((stop for stop in self.stops if stop.is_here), None)


def with_rail(html: str) -> str:
    """Put the rail of a page before the page.

    The first page stays as it is, and so does one without a navigation that has parts, as other themes have it.
    """
    navigation = _NAVIGATION.search(html)
    all_parts = parts(navigation[0]) if navigation and _WITHOUT not in html else []
    course = next((part for part in all_parts if len(part.stops) > 1), None)
    if course is None:
        return html
    return html.replace(_BEFORE, f"{_BEFORE}{rail(course, [part for part in all_parts if part is not course])}", 1)


def parts(navigation: str) -> list[Part]:
    """Read the theme's navigation; the first page, which the header leads to, is left out."""
    top = BeautifulSoup(navigation, "html.parser").select_one("ul.md-nav__list")
    return [_part(item) for item in _items(top)[1:]]


def _items(top: Tag | None) -> list[Tag]:
    return top.find_all("li", class_="md-nav__item", recursive=False) if top else []


def _part(item: Tag) -> Part:
    label, inner = item.select_one("label.md-nav__link"), item.select_one('nav[data-md-level="1"] > ul')
    if inner is None or label is None:
        stop = _stop(item)
        return Part(stop.title, (stop,))
    return Part(_text(label), tuple(map(_stop, _items(inner))))


def _stop(item: Tag) -> Stop:
    link = item.find("a", class_="md-nav__link", recursive=False)
    if not isinstance(link, Tag):
        raise ValueError("the theme's navigation has changed: an item has neither a link nor a list")
    listed = item.select_one(".md-nav--secondary > ul")
    headings = [each.select_one("a") for each in _items(listed)]
    return Stop(
        _text(link),
        str(link["href"]),
        "md-nav__link--active" in link.get_attribute_list("class"),
        tuple((_text(each), str(each["href"])) for each in headings if each),
    )


def _text(tag: Tag) -> str:
    return " ".join(tag.get_text().split())


def rail(course: Part, others: list[Part]) -> str:
    """Write the rail and its bar."""
    stations = "".join(_station(number, stop) for number, stop in enumerate(course.stops, 1))
    return (
        f'<nav class="rail" aria-label="Course">{_bar(course, others)}<div id="rail" popover>'
        f'<p>The course</p><ol class="course">{stations}</ol>'
        f'<ul class="others">{"".join(map(_other, others))}</ul></div></nav>'
    )


def _bar(course: Part, others: list[Part]) -> str:
    """Say where in the course, or in which other part, the page is; a dot for each station."""
    here = course.here
    dots = "".join(f"<i{' class=here' if stop.is_here else ''}></i>" for stop in course.stops)
    if here:
        at = f"{course.stops.index(here) + 1} of {len(course.stops)} · {here.title}"
    else:
        at = next((_named(part, part.here) for part in others if part.here), f"The course: {len(course.stops)} pages")
    said = f'<span aria-hidden="true">{dots}</span><b>{escape(at)}</b>'
    return f'<button type="button" popovertarget="rail">{said}</button>'


def _named(part: Part, stop: Stop) -> str:
    return stop.title if part.title == stop.title else f"{part.title} · {stop.title}"


def _station(number: int, stop: Stop) -> str:
    return f"<li{' class=here' if stop.is_here else ''}><i>{number}</i>{_link(stop)}{_headings(stop)}</li>"


def _other(part: Part) -> str:
    """Link a part; where the reader is in it, list its pages."""
    if len(part.stops) == 1:
        stop = part.stops[0]
        return f"<li{' class=here' if stop.is_here else ''}>{_link(stop)}{_headings(stop)}</li>"
    if part.here is None:
        return f'<li><a href="{escape(part.stops[0].address)}">{escape(part.title)}</a></li>'
    return f"<li>{escape(part.title)}<ul>{''.join(_other(Part(stop.title, (stop,))) for stop in part.stops)}</ul></li>"


def _link(stop: Stop) -> str:
    current = ' aria-current="page"' if stop.is_here else ""
    return f'<a href="{escape(stop.address)}"{current}>{escape(stop.title)}</a>'


def _headings(stop: Stop) -> str:
    links = "".join(f'<li><a href="{escape(href)}">{escape(title)}</a></li>' for title, href in stop.headings)
    return f'<ul class="headings">{links}</ul>' if links else ""
