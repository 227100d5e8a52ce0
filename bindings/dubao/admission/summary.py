"""A short page for the planner: the maxima, what binds, what is assumed, the recommendation line; Vietnamese, then English.

One HTML file that reads nothing from the network; every table has a caption and header cells, every block its language.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from typing import Any

from dubao.admission.determination_tables import name_of
from dubao.admission.template_words import INVENTED
from dubao.admission.words import binding_words, clause_vi, form_words, level_words
from dubao.errors import Language
from dubao.labour.capacity.rules import FIRST_INTAKE_OF_34_2026
from dubao.numbers import format_number

__all__ = ["summary_page"]

_STYLE = (
    "body{font-family:'Times New Roman',serif;max-width:62rem;margin:2rem auto;padding:0 1rem;line-height:1.45}"
    "table{border-collapse:collapse;margin:1rem 0}caption{text-align:left;font-weight:bold;padding:.3rem 0}"
    "th,td{border:1px solid #555;padding:.25rem .5rem;vertical-align:top}td.n{text-align:right;white-space:nowrap}"
    ".mark{border:2px solid #000;padding:.4rem .6rem;font-weight:bold}tr{break-inside:avoid}@media print{section+section{break-before:page}}"
)


def summary_page(
    determination: Any,
    announced: dict[str, float],
    *,
    recommendation: tuple[str, str],
    blocks: Sequence[tuple[tuple[str, str], Sequence[tuple[str, str]]]] = (),
) -> str:
    """The page as HTML text.

    Parameters
    ----------
    determination : dubao.labour.capacity.Determination
    announced : dict
        Persons of each number that would be announced.
    recommendation : (str, str)
        The line of the recommendation, Vietnamese and English.
    blocks : sequence
        Further headings with their lines, both in pairs.
    """
    institution = determination.institution
    title = f"{institution.name}: {institution.intake_year}"
    parts = [
        '<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8">',
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title><style>{_STYLE}</style></head><body>',
    ]
    for lang in ("vi", "en"):
        parts.append(_section(determination, announced, recommendation, blocks, lang))
    return "\n".join([*parts, "</body></html>\n"])


def _section(
    found: Any, announced: dict[str, float], recommendation: Any, blocks: Any, lang: Language
) -> str:
    at = 0 if lang == "vi" else 1
    t = (lambda vi, en: vi) if lang == "vi" else (lambda vi, en: en)
    institution = found.institution
    year = institution.intake_year
    tag = "h1" if lang == "vi" else "h2"
    out = [f'<section lang="{lang}">']
    out.append(
        f"<{tag}>{t(f'Số lượng tuyển sinh tối đa năm {year}', f'Maximum admission numbers {year}')}</{tag}>"
    )
    out.append(
        f"<p>{escape(institution.name)} ({escape(institution.code)}) · {escape(found.rules.rule_set)}</p>"
    )
    if institution.invented:
        out.append(f'<p class="mark">{escape(INVENTED[at])}</p>')
    if found.tentative:
        text = t(
            "TẠM TÍNH: hệ số K_GD, K_DT chưa được xác nhận theo Chuẩn đang có hiệu lực.",
            "TENTATIVE: the coefficients K_GD and K_DT are not confirmed against the Standards in force.",
        )
        out.append(f'<p class="mark">{escape(text)}</p>')
    out.append(
        f"<p>{escape(t('Bảng đối chiếu trước khi nhập vào cơ sở dữ liệu giáo dục đại học; không phải tư vấn pháp lý.', 'A sheet to check against before entering the higher-education database; not legal advice.'))}</p>"
    )
    out.append(_maxima(found, announced, lang))
    for heading, lines in (*blocks, _recommendation(recommendation), _remarks(found)):
        if lines:
            out.append(
                f"<h3>{escape(heading[at])}</h3><ul>"
                + "".join(f"<li>{escape(line[at])}</li>" for line in lines)
                + "</ul>"
            )
    return "\n".join([*out, "</section>"])


def _recommendation(line: tuple[str, str]) -> Any:
    return ("Số lượng khuyến nghị", "Recommended number"), [line]


def _remarks(found: Any) -> Any:
    lines = [(f"{one.subject}: {one.vi}", f"{one.subject}: {one.en}") for one in found.remarks]
    return ("Giả định và phần chưa kiểm tra được", "Assumptions, and what could not be tested"), lines


def _maxima(found: Any, announced: dict[str, float], lang: Language) -> str:
    at = 0 if lang == "vi" else 1
    t = (lambda vi, en: vi) if lang == "vi" else (lambda vi, en: en)
    open_reading = found.readings.A1 is None and found.rules.intake_year >= FIRST_INTAKE_OF_34_2026
    heads = [
        t("Địa điểm", "Location"), t("Nhóm ngành, ngành", "Group or major"), t("Trình độ", "Level"), t("Hình thức", "Form"),
        t("Tối đa (tỉ lệ 40)", "Maximum (ratio 40)") if open_reading else t("Tối đa", "Maximum"), t("Quy định giới hạn", "Binding rule"),
        *([t("Tối đa nếu đại học chỉ được 34", "Maximum with 34 for the bachelor side")] if open_reading else []),
        t("Dùng để lập Bảng 2A đến 2C", "In tables 2A to 2C"),
    ]  # fmt: skip
    caption = t("Số tối đa theo từng số, người", "Maximum of each number, persons")
    rows = [
        f"<table><caption>{escape(caption)}</caption><thead><tr>"
        + "".join(f'<th scope="col">{escape(h)}</th>' for h in heads)
        + "</tr></thead><tbody>"
    ]
    for row in found.maxima:
        sign = t(" (tạm tính)", " (tentative)") if row.tentative else ""
        name = name_of(found.institution, row.location, row.unit)
        binding = binding_words(row.binding)[at]
        clauses = "; ".join(
            f"{one.rule_set} {clause_vi(one.article_clause) if lang == 'vi' else one.article_clause}"
            for one in row.clauses
        )
        cells = [
            f'<th scope="row">{escape(row.location)}</th>', f"<td>{escape(row.major or row.unit)} {escape(name)}</td>", f"<td>{level_words(row.level)[at]}</td>",
            f"<td>{form_words(row.form)[at]}</td>", f'<td class="n">{persons(row.maximum, lang)}{sign}</td>', f"<td>{escape(binding)}: {escape(clauses)}</td>",
        ]  # fmt: skip
        if open_reading:
            cells.append(f'<td class="n">{persons(row.maximum_reserved, lang)}{sign}</td>')
        cells.append(
            f'<td class="n">{persons(announced.get(row.name, math.nan), lang)}{sign if math.isnan(row.planned) else ""}</td>'
        )
        rows.append("<tr>" + "".join(cells) + "</tr>")
    return "\n".join([*rows, "</tbody></table>"])


def persons(value: float, lang: Language) -> str:
    """A number of persons as the language writes it."""
    return format_number(value, lang, 0)
