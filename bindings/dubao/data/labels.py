"""Names of codes and units in both languages, from the tables of ``classifications``.

A column of a table of observations is tied to its classification by its name (``occupation`` → ``occupations``) or by a foreign
key of its schema. Codes may be joined: ``26+61-63`` is division 26 and the divisions 61 to 63 together.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from dubao.errors import InputError, Language

if TYPE_CHECKING:
    from dubao.data.catalogue import Catalogue
    from dubao.data.table import Table

PACKAGE = "classifications"
# Column of observations → table of codes.
CLASSIFICATION_OF = {
    "occupation": "occupations",
    "activity": "activities",
    "major": "majors",
    "province": "provinces",
    "unit": "units",
}
# Columns whose values are codes of a classification or keys beside it, so that they are not checked against it.
_DEFAULT_CLASSIFICATION = {"field": "majors", "proposed_code": "occupations"}
# Table of the names of keys that no classification holds.
KEYS = f"{PACKAGE}/keys"
# Years, ages, spans, counts, codes of digits: they need no name.
_FIGURES = re.compile(r"\d[\d.+\-]*")
# Codes that every classification knows.
COMMON = {
    "T": ("chung", "both sexes"),
    "M": ("nam", "men"),
    "F": ("nữ", "women"),
    "total": ("tổng số", "total"),
    "X": ("không phân loại", "not classified"),
    "other": ("khác", "other"),
}
_NAMES = {
    "vi": ("name_vi", "label_vi", "title_vi", "vi", "name_en", "label_en", "title", "en"),
    "en": ("name_en", "label_en", "title_en", "title", "en", "name_vi", "label_vi", "title_vi", "vi"),
}


def code_table(catalogue: Catalogue, classification: str) -> dict[str, dict[str, Any]]:
    """Rows of a table of codes by their code; empty when there is no such table.

    Where one code stands in two versions of a classification, the row of the first version is kept for the plain code.
    """
    name = f"{PACKAGE}/{classification}"
    if name not in catalogue.tables():
        return {}
    cache: dict[str, dict[str, dict[str, Any]]] = catalogue.__dict__.setdefault("_codes", {})
    if classification not in cache:
        table = catalogue.table(name)
        key = code_column(table)
        rows: dict[str, dict[str, Any]] = {}
        for row in table:
            rows.setdefault(str(row[key]), row)
        cache[classification] = rows
    return cache[classification]


def code_column(table: Table) -> str:
    """The column that holds the code: ``code`` or ``unit``-like names first, else the last of the primary key."""
    for name in ("code", "unit", "key", "id"):
        if name in table.columns:
            return name
    return table.primary_key[-1] if table.primary_key else table.columns[0]


def name_in(row: dict[str, Any], lang: Language) -> str:
    """Name in a language; in the other one where it has none."""
    return next((str(row[name]) for name in _NAMES[lang] if row.get(name)), "")


def label(catalogue: Catalogue, code: str, lang: Language, classification: str | None) -> str:
    """Name of a code; the code itself where no table names it."""
    chosen = [classification] if classification else [*CLASSIFICATION_OF.values()]
    for table in chosen:
        row = code_table(catalogue, table).get(code)
        if row:
            return name_in(row, lang) or code
    if code in COMMON:
        return COMMON[code][0 if lang == "vi" else 1]
    if classification:
        known = code_table(catalogue, classification)
        parts = joined_codes(code)
        if len(parts) > 1 and all(part in known for part in parts):
            return " + ".join(name_in(known[part], lang) for part in parts)
    return code


def note_in(note: str | None, lang: Language) -> str:
    """A remark in one language; remarks in both are written ``Vietnamese | English``.

    >>> note_in("Không có số liệu. | No figure.", "en")
    'No figure.'
    """
    vi, bar, en = (note or "").partition(" | ")
    return en if bar and lang == "en" else vi


def joined_codes(code: str) -> list[str]:
    """The single codes of a joined one: ``+`` adds, ``-`` between two numbers is a range.

    >>> joined_codes("26+61-63")
    ['26', '61', '62', '63']
    """
    out: list[str] = []
    for part in code.split("+"):
        ends = part.split("-")
        if (
            len(ends) == 2
            and all(e.isdigit() for e in ends)
            and len(ends[0]) == len(ends[1])
            and ends[0] < ends[1]
        ):
            out += [str(number).zfill(len(ends[0])) for number in range(int(ends[0]), int(ends[1]) + 1)]
        else:
            out += ends
    return out


def classification_of(table: Table, column: str) -> str:
    """The table of codes behind a column; empty when there is none."""
    for key in table.foreign_keys:
        fields = key.get("fields")
        names = [fields] if isinstance(fields, str) else list(fields or ())
        reference = key.get("reference", {})
        if names == [column] and reference.get("package") == PACKAGE:
            return str(reference.get("resource", ""))
    return CLASSIFICATION_OF.get(column, "")


def dimension_label(
    catalogue: Catalogue, table: Table, row: dict[str, Any], column: str, lang: Language
) -> str | None:
    """Name of a row's value in a dimension; None when no table holds one, the empty text when another column gives it.

    A column beside it that ends in ``_vi`` or ``_en`` names the value in that language, or such columns of another table of the
    package (a list of terms). Else the table of keys does, else the classification of the column, else, for the id of a series,
    the label of that series. Plain figures (``2024``, ``15-24``) stand for themselves.
    """
    value = str(row[column])
    if column.removesuffix("_vi").removesuffix("_en") != column:
        return ""
    if named := row.get(f"{column}_{lang}"):
        return str(named)
    if listed := _listed_names(catalogue, table.name.split("/")[0], column).get(value):
        return name_in(listed, lang)
    if key := _key_rows(catalogue).get((column, value)):
        return name_in(key, lang)
    classification = classification_of(table, column) or _DEFAULT_CLASSIFICATION.get(column, "-")
    named = label(catalogue, value, lang, classification)
    if named != value or value in COMMON:
        return named
    if _FIGURES.fullmatch(value):
        return value
    return _label_of_series(catalogue, value, lang)


def _listed_names(catalogue: Catalogue, package: str, column: str) -> dict[str, dict[str, str]]:
    """Names of a column's values from a table of the package that lists them: columns ``term``, ``term_vi`` and ``term_en``."""
    cache: dict[tuple[str, str], dict[str, dict[str, str]]] = catalogue.__dict__.setdefault("_listed", {})
    if (package, column) not in cache:
        names: dict[str, dict[str, str]] = {}
        for name in catalogue.tables():
            if not name.startswith(f"{package}/"):
                continue
            lists = catalogue.table(name)
            if {column, f"{column}_vi", f"{column}_en"} <= set(
                lists.columns
            ) and "series_id" not in lists.columns:
                for row in lists.rows:
                    names.setdefault(
                        str(row[column]),
                        {"name_vi": str(row[f"{column}_vi"]), "name_en": str(row[f"{column}_en"])},
                    )
        cache[(package, column)] = names
    return cache[(package, column)]


