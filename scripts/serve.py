"""Show the site at 127.0.0.1, built anew after each edit of a page, an example or a source file."""

import os
import socket
import subprocess
import sys

from tconv.command_line import Parser, complain
from tconv.pages.addresses import ROOT


def main() -> int:
    parser = Parser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    port = parser.parse_args().port
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            return complain(f"cannot serve at port {port}: {error}; choose another, as in: make serve PORT=8001")
    try:
        address = f"127.0.0.1:{port}"
        # Without bytecode files: writing them into src/, which is watched, would build the site a second time.
        environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", address]
        return subprocess.call(command, cwd=ROOT, env=environment)
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
