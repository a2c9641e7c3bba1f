"""Write every figure as an SVG file of its own: DIR/EXAMPLE/VIEW.svg, all of them or none."""

import sys
import time
from pathlib import Path

from tconv import whole
from tconv.command_line import Parser, complain
from tconv.example import ExampleError
from tconv.examples import EXAMPLES, find
from tconv.output.standalone import standalone
from tconv.views import VIEWS, layout, trace


def main() -> int:
    parser = Parser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--only", metavar="EXAMPLE", help="the figures of one example alone")
    arguments = parser.parse_args()
    started, count = time.perf_counter(), 0
    try:
        chosen = [find(arguments.only)] if arguments.only else list(EXAMPLES.values())
        with whole.folder(arguments.out, keep=True) as new:
            for example in chosen:
                (new / example.name).mkdir(exist_ok=True)
                for view in VIEWS[example.operation]:
                    drawing = standalone(layout(trace(example, view)))
                    whole.write_file(new / example.name / f"{view}.svg", drawing.encode())
                    count += 1
    except ExampleError as error:
        return complain(str(error))
    except OSError as error:
        return complain(f"cannot write to {arguments.out}: {error.strerror}")
    print(f"{count} figures in {arguments.out}, {time.perf_counter() - started:.2f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