def series_label(catalogue: Catalogue, table: Table, series_id: str, lang: Language) -> str:
    """Title of the table and the names of the series' dimensions; a key without a name stands as it is."""
    row = next((r for r in table.rows if r["series_id"] == series_id), None)
    if row is None:
        return series_id
    names = []
    for column in table.dimensions:
        if row[column] not in (None, ""):
            named = dimension_label(catalogue, table, row, column, lang)
            names.append(str(row[column]) if named is None else named)
    return table.title(lang) + (": " + ", ".join(filter(None, names)) if any(names) else "")


def _label_of_series(catalogue: Catalogue, value: str, lang: Language) -> str | None:
    if "." not in value:
        return None
    try:
        return catalogue.series_label(value, lang)
    except InputError:
        return None


def _key_rows(catalogue: Catalogue) -> dict[tuple[str, str], dict[str, Any]]:
    """Rows of the table of keys by dimension and key; empty when there is no such table."""
    cache: dict[tuple[str, str], dict[str, Any]] | None = catalogue.__dict__.get("_keys")
    if cache is None:
        rows = catalogue.table(KEYS) if KEYS in catalogue.tables() else ()
        cache = catalogue.__dict__["_keys"] = {(str(r["dimension"]), str(r["code"])): r for r in rows}
    return cache
