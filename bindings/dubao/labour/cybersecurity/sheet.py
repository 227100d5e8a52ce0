"""The calculator on a file: one row an input, headings and words in Vietnamese or English, every problem with its row and column."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from dubao.data.catalogue import fold
from dubao.data.cells import Sheet
from dubao.data.headers import find_header, plain
from dubao.data.output import atomic_output
from dubao.data.reader import close_match
from dubao.data.sheet_rows import SheetRows
from dubao.data.table import Field, Table
from dubao.data.tabular import read_tabular
from dubao.data.writing import csv_text
from dubao.errors import Collector, InputError, Problem
from dubao.labour.cybersecurity.concepts import declared_need, funded_vacancies, norm_need, side_by_side
from dubao.labour.cybersecurity.inputs import Input
from dubao.labour.cybersecurity.results import SideBySide
from dubao.labour.cybersecurity.words import CONCEPTS, INPUTS, QUANTITIES
from dubao.numbers import NumberStyle

__all__ = ["COLUMNS", "calculate", "write_template"]

_COUNT = {"minimum": 0}
COLUMNS: tuple[Field, ...] = (
    Field("concept", "string", "Concept", "Khái niệm", constraints={"required": True}),
    Field("input", "string", "Input", "Đầu vào", constraints={"required": True}),
    Field("class", "string", "Class of organisation", "Loại tổ chức"),
    Field("value", "number", "Value", "Giá trị", constraints=_COUNT),
    Field("low", "number", "Low", "Thấp", constraints=_COUNT),
    Field("high", "number", "High", "Cao", constraints=_COUNT),
    Field("distribution", "string", "Distribution", "Phân phối"),
    Field("standard_error", "number", "Standard error", "Sai số chuẩn", constraints=_COUNT),
    Field("yes", "number", "Said yes", "Trả lời có", constraints=_COUNT),
    Field("asked", "number", "Asked", "Đã hỏi", constraints=_COUNT),
    Field("standard_deviation", "number", "Standard deviation", "Độ lệch chuẩn", constraints=_COUNT),
    Field("population", "number", "On the list", "Trong danh sách", constraints=_COUNT),
    Field("design_effect", "number", "Design effect", "Hiệu ứng thiết kế", constraints={"minimum": 1}),
    Field("scope", "string", "Scope", "Phạm vi"),
    Field("period", "string", "Period", "Kỳ"),
    Field("source", "string", "Source", "Nguồn"),
)
_DISTRIBUTIONS = {
    "uniform": "uniform", "deu": "uniform", "triangular": "triangular", "tam giac": "triangular", "pert": "pert",
}  # fmt: skip
_ROWS_OF_TEMPLATE = (
    ("funded_vacancies", "employed", ""), ("funded_vacancies", "openings", ""), ("funded_vacancies", "separations", ""),
    ("funded_vacancies", "searching", ""), ("declared_need", "organisations", "50–249"), ("declared_need", "hiring_share", "50–249"),
    ("declared_need", "mean_hires", "50–249"), ("declared_need", "entrants", ""), ("norm_need", "organisations", "A"), ("norm_need", "posts", "A"),
)  # fmt: skip


def _words() -> tuple[dict[str, str], dict[str, str]]:
    concepts = {fold(word): key for key, one in CONCEPTS.items() for word in (key, one.name_vi, one.name_en)}
    inputs = {
        fold(word): key
        for shared, classed in INPUTS.values()
        for key in (*shared, *classed)
        for word in (key, *QUANTITIES[key])
    }
    return concepts, inputs


class _Rows:
    """Collects inputs by concept, with the row each came from, and everything that is wrong."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems = Collector()
        self.shared: dict[str, dict[str, Input]] = {}
        self.classes: dict[str, dict[str, dict[str, Input]]] = {}
        self.rows: dict[tuple[str, str], int] = {}
        self.about: dict[str, dict[str, str]] = {}

    def wrong(self, id: str, row: int, column: str, vi: str, en: str, mend_vi: str, mend_en: str) -> None:
        self.problems.add(
            Problem(id, file=self.file, row=row, column=column, vi=vi, en=en, remedy_vi=mend_vi, remedy_en=mend_en)
        )  # fmt: skip

    def headings(self, sheet: Sheet) -> None:
        """A heading that is nearly one of the columns would be left out in silence, and with it a bound or an error."""
        header = find_header(sheet, COLUMNS, (), Collector())
        names = {plain(word): f.name for f in COLUMNS for word in (f.name, f.description, f.description_vi)}
        absent = [word for word, name in names.items() if name not in header.columns]
        taken = {*header.columns.values(), *header.periods}
        for position, cell in enumerate(sheet.rows[header.index] if header.columns else []):
            near = "" if position in taken or not cell.text else close_match(plain(cell.text), absent)
            if near:
                self.wrong("E-CYB-006", sheet.numbers[header.index], cell.text, f"không có cột này (có phải là “{names[near]}”?)", f"there is no such column (is it “{names[near]}”?)", "sửa tên cột, hoặc đặt tên khác hẳn cho cột ghi chú riêng", "mend the heading, or call a column of your own by quite another name")  # fmt: skip

    def add(self, row: dict[str, Any], number: int, known: tuple[dict[str, str], dict[str, str]]) -> None:
        if not row["concept"] or not row["input"]:
            return
        concept = known[0].get(fold(row["concept"]).strip(), "")
        name = known[1].get(fold(row["input"]).strip(), "")
        if not concept:
            self.wrong("E-CYB-006", number, "concept", f"không có khái niệm “{row['concept']}”", f"“{row['concept']}” is no concept", f"ghi {', '.join(CONCEPTS)}", f"write {', '.join(CONCEPTS)}")  # fmt: skip
            return
        shared, classed = INPUTS[concept]
        if name not in (*shared, *classed):
            self.wrong("E-CYB-006", number, "input", f"“{row['input']}” không phải đầu vào của khái niệm này", f"“{row['input']}” is no input of this concept", f"ghi {', '.join((*shared, *classed))}", f"write {', '.join((*shared, *classed))}")  # fmt: skip
            return
        group = str(row["class"] or "")
        if bool(group) != (name in classed):
            self.wrong("E-CYB-006", number, "class", "thiếu loại tổ chức" if not group else "đầu vào này không chia theo loại tổ chức", "the class is missing" if not group else "this input has no class", "ghi loại tổ chức cho số tổ chức, tỷ lệ và số vị trí; để trống ở đầu vào khác", "write the class for organisations, shares and posts; leave it empty elsewhere")  # fmt: skip
            return
        key = f"{name}.{group}" if group else name
        if (concept, key) in self.rows:
            self.wrong("E-CYB-006", number, "input", "đầu vào này đã có ở một dòng trước", "this input stands in a row before", "giữ một dòng", "keep one row")  # fmt: skip
            return
        self.rows[concept, key] = number
        self._about(concept, row, number)
        given = self._input(row, number)
        if given is None:
            return
        if group:
            self.classes.setdefault(concept, {}).setdefault(group, {})[name] = given
        else:
            self.shared.setdefault(concept, {})[name] = given

    def _about(self, concept: str, row: dict[str, Any], number: int) -> None:
        about = self.about.setdefault(concept, {"scope": "", "period": ""})
        for column in about:
            stated = str(row[column] or "")
            if stated and about[column] and stated != about[column]:
                self.wrong("E-CYB-006", number, column, f"khác với dòng trước của khái niệm: {about[column]}", f"differs from a row before of the concept: {about[column]}", "ghi một phạm vi và một kỳ cho mỗi khái niệm", "write one scope and one period a concept")  # fmt: skip
            about[column] = about[column] or stated

    def _input(self, row: dict[str, Any], number: int) -> Input | None:
        """The kind follows from what is filled in; what is filled in beyond it is a mistake."""
        word = fold(str(row["distribution"] or "")).strip()
        distribution = _DISTRIBUTIONS.get(word, "")
        if word and not distribution:
            self.wrong("E-CYB-006", number, "distribution", f"không có phân phối “{row['distribution']}”", f"“{row['distribution']}” is no distribution", "ghi uniform (đều), triangular (tam giác) hoặc pert", "write uniform, triangular or pert")  # fmt: skip
            return None
        filled = {
            c
            for c in ("value", "low", "high", "standard_error", "yes", "asked", "standard_deviation")
            if row[c] is not None
        }
        source = str(row["source"] or "")
        survey = {"population": row["population"], "source": source}
        if filled == {"yes", "asked"} and not distribution:
            return Input.surveyed_share(row["yes"], row["asked"], design_effect=row["design_effect"] or 1.0, **survey)  # fmt: skip
        if filled == {"value", "standard_deviation", "asked"} and not distribution:
            return Input.surveyed_mean(row["value"], row["standard_deviation"], row["asked"], **survey)
        if filled == {"value", "standard_error"} and not distribution:
            return Input.estimate(row["value"], row["standard_error"], source=source)
        if filled == {"low", "high"} and distribution in ("", "uniform"):
            return Input.between(row["low"], row["high"], source=source)
        if filled == {"value", "low", "high"} and distribution != "uniform":
            return Input.likely(row["value"], row["low"], row["high"], distribution or "pert", source=source)
        if filled == {"value"} and not distribution:
            return Input.exact(row["value"], source=source)
        if any(p.row == number for p in self.problems.problems):
            return None  # a cell of the row is refused already: what is left of it proves nothing
        self.wrong("E-CYB-006", number, "value", "các ô đã ghi không đủ hoặc không khớp nhau", "the cells filled in are not enough or do not go together", "ghi giá trị; hoặc thấp và cao; hoặc giá trị, thấp, cao; hoặc giá trị và sai số chuẩn; hoặc trả lời có và đã hỏi; hoặc giá trị, độ lệch chuẩn và đã hỏi", "write a value; low and high; value, low, high; value and standard error; said yes and asked; or value, standard deviation and asked")  # fmt: skip
        return None

    def complete(self) -> None:
        """Every class of a concept has all its inputs."""
        for (concept, key), number in self.rows.items():
            name, _, group = key.partition(".")
            wanted = INPUTS[concept][1]
            if not group or name != next((n for n in wanted if (concept, f"{n}.{group}") in self.rows), ""):
                continue
            missing = [QUANTITIES[n] for n in wanted if (concept, f"{n}.{group}") not in self.rows]
            for vi, en in missing:
                self.wrong("E-CYB-006", number, "class", f"loại tổ chức “{group}” thiếu dòng: {vi}", f"the class “{group}” has no row: {en}", "thêm dòng này", "add the row")  # fmt: skip


