"""The table under a chart and its CSV."""

from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import replace

import pytest
from report_sample import sample_charts, sample_document

from dubao.report.charts import formatted_rows, rows
from dubao.report.charts.csv_file import csv_text, plain_number
from dubao.report.charts.data import LinesData, TargetsData
from dubao.report.charts.tables import is_number_column
from dubao.report.document import Chart
from dubao.report.text import Text

CHARTS = {chart.data.kind: chart for chart in sample_document().charts()}


@pytest.mark.parametrize("kind", list(sample_charts()))
def test_every_chart_has_a_table_of_the_same_numbers_in_both_languages(kind: str) -> None:
    chart = next(chart for chart in sample_document().charts() if chart.data == sample_charts()[kind])
    (head_vi, vi), (head_en, en) = rows(chart, "vi"), rows(chart, "en")
    assert len(head_vi) == len(set(head_vi)) == len(head_en) == len(set(head_en))
    assert vi and all(len(row) == len(head_vi) for row in [*vi, *en])
    assert all(unicodedata.is_normalized("NFC", head) for head in head_vi)

    def numbers(table: list[tuple[object, ...]]) -> list[float | None]:
        return [cell for row in table for cell in row if isinstance(cell, (int, float)) or cell is None]  # type: ignore[misc]

    assert numbers(vi) == numbers(en)  # type: ignore[arg-type]
    assert numbers(vi)


def test_a_fan_lists_observations_forecasts_breaks_and_the_scenario() -> None:
    header, table = rows(CHARTS["fan"], "vi")
    by_period = {row[0]: row for row in table}
    assert header[:3] == ["Kỳ", "Quan sát (nghìn người)", "Trung vị (nghìn người)"]
    assert by_period["2020"][1] == 143.4 and by_period["2022"][1] is None
    assert by_period["2021"][-1] == "định nghĩa mới"
    assert by_period["2026"][2:9] == (130.0, 124.0, 137.0, 116.0, 148.0, 106.0, 163.0)
    assert by_period["2026"][-1] is None and by_period["2027"][-1] == "kịch bản, chưa hiệu chuẩn"


def test_figures_are_written_in_the_language_with_one_number_of_decimals_a_column() -> None:
    _, vi = formatted_rows(CHARTS["fan"], "vi")
    _, en = formatted_rows(CHARTS["fan"], "en")
    assert vi[0][1] == "156,2" and en[0][1] == "156.2"
    assert vi[3][1] == "–"


@pytest.mark.parametrize(
    ("period", "written"), [("2019-Q1", "Q1/2019"), ("2019-07", "7/2019"), ("2019", "2019")]
)
def test_periods_are_written_for_people_and_stay_exact_in_the_data(period: str, written: str) -> None:
    unit, names = Text("người", "persons"), (Text("a", "a"),)
    chart = replace(CHARTS["lines"], data=LinesData(unit, (period,), names, ((1.0,),)))
    for lang in ("vi", "en"):
        _, table = formatted_rows(chart, lang)
        assert table[0][0] == written
        assert rows(chart, lang)[1][0][0] == period


def test_each_target_is_rounded_by_its_own_size() -> None:
    names = (Text("a", "a"), Text("b", "b"))
    nothing = (None, None)
    data = TargetsData(
        names, ("2025", "2030-Q2"), (20.5, 80000.0), (9.43, 57123.0), nothing, nothing, names, (Text("%", "%"), Text("người", "persons")),
    )  # fmt: skip
    _, table = formatted_rows(replace(CHARTS["targets"], data=data), "vi")
    assert [row[2:5] for row in table] == [["2025", "20,5", "9,43"], ["Q2/2030", "80.000", "57.123"]]


def test_words_and_numbers_are_told_apart_by_column() -> None:
    chart = CHARTS["targets"]
    header, table = rows(chart, "en")
    flush = [is_number_column(table, i) for i in range(len(header))]
    assert flush == [False, False, False, True, True, True, True, False]


def test_csv_is_safe_for_spreadsheets_and_exact_for_programs() -> None:
    text = csv_text(["Tên", "=x"], [("=1+1", 145210.0), ('a,"b"', 0.123456789), ("@c", None), ("-d", 1e-9)])
    assert text.startswith("\N{BYTE ORDER MARK}")
    table = list(csv.reader(io.StringIO(text[1:])))
    assert table == [
        ["Tên", "'=x"],
        ["'=1+1", "145210"],
        ['a,"b"', "0.123457"],
        ["'@c", ""],
        ["'-d", "0.000000001"],
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0"), (-0.5, "-0.5"), (1e15, "1000000000000000"), (2 / 3, "0.666667"), (99999.96, "100000")],
)
def test_numbers_for_programs_have_no_exponent(value: float, text: str) -> None:
    assert plain_number(value) == text


def test_a_chart_needs_no_store_to_be_a_table() -> None:
    chart = CHARTS["lines"]
    assert isinstance(chart, Chart)
    assert rows(chart, "vi")[1][1] == ("2023", 2.0, None)
