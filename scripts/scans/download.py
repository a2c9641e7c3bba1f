"""Download a file over https, within a size and a time, from the host that was named."""

import time
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import requests

from scans import SourceError

LARGEST = 50_000_000
"""Bytes that a file may have."""

CONNECT, SILENT, WHOLE = 5.0, 10.0, 120.0
"""Seconds to connect, without a byte, and in all."""

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


def download(address: str, tell: Callable[[str], None]) -> bytes:
    """Fetch a file, and tell how far it is.

    Raises
    ------
    SourceError
        If the address is not https, another host would answer, the answer is no success, too large or too slow.
    """
    asked = raw(address)
    end = time.monotonic() + WHOLE
    for _ in range(_REDIRECTS):
        if urlsplit(asked).scheme != "https":
            raise SourceError(f"{asked} is not https; only https addresses and files are read")
        try:
            with requests.get(asked, stream=True, timeout=(CONNECT, SILENT), allow_redirects=False) as answer:
                if not answer.is_redirect:
                    return _read(answer, end, tell)
                target = urljoin(asked, answer.headers["Location"])
        except requests.exceptions.SSLError as error:
            raise SourceError(f"{asked}: its certificate is not trusted ({_reason(error)})") from None
        except requests.exceptions.ConnectTimeout:
            raise SourceError(f"{urlsplit(asked).hostname} cannot be reached: no answer for {CONNECT:g} s") from None
        except requests.exceptions.ReadTimeout:
            raise SourceError(_stalled(asked)) from None
        except requests.exceptions.ChunkedEncodingError:
            raise SourceError(f"{asked} broke off; try again later") from None
        except requests.exceptions.ConnectionError as error:
            if "Read timed out" in str(error):  # within the body requests has no exception of its own for it
                raise SourceError(_stalled(asked)) from None
            raise SourceError(f"{urlsplit(asked).hostname} cannot be reached ({_reason(error)})") from None
        except requests.exceptions.RequestException as error:
            raise SourceError(f"{urlsplit(asked).hostname} cannot be reached ({_reason(error)})") from None
        if urlsplit(target)[:2] != urlsplit(asked)[:2]:
            raise SourceError(f"{asked} redirects elsewhere, to {target}; name that address if it is the right one")
        asked = target
    raise SourceError(f"{address} redirects {_REDIRECTS} times; name the address of the file itself")


def _read(answer: requests.Response, end: float, tell: Callable[[str], None]) -> bytes:
    if answer.status_code != requests.codes.ok:
        raise SourceError(f"{answer.url} answers {answer.status_code} {answer.reason}")
    whole = int(answer.headers.get("Content-Length", 0))
    data = bytearray()
    if whole > LARGEST:
        raise SourceError(_too_large(answer.url))
    for chunk in answer.iter_content(1 << 18):
        data += chunk
        if len(data) > LARGEST:
            raise SourceError(_too_large(answer.url))
        if time.monotonic() > end:
            raise SourceError(f"{answer.url} stalled: not complete after {WHOLE:g} s; try again later")
        tell(f"{len(data) / 1e6:.1f}{f' of {whole / 1e6:.1f}' if whole else ''} MB")
    return bytes(data)


def _too_large(address: str) -> str:
    return f"{address} has over {LARGEST // 10**6} MB; a sheet or a notebook has less"


def _stalled(address: str) -> str:
    return f"{address} stalled: nothing came for {SILENT:g} s; try again later"


def _reason(error: requests.exceptions.RequestException) -> str:
    """Find the short reason inside the nested errors of the network."""
    inner: BaseException = error
    while inner.args and isinstance(inner.args[0], BaseException):
        inner = inner.args[0]
    inner = getattr(inner, "reason", None) or inner
    inner = inner if isinstance(inner, BaseException) else error
    return str(inner.args[-1] if inner.args else inner).rpartition(": ")[2]
