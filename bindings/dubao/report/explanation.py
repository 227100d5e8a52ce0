"""Explain a number: definition, scope, inputs with source and status, formula, assumptions, and a paragraph to answer with.

Everything comes from the results file of the report, so that a printed figure can be answered for from its folder alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dubao.errors import InputError, Language, Problem
from dubao.report.config_problems import suggestion
from dubao.report.formatting import format_value
from dubao.report.labels import INPUT_STATES, NATURES
from dubao.report.results import InputReference, Number
from dubao.report.results_file import read_results
from dubao.report.text import Text
from dubao.report.words.dates import short_date
from dubao.report.words.sources import source_title

_FORMULA = re.compile(r"\bF\d{1,2}\b")
_WORDS = {
    "vi": {
        "definition": "Định nghĩa", "scope": "Phạm vi", "value": "Giá trị", "interval": "Khoảng 80%", "interval95": "Khoảng 95%", "range": "Cận thấp – cận cao",
        "period": "Kỳ", "nature": "Loại", "inputs": "Đầu vào", "formula": "Công thức", "assumptions": "Giả định", "parents": "Tính từ các số", "answer": "Trả lời mẫu",
        "simulated": "Số liệu mô phỏng", "none": "không có",
    },
    "en": {
        "definition": "Definition", "scope": "Scope", "value": "Value", "interval": "80% interval", "interval95": "95% interval", "range": "Low – high",
        "period": "Period", "nature": "Nature", "inputs": "Inputs", "formula": "Formula", "assumptions": "Assumptions", "parents": "Computed from", "answer": "A paragraph to answer with",
        "simulated": "Simulated data", "none": "none",
    },
}  # fmt: skip


@dataclass(frozen=True)
class Explanation:
    """All there is to say of a number. ``text(lang)`` prints it; ``paragraph`` answers a question in one breath."""

    number: Number
    assumptions: dict[str, dict[str, Any]]
    formulas: dict[str, dict[str, str]]
    report: dict[str, Any]
    lang: Language = "vi"

    @property
    def paragraph(self) -> Text:
        return Text(_paragraph(self, "vi"), _paragraph(self, "en"))

    def text(self, lang: Language | None = None) -> str:
        lang = lang or self.lang
        n, words = self.number, _WORDS[lang]
        lines = [f"{n.id}", f"{words['definition']}: {n.definition.of(lang)}"]
        if n.scope.of(lang):
            lines.append(f"{words['scope']}: {n.scope.of(lang)}")
        lines.append(f"{words['value']}: {format_value(n, lang, 'unit')}")
        if n.low80 is not None:
            lines.append(
                f"{words['range' if n.nature in ('assumption', 'claim') else 'interval']}: {format_value(n, lang, '80')}"
            )
        if n.low95 is not None:
            lines.append(f"{words['interval95']}: {format_value(n, lang, '95')}")
        if n.period:
            lines.append(f"{words['period']}: {short_date(n.period).of(lang)}")
        lines.append(f"{words['nature']}: {NATURES[n.nature].of(lang)}")
        if self.report.get("simulated"):
            lines.append(f"{words['simulated']}")
        lines.append(f"{words['inputs']}:" + ("" if n.inputs else f" {words['none']}"))
        for reference in n.inputs:
            status = (
                INPUT_STATES[reference.status].of(lang)
                if reference.status in INPUT_STATES
                else reference.status
            )
            periods = f", {reference.periods}" if reference.periods else ""
            whole = reference.series_id in reference.table.split("/")
            name = reference.table if whole else f"{reference.series_id} ({reference.table})"
            lines.append(
                f"  - {name}{periods}: {source_title(reference.source).of(lang)} [{status}] {reference.url}".rstrip()
            )
        if n.formula:
            lines.append(f"{words['formula']}: {n.formula}")
            lines += [
                f"  - {key}: {self.formulas[key][lang]}"
                for key in dict.fromkeys(_FORMULA.findall(n.formula))
                if key in self.formulas
            ]
        if n.assumptions:
            lines.append(f"{words['assumptions']}:")
            for key in n.assumptions:
                a = self.assumptions.get(key)
                lines.append(
                    f"  - {key}"
                    + (
                        f": {a['name'][lang]} = {_assumed(a, lang)}; {source_title(a['source']).of(lang)}"
                        if a
                        else ""
                    )
                )
        if n.parents:
            lines.append(f"{words['parents']}: {', '.join(n.parents)}")
        lines += [f"{words['answer']}:", f"  {self.paragraph.of(lang)}"]
        return "\n".join(lines)

    def to_dict(self) -> dict[str, Any]:
        """For ``--json`` and programs."""
        n = self.number
        return {
            **n.to_dict(),
            "printed": {"vi": format_value(n, "vi", "unit"), "en": format_value(n, "en", "unit")},
            "assumption_register": {
                key: self.assumptions[key] for key in n.assumptions if key in self.assumptions
            },
            "formulas": {
                key: self.formulas[key] for key in _FORMULA.findall(n.formula) if key in self.formulas
            },
            "paragraph": {"vi": self.paragraph.vi, "en": self.paragraph.en},
            "vintage": self.report.get("vintage", ""),
        }

    def __str__(self) -> str:
        return self.text()


def explain(number_id: str, *, report: str | Path = "build/report", lang: Language = "vi") -> Explanation:
    """Explains a printed number from a report's folder.

    Parameters
    ----------
    number_id : str
        Id as printed, for instance ``B4-07`` (case does not matter).
    report : path
        Folder of the report, or its results file.
    lang : {"vi", "en"}
        Language in which the explanation prints itself.

    Raises
    ------
    InputError
        E-EXP-001, E-EXP-002 (no results), E-EXP-003 (no such number).
    """
    return explain_from(read_results(report), number_id, lang)


def explain_from(content: dict[str, Any], number_id: str, lang: Language = "vi") -> Explanation:
    """The same from results already read: for programs that explain many numbers."""
    numbers = content["numbers"]
    key = number_id.strip().strip("{}").upper()
    if key not in numbers:
        near = suggestion(key, numbers)
        raise InputError(
            Problem(
                "E-EXP-003", argument=number_id, vi="báo cáo không có số này", en="the report has no such number",
                remedy_vi=f"có phải ý là {near}" if near else "lấy mã in cạnh con số", remedy_en=f"did you mean {near}" if near else "take the id printed beside the figure",
            )
        )  # fmt: skip
    return Explanation(
        _number(numbers[key]), content.get("assumptions", {}), content.get("formulas", {}), content, lang
    )


def _number(fields: dict[str, Any]) -> Number:
    return Number(
        **{
            **fields,
            "definition": Text(**fields["definition"]),
            "scope": Text(**fields["scope"]),
            "inputs": tuple(InputReference(**item) for item in fields["inputs"]),
            "assumptions": tuple(fields["assumptions"]),
            "parents": tuple(fields["parents"]),
        }
    )


def _assumed(a: dict[str, Any], lang: Language) -> str:
    from dubao.numbers import format_number

    value = format_number(a["value"], lang)
    if a["low"] is None or a["high"] is None:
        return value
    return f"{value} ({format_number(a['low'], lang)}–{format_number(a['high'], lang)})"


def _paragraph(e: Explanation, lang: Language) -> str:
    n = e.number
    value = format_value(n, lang, "unit")
    interval = format_value(n, lang, "80") if n.low80 is not None and n.high80 is not None else ""
    sources = list(dict.fromkeys(source_title(r.source).of(lang) for r in n.inputs if r.source))
    statuses = {r.status for r in n.inputs}
    definition = n.definition.of(lang)
    definition = definition[:1].upper() + definition[1:]
    nature = NATURES[n.nature].of(lang)
    if lang == "vi":
        out = [
            f"{definition}: {value} ({nature})."
            if n.value is not None
            else f"{definition}: chưa xác định được."
        ]
        if interval:
            out.append(
                f"Khoảng {'từ cận thấp đến cận cao' if n.nature in ('assumption', 'claim') else '80%'} là {interval}."
            )
        if n.scope.vi:
            out.append(f"Phạm vi: {n.scope.vi.rstrip('.')}.")
        if sources:
            out.append(f"Số liệu lấy từ: {'; '.join(sources)}.")
        if "official_via" in statuses:
            out.append(
                "Một phần là số liệu chính thức đọc tại bản công khai khác, sẽ thay bằng bảng của cơ quan thống kê quốc gia trước khi ban hành."
            )
        if n.assumptions:
            out.append(f"Kết quả phụ thuộc {len(n.assumptions)} giả định ghi trong sổ giả định.")
        if n.nature == "claim":
            out.append(
                "Đây là phát biểu của bên nêu tên, không phải số liệu thống kê, và không làm đầu vào của dự báo."
            )
        if n.nature == "scenario":
            out.append("Đây là kịch bản kéo dài, chưa hiệu chuẩn.")
        if e.report.get("simulated"):
            out.append("Toàn bộ số liệu là mô phỏng.")
        return " ".join(out)
    out = [f"{definition}: {value} ({nature})." if n.value is not None else f"{definition}: not determined."]
    if interval:
        out.append(
            f"{'From low to high' if n.nature in ('assumption', 'claim') else 'The 80% interval is'} {interval}."
        )
    if n.scope.en:
        out.append(f"Scope: {n.scope.en.rstrip('.')}.")
    if sources:
        out.append(f"Data from: {'; '.join(sources)}.")
    if "official_via" in statuses:
        out.append(
            "Part of it is official data read at a public copy, to be replaced by the national office's table before issue."
        )
    if n.assumptions:
        out.append(
            f"The result rests on {len(n.assumptions)} assumption{'s' if len(n.assumptions) > 1 else ''} of the register."
        )
    if n.nature == "claim":
        out.append("It is a claim of the party named, not a statistic, and no input of the forecast.")
    if n.nature == "scenario":
        out.append("It belongs to the extended scenario, which is not calibrated.")
    if e.report.get("simulated"):
        out.append("All data are simulated.")
    return " ".join(out)
