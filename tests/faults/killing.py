"""Run a command of this project over and over in one process, and kill it at a chosen moment.

Run as a script, it imports a module, then forks for each line that it reads: the child runs the module's main and dies
as the line says, without a chance to clean up. The parent prints how the child ended.
"""

import importlib
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[2]

TOUCHING = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "os.chmod", "os.utime", "ctypes.dlsym"}
"""Events of Python that come just before a change of the file system, beside opening a file to write it.

The exchange of two names is a call of the system's library, and so the look-up of its function.
"""


def contents(folder: Path) -> dict[str, bytes]:
    """Read every file below a folder, hidden ones too."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class Mortal:
    """A command that can be run to a chosen end; each method returns True if the command was killed."""

    def __init__(self, asking: IO[str], answering: IO[str]) -> None:
        self._asking, self._answering = asking, answering

    def at_event(self, number: int) -> bool:
        """Kill it just before it touches the file system for the time of that number, from 1."""
        return self._run(f"event {number}")

    def after_bytes(self, size: int) -> bool:
        """Kill it in the middle of writing a file, when that many bytes are written."""
        return self._run(f"bytes {size}")

    def after_seconds(self, seconds: float) -> bool:
        return self._run(f"seconds {seconds}")

    def unharmed(self) -> bool:
        return self._run("never 0")

    def _run(self, line: str) -> bool:
        print(line, file=self._asking, flush=True)
        answer = int(self._answering.readline())
        assert answer <= 0, f"the command ended with exit status {answer}"
        return answer < 0


@contextmanager
def mortal(module: str, *words: str | Path, swapping: bool = True) -> Iterator[Mortal]:
    """Prepare a command; without `swapping`, on a system that cannot exchange two names in one step."""
    paths = os.pathsep.join(map(str, (ROOT / "src", ROOT / "scripts", ROOT / "tests")))
    with subprocess.Popen(
        [sys.executable, __file__, module, str(int(swapping)), *map(str, words)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": paths, "OPENBLAS_NUM_THREADS": "1"},
    ) as process:
        assert process.stdin and process.stdout
        yield Mortal(process.stdin, process.stdout)
        process.stdin.close()


def serve(module: str, swapping: str, *words: str) -> None:
    main = importlib.import_module(module).main
    if swapping == "0":
        from tconv import whole

        whole._swapped = lambda one, other: False
    for line in sys.stdin:
        child = os.fork()
        if not child:
            sys.argv = [module, *words]
            silence = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silence, 1)
            os.dup2(silence, 2)
            die(*line.split())
            os._exit(main())
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def die(how: str, when: str) -> None:
    """Arrange this process's end."""
    if how == "event":
        left = int(when)

        def watch(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal left
            if event in TOUCHING or event == "open" and isinstance(arguments[2], int) and arguments[2] & os.O_CREAT:
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(watch)
    elif how == "bytes":
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(when), int(when)))
    elif how == "seconds":
        signal.setitimer(signal.ITIMER_REAL, float(when))


if __name__ == "__main__":
    serve(*sys.argv[1:])
