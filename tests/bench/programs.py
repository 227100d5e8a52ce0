"""Sections of the benchmark page that other programs print: regression, reconciliation, the whole chain at national size."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import machine

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
BUILT = ROOT / "build/bench/tests/bench"
# Of a million postings on two cores.
POSTINGS_SECONDS, POSTINGS_GIGABYTES = 300, 4


def printed(command: list[str]) -> list[str] | None:
    """What a program prints, whatever its verdict; None when it prints nothing."""
    done = subprocess.run(machine.launched(command), cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.rstrip().splitlines() or None


def block(command: list[str], title: str) -> list[str]:
    """Plain text as it was printed."""
    lines = printed(command)
    return (
        [f"{title}: not measured.", ""] if lines is None else [f"{title}:", "", "```text", *lines, "```", ""]
    )


def regression() -> list[str]:
    """Linear, penalised, generalised and nonlinear regression."""
    out = printed([sys.executable, str(HERE / "regression.py")]) or ["Linear regression was not measured."]
    out += ["", *block([sys.executable, str(HERE / "regression_glm.py")], "Poisson regression")]
    nonlinear = BUILT / "dubao_bench_nonlinear"
    problems = ROOT / "tests/golden/regression/nist_nonlinear.csv"
    if not nonlinear.is_file():
        return [*out, "Nonlinear least squares: dubao_bench_nonlinear is not built."]
    lines = printed([str(nonlinear), str(problems)]) or ["not measured"]
    return [
        *out,
        f"Nonlinear least squares, NIST's 27 problems from both starts, functors in C++: {lines[-1]}.",
    ]


def reconciliation(peers: bool) -> list[str]:
    """Values and time against hierarchicalforecast, cost against size."""
    command = [sys.executable, str(HERE / "reconciliation.py"), *([] if peers else ["--no-peers"])]
    lines = printed(command)
    # The first line is the machine, which stands at the head of the page.
    return ["Reconciliation was not measured."] if lines is None else lines[2:]


#: Provinces, occupations, industries of the curve of cost against size.
SIZES = ((34, 10, 20), (34, 20, 40), (34, 43, 88))


def chain(draws: int = 1000, threads: int = 2) -> list[str]:
    """Base forecasts of every cell and sum, reconciled draw by draw, openings, supply and balance."""
    program = BUILT / "dubao_bench_chain"
    if not program.is_file():
        return [
            "The program dubao_bench_chain is not built (scripts/bench.sh builds it); it was not measured."
        ]
    out = [
        f"Simulated country, ten years, {draws:,} draws, streamed by draw on {threads} threads: base forecasts of every cell and every sum, WLS structural "
        "factored once, national openings of each occupation shared out to provinces, supply, balance and rating of every province × "
        "occupation. Target: 34 × 43 × 88 in 60 s and 2,048 MiB. WLS structural does not keep cells at zero: the share of cell values "
        "below it, and their sum as a part of employment, stand in the table.",
        "",
        "| provinces × occupations × industries | prepared, s | draws, s | balances, s | peak, MiB | largest incoherence | cells below 0 | their sum |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for size in SIZES:
        line = subprocess.run(
            machine.launched([str(program), str(draws), str(threads), *(str(n) for n in size)]),
            capture_output=True, text=True, check=True,
        ).stdout.strip().split(",")  # fmt: skip
        p, o, i, *_, prepared, streamed, balanced, peak, gap, below, part, _, _ = line
        out.append(
            f"| {p} × {o} × {i} | {prepared} | {streamed} | {balanced} | {peak} | {gap} | {below} % | {part} % |"
        )
    return out


def recommended_intakes(threads: int = 2) -> list[str]:
    """Institutions × groups × years × draws, each institution solved jointly, and its proof."""
    program = BUILT / "dubao_bench_intake"
    if not program.is_file():
        return ["The program dubao_bench_intake is not built; it was not measured."]
    lines = printed([str(program), "240", "12", "5", "1000", str(threads)])
    if lines is None:
        return ["Recommended intakes were not measured."]
    (
        count,
        groups,
        years,
        draws,
        _,
        seconds,
        processor,
        peak,
        gap,
        excess,
        iterations,
        solves,
        proven,
        whole,
    ) = lines[-1].split(",")
    return [
        f"Simulated institutions on {threads} threads: {count} × {groups} groups × {years} intake years × {int(draws):,} draws, each institution's plan "
        "chosen jointly under an area pool a year, a lecturer pool a group and year, growth caps, smoothing and smallest classes, to whole persons. "
        "Target: 30 s on two cores.",
        "",
        "| seconds | processor seconds | peak, MiB | largest duality gap, relative | largest excess over a limit of the law | most iterations | solves | proven | "
        "dearest rounding to whole persons and classes |",
        "|---|---|---|---|---|---|---|---|---|",
        f"| {seconds} | {processor} | {peak} | {gap} | {excess} | {iterations} | {solves} | {proven} % | {whole} % of the loss |",
    ]


def postings(count: int = 1_000_000, workers: int = 2) -> list[str]:
    """Made-up postings read, cleaned, coded to skills and occupations, de-duplicated and counted."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests/bench/postings.py"), "--postings", str(count), "--workers", str(workers)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        return ["Job postings were not measured: " + (done.stderr.strip().splitlines() or ["no message"])[-1]]
    return [postings_sentence(json.loads(done.stdout))]


def postings_sentence(f: dict[str, Any]) -> str:
    """What tests/bench/postings.py found, and whether the target is met."""
    total = f["prepared_s"] + f["counted_s"] + f["shares_s"]
    verdict = "met" if total <= POSTINGS_SECONDS and f["peak_gb"] <= POSTINGS_GIGABYTES else "missed"
    scaled = "" if f["postings"] == 1_000_000 else " The target is for a million."
    return (
        f"{f['postings']:,} made-up postings ({f['megabytes']:,} MB of JSON Lines; `tests/bench/postings.py`) on {f['workers']} processes: read, cleaned, coded to "
        f"skills and occupations and de-duplicated in {f['prepared_s']:.0f} s, terms and pairs counted in {f['counted_s']:.0f} s, shares with intervals in "
        f"{f['shares_s']:.0f} s; together {total:.0f} s of wall clock and {f['processor_s']:.0f} s of processor. Peak memory of all processes {f['peak_gb']:.2f} GB. "
        f"{f['kept']:,} kept, {f['repeats']:,} repeats; load average at the end {f['load']:.1f}. "
        f"Target: a million in {POSTINGS_SECONDS} s and {POSTINGS_GIGABYTES} GB on two cores: {verdict}.{scaled} The same records, repeats and report come out "
        f"for any number of processes (fingerprint {f['fingerprint']})."
    )
