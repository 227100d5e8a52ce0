"""The tables of an overview of postings, for the workbook, the CSV files and the summary page alike.

>>> from dubao.postings.overview import TermShare
>>> table = share_table("skills", ("Kỹ năng", "Skills"), [TermShare("sql", 5, 10, 0.5, 0.3, 0.7)], {"sql": ("SQL", "SQL")})
>>> table.cell(0, "share"), table.cell(0, "label_vi")
(0.5, 'SQL')
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dubao.admission.result_table import Column, ResultTable, pair
from dubao.postings.counting import PAIR_JOINT
from dubao.postings.coverage import Coverage
from dubao.postings.near_duplicates import REASONS, Deduplicated
from dubao.postings.overview import Overview, TermShare
from dubao.postings.report import KINDS, ReadingReport

__all__ = ["Labels", "overview_tables", "share_table", "source_tables"]

# Id → label in Vietnamese and English.
Labels = Mapping[str, tuple[str, str]]

UNDETERMINED = ("chưa xác định", "undetermined")
_SHARES = (
    Column("mentions", "Số tin", "Postings that name it", "persons"),
    Column("postings", "Trong số tin", "Of postings", "persons"),
    Column("share", "Tỷ trọng", "Share", "percent"),
    Column("low", "Cận dưới", "Lower end", "percent"),
    Column("high", "Cận trên", "Upper end", "percent"),
)
_NO_SUM = (
    "Một tin nêu nhiều kỹ năng: các tỷ trọng không cộng thành 100%.",
    "A posting names many skills: the shares do not add up to 100%.",
)
STATES = {
    "stable": ("ổn định", "stable"), "rising": ("tăng", "rising"), "fading": ("giảm", "fading"), "new": ("mới", "new"),
    "cyclical": ("theo mùa", "cyclical"),
}  # fmt: skip


def label_of(term: str, labels: Labels) -> tuple[str, str]:
    """Label of a term, of both parts of a pair, of what is undetermined; the term itself where it has none."""
    if not term:
        return UNDETERMINED
    parts = [labels.get(part, (part, part)) for part in term.split(PAIR_JOINT)]
    return PAIR_JOINT.join(p[0] for p in parts), PAIR_JOINT.join(p[1] for p in parts)


def share_table(
    name: str,
    title: tuple[str, str],
    rows: Sequence[TermShare],
    labels: Labels,
    notes: tuple[tuple[str, str], ...] = (),
) -> ResultTable:
    """Shares of one kind of term."""
    pairs = name == "pairs"
    expected = (Column("expected", "Nếu độc lập", "If independent", "percent"),) if pairs else ()
    return ResultTable(
        name, *title, (Column("id", "Mã", "Id"), *pair("label", "Tên", "Name"), *_SHARES, *expected),
        tuple(
            (r.term, *label_of(r.term, labels), float(r.mentions), float(r.postings), r.share, r.low, r.high, *((r.expected,) if pairs else ()))
            for r in rows
        ),
        notes,
    )  # fmt: skip


def overview_tables(found: Overview, labels: Labels) -> tuple[ResultTable, ...]:
    """Every table of an overview; those without a row are left out."""
    tables = [
        share_table("skills", ("Kỹ năng", "Skills"), found.skills, labels, (_NO_SUM,)),
        share_table("clusters", ("Nhóm kỹ năng", "Clusters of skills"), found.clusters, labels, (_NO_SUM,)),
        share_table("roles", ("Vai trò", "Roles"), found.roles, labels),
        share_table("occupations", ("Nghề (VSCO 2020, ISCO-08)", "Occupations (VSCO 2020, ISCO-08)"), found.occupations, labels),
        share_table("pairs", ("Cặp kỹ năng trong cùng một tin", "Pairs of skills in one posting"), found.pairs, labels, (_NO_SUM,)),
        _premium(found, labels),
        _flags(found, labels),
        _states(found, labels),
        _candidates(found, labels),
        _months(found, labels),
    ]  # fmt: skip
    return tuple(table for table in tables if table is not None and table.rows)


def _premium(found: Overview, labels: Labels) -> ResultTable | None:
    if found.premium is None:
        return None
    percent = [
        Column("percent", "Chênh lệch, %", "Difference, %", "figure"), Column("low", "Cận dưới, %", "Lower end, %", "figure"),
        Column("high", "Cận trên, %", "Upper end, %", "figure"),
    ]  # fmt: skip
    return ResultTable(
        "salary_premium", "Chênh lệch lương của tin nêu kỹ năng", "Salary of postings that name the skill over comparable ones",
        (Column("id", "Mã", "Id"), *pair("label", "Tên", "Name"), *percent, *pair("stands_out", "Khác biệt rõ", "Stands out"), Column("postings", "Số tin có lương", "Postings with a salary", "persons")),
        tuple(
            (s.skill, *label_of(s.skill, labels), s.percent, s.low, s.high, *(("có", "yes") if s.stands_out else ("không", "no")), float(s.postings))
            for s in sorted(found.premium.skills, key=lambda s: (-s.percent, s.skill))
        ),
        tuple(zip(found.premium.statements("vi"), found.premium.statements("en"), strict=True)),
    )  # fmt: skip


def _flags(found: Overview, labels: Labels) -> ResultTable | None:
    if found.emergence is None or found.fading is None:
        return None
    rows = [
        (t.term, *label_of(t.term, labels), *STATES[direction], t.flagged, t.share_before, t.share_now)
        for direction, detection in (("rising", found.emergence), ("fading", found.fading))
        for t in detection.flagged
    ]
    return ResultTable(
        "flags", "Kỹ năng có bằng chứng tăng hoặc giảm", "Skills with evidence of rising or fading",
        (
            Column("id", "Mã", "Id"), *pair("label", "Tên", "Name"), *pair("direction", "Hướng", "Direction"), Column("flagged", "Tháng báo", "Flagged"),
            Column("share_before", "Tỷ trọng 12 tháng đầu", "Share, first 12 months", "percent"), Column("share_now", "Tỷ trọng 12 tháng cuối", "Share, last 12 months", "percent"),
        ),
        tuple(rows),
        ((
            f"Trong số kỹ năng được báo, tỷ lệ báo nhầm kỳ vọng không quá {found.emergence.alpha:g} ở mỗi hướng. Tỷ trọng tăng không có nghĩa là thiếu người.",
            f"Of the flagged skills the expected share of false ones is at most {found.emergence.alpha:g} in each direction. A rising share does not say that anybody is lacking.",
        ),),
    )  # fmt: skip


def _states(found: Overview, labels: Labels) -> ResultTable | None:
    states = sorted(found.states, key=lambda d: d.term)
    return ResultTable(
        "states", "Diễn biến của từng kỹ năng", "What each skill does",
        (
            Column("id", "Mã", "Id"), *pair("label", "Tên", "Name"), *pair("state", "Trạng thái", "State"), Column("probability", "Xác suất", "Probability", "percent"),
            Column("growth", "Hệ số tăng một năm", "Growth of odds a year", "figure"), Column("growth_low", "Cận dưới", "Lower end", "figure"), Column("growth_high", "Cận trên", "Upper end", "figure"),
            Column("change", "Tháng bắt đầu", "Since"),
        ),
        tuple(
            (d.term, *label_of(d.term, labels), *STATES[d.state], d.probabilities[d.state], d.growth, d.growth_low, d.growth_high, d.change or None)
            for d in states
        ),
    )  # fmt: skip


def _candidates(found: Overview, labels: Labels) -> ResultTable | None:
    if found.candidates is None:
        return None
    return ResultTable(
        "candidates", "Nhóm kỹ năng có thể là nghề mới, để người xem xét", "Groups of skills that may be a new occupation, for people to judge",
        (
            *pair("skills", "Kỹ năng", "Skills"), Column("since", "Từ", "Since"), Column("postings", "Số tin", "Postings", "persons"),
            Column("stability", "Độ ổn định", "Stability", "figure"), Column("nearest", "Nghề gần nhất", "Nearest occupation"), Column("similarity", "Độ giống", "Similarity", "figure"),
        ),
        tuple(
            (
                *(", ".join(label_of(s, labels)[at] for s in c.skills) for at in (0, 1)), c.since, float(c.postings), c.stability, c.nearest_code or None, c.similarity,
            )
            for c in found.candidates.candidates
        ),
    )  # fmt: skip


def _months(found: Overview, labels: Labels) -> ResultTable:
    every = ("mọi tin", "all postings")
    return ResultTable(
        "months", "Số tin theo tháng, nguồn và kỹ năng", "Postings by month, source and skill",
        (
            Column("month", "Tháng", "Month"), Column("source", "Nguồn", "Source"), Column("id", "Mã", "Id"), *pair("label", "Tên", "Name"),
            Column("mentions", "Số tin", "Postings that name it", "persons"), Column("postings", "Trong số tin", "Of postings", "persons"),
        ),
        tuple(
            (m.month, m.source, m.skill, *(label_of(m.skill, labels) if m.skill else every), float(m.mentions), float(m.postings))
            for m in found.months
        ),
    )  # fmt: skip


def source_tables(
    report: ReadingReport | None, covered: Coverage, repeats: Deduplicated | None
) -> tuple[ResultTable, ...]:
    """What was read, what each source covers, what was taken for a repeat."""
    out = [_coverage(covered)]
    if report is not None:
        rows: list[tuple[Any, ...]] = [
            ("", "dòng đã đọc", "rows read", float(report.rows)),
            ("", "tin", "postings", float(report.postings)),
        ]
        rows += [(kind, *KINDS[kind], float(n)) for kind, n in report.counts.items()]
        if repeats is not None:
            by = repeats.by_reason()
            rows += [
                (reason, f"trùng: {REASONS[reason][0]}", f"repeats: {REASONS[reason][1]}", float(by[reason]))
                for reason in REASONS
            ]
        out.insert(
            0,
            ResultTable(
                "reading",
                "Đã đọc",
                "What was read",
                (
                    Column("kind", "Mã", "Id"),
                    *pair("label", "Nội dung", "What was met"),
                    Column("rows", "Số dòng", "Rows", "persons"),
                ),
                tuple(rows),
            ),
        )
    return tuple(out)  # fmt: skip


def _coverage(covered: Coverage) -> ResultTable:
    return ResultTable(
        "coverage", "Phạm vi của từng nguồn", "What each source covers",
        (
            Column("source", "Nguồn", "Source"), Column("postings", "Số tin", "Postings", "persons"), Column("first_month", "Tháng đầu", "First month"),
            Column("last_month", "Tháng cuối", "Last month"), Column("missing_months", "Tháng không có tin", "Months without a posting"),
            Column("without_month", "Không có tháng", "Without a month", "percent"), Column("without_salary", "Không có lương", "Without a salary", "percent"),
            Column("without_place", "Không có nơi làm việc", "Without a place", "percent"),
        ),
        tuple(
            (s.source, float(s.postings), s.first_month or None, s.last_month or None, ", ".join(s.missing_months) or None, s.without_month, s.without_salary, s.without_place)
            for s in covered.sources
        ),
        tuple(zip(covered.statements("vi"), covered.statements("en"), strict=True)),
    )  # fmt: skip
