"""The command `tconv`: one file a subcommand; a new one is a file here and its entry in SUBCOMMANDS."""

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterator

from tconv.command.figure import FIGURE
from tconv.command.subcommand import CommandError, Subcommand

SUBCOMMANDS: tuple[Subcommand, ...] = (FIGURE,)


def main(words: list[str] | None = None) -> int:
    """Read the command line and run its subcommand; one line and exit status 2 for what is wrong."""
    options = _parser().parse_args(list(_signed_values_joined(sys.argv[1:] if words is None else words)))
    try:
        options.run(options)
    except CommandError as error:
        return _complain(str(error))
    except OSError as error:
        return _complain(f"{error.filename}: {error.strerror}")
    return 0


def _parser() -> ArgumentParser:
    """Build the parser of all subcommands."""
    parser = ArgumentParser(prog="tconv", description="Transposed convolution, one number at a time.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for each in SUBCOMMANDS:
        own = commands.add_parser(
            each.name,
            help=each.help,
            description=each.description,
            epilog=each.examples,
            formatter_class=RawDescriptionHelpFormatter,
        )
        each.add_arguments(own)
        own.set_defaults(run=each.run)
    return parser


def _signed_values_joined(words: list[str]) -> Iterator[str]:
    """Join `--kernel -1;2` to `--kernel=-1;2`, since argparse takes a value that starts with a minus for an option."""
    signed = {option for each in SUBCOMMANDS for option in each.signed}
    rest = iter(words)
    for word in rest:
        yield f"{word}={next(rest, '')}" if word in signed else word


def _complain(message: str) -> int:
    print(f"tconv: {message}", file=sys.stderr)
    return 2
