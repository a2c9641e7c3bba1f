"""What is written is whole after a sudden end, the former or the new; and the next run leaves no litter."""

import os
import random
import shutil
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count, takewhile
from operator import methodcaller
from pathlib import Path

import pytest
from draw_sheets import jpeg, opened, sheets
from killing import Mortal, contents, mortal

from tconv import whole
from tconv.pages.scans.bring import bring_sheets

Kill = Callable[[Mortal], bool]

FIGURE = ["figure", "--input", "1 2; 3 4", "--kernel", "1 0; 0 -1", "-o", "PLACE/f.svg"]
COMMANDS = {
    "command": ("tconv.command", FIGURE),
    "figures": ("build_figures", ["--only", "crop", "--out", "PLACE/figures"]),
    "import": ("import_scans", ["PLACE/../new", "--out", "PLACE/pictures"]),
    "site": ("build_site", ["--config", "PLACE/../project/mkdocs.yml", "--out", "PLACE/site"]),
}
SMALL = ["command", "figures", "import"]
SITE = pytest.param("site", marks=pytest.mark.long)


def write_former(place: Path) -> None:
    """Write what stands in the place of each command before it runs, and what it needs beside."""
    for name, text in {
        "place/f.svg": "former",
        "place/figures/crop/scatter.svg": "former",
        "place/figures/mine.txt": "no figure",
        "place/site/assets/tconv/figure.css": "former",
        "project/mkdocs.yml": "site_name: Small\ntheme: {name: null, custom_dir: theme}\nplugins: []\n",
        "project/theme/main.html": "{{ page.content }}",
        "project/docs/index.md": "# New\n",
        "project/docs/assets/tconv/figure.css": "new",
    }.items():
        path = place.parent / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    for at, drawing in enumerate(sheets().values()):
        path = place.parent / ("new" if at else "old") / f"{at}.jpg"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(jpeg(opened(drawing).resize((60, 42))))
    bring_sheets(str(place.parent / "old"), place / "pictures", lambda progress: None)


class Trial:
    """A command, the folder that it writes in, and how that folder was and will be."""

    def __init__(self, command: Mortal, place: Path) -> None:
        self.command, self.place = command, place
        self.former = contents(place)
        shutil.copytree(place, place.with_name("kept"))
        started = time.perf_counter()
        assert not command.unharmed()
        self.seconds = time.perf_counter() - started
        self.new = contents(place)
        assert self.new != self.former

    def ends_well(self, kill: Kill, at_once: bool = True) -> bool:
        """Kill the command, check what stands there, and run it again; True if it was killed before its end."""
        shutil.rmtree(self.place)
        shutil.copytree(self.place.with_name("kept"), self.place)
        killed = kill(self.command)
        seen = {name: data for name, data in contents(self.place).items() if not name.startswith(".tconv-")}
        if at_once:
            assert seen in (self.former, self.new)
        assert not self.command.unharmed()
        assert contents(self.place) == self.new
        assert not list(self.place.rglob(".tconv-*"))
        return killed

    def killed_at_each_touch(self, at_once: bool = True) -> int:
        """Kill the command at each time that it touches the file system, until none is left; return how many."""
        kills = (methodcaller("at_event", at) for at in count(1))
        return sum(1 for _ in takewhile(lambda kill: self.ends_well(kill, at_once), kills))


@contextmanager
def trial(name: str, tmp_path: Path, swapping: bool = True) -> Iterator[Trial]:
    place = tmp_path / "place"
    write_former(place)
    module, words = COMMANDS[name]
    with mortal(module, *(word.replace("PLACE", str(place)) for word in words), swapping=swapping) as command:
        yield Trial(command, place)


@pytest.mark.parametrize("name", [*SMALL, SITE])
def test_killed_at_each_touch_of_a_file(name: str, tmp_path: Path) -> None:
    with trial(name, tmp_path) as case:
        assert case.killed_at_each_touch() > 3


@pytest.mark.parametrize("name", ["figures", SITE])
def test_killed_at_each_touch_where_two_names_cannot_be_exchanged(name: str, tmp_path: Path) -> None:
    """For a moment the folder may then be gone; the next run finds it."""
    with trial(name, tmp_path, swapping=False) as case:
        assert case.killed_at_each_touch(at_once=False) > 3


