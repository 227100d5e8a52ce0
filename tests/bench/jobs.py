"""Speed and accuracy of single models against peers: the same series, one after another, one process each.

Input of a worker   first line job,season,horizon; then one line a series: id,value,value,…
Output of a worker  first line processor seconds,version; then id, point forecasts, lower and upper 80 %, lower and upper 95 %
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import m3
import machine
import numpy as np

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PEERS = ROOT / "build/bench-peers/bin/python"
WORKERS = {
    "dubao": [sys.executable, str(HERE / "peer_dubao.py")],
    "R": ["Rscript", str(HERE / "peer_r.R")],
    "statsforecast": [str(PEERS), str(HERE / "peer_statsforecast.py")],
}


@dataclass(frozen=True)
class Job:
    """A model on every `every`-th series of a set."""

    model: str
    folder: str
    name: str
    season: int
    horizon: int
    every: int
    target: str

    def title(self) -> str:
        """As it stands in the table."""
        return f"{self.model}, {self.folder.upper()} {self.name.split('_')[1]}"


# Subsamples keep the peers' part of a run to some minutes on two cores.
JOBS = (
    Job("AutoETS", "m3", "m3_yearly", 1, 6, 1, "≤ 0.25 ms, ≥ 15"),
    Job("AutoETS", "m3", "m3_quarterly", 4, 8, 4, "≤ 4 ms, ≥ 15"),
    Job("AutoETS", "m3", "m3_monthly", 12, 18, 20, "≤ 12 ms, ≥ 11"),
    Job("AutoARIMA", "m3", "m3_yearly", 1, 6, 3, "≤ 1.5 ms, ≥ 15"),
    Job("AutoARIMA", "m3", "m3_quarterly", 4, 8, 12, "≤ 10 ms, ≥ 15"),
    Job("Theta", "m3", "m3_yearly", 1, 6, 1, "≤ 0.05 ms, ≥ 20"),
    Job("Theta", "m3", "m3_quarterly", 4, 8, 4, "–"),
)


@dataclass(frozen=True)
class Outcome:
    """What a worker did: version, milliseconds of processor time a series, peak memory, scores."""

    version: str
    milliseconds: float
    peak_mib: float
    score: m3.Score


def run(worker: str, job: Job) -> Outcome | None:
    """None when the worker is not there or fails."""
    files = [m3.FOLDER / job.folder / f"{job.name}_{part}.csv.gz" for part in ("train", "test")]
    train, test = m3.read(files[0]), m3.read(files[1])
    keys = list(train)[:: job.every]
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "in.csv", Path(folder) / "out.csv"
        lines = [f"{job.model},{job.season},{job.horizon}"]
        lines += [",".join([k, *(repr(float(v)) for v in train[k])]) for k in keys]
        source.write_text("\n".join(lines) + "\n")
        process = machine.measure([*WORKERS[worker], str(source), str(target)], ROOT)
        if process is None or not target.is_file():
            return None
        head, *rows = target.read_text().splitlines()
    seconds, version = head.split(",", 1)
    forecasts = {}
    for row in rows:
        key, *cells = row.split(",")
        forecasts[key.strip('"')] = np.array(cells, dtype=float).reshape(5, job.horizon)
    parts = [m3.parts(train[k], test[k], job.season, *forecasts[k]) for k in keys]
    return Outcome(
        version, 1000 * float(seconds) / len(keys), process.peak_mib, m3.Score(*np.mean(parts, axis=0))
    )


def section(workers: list[str]) -> list[str]:
    """The table of all jobs; workers take turns within a job."""
    if not (m3.FOLDER / "m3").is_dir():
        return ["The M3 data are not at hand; no job was measured."]
    out = [
        "Milliseconds: processor time a series of one thread for fit, choice and forecast; each engine in a process of its own, "
        "one after another on the same series. Ours are timed without intervals (the peers' analytic ones cost next to nothing). "
        "Ratio: the faster peer's time divided by ours. Scores: means over the series of the job; MASE and MSIS are scaled by "
        "the seasonal naive error.",
        "",
        "| job (series) | engine | sMAPE | MASE | cover 95 % | MSIS | ms a series | ratio | target | peak MiB |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    versions: dict[str, str] = {}
    for job in JOBS:
        found = {w: o for w in workers if (o := run(w, job)) is not None}
        peers = [o.milliseconds for w, o in found.items() if w != "dubao"]
        count = len(list(m3.read(m3.FOLDER / job.folder / f"{job.name}_train.csv.gz"))[:: job.every])
        for worker, o in found.items():
            versions[worker] = o.version
            ours = worker == "dubao"
            ratio = f"{min(peers) / o.milliseconds:.0f}" if ours and peers else ""
            s = o.score
            out.append(
                f"| {job.title()} ({count}) | {'**dubao**' if ours else worker} | {s.smape:.2f} | {s.mase:.3f} | "
                f"{s.cover95:.1f} % | {s.msis95:.2f} | {o.milliseconds:.3f} | {ratio} | {job.target if ours else ''} | "
                f"{o.peak_mib:.0f} |"
            )
    out += ["", "Versions: " + ", ".join(versions.values()) + "."]
    missing = [w for w in WORKERS if w not in versions]
    if missing:
        out.append(
            f"Not measured in this run: {', '.join(missing)} (not installed, or no network to install it)."
        )
    return out