def calculate(
    path: str | Path,
    *,
    draws: int = 4000,
    seed: int = 1,
    level: float = 0.8,
    number_format: NumberStyle | None = None,
    encoding: str | None = None,
) -> SideBySide:
    """Reads a file of inputs (CSV or XLSX) and sets the concepts it has side by side.

    Parameters
    ----------
    path : path
        Columns as in :data:`COLUMNS`, under their Vietnamese or English headings or their names, in any order; one row an input.
        :func:`write_template` writes an empty one. A concept without rows is left out.
    draws, seed, level
        As in :func:`funded_vacancies`.
    number_format : {"vi", "en", "plain"}, optional
        How numbers are written, where they can be read in two ways.
    encoding : str, optional
        Old encoding of the file.

    Returns
    -------
    SideBySide

    Raises
    ------
    dubao.errors.InputError
        E-CYB-001 … E-CYB-007 and the E-DAT and E-NUM of any table, with file, row and column; problems of rows all at once, then those
        that only the whole calculation can see.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "nhu-cau.csv"
    >>> _ = path.write_text("Khái niệm,Đầu vào,Loại tổ chức,Giá trị,Thấp,Cao\\n"
    ...                     "Nhu cầu theo định mức,số tổ chức,A,60,,\\n"
    ...                     "norm_need,posts,A,,8,10\\n", encoding="utf-8")
    >>> calculate(path)["norm_need"].stated
    540.0
    """
    sheet = read_tabular(path, encoding=encoding)
    schema = Table(name="security", fields=COLUMNS, rows=[], row_numbers=[])
    found = _Rows(sheet.file)
    found.headings(sheet)
    rows, numbers = SheetRows(sheet, schema, None, number_format, {}).rows(found.problems)
    known = _words()
    for row, number in zip(rows, numbers, strict=True):
        found.add(row, number, known)
    found.complete()
    if not found.rows and not found.problems.problems:
        found.problems.add(
            Problem(
                "E-CYB-007", file=sheet.file, vi="bảng không có đầu vào nào", en="the table has no input",
                remedy_vi="điền vào mẫu: dubao security TỆP --template", remedy_en="fill in the template: dubao security FILE --template",
            )
        )  # fmt: skip
    found.problems.problems.sort(key=lambda p: p.row or 0)
    found.problems.raise_if_any(InputError)
    return _evaluated(found, draws, seed, level)


