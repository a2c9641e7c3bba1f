"""Each view is drawn as its stored picture shows it: a change of the look is seen, and meant."""

import pytest
from store_pictures import STORE, pictures

DRAWN = dict(pictures())


@pytest.mark.parametrize("name", sorted({*DRAWN, *(path.name for path in STORE.glob("*.svg"))}))
def test_a_picture_is_as_it_is_stored(name: str) -> None:
    stored = (STORE / name).read_text("utf-8") if (STORE / name).exists() else ""
    drawn = DRAWN.get(name, "")
    lines = [pair for pair in zip(stored.splitlines(), drawn.splitlines(), strict=False) if pair[0] != pair[1]]
    assert stored == drawn, f"look at {name} and, if the change is meant, run: make pictures; first change: {lines[:1]}"