@pytest.mark.parametrize("name", [*SMALL, SITE])
def test_killed_at_random(name: str, seed: int, tmp_path: Path) -> None:
    """Killed in the middle of a file, and at any moment of a run."""
    draw = random.Random(seed)
    with trial(name, tmp_path) as case:
        for size in (0, draw.randrange(1, 100)):
            case.ends_well(methodcaller("after_bytes", size))
        for _ in range(2):
            seconds = draw.uniform(0, case.seconds)
            case.ends_well(methodcaller("after_seconds", seconds))


def left_behind(place: Path) -> Path:
    """Leave what a run leaves that is killed when the former folder is moved aside and the new one not yet there."""
    workshop = place.with_name(".tconv-killed")
    (workshop / "former").mkdir(parents=True)
    (workshop / "new").mkdir()
    (workshop / "new/index.html").write_text("new")
    place.replace(workshop / "former" / place.name)
    return workshop


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("former")
    return tmp_path / "site"


def test_a_former_folder_comes_back_even_if_the_next_run_fails(site: Path) -> None:
    left_behind(site)
    with pytest.raises(KeyError), whole.folder(site):
        raise KeyError
    assert contents(site.parent) == {"site/index.html": b"former"} and list(site.parent.iterdir()) == [site]


def test_what_another_run_holds_or_a_person_made_stays(site: Path) -> None:
    (site.parent / ".tconv-mine").mkdir()
    (site.parent / ".tconv-mine/notes.txt").write_text("mine")
    (site.parent / ".tconv-file").write_text("mine")
    (site.parent / ".tconv-link").symlink_to(site)
    with whole.folder(site) as new:
        (new / "index.html").write_text("one")
        whole.write_file(site.parent / "other", b"another run")
        assert new.exists()
    assert sorted(path.name for path in site.parent.iterdir()) == [
        ".tconv-file",
        ".tconv-link",
        ".tconv-mine",
        "other",
        "site",
    ]
    assert (site / "index.html").read_text() == "one"


def test_no_planted_link_is_written_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever can write into the folder may plant links with any name that could be guessed."""
    treasure = tmp_path / "treasure"
    treasure.write_text("precious")
    (tmp_path / "public").mkdir()
    for name in (f".tconv-{os.getpid()}.part", ".tconv-new", ".f.svg.part", ".f.svg.tmp", "f.svg.tmp"):
        (tmp_path / "public" / name).symlink_to(treasure)
    whole.write_file(tmp_path / "public/f.svg", b"figure")
    out = tmp_path / "public/f.svg"
    assert not out.is_symlink() and out.read_bytes() == b"figure" and treasure.read_text() == "precious"


def test_a_file_has_the_rights_that_others_have(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("")
    whole.write_file(tmp_path / "f", b"x")
    with whole.folder(tmp_path / "folder"):
        pass
    assert (tmp_path / "f").stat().st_mode == (tmp_path / "plain").stat().st_mode
    assert stat.S_IMODE((tmp_path / "folder").stat().st_mode) == stat.S_IMODE(tmp_path.stat().st_mode) | 0o055


def test_a_link_is_followed_and_one_that_leads_nowhere_refused(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("target")
    whole.write_file(tmp_path / "link", b"x")
    assert (tmp_path / "link").is_symlink() and (tmp_path / "target").read_bytes() == b"x"
    (tmp_path / "loop").symlink_to("loop")
    for path in (tmp_path / "loop", tmp_path / "loop/f", tmp_path / "null\0", tmp_path / "\ud800"):
        with pytest.raises(OSError) as error:
            whole.write_file(path, b"x")
        assert error.value.filename == str(path) and error.value.strerror
        with pytest.raises(OSError), whole.folder(path):
            raise AssertionError("this block must not be reached")


def test_a_working_folder_that_is_gone_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    with pytest.raises(OSError) as error:
        whole.write_file(Path("f.svg"), b"x")
    assert error.value.filename == "f.svg"


def test_what_is_kept_is_not_written_into(site: Path) -> None:
    (site / "link").symlink_to("index.html")
    with pytest.raises(KeyError), whole.folder(site, keep=True) as new:
        whole.write_file(new / "index.html", b"new")
        raise KeyError
    assert (site / "index.html").read_text() == "former"
    with whole.folder(site, keep=True) as new:
        whole.write_file(new / "index.html", b"new")
    assert (site / "index.html").read_text() == "new" and (site / "link").is_symlink()
