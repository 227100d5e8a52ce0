#!/usr/bin/env python3
"""Copies the measured figures of docs/benchmarks.md into README.md and README.vi.md; run it after `make bench`.

    .venv/bin/python scripts/make_readme_figures.py

The rows of the table and the sentence with times are replaced; the words around them stay. A test compares the rows.
"""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
METHODS = (
    "**dubao, the default**", "dubao AutoTheta", "dubao AutoETS", "dubao Naive", "R naive", "R thetaf", "R ets", "R auto.arima",
)  # fmt: skip


def measured_rows(benchmarks: str) -> list[list[str]]:
    """Cells of the M3 table: method, sMAPE, MASE, cover of 80 and 95 %, MSIS; the milliseconds are left out."""
    table = benchmarks.partition("## Test: the annual series of M3")[2].partition("\n## ")[0]
    rows = [
        [c.strip() for c in line.strip("|").split("|")] for line in table.splitlines() if line.startswith("|")
    ]
    return [next(row for row in rows if row[0] == m or row[0].startswith(f"{m} (R "))[:6] for m in METHODS]


def times(benchmarks: str) -> dict[str, str]:
    """Milliseconds of one series, start and report, as printed in the benchmarks."""

    def found(pattern: str) -> str:
        match = re.search(pattern, benchmarks)
        if match is None:
            raise SystemExit(f"docs/benchmarks.md does not hold: {pattern}")
        return match[1]

    milliseconds = {
        key: float(found(rf"\| {name} \|.*\| ([\d.]+) \|\n"))
        for key, name in (("ours", r"\*\*dubao, the default\*\*"), ("ets", r"R ets [^|]*"))
    }
    return {
        "ours": f"{milliseconds['ours']:.1f}",
        "ets": f"{milliseconds['ets']:.0f}",
        "start": found(r"`import dubao`: (\d+) ms"),
        "report": f"{float(found(r'all formats: ([0-9.]+) s')):.0f}",
        "memory": found(r"all formats: [0-9.]+ s wall clock, peak memory (\d+) MiB"),
    }


def with_rows(page: str, rows: list[str]) -> str:
    return re.sub(
        r"(^\|---\|---\|---\|---\|---\|---\|\n)(?:\|.*\n)+",
        lambda m: m[1] + "\n".join(rows) + "\n",
        page,
        flags=re.M,
    )


def main() -> None:
    benchmarks = (ROOT / "docs/benchmarks.md").read_text(encoding="utf-8")
    rows, t = measured_rows(benchmarks), times(benchmarks)
    english = [f"| {' | '.join(row)} |" for row in rows]
    vietnamese = [
        f"| {row[0].replace('the default', 'mặc định')} | {' | '.join(row[1:]).replace('.', ',').replace(' %', '%')} |"
        for row in rows
    ]
    sentences = {
        "README.md": (
            english,
            r"Fit and point forecast of the default:.*?MiB at most\.",
            f"Fit and point forecast of the default: {t['ours']} ms a series on one thread (R `ets`: {t['ets']} ms). `import dubao`: {t['start']} ms. "
            f"The whole Viet Nam\nreport, both languages and all formats: {t['report']} s, {t['memory']} MiB at most.",
        ),
        "README.vi.md": (
            vietnamese,
            r"Ước lượng và dự báo điểm của phương pháp mặc định:.*?cao nhất \d+ MiB\.",
            f"Ước lượng và dự báo điểm của phương pháp mặc định: {t['ours'].replace('.', ',')} ms mỗi chuỗi trên một luồng (`ets` của R: {t['ets']} ms). "
            f"`import dubao`: {t['start']} ms. Toàn bộ báo\ncáo Việt Nam, hai ngôn ngữ, mọi định dạng: {t['report']} s, bộ nhớ cao nhất {t['memory']} MiB.",
        ),
    }
    for name, (lines, pattern, sentence) in sentences.items():
        path = ROOT / name
        page = with_rows(path.read_text(encoding="utf-8"), lines)
        page = re.sub(pattern, lambda _, s=sentence: s, page, count=1, flags=re.S)
        path.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
