"""The import of the sheets: every source, what is made of it, and what each bad one says."""

import base64
import http.server
import io
import json
import os
import re
import shutil
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import import_scans
import numpy as np
import pytest
import trustme
from bench.sheets import measured
from conftest import ROOT
from draw_sheets import GREEN, NAMES, YELLOW, jpeg, opened, photo, sheets, write
from metadata import png_with_text, with_all_metadata
from PIL import Image, ImageDraw

from tconv.pages.scans import download
from tconv.sheets.pictures import LIST, listed

FIRST = NAMES[0]


def bring(source: str | Path, out: Path, *options: str) -> int:
    return import_scans.main([str(source), "--out", str(out), *options])


def folder(to: Path) -> Path:
    """Write the three sheets into a folder."""
    return write(sheets(), to)


def notebook(*cells: Any) -> bytes:
    """Build a notebook: each cell is its Markdown, or its Markdown and its attachments."""
    made = [(cell, {}) if isinstance(cell, str) else cell for cell in cells]
    texts = [
        {"cell_type": "markdown", "metadata": {}, "source": text.splitlines(keepends=True), "attachments": attached}
        for text, attached in made
    ]
    return json.dumps({"cells": texts, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


def attached(data: bytes, kind: str = "image/jpeg") -> dict[str, str]:
    return {kind: base64.b64encode(data).decode()}


def authors_notebook() -> bytes:
    """Build a notebook like the author's: a badge, text, and the sheets as attachments of one cell."""
    data = list(sheets().values())
    names = ["6056.jpg", "ed9a.jpg", "5534.jpg"]
    alts = ["convolution_1.jpg", "convolutution_2.jpg", "convolution_3.jpg"]
    images = "\n\n".join(f"![{alt}](attachment:{name})" for alt, name in zip(alts, names, strict=True))
    badge = '<a href="https://colab.example/x"><img src="https://colab.example/badge.svg" alt="Open In Colab"/></a>'
    held = {name: attached(each) for name, each in zip(names, data, strict=True)}
    return notebook(badge, "# Solution", (f"## Example by hand\n\n{images}", held))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Import the three sheets, small, for tests of what happens to a former import: they copy it."""
    place = tmp_path_factory.mktemp("imported")
    small = {name: jpeg(opened(data).resize((300, 212))) for name, data in sheets().items()}
    assert bring(write(small, place / "sheets"), place / "out") == 0
    return place / "out"


@pytest.fixture
def former(imported: Path, out: Path) -> Path:
    """Put a former import where the next one goes."""
    return Path(shutil.copytree(imported, out))


def decoded(out: Path, at: int = 0) -> Image.Image:
    return Image.open(out / listed(out)[at].full).convert("RGB")


def difference(one: Image.Image, other: Image.Image) -> float:
    size = (256, round(256 * one.height / one.width))
    return float(np.abs(np.asarray(one.resize(size), float) - np.asarray(other.resize(size), float)).mean())


def marked(image: Image.Image) -> tuple[float, float, float]:
    """Measure how much yellow, green and red a sheet has, as the mean over its pixels."""
    r, g, b = np.moveaxis(np.asarray(image.resize((512, round(512 * image.height / image.width))), float), 2, 0)
    amounts = np.minimum(r, g) - b, np.minimum(g - r, g - b), np.minimum(r - g, r - b)
    yellow, green, red = (float(amount.clip(12).mean()) - 12 for amount in amounts)
    return yellow, green, red


def test_a_folder_in_the_order_of_its_names(tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = folder(tmp_path / "sheets")
    (source / "README.md").write_text("no picture")
    shutil.copy(source / f"{FIRST}.jpg", source / "convolution_10.jpg")
    assert bring(source, out) == 0
    assert [each.name for each in listed(out)] == [*NAMES, "convolution_10"], "10 comes after 3"
    said = capsys.readouterr()
    assert re.fullmatch(rf"4 sheets in {re.escape(str(out))}, \d+\.\d s\n", said.out)
    assert f"{FIRST}: writing 640 px" in said.err


def test_stand_ins_are_drawn_for_whoever_has_no_drawings(tmp_path: Path, out: Path) -> None:
    command = [sys.executable, str(ROOT / "scripts/draw_sheets.py"), "--out", str(tmp_path / "drawn")]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "3 stand-ins" in said and str(tmp_path / "drawn") in said
    assert bring(tmp_path / "drawn", out) == 0
    assert [each.name for each in listed(out)] == list(NAMES)


def test_the_authors_notebook(tmp_path: Path, out: Path) -> None:
    path = tmp_path / "Homework11.ipynb"
    path.write_bytes(authors_notebook())
    assert bring(path, out) == 0
    assert [each.name for each in listed(out)] == ["convolution_1", "convolutution_2", "convolution_3"]
    for at, data in enumerate(sheets().values()):
        picture, original = listed(out)[at], opened(data)
        assert (picture.width, picture.height) == original.size
        assert [width for _, width in picture.files] == [640, original.width]
        assert difference(decoded(out, at), original) < 1.5, "a clean drawing is left as it is"
        assert np.allclose(marked(decoded(out, at)), marked(original), rtol=0.05, atol=0.03)


def test_attachments_data_addresses_and_linked_files_in_cell_order(tmp_path: Path, out: Path) -> None:
    small = jpeg(opened(sheets()[FIRST]).resize((300, 212)))
    (tmp_path / "notes/my sheets").mkdir(parents=True)
    (tmp_path / "notes/my sheets/b.jpg").write_bytes(small)
    inline = base64.b64encode(small).decode()
    cells = [
        f"<img width='3' src='data:image/jpeg;base64,{inline}' alt='The first &amp; only'>",
        ("![](attachment:a.jpg) and ![Ręka](<my%20sheets/b.jpg> 'a title')", {"a.jpg": attached(small)}),
        "![badge](https://elsewhere.example/badge.svg)",
    ]
    (tmp_path / "notes/n.ipynb").write_bytes(notebook(*cells))
    assert bring(tmp_path / "notes/n.ipynb", out) == 0
    assert [each.name for each in listed(out)] == ["The-first-only", "sheet-2", "R-ka"]


def test_no_metadata_survives(tmp_path: Path, out: Path) -> None:
    drawing = opened(sheets()[FIRST])
    source = tmp_path / "sheets"
    source.mkdir()
    (source / "a.jpg").write_bytes(with_all_metadata(drawing))
    (source / "b.png").write_bytes(png_with_text(drawing))
    assert b"SECRET-XMP" in (source / "a.jpg").read_bytes() and b"MAKER-OF-IT" in (source / "a.jpg").read_bytes()
    assert bring(source, out) == 0
    files = [path for path in out.iterdir() if path.name != LIST]
    assert len(files) == 4
    for path in files:
        data = path.read_bytes()
        assert not re.search(rb"SECRET|MAKER-OF-IT|MODEL-OF-IT|EXIF|Exif|XMP |ICCP|xmpmeta", data)
        with Image.open(path) as image:
            assert not image.getexif() and not set(image.info) - {"loop", "background", "timestamp", "duration"}
    turned = listed(out)[0]
    assert (turned.width, turned.height) == (drawing.height, drawing.width), "upright, as the camera says"
    assert difference(decoded(out), drawing.transpose(Image.Transpose.ROTATE_270)) < 1.5


@pytest.mark.parametrize("name", NAMES)
def test_a_photo_becomes_a_flat_white_sheet(name: str, tmp_path: Path, out: Path) -> None:
    sheet = opened(sheets()[name])
    (tmp_path / "photo.jpg").write_bytes(jpeg(photo(sheet, 2000, 1500)))
    assert bring(tmp_path / "photo.jpg", out) == 0
    flat = decoded(out)
    assert abs(flat.width / flat.height - sheet.width / sheet.height) < 0.04
    assert difference(flat, sheet) < 9, "straightened: each stroke lies where it was"
    light = np.asarray(flat.convert("L"), int)
    assert np.median(light) >= 250 and (light > 235).mean() > 0.8, "the paper is white everywhere"
    assert all(
        light[rows, columns].mean() > 235
        for rows in (slice(8), slice(-8, None))
        for columns in (slice(8), slice(-8, None))
    )
    for colour, was, now in zip(("yellow", "green", "red"), marked(sheet), marked(flat), strict=True):
        assert 0.6 * was - 0.02 <= now <= 1.6 * was + 0.1, f"{colour} survives"


def test_pale_ink_survives_a_photo(tmp_path: Path, out: Path) -> None:
    sheet = Image.new("RGB", (1000, 700), "white")
    draw = ImageDraw.Draw(sheet)
    for y in range(100, 650, 60):
        draw.line((80, y, 900, y), fill="#cdd6df", width=6)
    draw.rectangle((150, 90, 260, 130), fill=YELLOW)
    draw.rectangle((350, 150, 460, 190), fill=GREEN)
    (tmp_path / "photo.jpg").write_bytes(jpeg(photo(sheet, 2000, 1500)))
    assert bring(tmp_path / "photo.jpg", out) == 0
    column = np.asarray(decoded(out).convert("L"), int)[:, int(0.7 * listed(out)[0].width)]
    lines = np.flatnonzero(np.diff((column < 238).astype(int)) == 1)
    assert len(lines) == 10


def test_a_photo_without_a_table_is_levelled(tmp_path: Path, out: Path) -> None:
    sheet = Image.new("RGB", (1200, 800), "#d8d2c4")
    draw = ImageDraw.Draw(sheet)
    for y in range(150, 700, 70):
        draw.text((250, y), "one two three four five six", fill="#203050", font_size=44)
    askew = sheet.rotate(3.2, Image.Resampling.BICUBIC, fillcolor="#d8d2c4").crop((60, 60, 1140, 740))
    (tmp_path / "photo.png").write_bytes(png_with_text(askew))
    assert bring(tmp_path / "photo.png", out) == 0
    ink = np.asarray(decoded(out).convert("L"), int) < 150
    profile = ink.sum(axis=1)
    assert (profile[profile.nonzero()[0].min() : profile.nonzero()[0].max()] == 0).mean() > 0.25, "lines stand apart"


def test_heic(tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    import pillow_heif

    drawing = opened(sheets()[FIRST])
    pillow_heif.from_pillow(drawing).save(tmp_path / "sheet.heic", quality=90)
    monkeypatch.setitem(sys.modules, "pillow_heif", None)
    assert bring(tmp_path / "sheet.heic", out) == 1
    assert "needs one more package: .venv/bin/pip install" in capsys.readouterr().err
    monkeypatch.undo()
    assert bring(tmp_path / "sheet.heic", out) == 0
    assert difference(decoded(out), drawing) < 3


def test_other_kinds_of_pictures(tmp_path: Path, out: Path) -> None:
    drawing = opened(sheets()[FIRST]).resize((400, 283))
    clear = drawing.convert("RGBA")
    clear.putalpha(drawing.convert("L").point(lambda value: 0 if value > 250 else 255))
    deep = Image.fromarray(np.asarray(drawing.convert("L"), np.uint16) * 257)
    for name, image in {"a": clear, "b": drawing.quantize(64), "c": deep, "d": drawing.convert("L")}.items():
        image.save(tmp_path / f"{name}.png")
    drawing.convert("CMYK").save(tmp_path / "e.jpg")
    drawing.save(tmp_path / "f.webp", lossless=True)
    assert bring(tmp_path, out) == 0
    for at in range(6):
        assert difference(decoded(out, at).convert("L"), drawing.convert("L")) < 4, listed(out)[at].name


def bomb() -> bytes:
    packed = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(packed, "PNG")
    return packed.getvalue()


def animated() -> bytes:
    packed = io.BytesIO()
    frames = [Image.new("RGB", (40, 40), colour) for colour in ("red", "blue")]
    frames[0].save(packed, "GIF", save_all=True, append_images=frames[1:])
    return packed.getvalue()


SVG = b"<?xml version='1.0'?>\n<!-- a drawing -->\n<svg xmlns='http://www.w3.org/2000/svg'></svg>"
BAD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "no notebook": (
        "n.ipynb",
        lambda: b"[1, 2]",
        "is no notebook: it has no list of cells, each with its type and source",
    ),
    "broken JSON": ("n.ipynb", lambda: b'{"cells": [', "is no notebook: its JSON is broken"),
    "not UTF-8": ("n.ipynb", lambda: b"\xff\xfe{}\xd8", "is no notebook: its JSON is broken"),
    "no pictures": ("n.ipynb", lambda: notebook("# Only words"), "has no pictures"),
    "bad base64": (
        "n.ipynb",
        lambda: notebook(("![x](attachment:x.jpg)", {"x.jpg": {"image/jpeg": "no base64!"}})),
        "cell 1 has a picture in bad base64",
    ),
    "no such attachment": ("n.ipynb", lambda: notebook("![x](attachment:x.jpg)"), "has no attachment 'x.jpg'"),
    "no base64 address": ("n.ipynb", lambda: notebook("![x](data:image/png,abc)"), "is no base64 image"),
    "a way out": (
        "n.ipynb",
        lambda: notebook(("![../../x.jpg](attachment:x.jpg)", {"x.jpg": attached(sheets()[FIRST])})),
        "'../../x.jpg' is no name for a picture",
    ),
    "a link out": ("n.ipynb", lambda: notebook("![x](../../x.jpg)"), "links to '../../x.jpg', outside its folder"),
    "a link to nothing": ("n.ipynb", lambda: notebook("![x](x.jpg)"), "x.jpg: No such file or directory"),
    "two of one name": (
        "n.ipynb",
        lambda: notebook(("![a](attachment:x) ![a](attachment:x)", {"x": attached(sheets()[FIRST])})),
        "has two pictures named 'a'",
    ),
    "truncated": ("x.jpg", lambda: sheets()[FIRST][:20_000], "x is damaged or truncated"),
    "a truncated PNG": ("x.png", lambda: png_with_text(opened(sheets()[FIRST]))[:9_000], "x is damaged or truncated"),
    "a bomb": ("x.png", bomb, "at most 64 million are read"),
    "animated": ("x.gif", animated, "x is animated; a sheet is one still picture"),
    "SVG": ("x.svg", lambda: SVG, "x is an SVG, which is code"),
    "SVG as PNG": ("x.png", lambda: SVG, "x is an SVG, which is code"),
    "empty": ("x.jpg", lambda: b"", "x is empty: it has 0 bytes"),
    "no picture": ("x.jpg", lambda: b"only words", "x is no picture that can be read"),
    "too large": ("x.jpg", lambda: b"\0" * 50_000_001, "has over 50 MB; a sheet or a notebook has less"),
}


BAD |= {
    "nested too deeply": ("n.ipynb", lambda: b"[" * 200_000, "is no notebook"),
    "cells of another kind": ("n.ipynb", lambda: b'{"cells": [1]}', "is no notebook: it has no list of cells"),
    "source of another kind": (
        "n.ipynb",
        lambda: b'{"cells": [{"cell_type": "markdown", "source": [1]}]}',
        "is no notebook: it has no list of cells",
    ),
    "attachments of another kind": (
        "n.ipynb",
        lambda: b'{"cells": [{"cell_type": "markdown", "source": "![a](attachment:x)", "attachments": [1]}]}',
        "is no notebook: it has no list of cells",
    ),
    "an attachment of another kind": (
        "n.ipynb",
        lambda: notebook(("![a](attachment:x)", {"x": {"image/png": 3}})),
        "its attachment 'x' is no base64 text",
    ),
    "letters that base64 has not": (
        "n.ipynb",
        lambda: notebook(("![a](attachment:x)", {"x": {"image/png": "łąka"}})),
        "has a picture in bad base64",
    ),
    "a null byte": ("n.ipynb", lambda: notebook("![a](b%00.jpg)"), "outside its folder"),
    "too many": (
        "n.ipynb",
        lambda: notebook(("![](attachment:x) " * 41, {"x": attached(b"x")})),
        "has over 40 pictures",
    ),
    "many of one": (
        "n.ipynb",
        lambda: notebook((" ".join(f"![{at}](attachment:x)" for at in range(30)), {"x": attached(b"x" * 4_000_000)})),
        "over 100 MB of them",
    ),
    "comments without an end": ("x.png", lambda: b"<?xml " + b"<!---->" * 28, "x is no picture that can be read"),
    "very narrow": ("x.png", lambda: png_with_text(Image.new("RGB", (3, 3000))), "a sheet is not so narrow"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_source_is_refused_in_one_line(
    case: str, tmp_path: Path, former: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path.name: path.read_bytes() for path in former.iterdir()}
    name, make, says = BAD[case]
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / name).write_bytes(make())
    refused(tmp_path / "bad" / name, former, says, capsys)
    assert {path.name: path.read_bytes() for path in former.iterdir()} == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad", "out"], "nothing is left behind"


def refused(source: str | Path, out: Path, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert bring(source, out) == 1
    said = capsys.readouterr()
    refusals = [line for line in said.err.splitlines() if line.startswith("not imported: ")]
    assert len(refusals) == 1 and says in refusals[0] and said.err.endswith(refusals[0] + "\n") and said.out == ""


@pytest.mark.parametrize("source", ["missing.ipynb", "missing.jpg", "missing"])
def test_no_such_file(source: str, tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refused(tmp_path / source, out, f"{source}: No such file or directory; name a notebook", capsys)


def test_two_files_of_one_name(tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for suffix in ("jpg", "jpeg"):
        (tmp_path / f"a.{suffix}").write_bytes(sheets()[FIRST])
    refused(tmp_path, out, "has two pictures named 'a'", capsys)


def test_a_folder_without_pictures(tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refused(tmp_path, out, "has no pictures", capsys)


def test_what_finder_leaves_is_no_other_file(tmp_path: Path, former: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(jpeg(opened(sheets()[FIRST]).resize((300, 212))))
    (former / ".DS_Store").write_bytes(b"Bud1")
    assert bring(tmp_path / "a.jpg", former) == 0
    assert [each.name for each in listed(former)] == ["a"]


def test_a_list_among_other_files_does_not_make_a_folder_ours(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out.mkdir()
    (out / "thesis.txt").write_text("years")
    for content in ("[]", '{"x": 1}'):
        (out / LIST).write_text(content)
        refused(folder(tmp_path / "sheets"), out, "holds something else than imported sheets", capsys)
    assert (out / "thesis.txt").read_text() == "years"


def test_what_is_no_ordinary_file(tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    for at, (target, says) in enumerate(
        ((Path("/dev/zero"), "leads out of the folder"), (tmp_path / "x.png", "leads out of"))
    ):
        link = tmp_path / f"in/{at}.png"
        link.symlink_to(target)
        refused(tmp_path / "in", out, says, capsys)
        link.unlink()
    os.mkfifo(tmp_path / "in/pipe.png")
    refused(tmp_path / "in", out, "is no file", capsys)


def test_images_are_found_as_jupyter_finds_them(tmp_path: Path, out: Path) -> None:
    small = jpeg(opened(sheets()[FIRST]).resize((300, 212)))
    for name in ("x(1).jpg", "b c.jpg", "z.jpg"):
        (tmp_path / name).write_bytes(small)
    text = (
        "![one](x(1).jpg) ![two [sparse]](<b c.jpg> 'a') <img src=z.jpg alt=three>\n\n`![no](no.jpg)`\n\n"
        "![four][1]\n\n> - ![five](z.jpg)\n\n[1]: z.jpg\n"
    )
    (tmp_path / "n.ipynb").write_bytes(notebook(text))
    assert bring(tmp_path / "n.ipynb", out) == 0
    assert [each.name for each in listed(out)] == ["one", "two-sparse", "three", "four", "five"]


@pytest.mark.parametrize("text", ["![" * 20_000, "<img " * 10_000, "![](x" * 20_000, "<img " + "a" * 50_000])
def test_text_that_is_hard_to_read_takes_no_time(
    text: str, tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "n.ipynb").write_bytes(notebook(text))
    started = time.perf_counter()
    refused(tmp_path / "n.ipynb", out, "has no pictures", capsys)
    assert time.perf_counter() - started < 10


def test_thin_lines_of_a_large_scan_stay(tmp_path: Path, out: Path) -> None:
    scan = Image.new("1", (5200, 2000), 1)
    draw = ImageDraw.Draw(scan)
    for y in range(100, 1900, 100):
        draw.line((300, y, 4900, y), fill=0, width=3)
    scan.save(tmp_path / "scan.png")
    assert bring(tmp_path / "scan.png", out) == 0
    column = np.asarray(decoded(out).convert("L"), int)[:, 900]
    assert (np.diff((column < 200).astype(int)) == 1).sum() == 18


def test_a_broken_colour_profile_is_left_out(tmp_path: Path, out: Path) -> None:
    drawing = opened(sheets()[FIRST])
    (tmp_path / "a.jpg").write_bytes(jpeg(drawing, icc_profile=b"no profile"))
    assert bring(tmp_path / "a.jpg", out) == 0
    assert difference(decoded(out), drawing) < 1.5


def test_another_folder_is_not_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = folder(tmp_path / "sheets")
    refused(source, source, "holds something else than imported sheets", capsys)
    assert sorted(path.stem for path in source.iterdir()) == sorted(NAMES)


class _Host(http.server.BaseHTTPRequestHandler):
    """A host with the notebook, and with everything that a host can do wrong."""

    def do_GET(self) -> None:
        data = {
            "/n.ipynb": authors_notebook(),
            "/linked.ipynb": notebook("![one](pictures/one.jpg)", "![b](https://other.example/b.svg)"),
            "/pictures/one.jpg": sheets()[FIRST],
        }.get(self.path)
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to/"))
            self.end_headers()
        elif self.path == "/stalls.jpg":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"a few bytes")
            self.wfile.flush()
            time.sleep(2)
        elif self.path == "/drips.jpg":
            self.send_response(200)
            self.end_headers()
            for _ in range(30):
                self.wfile.write(b".")
                self.wfile.flush()
                time.sleep(0.1)
        elif self.path == "/odd.jpg":
            self.send_response(200)
            self.send_header("Content-Length", "2, 2")
            self.end_headers()
        elif self.path == "/large.jpg":
            self.send_response(200)
            self.send_header("Content-Length", "60000000")
            self.end_headers()
        elif data is None:
            self.send_error(404)
        else:
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Serve over https on loopback, with a certificate authority of its own."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "authority.pem"))
    monkeypatch.setenv("NO_PROXY", "localhost")
    monkeypatch.setattr(download, "SILENT", 0.5)
    monkeypatch.setattr(download, "WHOLE", 1.0)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Host) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"https://localhost:{server.server_port}"
        server.shutdown()


def test_a_notebook_over_https(host: str, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bring(f"{host}/n.ipynb", out) == 0
    assert len(listed(out)) == 3
    assert re.search(r"^\d\.\d of \d\.\d MB$", capsys.readouterr().err, re.MULTILINE), "progress"


@pytest.mark.parametrize(("path", "names"), [("/linked.ipynb", ["one"]), ("/to//pictures/one.jpg", ["one"])])
def test_linked_files_and_redirects_within_the_host(host: str, path: str, names: list[str], out: Path) -> None:
    assert bring(host + path, out) == 0
    assert [each.name for each in listed(out)] == names


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/gone.ipynb", "answers 404 Not Found"),
        ("/to/https://other.example/x.ipynb", "redirects elsewhere, to https://other.example/x.ipynb"),
        ("/to/http://localhost/x.ipynb", "redirects elsewhere, to http://localhost/x.ipynb"),
        ("/to//to//to//to//n.ipynb", "redirects 3 times"),
        ("/to/https://[bad", "redirects elsewhere"),
        ("/odd.jpg", "/odd.jpg cannot be read"),
        ("/stalls.jpg", "stalled: nothing came for 0.5 s"),
        ("/drips.jpg", "stalled: not complete after 1 s"),
        ("/large.jpg", "has over 50 MB"),
    ],
)
def test_a_bad_host(host: str, path: str, says: str, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refused(host + path, out, says, capsys)


def test_a_host_that_is_not_trusted(
    host: str, out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    refused(f"{host}/n.ipynb", out, "its certificate is not trusted", capsys)


@pytest.mark.parametrize("source", ["http://localhost/n.ipynb", "ftp://localhost/n.ipynb", "file:///n.ipynb"])
def test_not_https(source: str, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refused(source, out, "is not https", capsys)


def test_no_network(out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """One try, one line of warning, and `make site` goes on; with sheets there already, no try."""
    monkeypatch.setattr("tconv.pages.addresses.author_notebook", lambda: "https://127.0.0.1:1/n.ipynb")
    assert import_scans.main(["--try", "--out", str(out)]) == 0
    said = capsys.readouterr().err.splitlines()
    assert [line for line in said if line.startswith("warning: ")] == said[1:] and len(said) == 2
    assert "the pages show transcripts instead" in said[1] and "127.0.0.1 cannot be reached" in said[1]
    assert not out.exists()
    out.mkdir()
    (out / LIST).write_text("[]")
    assert import_scans.main(["--try", "--out", str(out)]) == 0 and capsys.readouterr().err == ""


def test_make_tries_before_it_builds_and_serves() -> None:
    makefile = (ROOT / "Makefile").read_text()
    for target, then in (("serve", "serve.py --port"), ("site", "build_site.py")):
        rule = re.search(rf"^{target}:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)
        assert rule and re.findall(r"scripts/(\S+ --\w+|\S+)", rule[1]) == ["import_scans.py --try", then]


def test_what_an_import_costs(tmp_path: Path, out: Path) -> None:
    seconds, _ = measured(folder(tmp_path / "sheets"), "--out", out)
    assert seconds <= 6
    (tmp_path / "photo.jpg").write_bytes(jpeg(photo(opened(sheets()[FIRST]))))
    seconds, megabytes = measured(tmp_path / "photo.jpg", "--out", out)
    assert seconds <= 5 and megabytes <= 600
