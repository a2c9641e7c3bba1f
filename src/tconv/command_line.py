"""Read a command line, and say what is wrong with it in one line: for `tconv` and for the scripts of the project."""

import re
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import NoReturn

from tconv.words.complaint import one_line


class Parser(ArgumentParser):
    """Says what is wrong in one line, and ends with status 2, where argparse prints its usage too."""

    def parse_known_args(  # type: ignore[override]  # which has a type for each kind of namespace
        self, args: Sequence[str] | None = None, namespace: Namespace | None = None
    ) -> tuple[Namespace, list[str]]:
        """Refuse `--out=--` first: argparse drops a value of two minuses, and hands on an empty list."""
        args = sys.argv[1:] if args is None else args
        for word in args:
            if re.fullmatch(r"--[^=]+=--|-\w=?--", word):
                self.error(f"{word.removesuffix('--').removesuffix('=')} needs a value, got '--'")
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        """End, and name the help, which says what would be right."""
        sys.exit(complain(f"{self.prog}: {message}; see {self.prog} --help", 2))


def complain(message: str, status: int = 1) -> int:
    """Print what is wrong in one line, and return the status to end with."""
    print(one_line(message), file=sys.stderr)
    return status