def _evaluated(found: _Rows, draws: int, seed: int, level: float) -> SideBySide:
    """All concepts, with the row of the file put to each problem of the calculation."""
    problems = Collector()
    needs = []
    options: dict[str, Any] = {"draws": draws, "seed": seed, "level": level}
    for concept in (c for c in INPUTS if c in found.about):
        shared: dict[str, Any] = dict(found.shared.get(concept, {}))
        about: dict[str, Any] = dict(found.about[concept])
        classes = found.classes.get(concept, {})
        try:
            if concept == "funded_vacancies":
                for name in ("employed", "openings"):
                    if name not in shared:
                        problems.add(_missing(found, concept, name))
                if problems.problems:
                    continue
                needs.append(funded_vacancies(**shared, **about, **options))
            elif concept == "declared_need":
                needs.append(declared_need(classes, **shared, **about, **options))
            else:
                needs.append(norm_need(classes, **about, **options))
        except InputError as error:
            for problem in error.problems:
                problems.add(_placed(found, concept, problem))
    problems.raise_if_any(InputError)
    try:
        return side_by_side(*needs)
    except InputError as error:
        raise InputError([_placed(found, "", problem) for problem in error.problems]) from None


def _missing(found: _Rows, concept: str, name: str) -> Problem:
    vi, en = QUANTITIES[name]
    return Problem(
        "E-CYB-007", file=found.file, argument=concept, vi=f"thiếu dòng: {vi}", en=f"there is no row: {en}",
        remedy_vi="thêm dòng này", remedy_en="add the row",
    )  # fmt: skip


