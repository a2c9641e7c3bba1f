"""A file or a folder appears whole or not at all: the former one stays where the new one fails."""

from pathlib import Path

import pytest

from tconv import whole


def contents(folder: Path) -> dict[str, str]:
    """Read every file below a folder, hidden ones too."""
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def former(tmp_path: Path) -> Path:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("former")
    return tmp_path / "site"


def test_a_new_folder_takes_the_place_of_the_former_one(former: Path) -> None:
    with whole.folder(former) as new:
        (new / "what.html").write_text("new")
        assert contents(former) == {"index.html": "former"}
    assert contents(former.parent) == {"site/what.html": "new"}


def test_a_folder_appears_where_none_was(tmp_path: Path) -> None:
    with whole.folder(tmp_path / "a/b") as new:
        (new / "c").write_text("new")
    assert contents(tmp_path) == {"a/b/c": "new"}


def test_an_exception_leaves_the_former_folder(former: Path) -> None:
    with pytest.raises(KeyError), whole.folder(former) as new:
        (new / "what.html").write_text("half")
        raise KeyError
    assert contents(former.parent) == {"site/index.html": "former"}
    assert list(former.parent.iterdir()) == [former]


def test_a_folder_that_cannot_be_replaced_stays(former: Path) -> None:
    with pytest.raises(FileNotFoundError), whole.folder(former) as new:
        new.rmdir()
    assert contents(former.parent) == {"site/index.html": "former"}
    assert list(former.parent.iterdir()) == [former]


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    for content in (b"one", b"another"):
        whole.write_file(tmp_path / "f", content)
        assert contents(tmp_path) == {"f": content.decode()}


def test_a_file_that_cannot_be_written_is_named_as_the_caller_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "taken").mkdir()
    for name in ("none/f", "taken"):
        with pytest.raises(OSError) as error:
            whole.write_file(Path(name), b"x")
        assert error.value.filename == name
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]
