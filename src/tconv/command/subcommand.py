"""One subcommand of `tconv`: its words on the command line, and the function that runs it."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass


class CommandError(Exception):
    """One line for the person at the terminal: what is wrong, and what would be right."""


@dataclass(frozen=True)
class Subcommand:
    """A subcommand as `tconv --help` lists it.

    `run` gets the parsed options; it raises CommandError or OSError where it cannot do what they ask. `signed` names
    the options whose value may start with a minus, which argparse would take for another option.
    """

    name: str
    help: str
    description: str
    examples: str
    add_arguments: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], None]
    signed: frozenset[str] = frozenset()
