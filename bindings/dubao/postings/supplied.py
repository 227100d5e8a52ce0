"""What the readers of files that a user supplies share (:mod:`dubao.postings.esco`, :mod:`dubao.postings.onet`): rows with their places, importances."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dubao.data.catalogue import fold
from dubao.data.files import decode_utf8, read_bytes, read_records
from dubao.errors import Collector, Problem
from dubao.postings.skills import Skill, SkillMatcher

__all__ = [
    "ImportanceRow",
    "ImportanceTable",
    "SuppliedRow",
    "beside",
    "field_of",
    "read_rows",
    "split_names",
]

_FIELDS = {
    "cybersecurity": ("2529",),
    "information_technology": ("133", "25", "351"),
    "electronics_telecommunications": ("2152", "2153", "3114", "3155", "352", "742", "8212"),
}
_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class SuppliedRow:
    """Cells of a row by column, and its place in the file."""

    file: str
    row: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def problem(self, id: str, column: str, vi: str, en: str, remedy_vi: str, remedy_en: str) -> Problem:
        """A problem of a cell of this row."""
        return Problem(
            id,
            file=self.file,
            row=self.row,
            column=column,
            vi=vi,
            en=en,
            remedy_vi=remedy_vi,
            remedy_en=remedy_en,
        )


def read_rows(
    path: str | Path, columns: Iterable[str], problems: Collector, *, separator: str = ","
) -> list[SuppliedRow]:
    """Rows of a text table in UTF-8; other columns are kept too.

    Problems are E-COD-010 (a needed column is missing) and E-COD-011 (a row with another number of cells, which is left out).

    Raises
    ------
    dubao.errors.InputError
        E-DAT-001 to E-DAT-003, E-DAT-007 where the file cannot be read.
    """
    path = Path(path)
    text = decode_utf8(read_bytes(path, path.name), path.name).removeprefix(_BOM)
    records = read_records(unicodedata.normalize("NFC", text), separator, path.name)
    header = [name.strip() for name in records[0]] if records else []
    missing = [name for name in columns if name not in header]
    for name in missing:
        problems.add(
            Problem(
                "E-COD-010", file=path.name, row=1, column=name, vi="tệp không có cột này", en="the file has no such column",
                remedy_vi="dùng tệp đúng như nơi công bố phát hành", remedy_en="use the file as its publisher releases it",
            )
        )  # fmt: skip
    if missing:
        return []
    out = []
    for number, record in enumerate(records[1:], start=2):
        if not record:
            continue
        if len(record) != len(header):
            problems.add(
                Problem(
                    "E-COD-011", file=path.name, row=number, vi=f"dòng có {len(record)} ô, tiêu đề có {len(header)}",
                    en=f"the row has {len(record)} cells, the header {len(header)}",
                    remedy_vi="kiểm tra dấu ngoặc kép và dấu phân cách của dòng", remedy_en="check the quotes and separators of the row",
                )
            )  # fmt: skip
            continue
        out.append(
            SuppliedRow(path.name, number, dict(zip(header, (c.strip() for c in record), strict=True)))
        )
    return out


def field_of(code: str) -> str:
    """Field of ``roles.csv`` that an ISCO-08 code belongs to; 2529 counts as cybersecurity, its best proxy.

    >>> field_of("2512"), field_of("3522"), field_of("2411")
    ('information_technology', 'electronics_telecommunications', 'other')
    """
    for field, starts in _FIELDS.items():
        if code.startswith(starts):
            return field
    return "other"


def split_names(cell: str) -> tuple[str, ...]:
    """Names of a cell that holds one a line.

    >>> split_names("web developer\\n web programmer\\n\\n")
    ('web developer', 'web programmer')
    """
    return tuple(name.strip() for name in cell.splitlines() if name.strip())


def beside(matcher: SkillMatcher, skills: Iterable[Skill]) -> SkillMatcher:
    """A matcher with more skills; a spelling that is taken (with or without marks) stays with whom it belongs to.

    A skill whose names are all taken is left out.

    Examples
    --------
    >>> more = beside(SkillMatcher.read(), [Skill("x:1", "quy hoạch tuyến tính", "linear programming", "supplied", ("Python", "simplex method"))])
    >>> [m.skill for m in more.find("Python, simplex method")]
    ['python', 'x:1']
    """
    taken = {fold(name) for s in matcher.skills.values() for name in (s.name_vi, s.name_en, *s.aliases)}
    kept = list(matcher.skills.values())
    for skill in skills:
        names = []
        for name in (skill.name_en, skill.name_vi, *skill.aliases):
            key = fold(name)
            if name and key not in taken:
                taken.add(key)
                names.append(name)
        if names:
            kept.append(Skill(skill.id, names[0], names[0], skill.cluster, tuple(names[1:])))
    return SkillMatcher(kept)


@dataclass(frozen=True, slots=True)
class ImportanceRow:
    """Importance of a skill in an occupation (four digits), between 0 and 1.

    ``names`` are the occupations of the source that the figure is the mean of, ``source`` the file.
    """

    occupation: str
    skill: str
    skill_name: str
    importance: float
    source: str
    names: int


@dataclass(frozen=True)
class ImportanceTable:
    """Importances of a source, in the order of occupation and skill.

    Attributes
    ----------
    rows : tuple of ImportanceRow
    left_out : mapping of str to int
        Rows that say nothing here, by reason (``no_code``: the occupation has no code; ``suppressed``: the source advises against use).
    """

    rows: tuple[ImportanceRow, ...]
    left_out: Mapping[str, int]

    def __iter__(self) -> Iterator[tuple[str, str, float]]:
        """(skill, occupation, importance), as :func:`dubao.labour.skill_demand.importance_from_rows` takes them."""
        return ((row.skill, row.occupation, row.importance) for row in self.rows)

    def frame(self, kind: str = "pandas") -> Any:
        """The rows as a frame of ``kind``."""
        from dubao.frames import write_columns

        names = tuple(ImportanceRow.__dataclass_fields__)
        return write_columns({name: [getattr(row, name) for row in self.rows] for name in names}, kind)

    @classmethod
    def mean(
        cls, values: Mapping[tuple[str, str], float], codes: Mapping[str, Iterable[str]], names: Mapping[str, str],
        source: str, left_out: Mapping[str, int],
    ) -> ImportanceTable:  # fmt: skip
        """Means over the occupations of the source that share a code; a skill that one of them does not name counts as 0 there.

        Parameters
        ----------
        values : (occupation of the source, skill) → importance
        codes : occupation of the source → its codes
        names : skill → name
        """
        members: dict[str, set[str]] = defaultdict(set)
        for occupation, of in codes.items():
            for code in of:
                members[code].add(occupation)
        rated = {occupation for occupation, _ in values}
        sums: dict[tuple[str, str], float] = defaultdict(float)
        for (occupation, skill), value in sorted(values.items()):
            for code in codes.get(occupation, ()):
                sums[code, skill] += value
        counts = {code: len(of & rated) for code, of in members.items()}
        rows = tuple(
            ImportanceRow(code, skill, names.get(skill, skill), total / counts[code], source, counts[code])
            for (code, skill), total in sorted(sums.items())
        )
        return cls(rows, dict(left_out))