def _placed(found: _Rows, concept: str, problem: Problem) -> Problem:
    """The problem with the row its input came from; of an input in two concepts the later row."""
    rows = [row for (one, key), row in found.rows.items() if key == problem.argument and concept in ("", one)]
    return replace(problem, file=found.file, row=max(rows)) if rows else replace(problem, file=found.file)


def write_template(path: str | Path) -> Path:
    """Writes a CSV file to fill in: headings in both languages, a row for each input of the three concepts.

    Parameters
    ----------
    path : path

    Returns
    -------
    pathlib.Path

    Examples
    --------
    >>> import tempfile
    >>> write_template(Path(tempfile.mkdtemp()) / "a.csv").read_text("utf-8-sig").split(",")[0]
    'Khái niệm (concept)'
    """
    headings = {f.name: f"{f.description_vi} ({f.name})" for f in COLUMNS}
    rows = [
        {headings["concept"]: CONCEPTS[concept].name_vi, headings["input"]: QUANTITIES[name][0], headings["class"]: group}
        for concept, name, group in _ROWS_OF_TEMPLATE
    ]  # fmt: skip
    with atomic_output(path) as temporary:
        # With a mark of Unicode, by which spreadsheets know the Vietnamese letters.
        temporary.write_text(csv_text(tuple(headings.values()), rows), encoding="utf-8-sig", newline="")
    return Path(path)
