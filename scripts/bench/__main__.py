"""Print every number that the project promises beside its bound."""

import os
import sys

import numpy as np

from bench import ROUNDS, figure, operation, processor, serve, sheets, site


def main() -> int:
    if os.environ.get("OPENBLAS_NUM_THREADS") != "1":
        print("numpy would use more than one thread; set OPENBLAS_NUM_THREADS=1, as make bench does", file=sys.stderr)
        return 1
    print(f"numpy {np.__version__}, one thread of {processor()}")
    print(f"times are medians, of {ROUNDS} rounds in turns where two are compared")
    for part in (operation, figure, sheets, site, serve):
        for measure in part.measures():
            print(measure, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
