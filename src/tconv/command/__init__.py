"""The command `tconv`: one file a subcommand."""

from tconv.command.figure import main

__all__ = ["main"]
