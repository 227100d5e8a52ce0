"""What the benchmarks ran on, and how long other programs take."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path


def hardware() -> str:
    """Processor, cores, memory, load and versions, in one line."""
    model = "unknown processor"
    info = Path("/proc/cpuinfo")
    if info.is_file():
        names = [
            line.split(":", 1)[1].strip()
            for line in info.read_text().splitlines()
            if line.startswith("model name")
        ]
        model = names[0] if names else model
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    load = os.getloadavg()[0]
    return (
        f"{model}, {os.cpu_count()} cores, {pages:.0f} GiB, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, load average at the start {load:.1f}"
    )


@dataclass(frozen=True)
class Run:
    """Wall-clock seconds and peak memory of a program."""

    seconds: float
    peak_mib: float


def launched(command: list[str], measured: str = os.devnull) -> list[str]:
    """The command started from a small process, so that its peak memory is its own (launcher.py)."""
    return [sys.executable, "-S", str(Path(__file__).with_name("launcher.py")), measured, *command]


def measure(command: list[str], cwd: Path) -> Run | None:
    """Runs a program; None when it fails or is not there. Peak memory: its own largest resident set."""
    if shutil.which(command[0]) is None and not Path(command[0]).is_file():
        return None
    with tempfile.TemporaryDirectory() as folder:
        measured = Path(folder) / "measured"
        done = subprocess.run(
            launched(command, str(measured)),
            cwd=cwd,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        if done.returncode != 0:
            return None
        seconds, peak = measured.read_text().split()
    return Run(float(seconds), float(peak))


def import_seconds(repeats: int = 5) -> float:
    """Fastest of several `import dubao` in a new interpreter, without the interpreter's own start."""
    code = "import time; t = time.perf_counter(); import dubao; print(time.perf_counter() - t)"
    times = [
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
        for _ in range(repeats)
    ]
    return min(times)
