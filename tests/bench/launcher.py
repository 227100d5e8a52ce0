"""Starts a program from a small process and writes its seconds and peak memory to a file.

Usage: python -S launcher.py FILE COMMAND …

Linux counts the memory of the process that starts a program as that program's own peak. The benchmarks hold whole competition sets, so
they start what they measure from here. FILE gets wall-clock seconds and peak MiB, one line; the exit code is the program's.
"""

import resource
import subprocess
import sys
import time
from pathlib import Path

started = time.perf_counter()
code = subprocess.run(sys.argv[2:], check=False).returncode
seconds = time.perf_counter() - started
with Path(sys.argv[1]).open("w") as file:
    print(seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, file=file)
sys.exit(code)
