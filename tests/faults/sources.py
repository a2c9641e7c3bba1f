"""Make sources of an import that nobody means well by: notebooks, pictures, folders and addresses.

As a script, it imports those that it reads the words of, a line of JSON for each call, and prints how each ended. Each
call is a fork: a process with its own time and memory, which need not load Python and the libraries anew.
"""

import io
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image

BROKEN_MARKDOWN = [
    "<div>\n<![foo bar]>\n</div>",
    "<div>\n<![CDATA[\n</div>",
    "<!doctype [<!x",
    "![](data:image/png;base64,held:9)",
    "![a](data:image/png;base64,%)",
    "![](" * 9000,
    "<img " * 9000,
    "> " * 9000,
    "- " * 9000,
    "[" * 60_000,
    "*a " * 60_000,
    "**a" * 60_000,
    "`" * 60_000,
    "![\x1b[31m](x\ny.png)",
    "![a](%00.png)",
    "![a](\ud800.png)",
    "![a](loop.png)",
    "![a](loop/x.png)",
    "![a](" + "x" * 60_000 + ".png)",
    "![a](attachment:" + "x" * 60_000 + ")",
    "x" * 400_000,
]
"""Text of a cell that a parser stumbles over, or takes long for, or that leads nowhere."""

PASSWORD = "s3cret"

ADDRESSES = [
    f"http://me:{PASSWORD}@localhost/n.ipynb",
    f"https://me:{PASSWORD}@127.0.0.1:1/n.ipynb",
    f"https://me:{PASSWORD}@[bad/n.ipynb",
    f"https://me:{PASSWORD} @ x@127.0.0.1:1/\x1b[31m.png",
    f"ftp://{PASSWORD}@x",
    "://",
    "https://",
    "https://\0",
    "https://127.0.0.1:99999/n.ipynb",
]


def notebook(*cells: str, attachments: Any = None) -> bytes:
    made = [{"cell_type": "markdown", "source": text, "attachments": attachments or {}} for text in cells]
    return json.dumps({"cells": made}).encode()


def packed(kind: str, **options: Any) -> bytes:
    data = io.BytesIO()
    Image.effect_noise((60, 40), 50).convert("RGB").save(data, kind, **options)
    return data.getvalue()


PICTURES: dict[str, Callable[[], bytes]] = {
    "tif": lambda: packed("TIFF", compression="tiff_lzw"),
    "jpg": lambda: packed("JPEG", exif=b"Exif\0\0II*\0\x08\0\0\0\x05\0aaaaaaaa"),
    "png": lambda: packed("PNG"),
    "webp": lambda: packed("WEBP"),
    "gif": lambda: packed("GIF"),
}


def write_source(draw: random.Random, folder: Path) -> str:
    """Write a random hostile source into a folder; return what to name it on the command line."""
    kind = draw.random()
    if kind < 0.1:
        return draw.choice(ADDRESSES)
    if kind < 0.2:
        return draw.choice([str(folder / name) for name in ("none", "\0", "\ud800", "x" * 5000, "\x1b[2J\n", "loop")])
    (folder / "loop.png").symlink_to("loop.png")
    (folder / "loop").symlink_to("loop")
    if kind < 0.5:
        (folder / "n.ipynb").write_bytes(_notebook(draw))
        return str(folder / "n.ipynb")
    if kind < 0.55:
        os.mkfifo(folder / "pipe.png")
        return str(folder / draw.choice(["pipe.png", "loop.png", "loop"]))
    if kind < 0.6:
        return str(folder)
    name = f"a.{draw.choice(list(PICTURES))}"
    (folder / name).write_bytes(_damaged(draw, PICTURES[name[2:]]()))
    return str(folder / name)


def _notebook(draw: random.Random) -> bytes:
    kind = draw.random()
    if kind < 0.5:
        return notebook(*draw.choices(BROKEN_MARKDOWN, k=draw.choice([1, 1, 3])))
    if kind < 0.6:
        return draw.choice(
            [b"[" * 40_000_000, b'{"cells":[' + b"[]," * 10_000_000, b"\xff", b"{}", b"", b'"\\ud800"', b"9" * 10**6]
        )
    odd: list[Any] = [None, 1, True, "x", [], {}, [None], {"x": 1}, "\ud800", 1e999, {"a": {"b": ["c", 1]}}]
    cell = {
        "cell_type": "markdown",
        "source": draw.choice(["![a](attachment:a)", *odd]),
        "attachments": draw.choice([*odd, {"a": draw.choice(odd)}, {"a": {"image/png": draw.choice(odd)}}]),
    }
    return _damaged(draw, json.dumps({"cells": draw.choice([[cell], cell, [cell, draw.choice(odd)]])}).encode())


def _damaged(draw: random.Random, data: bytes) -> bytes:
    """Change a few bytes, or none, or cut the end off."""
    broken = bytearray(data)
    for _ in range(draw.choice([0, 1, 3, 9])):
        broken[draw.randrange(len(broken))] = draw.randrange(256)
    return bytes(broken[: draw.choice([None, None, draw.randrange(len(broken))])])


def ended(words: list[str]) -> dict[str, Any]:
    """Import a source in a fork of this process, and return how that ended; its time counts from this one's start."""
    import import_scans
    from hostile import peak

    before = time.process_time()
    with tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as measured:
        child = os.fork()
        if not child:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            os.dup2(said.fileno(), 2)
            signal.alarm(60)
            try:
                sys.exit(import_scans.main(words))
            finally:
                measured.write(f"{before + time.process_time()} {peak()}")
                measured.flush()
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        said.seek(0)
        measured.seek(0)
        seconds, megabytes = (measured.read() or "inf inf").split()
        return {"status": status, "said": said.read(), "seconds": float(seconds), "megabytes": float(megabytes)}


if __name__ == "__main__":
    for line in sys.stdin.read().splitlines():
        print(json.dumps(ended(json.loads(line))), flush=True)
