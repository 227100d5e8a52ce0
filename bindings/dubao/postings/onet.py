"""O*NET text files that a user supplies: titles of occupations and how important skills are in them, by ISCO-08 code.

Download the text release (https://www.onetcenter.org/database.html, CC BY 4.0); nothing of it is shipped. O*NET occupations have codes of the
Standard Occupational Classification of the United States; the way to ISCO-08 is a crosswalk that the user supplies, a CSV with the columns
``soc`` and ``isco``, one pair a row (the Bureau of Labor Statistics publishes one).

>>> normalised(5.0), normalised(3.0), normalised(1.0)
(1.0, 0.5, 0.0)
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dubao.errors import Collector
from dubao.postings.coding_aliases import Alias
from dubao.postings.skills import Skill
from dubao.postings.supplied import ImportanceTable, SuppliedRow, field_of, read_rows

if TYPE_CHECKING:
    from dubao.postings.coding import Role

__all__ = ["Onet", "OnetOccupation", "normalised", "read_onet"]

# Scale IM of O*NET: importance from 1 to 5.
LOWEST, HIGHEST = 1.0, 5.0
# ASSUMPTION: a technology that O*NET lists for an occupation counts as this important; it gives no degrees.
LISTED, IN_DEMAND = 0.5, 1.0
_SOC = "O*NET-SOC Code"


def normalised(value: float) -> float:
    """A value of the scale IM (1 to 5) between 0 and 1: (v - 1) / 4."""
    return (value - LOWEST) / (HIGHEST - LOWEST)


@dataclass(frozen=True, slots=True)
class OnetOccupation:
    """An occupation, its ISCO-08 codes by the crosswalk, its titles, the main one first."""

    soc: str
    codes: tuple[str, ...]
    titles: tuple[str, ...]


@dataclass(frozen=True)
class Onet:
    """What the files hold.

    Attributes
    ----------
    occupations : tuple of OnetOccupation
    skills : mapping of (str, str) to float
        (occupation, element) → importance between 0 and 1; names of elements in ``names``.
    technologies : mapping of (str, str) to float
        (occupation, technology) → importance between 0 and 1 by ASSUMPTION.
    names : mapping of str to str
    left_out : mapping of str to int
        Rows by reason: ``suppressed`` (the source advises against use), ``other_scale`` (no importance).
    """

    occupations: tuple[OnetOccupation, ...]
    skills: Mapping[tuple[str, str], float]
    technologies: Mapping[tuple[str, str], float]
    names: Mapping[str, str]
    left_out: Mapping[str, int]

    def roles(self) -> tuple[Role, ...]:
        """Occupations with one ISCO-08 code as roles of their own, for :meth:`dubao.postings.OccupationCoder.with_words`."""
        from dubao.postings.coding import Role

        return tuple(
            Role(o.soc, o.titles[0], o.titles[0], o.codes[0], field_of(o.codes[0])) for o in self._clear()
        )

    def aliases(self) -> tuple[Alias, ...]:
        """Titles of these occupations: of two words and more wherever they stand, of one word where they are the whole title."""
        return tuple(
            Alias(o.soc, title.lower(), "word" if " " in title else "exact")
            for o in self._clear()
            for title in dict.fromkeys(o.titles)
        )

    def skill_list(self) -> tuple[Skill, ...]:
        """The technologies for :func:`dubao.postings.supplied.beside`; general skills (reading, speaking) are no names to look for."""
        return tuple(
            Skill(f"onet:{name}", name, name, "onet", ())
            for name in sorted({t for _, t in self.technologies})
        )

    def importance(self, *, technologies: bool = False) -> ImportanceTable:
        """Importance of the elements (or of the technologies) by ISCO-08 code: the mean over the occupations of a code."""
        codes = {o.soc: o.codes for o in self.occupations if o.codes}
        values = self.technologies if technologies else self.skills
        left = Counter(self.left_out)
        left["no_code"] = sum(occupation not in codes for occupation, _ in values)
        return ImportanceTable.mean(values, codes, self.names, "onet", left)

    def _clear(self) -> list[OnetOccupation]:
        return [o for o in self.occupations if len(o.codes) == 1]


def read_onet(
    occupations: str | Path,
    crosswalk: str | Path,
    *,
    titles: str | Path | None = None,
    skills: str | Path | None = None,
    technologies: str | Path | None = None,
) -> Onet:
    """Reads ``Occupation Data.txt`` and, where given, ``Alternate Titles.txt``, ``Skills.txt``, ``Technology Skills.txt``.

    Parameters
    ----------
    occupations, titles, skills, technologies : path
        Text with tabs, as O*NET releases it.
    crosswalk : path
        CSV with the columns ``soc`` (15-1252 or 15-1252.00) and ``isco`` (four digits).

    Raises
    ------
    dubao.errors.InputError
        E-DAT-001 to E-DAT-003 and E-DAT-007 for a file that cannot be read; E-COD-010 (column), E-COD-011 (cells of a row), E-COD-012 (no
        ISCO-08 code), E-COD-013 (empty cell), E-COD-014 (an occupation that Occupation Data does not have), E-COD-015 (importance
        outside 1 to 5); all at once.
    """
    problems = Collector()
    codes = _crosswalk(crosswalk, problems)
    named: dict[str, list[str]] = {}
    for row in read_rows(occupations, (_SOC, "Title"), problems, separator="\t"):
        if _filled(row, "Title", problems):
            named[row[_SOC]] = [row["Title"]]
    left: Counter[str] = Counter()
    for row in _known(titles, ("Alternate Title",), named, problems):
        named[row[_SOC]].append(row["Alternate Title"])
    elements: dict[tuple[str, str], float] = {}
    names: dict[str, str] = {}
    for row in _known(skills, ("Element ID", "Element Name", "Scale ID", "Data Value"), named, problems):
        if row["Scale ID"] != "IM":
            left["other_scale"] += 1
        elif row["Recommend Suppress"] == "Y":
            left["suppressed"] += 1
        else:
            value = _importance(row, problems)
            if value is not None:
                elements[row[_SOC], row["Element ID"]] = normalised(value)
                names[row["Element ID"]] = row["Element Name"]
    used: dict[tuple[str, str], float] = {}
    for row in _known(technologies, ("Example",), named, problems):
        used[row[_SOC], row["Example"]] = IN_DEMAND if row["In Demand"] == "Y" else LISTED
    problems.raise_if_any()
    return Onet(
        tuple(OnetOccupation(soc, tuple(sorted(codes.get(soc.split(".")[0], ()))), tuple(of)) for soc, of in named.items()),
        elements, used, names, dict(left),
    )  # fmt: skip


def _crosswalk(path: str | Path, problems: Collector) -> dict[str, set[str]]:
    out: dict[str, set[str]] = defaultdict(set)
    for row in read_rows(path, ("soc", "isco"), problems):
        if len(row["isco"]) != 4 or not row["isco"].isdigit():
            problems.add(
                row.problem(
                    "E-COD-012", "isco", f"“{row['isco']}” không phải mã ISCO-08 bốn chữ số", f"“{row['isco']}” is no ISCO-08 code of four digits",
                    "ghi mã nhóm, ví dụ 2512", "give the unit group, 2512 for example",
                )
            )  # fmt: skip
        elif _filled(row, "soc", problems):
            out[row["soc"].split(".")[0]].add(row["isco"])
    return out


def _known(
    path: str | Path | None, columns: tuple[str, ...], named: Mapping[str, object], problems: Collector
) -> list[SuppliedRow]:
    """Rows of occupations that are known, with the first of the columns filled."""
    out = []
    for row in read_rows(path, (_SOC, *columns), problems, separator="\t") if path is not None else ():
        if row[_SOC] not in named:
            problems.add(
                row.problem(
                    "E-COD-014", _SOC, f"không biết “{row[_SOC]}”", f"“{row[_SOC]}” is not known",
                    "dùng các tệp của cùng một phiên bản O*NET", "use files of one version of O*NET",
                )
            )  # fmt: skip
        elif _filled(row, columns[0], problems):
            out.append(row)
    return out


def _filled(row: SuppliedRow, column: str, problems: Collector) -> bool:
    if not row[column]:
        problems.add(
            row.problem("E-COD-013", column, "ô này trống", "the cell is empty", "điền tên hoặc bỏ dòng", "fill it in or leave the row out")
        )  # fmt: skip
    return bool(row[column])


def _importance(row: SuppliedRow, problems: Collector) -> float | None:
    try:
        value = float(row["Data Value"])
    except ValueError:
        value = math.nan
    if LOWEST <= value <= HIGHEST:
        return value
    problems.add(
        row.problem(
            "E-COD-015", "Data Value", f"“{row['Data Value']}” không nằm trong thang từ 1 đến 5", f"“{row['Data Value']}” is not on the scale from 1 to 5",
            "lấy lại tệp từ nơi công bố", "get the file again from its publisher",
        )
    )  # fmt: skip
    return None
