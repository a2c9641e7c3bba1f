"""Write every figure as an SVG file of its own: DIR/EXAMPLE/VIEW.svg."""

import argparse
import sys
import time
from pathlib import Path

from tconv.example import ExampleError
from tconv.examples import EXAMPLES, find
from tconv.output.standalone import standalone
from tconv.views import VIEWS, layout, trace


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--only", metavar="EXAMPLE", help="the figures of one example alone")
    arguments = parser.parse_args()
    started = time.perf_counter()
    try:
        chosen = [find(arguments.only)] if arguments.only else list(EXAMPLES.values())
        drawings = {
            arguments.out / example.name / f"{view}.svg": standalone(layout(trace(example, view)))
            for example in chosen
            for view in VIEWS[example.operation]
        }
        for path, drawing in drawings.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(drawing, "utf-8")
    except (ExampleError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{len(drawings)} figures in {arguments.out}, {time.perf_counter() - started:.2f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
