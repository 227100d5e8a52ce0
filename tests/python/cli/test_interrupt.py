"""Ctrl-C and a request to terminate end cleanly: exit code 130, a message, nothing half-written."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("typer")

# Stands for a long report: it is in the middle of writing when the signal comes.
PROGRAM = """
import sys, time
import dubao.report
from dubao.cli import main
from dubao.data.output import atomic_output

def build(config, *, out, languages, formats):
    with atomic_output(out, folder=True) as folder:
        (folder / "half.html").write_text("half")
        print("writing", flush=True)
        time.sleep(60)

dubao.report.build = build
sys.exit(main(["report", "a.toml", "--out", sys.argv[1]]))
"""
# Seconds until the process is taken for hanging.
PATIENCE = 60


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_report_leaves_nothing_half_written(tmp_path: Path, stop: signal.Signals) -> None:
    out = tmp_path / "deep" / "report"
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(out)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "writing\n"
        process.send_signal(stop)
        _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert "Traceback" not in err
    assert "nothing was left half-written" in err or "không có tệp nào bị ghi dở" in err
    assert list(tmp_path.rglob("*")) == []


def test_progress_is_silent_when_nobody_watches(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from dubao.cli import main; sys.exit(main(['check', 'vietnam-labour']))"],
        capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert "\x1b" not in done.stdout + done.stderr


def test_starting_up_loads_none_of_the_heavy_packages() -> None:
    code = (
        "import sys, dubao, dubao.data, dubao.cli; "
        "print([m for m in ('pandas','polars','pyarrow','duckdb','typer','rich','openpyxl','xlsxwriter','altair') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=PATIENCE, check=True
    )
    assert done.stdout == "[]\n"
