"""Need and recommendation where the configuration gives a balance: tables of results and the line of the recommendation.

The computation is that of :mod:`dubao.labour.intake`. Without share and catchment only the national growth index is shown, without
costs no recommendation is made: "chưa đủ căn cứ".
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dubao.admission.balance import read_balance
from dubao.admission.config import IntakeConfiguration, ProgrammePart
from dubao.admission.result_table import Column, ResultTable, Value, mark, pair
from dubao.admission.words import limit_words
from dubao.errors import Language
from dubao.labour.capacity.former import FormerDetermination
from dubao.labour.intake import Needs, Programme, Recommendation, need, recommend
from dubao.numbers import format_number

__all__ = ["NOT_ENOUGH", "Market", "market"]

NOT_ENOUGH = ("chưa đủ căn cứ", "not enough to go by")


_LANGUAGES: tuple[tuple[int, Language], ...] = ((0, "vi"), (1, "en"))


@dataclass(frozen=True)
class Market:
    """Needs, recommendation, their tables and the line that sums them up."""

    tables: tuple[ResultTable, ...]
    line: tuple[str, str]
    needs: Needs | None = None
    recommendation: Recommendation | None = None


def market(settings: IntakeConfiguration, determination: Any, announced: Mapping[str, float]) -> Market:
    """Need and recommendation of a configuration.

    Parameters
    ----------
    settings : IntakeConfiguration
    determination : dubao.labour.capacity.Determination
    announced : mapping
        Persons of each number that would be announced; numbers that are not chosen stand at them.
    """
    part = settings.need
    if part is None:
        return Market((), NOT_ENOUGH)
    balance = read_balance(part.balance)
    needs = need(
        balance.demand, balance.supply, start=balance.start, first_intake=determination.rules.intake_year, years=part.years,
        programmes={group: _programme(one) for group, one in part.programmes.items()},
        share=part.share, catchment=part.catchment, level=part.level, seed=part.seed,
    )  # fmt: skip
    chosen = set(part.numbers.values())
    last = _last_intake(determination, part.numbers)
    found = recommend(
        needs,
        costs=None if settings.costs is None else (settings.costs.too_few, settings.costs.too_many),
        determination=determination
        if needs.groups and not isinstance(determination, FormerDetermination)
        else None,
        numbers=part.numbers,
        others={name: persons for name, persons in announced.items() if name not in chosen},
        last_intake=last,
        # A wish for steady numbers needs last year's; a split has none of its own.
        smoothing=dict.fromkeys(last, math.nan if part.smoothing is None else part.smoothing),
        minimum_class=part.minimum_class,
        splits=part.splits,
        ratios=part.ratios,
        level=part.level,
    )
    tables = [_growth(needs)] if needs.growth else []
    if needs.groups:
        tables += [_need(needs), _intakes(found, determination.tentative)]
    if found.sufficient:
        tables += [_limits(found, determination.tentative), _entries(found), _ratios(found)]
    tables.append(_notes(found))
    return Market(tuple(tables), _line(found, needs, determination.tentative), needs, found)


def _programme(part: ProgrammePart) -> Programme:
    given = part.model_dump(exclude={"duration"})
    return Programme(**given, duration={int(year): share for year, share in part.duration.items()})


def _last_intake(determination: Any, numbers: Mapping[str, str]) -> dict[str, float]:
    actual = {one.name: one.actual for one in determination.variables}
    return {
        group: actual[name] for group, name in numbers.items() if not math.isnan(actual.get(name, math.nan))
    }


def _line(found: Recommendation, needs: Needs, tentative: bool) -> tuple[str, str]:
    if not found.sufficient:
        reasons = [(one.vi, one.en) for one in found.notes if one.code in ("no_share", "no_costs")]
        return _because([vi for vi, _ in reasons], 0), _because([en for _, en in reasons], 1)
    first = [row for row in found.intakes if row.year == needs.first_intake]
    marks = (" (tạm tính)", " (tentative)") if tentative else ("", "")
    vi, en = (
        "; ".join(
            f"{row.group}: {format_number(row.recommended, lang, 0)}{marks[at]}, {limit_words(row.binding)[at]}"
            for row in first
        )
        for at, lang in _LANGUAGES
    )
    return vi, en


def _because(reasons: list[str], at: int) -> str:
    """The line without a recommendation, with its reasons once each."""
    word = NOT_ENOUGH[at]
    plain = [reason.removeprefix(word).lstrip(": ") for reason in dict.fromkeys(reasons)]
    return word + (": " + "; ".join(plain) if plain else "")


def _known(value: float) -> Value:
    return value if math.isfinite(value) else None


_GROUP = Column("group", "Nhóm ngành, ngành", "Group or major")
_YEAR = Column("year", "Năm", "Year", "year")


def _growth(needs: Needs) -> ResultTable:
    rows: list[tuple[Value, ...]] = []
    for group, index in needs.growth.items():
        for t, value in enumerate(index.median):
            rows.append(
                (group, float(int(index.start) + t), value, index.lower[t], index.upper[t], index.level)
            )
    columns = (
        _GROUP, _YEAR, Column("index", "Chỉ số tăng nhu cầu (năm đầu = 1)", "Growth index of demand (first year = 1)", "figure"),
        Column("lower", "Từ", "From", "figure"), Column("upper", "Đến", "To", "figure"), Column("interval", "Khoảng", "Interval", "percent"),
    )  # fmt: skip
    return ResultTable("growth_index", "Chỉ số tăng nhu cầu", "Growth index of demand", columns, tuple(rows))


def _need(needs: Needs) -> ResultTable:
    rows = tuple(
        (one.group, float(needs.first_intake + t), one.median[t], one.lower[t], one.upper[t], one.level, one.probability_none[t])
        for one in needs.groups.values()
        for t in range(needs.years)
    )  # fmt: skip
    columns = (
        _GROUP, _YEAR, Column("need", "Nhu cầu tuyển sinh (trung vị)", "Need of intake (median)", "figure"), Column("lower", "Từ", "From", "figure"),
        Column("upper", "Đến", "To", "figure"), Column("interval", "Khoảng", "Interval", "percent"), Column("probability_none", "Xác suất không cần tuyển", "Probability of no need", "percent"),
    )  # fmt: skip
    return ResultTable(
        "need", "Số tuyển sinh đủ bù thiếu hụt nhân lực", "Intake that would close the gap", columns, rows
    )


def _intakes(found: Recommendation, tentative: bool) -> ResultTable:
    rows: list[tuple[Value, ...]] = []
    for row in found.intakes:
        legal = _known(row.legal_maximum)
        rows.append(
            (
                row.group, float(row.year), row.need, row.need_lower, row.need_upper, mark(legal, tentative) if isinstance(legal, float) else None,
                " / ".join(limit_words(row.legal_rule)) if row.legal_rule else None,
                mark(row.recommended, tentative) if found.sufficient else None, " / ".join(limit_words(row.binding)) if found.sufficient else "chưa đủ căn cứ / not enough to go by",
                row.rule or None, _known(row.price) if found.sufficient else None,
            )
        )  # fmt: skip
    columns = (
        _GROUP, _YEAR, Column("need", "Nhu cầu (trung vị)", "Need (median)", "figure"), Column("need_lower", "Nhu cầu từ", "Need from", "figure"), Column("need_upper", "Nhu cầu đến", "Need to", "figure"),
        Column("legal_maximum", "Tối đa theo quy định", "Legal maximum", "persons"), Column("legal_rule", "Quy định của mức tối đa", "Rule of the maximum"),
        Column("recommended", "Khuyến nghị", "Recommended", "persons"), Column("binding", "Điều quyết định", "What decides"), Column("clause", "Căn cứ", "Clause"),
        Column("price", "Tổn thất giảm nếu nới một người", "Loss saved if one person more were allowed", "figure"),
    )  # fmt: skip
    note = (
        "Dòng của nhóm không gồm ngành được tách riêng; mức tối đa của mọi dòng là của cả nhóm. Muốn dùng số khuyến nghị trong Bảng 2A thì ghi vào cột số dự kiến rồi tính lại.",
        "The row of a group is without the majors split from it; the maximum of every row is that of the whole group. To use a recommended number in table 2A write it as the plan and compute again.",
    )
    return ResultTable("recommendation", "Nhu cầu, mức tối đa và số khuyến nghị", "Need, legal maximum and recommended intake", columns, tuple(rows), (note,))  # fmt: skip


def _limits(found: Recommendation, tentative: bool) -> ResultTable:
    rows = tuple(
        (row.name, " / ".join(limit_words(row.name)), row.rule or None, mark(row.used, tentative), mark(row.bound, tentative), mark(row.slack, tentative), row.price)
        for row in found.limits
    )  # fmt: skip
    columns = (
        Column("limit", "Giới hạn", "Limit"), Column("words", "Diễn giải", "In words"), Column("clause", "Căn cứ", "Clause"), Column("used", "Đã dùng", "Used", "figure"),
        Column("bound", "Mức", "Bound", "figure"), Column("slack", "Còn lại", "Left", "figure"), Column("price", "Giá bóng", "Shadow price", "figure"),
    )  # fmt: skip
    return ResultTable("recommendation_limits", "Các giới hạn tại số khuyến nghị", "Limits at the recommended intakes", columns, rows)  # fmt: skip


def _entries(found: Recommendation) -> ResultTable:
    rows = tuple(
        (row.group, float(row.year), row.probability_closed, row.expected_shortage, row.expected_surplus, row.expected_loss)
        for row in found.entries
    )  # fmt: skip
    columns = (
        _GROUP, Column("year", "Năm vào thị trường lao động", "Year of entry", "year"), Column("probability_closed", "Xác suất hết thiếu hụt", "Probability that the gap closes", "percent"),
        Column("shortage", "Thiếu kỳ vọng", "Expected shortage", "figure"), Column("surplus", "Thừa kỳ vọng", "Expected surplus", "figure"), Column("loss", "Tổn thất kỳ vọng", "Expected loss", "figure"),
    )  # fmt: skip
    return ResultTable("gap_closing", "Thiếu hụt còn lại tại số khuyến nghị", "What is left of the gap at the recommended intakes", columns, rows)  # fmt: skip


def _ratios(found: Recommendation) -> ResultTable:
    rows = tuple(
        (row.ratio, row.group, float(row.year), row.recommended, row.expected_shortage, row.expected_surplus, row.probability_closed)
        for row in found.ratios
    )  # fmt: skip
    columns = (
        Column("ratio", "Chi phí thiếu trên chi phí thừa", "Cost of too few over too many", "figure"), _GROUP, _YEAR, Column("recommended", "Khuyến nghị", "Recommended", "persons"),
        Column("shortage", "Thiếu kỳ vọng, tổng", "Expected shortage, sum", "figure"), Column("surplus", "Thừa kỳ vọng, tổng", "Expected surplus, sum", "figure"),
        Column("probability_closed", "Xác suất hết thiếu hụt, bình quân", "Probability that the gap closes, mean", "percent"),
    )  # fmt: skip
    return ResultTable(
        "cost_ratios",
        "Khuyến nghị theo tỉ lệ chi phí",
        "Recommendation by the ratio of the costs",
        columns,
        rows,
    )


def _notes(found: Recommendation) -> ResultTable:
    rows = tuple((one.subject or None, one.vi, one.en) for one in found.notes)
    columns = (Column("subject", "Đối tượng", "Concerns"), *pair("note", "Ghi chú", "Note"))
    return ResultTable("recommendation_notes", "Ghi chú về nhu cầu và khuyến nghị", "Notes on need and recommendation", columns, rows)  # fmt: skip
