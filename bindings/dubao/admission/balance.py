"""Reads a balance of the labour market on paths: one row a group, path and year of entry, with demand and supply in persons.

A CSV file with the columns ``group, path, year, demand, supply``: demand for newcomers, and supply that comes anyway (other sources,
and learners already admitted), on the same paths and in the same scope. Every group has every path in every year.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dubao.errors import Collector, InputError, Problem

__all__ = ["Balance", "read_balance"]

COLUMNS = ("group", "path", "year", "demand", "supply")
ONE_ROW_VI = "mỗi nhóm, đường mô phỏng và năm có đúng một dòng"
ONE_ROW_EN = "give each group, path and year exactly one row"
PERSONS_VI = "ghi số người không âm, dấu thập phân là dấu chấm"
PERSONS_EN = "write a number of persons of at least 0, with a point as decimal mark"
_Place = tuple[str, int | None, str]
# More problems of one file than this help nobody.
_MOST_PROBLEMS = 20


@dataclass(frozen=True, eq=False)
class Balance:
    """Demand and supply by group, draws × years of entry.

    Attributes
    ----------
    demand, supply : dict of str to ndarray
    start : int
        First year of entry.
    """

    demand: dict[str, np.ndarray]
    supply: dict[str, np.ndarray]
    start: int


def read_balance(path: str | Path) -> Balance:
    """Reads a balance.

    Raises
    ------
    InputError
        E-ADM-021 for a file that cannot be read or lacks columns; E-ADM-022 for a cell that is no number, a row twice, a path without
        one of the years; all at once, with their rows.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "balance.csv"
    >>> _ = path.write_text("group,path,year,demand,supply\\n4802,1,2031,100,40\\n4802,1,2032,110,40\\n")
    >>> found = read_balance(path)
    >>> found.start, found.demand["4802"].tolist()
    (2031, [[100.0, 110.0]])
    """
    place = Path(path)
    try:
        text = place.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(_unreadable(str(path), type(error).__name__)) from None
    reader = csv.DictReader(io.StringIO(text))
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        raise InputError(_columns(place.name, missing))
    problems = Collector()
    cells: dict[tuple[str, str, int], tuple[float, float]] = {}
    for number, row in enumerate(reader, start=2):
        found = _row(row, place.name, number, problems)
        if found is None:
            continue
        key, values = found
        if key in cells:
            problems.add(
                _wrong(
                    (place.name, number, "path"),
                    "một dòng xuất hiện hai lần",
                    "a row stands twice",
                    ONE_ROW_VI,
                    ONE_ROW_EN,
                )
            )
        cells[key] = values
    groups = list(dict.fromkeys(group for group, _, _ in cells))
    paths = list(dict.fromkeys(one for _, one, _ in cells))
    years = sorted({year for _, _, year in cells})
    if not problems:
        lacking = [
            (group, one, year)
            for group in groups
            for one in paths
            for year in range(years[0], years[-1] + 1)
            if (group, one, year) not in cells
        ]
        for group, one, year in lacking[:_MOST_PROBLEMS]:
            problems.add(
                _wrong((place.name, None, "path"), f"thiếu nhóm {group}, đường {one}, năm {year}", f"group {group}, path {one}, year {year} is missing", ONE_ROW_VI, ONE_ROW_EN)
            )  # fmt: skip
    if not cells and not problems:
        problems.add(
            _wrong(
                (place.name, None, "group"),
                "tệp không có dòng số liệu nào",
                "the file has no row",
                ONE_ROW_VI,
                ONE_ROW_EN,
            )
        )
    if problems:
        raise InputError(problems.problems[:_MOST_PROBLEMS])

    def table(which: int) -> dict[str, np.ndarray]:
        return {
            group: np.array([[cells[group, one, year][which] for year in years] for one in paths]) for group in groups
        }  # fmt: skip

    return Balance(table(0), table(1), years[0])


def _row(
    row: dict[str, str], file: str, number: int, problems: Collector
) -> tuple[tuple[str, str, int], tuple[float, float]] | None:
    values: dict[str, float] = {}
    for name in ("year", "demand", "supply"):
        try:
            values[name] = float(row[name])
        except (TypeError, ValueError):
            problems.add(
                _wrong(
                    (file, number, name),
                    f"“{row[name]}” không phải là số",
                    f"“{row[name]}” is no number",
                    PERSONS_VI,
                    PERSONS_EN,
                )
            )
            return None
        if not np.isfinite(values[name]) or (name != "year" and values[name] < 0):
            problems.add(_wrong((file, number, name), f"{row[name]} không phải số người không âm", f"{row[name]} is no number of persons", PERSONS_VI, PERSONS_EN))  # fmt: skip
            return None
    return (row["group"].strip(), row["path"].strip(), int(values["year"])), (
        values["demand"],
        values["supply"],
    )


def _wrong(place: _Place, vi: str, en: str, remedy_vi: str, remedy_en: str) -> Problem:
    file, row, column = place
    return Problem(
        "E-ADM-022", file=file, row=row, column=column, vi=vi, en=en, remedy_vi=remedy_vi, remedy_en=remedy_en
    )


def _unreadable(file: str, reason: str) -> Problem:
    return Problem(
        "E-ADM-021", file=file, vi=f"không đọc được bảng cân đối ({reason})", en=f"the balance cannot be read ({reason})",
        remedy_vi="kiểm tra đường dẫn ở khóa need.balance", remedy_en="check the path of the key need.balance",
    )  # fmt: skip


def _columns(file: str, missing: list[str]) -> Problem:
    listed = ", ".join(missing)
    return Problem(
        "E-ADM-021", file=file, row=1, vi=f"bảng cân đối thiếu cột {listed}", en=f"the balance lacks the columns {listed}",
        remedy_vi="các cột: " + ", ".join(COLUMNS), remedy_en="the columns are " + ", ".join(COLUMNS),
    )  # fmt: skip
