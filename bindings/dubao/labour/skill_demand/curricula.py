"""What programmes teach, as a table that people fill in: one row a programme and skill.

>>> import tempfile, pathlib
>>> path = pathlib.Path(tempfile.mkdtemp()) / "curricula.csv"
>>> _ = path.write_text("Chương trình,Kỹ năng,Mức dạy,Số tốt nghiệp\\nA,sql,0.5,100\\nA,python,1,\\n", encoding="utf-8")
>>> found = read_curricula(path)
>>> found.programmes[0].graduates, [(t.skill, t.level.value) for t in found.taught]
(100.0, [('python', 1.0), ('sql', 0.5)])
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dubao.data.catalogue import fold
from dubao.data.output import atomic_output
from dubao.data.sheet_rows import SheetRows
from dubao.data.table import Field, Table
from dubao.data.tabular import read_tabular
from dubao.data.writing import csv_text
from dubao.errors import Collector, InputError, Problem
from dubao.labour.rates import Rate
from dubao.labour.results import Result
from dubao.numbers import NumberStyle

if TYPE_CHECKING:
    from dubao.postings import Skill

__all__ = ["COLUMNS", "Curricula", "Programme", "TaughtSkill", "read_curricula", "write_curricula_template"]

_SHARE = {"minimum": 0, "maximum": 1}
_COUNT = {"minimum": 0}
# Column, heading in Vietnamese, heading in English, type, constraints.
COLUMNS: tuple[Field, ...] = (
    Field("programme", "string", "Programme", "Chương trình", constraints={"required": True}),
    Field("programme_name", "string", "Name of the programme", "Tên chương trình"),
    Field("field", "string", "Field", "Lĩnh vực"),
    Field("skill", "string", "Skill", "Kỹ năng", constraints={"required": True}),
    Field("level", "number", "Level taught, 0 to 1", "Mức dạy", constraints=_SHARE),
    Field("level_low", "number", "Lowest level", "Mức thấp nhất", constraints=_SHARE),
    Field("level_high", "number", "Highest level", "Mức cao nhất", constraints=_SHARE),
    Field("hours", "number", "Hours taught", "Số giờ dạy", constraints=_COUNT),
    Field("graduates", "number", "Graduates a year", "Số tốt nghiệp", constraints=_COUNT),
    Field("intake", "number", "Enrolled a year", "Số nhập học", constraints=_COUNT),
    Field("source", "string", "Source", "Nguồn"),
)


@dataclass(frozen=True)
class Programme(Result):
    """A programme: graduates a year, or those who enrol; None where not stated."""

    programme: str
    name: str = ""
    field: str = ""
    graduates: float | None = None
    intake: float | None = None


@dataclass(frozen=True)
class TaughtSkill(Result):
    """How far a programme teaches a skill: 0 not at all, 1 to the level that work asks for."""

    programme: str
    skill: str
    level: Rate
    hours: float | None = None
    source: str = ""


@dataclass(frozen=True)
class Curricula(Result):
    """Programmes and what they teach. A skill that a programme does not list is not taught there."""

    programmes: tuple[Programme, ...]
    taught: tuple[TaughtSkill, ...]


def read_curricula(
    path: str | Path,
    *,
    skills: Iterable[Skill] | None = None,
    hours_full: float | None = None,
    number_format: NumberStyle | None = None,
    encoding: str | None = None,
) -> Curricula:
    """Reads a table of curricula from CSV or XLSX.

    Parameters
    ----------
    path : path
        Columns as in :data:`COLUMNS`, under their Vietnamese or English headings or their names, in any order. Needed: programme,
        skill, and a level or hours in every row (0 where it is not taught).
    skills : iterable of dubao.postings.Skill, optional
        Their Vietnamese and English names are then read as their ids, and what is none of them is refused.
    hours_full : float, optional
        Hours that teach a skill to the level work asks for, > 0; level = hours / hours_full, at most 1. ASSUMPTION of the user;
        without it hours alone are refused.
    number_format : {"vi", "en", "plain"}, optional
        How numbers are written, where they can be read in two ways.
    encoding : str, optional
        Old encoding of the file.

    Returns
    -------
    Curricula

    Raises
    ------
    dubao.errors.InputError
        E-SKD-008 (levels, hours, graduates, skills) and the E-DAT and E-NUM of any table, all problems at once, with row and column.
    """
    sheet = read_tabular(path, encoding=encoding)
    problems = Collector()
    schema = Table(name="curricula", fields=COLUMNS, rows=[], row_numbers=[])
    rows, numbers = SheetRows(sheet, schema, None, number_format, {}).rows(problems)
    names = None if skills is None else _names(skills)
    programmes: dict[str, Programme] = {}
    taught: dict[tuple[str, str], TaughtSkill] = {}
    for row, number in zip(rows, numbers, strict=True):
        if not row["programme"] or not row["skill"]:
            continue

        def wrong(column: str, vi: str, en: str, mend_vi: str, mend_en: str, number: int = number) -> None:
            problems.add(
                Problem("E-SKD-008", file=sheet.file, row=number, column=column, vi=vi, en=en, remedy_vi=mend_vi, remedy_en=mend_en)
            )  # fmt: skip

        skill = row["skill"] if names is None else names.get(fold(row["skill"]).strip(), "")
        if not skill:
            wrong("skill", f"không có kỹ năng “{row['skill']}” trong danh mục", f"“{row['skill']}” is no skill of the list", "dùng mã hoặc tên trong danh mục kỹ năng", "use an id or a name of the list of skills")  # fmt: skip
        level = _level(row, hours_full, wrong, refused=any(p.row == number for p in problems.problems))
        key = (row["programme"], skill)
        if skill and key in taught:
            wrong("skill", "chương trình và kỹ năng này đã có ở một dòng trước", "this programme and skill stand in a row before", "giữ một dòng", "keep one row")  # fmt: skip
        if skill and level is not None:
            taught[key] = TaughtSkill(*key, level, row["hours"], row["source"] or "")
        _join(programmes, row, wrong)
    if not rows and not problems.problems:
        problems.add(
            Problem(
                "E-DAT-005", file=sheet.file, vi="bảng trống, không có dòng số liệu", en="the table is empty: no row of data",
                remedy_vi="thêm ít nhất một dòng", remedy_en="add at least one row",
            )
        )  # fmt: skip
    problems.problems.sort(key=lambda p: p.row or 0)
    problems.raise_if_any(InputError)
    return Curricula(
        tuple(programmes[k] for k in sorted(programmes)), tuple(taught[k] for k in sorted(taught))
    )


def _names(skills: Iterable[Skill]) -> dict[str, str]:
    out: dict[str, str] = {}
    for skill in skills:
        for name in (skill.id, skill.name_vi, skill.name_en):
            out.setdefault(fold(name).strip(), skill.id)
    return out


def _level(row: dict[str, Any], hours_full: float | None, wrong: Any, *, refused: bool) -> Rate | None:
    """The level with its bounds; None where the row does not say."""
    value, low, high = row["level"], row["level_low"], row["level_high"]
    if value is None and row["hours"] is None:
        if not refused:
            wrong("level", "không ghi mức dạy và số giờ dạy", "neither level nor hours", "ghi mức từ 0 đến 1 hoặc số giờ; 0 nếu không dạy", "write a level from 0 to 1 or hours; 0 where it is not taught")  # fmt: skip
        return None
    if value is None:
        if hours_full is None or not hours_full > 0:
            wrong("hours", "chỉ ghi số giờ mà chưa nêu số giờ cần để dạy đủ", "hours alone, and not how many teach the skill in full", "nêu hours_full, hoặc ghi mức dạy", "say hours_full, or write the level")  # fmt: skip
            return None
        value = min(1.0, row["hours"] / hours_full)
    low, high = value if low is None else low, value if high is None else high
    if not low <= value <= high:
        wrong("level", f"mức {value:g} không nằm giữa {low:g} và {high:g}", f"the level {value:g} is not between {low:g} and {high:g}", "ghi thấp nhất ≤ mức ≤ cao nhất", "write lowest ≤ level ≤ highest")  # fmt: skip
        return None
    return Rate(float(value), float(low), float(high))


def _join(programmes: dict[str, Programme], row: dict[str, Any], wrong: Any) -> None:
    """What the row says of its programme, which may stand in one of its rows only."""
    known = programmes.get(row["programme"], Programme(row["programme"]))
    merged: dict[str, Any] = {}
    for attribute, column in (
        ("name", "programme_name"), ("field", "field"), ("graduates", "graduates"), ("intake", "intake"),
    ):  # fmt: skip
        before, now = getattr(known, attribute), row[column]
        stated = before not in (None, "") and now not in (None, "")
        if stated and before != now:
            wrong(column, f"khác với dòng trước của chương trình: {before}", f"differs from a row before of the programme: {before}", "ghi một giá trị cho mỗi chương trình", "write one value a programme")  # fmt: skip
        merged[attribute] = before if now in (None, "") else now
    programmes[known.programme] = Programme(known.programme, **merged)


def write_curricula_template(
    path: str | Path, *, programmes: Iterable[str] = (), skills: Iterable[Skill] = ()
) -> Path:
    """Writes a CSV file to fill in: headings in both languages, a row for each programme and skill given.

    Parameters
    ----------
    path : path
    programmes : iterable of str, optional
    skills : iterable of dubao.postings.Skill, optional
        Their ids stand in the rows; without them the file has headings only.

    Returns
    -------
    pathlib.Path

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> write_curricula_template(folder / "a.csv", programmes=["7480201"]).read_text("utf-8-sig").split(",")[0]
    'Chương trình (programme)'
    """
    headings = {f.name: f"{f.description_vi} ({f.name})" for f in COLUMNS}
    listed = list(skills)
    rows = [
        {headings["programme"]: programme, headings["skill"]: skill.id}
        for programme in programmes
        for skill in listed
    ]
    with atomic_output(path) as temporary:
        # With a mark of Unicode, by which spreadsheets know the Vietnamese letters.
        temporary.write_text(csv_text(tuple(headings.values()), rows), encoding="utf-8-sig", newline="")
    return Path(path)
