"""ESCO files that a user supplies: occupations and skills by their labels, and which skills an occupation needs.

Download the CSV of the classification (https://esco.ec.europa.eu/en/use-esco/download); nothing of it is shipped. ESCO is published in the
languages of the European Union and some others, not in Vietnamese: labels that a user has translated may be given as a second file of
the same columns.

>>> import tempfile, pathlib
>>> folder = pathlib.Path(tempfile.mkdtemp())
>>> _ = (folder / "occupations_en.csv").write_text(
...     "conceptUri,iscoGroup,preferredLabel,altLabels\\nu:1,2512,mobile robot programmer,\\"robot app developer\\nrobot coder\\"\\n", "utf-8")
>>> found = read_esco(folder / "occupations_en.csv")
>>> found.occupations[0].code, found.occupations[0].labels
('2512', ('mobile robot programmer', 'robot app developer', 'robot coder'))
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dubao.errors import Collector
from dubao.postings.coding_aliases import Alias
from dubao.postings.skills import Skill
from dubao.postings.supplied import ImportanceTable, SuppliedRow, field_of, read_rows, split_names

if TYPE_CHECKING:
    from dubao.postings.coding import Role

__all__ = ["Esco", "EscoOccupation", "EscoSkill", "read_esco"]

# ASSUMPTION of the default: ESCO says only that a skill is essential to an occupation or optional.
ESSENTIAL, OPTIONAL = 1.0, 0.5
_OCCUPATION = ("conceptUri", "iscoGroup", "preferredLabel", "altLabels")
_SKILL = ("conceptUri", "preferredLabel", "altLabels")
_RELATION = ("occupationUri", "relationType", "skillUri")


@dataclass(frozen=True, slots=True)
class EscoOccupation:
    """An occupation with its ISCO-08 group and its labels, the preferred one first."""

    uri: str
    code: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EscoSkill:
    """A skill with its labels, the preferred one first."""

    uri: str
    labels: tuple[str, ...]


@dataclass(frozen=True)
class Esco:
    """What the files hold.

    Attributes
    ----------
    occupations : tuple of EscoOccupation
    skills : tuple of EscoSkill
    relations : mapping of (str, str) to str
        (occupation, skill) → ``essential`` or ``optional``.
    """

    occupations: tuple[EscoOccupation, ...]
    skills: tuple[EscoSkill, ...]
    relations: Mapping[tuple[str, str], str]

    def roles(self) -> tuple[Role, ...]:
        """Each occupation as a role of its own, for :meth:`dubao.postings.OccupationCoder.with_words`."""
        from dubao.postings.coding import Role

        return tuple(
            Role(o.uri, o.labels[0], o.labels[0], o.code, field_of(o.code)) for o in self.occupations
        )

    def aliases(self) -> tuple[Alias, ...]:
        """Labels of two words and more, wherever they stand in a title; of one word, where they are the whole title."""
        return tuple(
            Alias(o.uri, label.lower(), "word" if " " in label else "exact")
            for o in self.occupations
            for label in dict.fromkeys(o.labels)
        )

    def skill_list(self) -> tuple[Skill, ...]:
        """The skills for :func:`dubao.postings.supplied.beside`."""
        return tuple(Skill(s.uri, s.labels[0], s.labels[0], "esco", s.labels[1:]) for s in self.skills)

    def importance(self, *, essential: float = ESSENTIAL, optional: float = OPTIONAL) -> ImportanceTable:
        """Importance of skills by ISCO-08 group: the mean over its occupations of what an essential and an optional skill count.

        ASSUMPTION: the two weights; ESCO gives no degrees.
        """
        weights = {"essential": essential, "optional": optional}
        values = {pair: weights[kind] for pair, kind in self.relations.items()}
        names = {s.uri: s.labels[0] for s in self.skills}
        codes = {o.uri: (o.code,) for o in self.occupations}
        left = sum(occupation not in codes for occupation, _ in values)
        return ImportanceTable.mean(values, codes, names, "esco", {"no_code": left})


def read_esco(
    occupations: str | Path | Iterable[str | Path],
    skills: str | Path | Iterable[str | Path] = (),
    relations: str | Path | None = None,
) -> Esco:
    """Reads ``occupations_en.csv``, ``skills_en.csv`` and ``occupationSkillRelations_en.csv`` as ESCO releases them.

    Parameters
    ----------
    occupations, skills : path, or several of the same columns
        Labels of further files are added to those of the first (a language each).
    relations : path, optional
        Without ``skills`` a skill is named by its address.

    Raises
    ------
    dubao.errors.InputError
        E-DAT-001 to E-DAT-003 and E-DAT-007 for a file that cannot be read; E-COD-010 (column), E-COD-011 (cells of a row), E-COD-012 (no
        ISCO-08 group of four digits), E-COD-013 (no label), E-COD-014 (relation of an unknown kind, occupation or skill); all at once.
    """
    problems = Collector()
    found: dict[str, EscoOccupation] = {}
    for path in _paths(occupations):
        for row in read_rows(path, _OCCUPATION, problems):
            code = row["iscoGroup"].removeprefix("C")
            if len(code) != 4 or not code.isdigit():
                problems.add(
                    row.problem(
                        "E-COD-012", "iscoGroup", f"“{row['iscoGroup']}” không phải mã ISCO-08 bốn chữ số",
                        f"“{row['iscoGroup']}” is no ISCO-08 code of four digits", "ghi mã nhóm, ví dụ 2512", "give the unit group, 2512 for example",
                    )
                )  # fmt: skip
                continue
            labels = _labels(row, problems)
            if labels:
                before = found.get(row["conceptUri"])
                found[row["conceptUri"]] = EscoOccupation(
                    row["conceptUri"], code, labels if before is None else (*before.labels, *labels)
                )
    named: dict[str, EscoSkill] = {}
    for path in _paths(skills):
        for row in read_rows(path, _SKILL, problems):
            labels = _labels(row, problems)
            if labels:
                known = named.get(row["conceptUri"])
                named[row["conceptUri"]] = EscoSkill(
                    row["conceptUri"], labels if known is None else (*known.labels, *labels)
                )
    pairs: dict[tuple[str, str], str] = {}
    for row in read_rows(relations, _RELATION, problems) if relations is not None else ():
        if _related(row, found, named, problems):
            pairs[row["occupationUri"], row["skillUri"]] = row["relationType"]
    problems.raise_if_any()
    return Esco(tuple(found.values()), tuple(named.values()), pairs)


def _paths(given: str | Path | Iterable[str | Path]) -> list[str | Path]:
    return [given] if isinstance(given, (str, Path)) else list(given)


def _labels(row: SuppliedRow, problems: Collector) -> tuple[str, ...]:
    labels = tuple(dict.fromkeys((*split_names(row["preferredLabel"]), *split_names(row["altLabels"]))))
    if not labels or not row["conceptUri"]:
        problems.add(
            row.problem(
                "E-COD-013", "preferredLabel" if not labels else "conceptUri", "ô này trống", "the cell is empty",
                "điền tên hoặc bỏ dòng", "fill it in or leave the row out",
            )
        )  # fmt: skip
        return ()
    return labels


def _related(
    row: SuppliedRow, occupations: Mapping[str, object], skills: Mapping[str, object], problems: Collector
) -> bool:
    wrong = [
        (column, row[column])
        for column, known in (("occupationUri", occupations), ("skillUri", skills), ("relationType", ("essential", "optional")))
        # Without a readable list of skills their keys are taken as they are.
        if row[column] not in known and (column != "skillUri" or skills)
    ]  # fmt: skip
    for column, value in wrong:
        problems.add(
            row.problem(
                "E-COD-014", column, f"không biết “{value}”", f"“{value}” is not known",
                "dùng các tệp của cùng một phiên bản ESCO", "use files of one version of ESCO",
            )
        )  # fmt: skip
    return not wrong
