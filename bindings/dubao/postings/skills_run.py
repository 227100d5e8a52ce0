"""The run behind ``dubao skills``: from files of postings to tables, a workbook and a summary, all written or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from dubao.admission.result_table import ResultTable
from dubao.admission.results_writer import write_results
from dubao.data.catalogue import Catalogue
from dubao.data.output import atomic_output
from dubao.data.writing import csv_text
from dubao.errors import InputError, Language, Problem
from dubao.postings.coded import CodedPosting, coded_postings
from dubao.postings.coding import OccupationCoder
from dubao.postings.coverage import Coverage, coverage
from dubao.postings.monthly_salary import SalaryTerms
from dubao.postings.near_duplicates import Deduplicated
from dubao.postings.overview import Overview, overview
from dubao.postings.overview_page import Block, html_page, markdown_page
from dubao.postings.overview_tables import Labels, overview_tables, source_tables
from dubao.postings.prepare import prepare_postings
from dubao.postings.records import format_of, rows_of
from dubao.postings.report import ReadingReport
from dubao.postings.skills import SkillMatcher

__all__ = ["SkillsResult", "run_skills"]

TITLE = ("Kỹ năng trong tin tuyển dụng", "Skills in job postings")
# A table with these and without title and text is coded already.
_CODED = {"month", "source", "skills"}
_NOT_CODED = {"title", "text"}


@dataclass(frozen=True)
class SkillsResult:
    """What a run found.

    Attributes
    ----------
    report : ReadingReport, optional
        None of postings that came coded.
    coverage : Coverage
    repeats : Deduplicated, optional
    overview : Overview
    tables : tuple of ResultTable
    files : tuple of Path
        What was written; empty without a folder.
    """

    report: ReadingReport | None
    coverage: Coverage
    repeats: Deduplicated | None
    overview: Overview
    tables: tuple[ResultTable, ...]
    files: tuple[Path, ...] = ()

    def table(self, name: str) -> ResultTable:
        """One table by name."""
        return next(one for one in self.tables if one.name == name)

    def blocks(self) -> tuple[Block, ...]:
        """The parts of the summary."""
        said = self.overview
        both = tuple(zip(said.statements("vi"), said.statements("en"), strict=True))
        sources: list[tuple[str, str]] = []
        if self.report is None:
            sources.append(
                (
                    "Tin đã được mã hóa sẵn: không làm sạch và không loại trùng.",
                    "Postings came coded: nothing was cleaned and no repeat removed.",
                )
            )
        else:
            sources += zip(self.report.statements("vi"), self.report.statements("en"), strict=True)
        sources += zip(self.coverage.statements("vi"), self.coverage.statements("en"), strict=True)
        if self.repeats is not None:
            sources += zip(self.repeats.statements("vi"), self.repeats.statements("en"), strict=True)
        shown = ("skills", "clusters", "roles", "pairs", "salary_premium", "flags", "candidates")
        return (
            Block(("Số liệu này là gì", "What these figures are"), both),
            Block(("Nguồn", "Sources"), tuple(sources)),
            *(Block((t.vi, t.en), tuple(t.notes), t) for t in self.tables if t.name in shown),
        )


def run_skills(
    paths: Sequence[str | Path],
    *,
    out: str | Path | None = None,
    source: str = "",
    as_of: date | str | None = None,
    look: str = "",
    columns: Mapping[str, str] | None = None,
    day_first: bool | None = None,
    salary_currency: str = "",
    salary_period: str = "",
    languages: Sequence[Language] = ("vi", "en"),
    n_jobs: int = -1,
) -> SkillsResult:
    """Reads, cleans, counts once, codes, counts by month and source, and writes.

    Parameters
    ----------
    paths : sequence of path
        CSV, JSON Lines or Parquet of postings; or CSV files that are coded already (columns ``month``, ``source``, ``skills`` and neither
        title nor text).
    out : path, optional
        Folder of the result; nothing is written without it.
    source, as_of, columns, day_first, salary_currency, salary_period
        As in :func:`dubao.postings.read_postings`.
    look : str
        Month from which one looks.
    languages : sequence of {"vi", "en"}
        Of the summary; tables have both.
    n_jobs : int
        Processes and threads; the result does not depend on it.

    Returns
    -------
    SkillsResult

    Raises
    ------
    dubao.errors.InputError
        Those of reading, E-SKD-011, E-SKD-012 (coded and plain files together); E-OUT-001.
    """
    files = [Path(p) for p in paths]
    matcher = SkillMatcher.read()
    coder = OccupationCoder.load()
    report: ReadingReport | None = None
    repeats: Deduplicated | None = None
    coded_already = [_is_coded(path, columns or {}) for path in files]
    if any(coded_already) and not all(coded_already):
        raise InputError(
            Problem(
                "E-SKD-012", argument="POSTINGS", vi="có tệp đã mã hóa kỹ năng lẫn với tệp chưa mã hóa", en="coded files and plain files are given together",
                remedy_vi="chạy riêng từng loại", remedy_en="run each kind by itself",
            )
        )  # fmt: skip
    if all(coded_already):
        records = tuple(r for path in files for r in _coded(path, salary_currency, salary_period))
        covered = coverage(r.posting for r in records)
    else:
        prepared = prepare_postings(
            files, columns=columns, source=source, as_of=as_of, day_first=day_first, salary_currency=salary_currency, salary_period=salary_period,
            matcher=matcher, coder=coder, keep_texts=False, workers=max(0, n_jobs),
        )  # fmt: skip
        report, covered, repeats, records = (
            prepared.report,
            prepared.coverage,
            prepared.repeats,
            prepared.records,
        )
    found = overview(
        records, clusters=lambda s: matcher.skills[s].cluster if s in matcher.skills else "", look=look,
        terms=SalaryTerms(unstated_period=salary_period) if salary_period else None, n_jobs=n_jobs,
    )  # fmt: skip
    tables = source_tables(report, covered, repeats) + overview_tables(found, _labels(matcher, coder))
    result = SkillsResult(report, covered, repeats, found, tables)
    return result if out is None else _write(result, Path(out), languages)


def _is_coded(path: Path, columns: Mapping[str, str]) -> bool:
    """Whether a CSV file is coded already; what cannot be read is left for the reading to tell, all files at once."""
    try:
        if columns or format_of(path) != "csv":
            return False
        header, _ = rows_of(path, path.name, "csv")
    except InputError:
        return False
    return set(header) >= _CODED and not _NOT_CODED & set(header)


def _coded(path: Path, currency: str, period: str) -> tuple[CodedPosting, ...]:
    _, rows = rows_of(path, path.name, "csv")
    return coded_postings((r.cells for r in rows), salary_currency=currency, salary_period=period)


def _labels(matcher: SkillMatcher, coder: OccupationCoder) -> Labels:
    catalogue = Catalogue()
    out: dict[str, tuple[str, str]] = {}
    for row in catalogue.table("classifications/occupations"):
        code, vi = str(row["code"]), str(row["name_vi"] or "")
        out[code] = vi, str(row.get("name_en") or vi)
    for row in catalogue.table("skills/clusters"):
        out[str(row["cluster"])] = str(row["name_vi"]), str(row["name_en"])
    out |= {role.id: (role.label_vi, role.label_en) for role in coder.roles.values()}
    return out | {skill.id: (skill.name_vi, skill.name_en) for skill in matcher.skills.values()}


def _write(result: SkillsResult, out: Path, languages: Sequence[Language]) -> SkillsResult:
    head = [f"{vi} / {en}" for vi, en in result.blocks()[0].lines]
    day = (
        result.report.as_of
        if result.report
        else date.fromisoformat(f"{result.overview.look or '2000-01'}-01")
    )
    blocks = result.blocks()
    names = []
    with atomic_output(out, folder=True) as folder:
        write_results(
            folder / "skills.xlsx", TITLE, head, result.tables, datetime(day.year, day.month, day.day)
        )
        (folder / "summary.html").write_text(
            html_page(TITLE, blocks, languages), encoding="utf-8", newline=""
        )
        (folder / "summary.md").write_text(
            markdown_page(TITLE, blocks, languages), encoding="utf-8", newline=""
        )
        for table in result.tables:
            columns = [c.name for c in table.columns]
            rows = [dict(zip(columns, values, strict=True)) for values in table.rows]
            (folder / f"{table.name}.csv").write_text(csv_text(columns, rows), encoding="utf-8", newline="")
        names = sorted(p.name for p in folder.iterdir())
    return SkillsResult(
        result.report,
        result.coverage,
        result.repeats,
        result.overview,
        result.tables,
        tuple(out / n for n in names),
    )
