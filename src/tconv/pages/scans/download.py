"""Download files over https, within a size and a time, from the host that was named."""

import threading
import time
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import requests

from tconv.pages.scans import SourceError

LARGEST = 50_000_000
"""Bytes that a file may have."""

CONNECT, SILENT, WHOLE = 5.0, 10.0, 120.0
"""Seconds to connect, without a byte, and for all files of a source."""

_REDIRECTS = 3


def raw(address: str) -> str:
    """Turn the address of a file's page on GitHub into that of the file.

    >>> raw("https://github.com/someone/lessons/blob/main/a/b.ipynb")
    'https://raw.githubusercontent.com/someone/lessons/main/a/b.ipynb'
    >>> raw("https://example.org/blob/x.ipynb")
    'https://example.org/blob/x.ipynb'
    """
    parts = urlsplit(address)
    path = parts.path.split("/")
    if parts.hostname == "github.com" and len(path) > 5 and path[3] in ("blob", "raw"):
        return f"https://raw.githubusercontent.com/{'/'.join([*path[1:3], *path[4:]])}"
    return address


class Downloads:
    """The files of one source, which share one span of time."""

    def __init__(self, report: Callable[[str], None]) -> None:
        self.report = report
        self.end = time.monotonic() + WHOLE

    def get(self, address: str) -> bytes:
        """Fetch a file, and report how much of it has come.

        The work is done by a thread that is left alone when the time is up: a host that sends a byte now and
        then, even in a header, keeps no one waiting.

        Raises
        ------
        SourceError
            If the address is not https, another host would answer, the answer is no success, too large or too slow.
        """
        done: list[bytes | SourceError] = []

        def work() -> None:
            try:
                done.append(self._fetched(address))
            except SourceError as error:
                done.append(error)
            except (ValueError, OSError) as error:  # the host named no address, or no number
                done.append(SourceError(f"{address} cannot be read ({error})"))

        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        thread.join(max(0.0, self.end - time.monotonic()))
        if not done:
            raise SourceError(f"{address} stalled: not complete after {WHOLE:g} s; try again later")
        if isinstance(done[0], SourceError):
            raise done[0]
        return done[0]

    def _fetched(self, address: str) -> bytes:
        asked = raw(address)
        for _ in range(_REDIRECTS):
            if urlsplit(asked).scheme != "https":
                raise SourceError(f"{asked} is not https; only https addresses and files are read")
            try:
                with requests.get(asked, stream=True, timeout=(CONNECT, SILENT), allow_redirects=False) as answer:
                    if not answer.is_redirect:
                        return self._read(answer)
                    target = urljoin(asked, answer.headers["Location"])
            except requests.exceptions.RequestException as error:
                raise SourceError(_reason(asked, error)) from None
            if urlsplit(target)[:2] != urlsplit(asked)[:2]:
                raise SourceError(f"{asked} redirects elsewhere, to {target}; name that address if it is the right one")
            asked = target
        raise SourceError(f"{address} redirects {_REDIRECTS} times; name the address of the file itself")

    def _read(self, answer: requests.Response) -> bytes:
        if answer.status_code != requests.codes.ok:
            raise SourceError(f"{answer.url} answers {answer.status_code} {answer.reason}")
        whole = int(answer.headers.get("Content-Length", 0))
        data = bytearray()
        for chunk in [b""] if whole > LARGEST else answer.iter_content(1 << 16):
            data += chunk
            if max(whole, len(data)) > LARGEST:
                raise SourceError(f"{answer.url} has over {LARGEST // 10**6} MB; a sheet or a notebook has less")
            self.report(f"{len(data) / 1e6:.1f}{f' of {whole / 1e6:.1f}' if whole else ''} MB")
        return bytes(data)


def _reason(asked: str, error: requests.exceptions.RequestException) -> str:
    """Say in a line why nothing came."""
    host = urlsplit(asked).hostname
    if isinstance(error, requests.exceptions.SSLError):
        return f"{asked}: its certificate is not trusted ({_innermost(error)})"
    if isinstance(error, requests.exceptions.ConnectTimeout):
        return f"{host} cannot be reached: no answer for {CONNECT:g} s"
    # Within the body, requests has no exception of its own for a time that is up.
    if isinstance(error, requests.exceptions.ReadTimeout) or "Read timed out" in str(error):
        return f"{asked} stalled: nothing came for {SILENT:g} s; try again later"
    if isinstance(error, requests.exceptions.ChunkedEncodingError):
        return f"{asked} broke off; try again later"
    return f"{host} cannot be reached ({_innermost(error)})"


def _innermost(error: requests.exceptions.RequestException) -> str:
    """Find the short reason inside the nested errors of the network."""
    inner: BaseException = error
    while inner.args and isinstance(inner.args[0], BaseException):
        inner = inner.args[0]
    reason = getattr(inner, "reason", None)
    inner = reason if isinstance(reason, BaseException) else inner
    return str(inner.args[-1] if inner.args else inner).rpartition(": ")[2]
