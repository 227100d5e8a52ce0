"""The economic scenario in chapter 2, when a table of drivers is given."""

from __future__ import annotations

from dubao.report.chapters.context import Context
from dubao.report.chapters.writer import ChapterWriter
from dubao.report.charts.data import LinesData
from dubao.report.pipeline_tables import histories
from dubao.report.text import Text
from dubao.report.words.codes import key_name

_ORDER = ("observed", "low", "base", "high")


def write(context: Context, w: ChapterWriter) -> None:
    table = context.table("drivers")
    assert table is not None
    found = {
        scenario: values
        for (_, scenario), values in histories(table, ("driver", "scenario"), driver="gdp_growth").items()
    }
    scenarios = [s for s in _ORDER if s in found]
    years = sorted({y for values in found.values() for y in values})
    ahead = [y for y in years if y not in found.get("observed", {})]
    inputs = context.table_inputs("drivers", "gdp_growth", f"{years[0]}–{years[-1]}")
    numbers = {
        s: context.number(
            2, f"driver.gdp_growth.{s}", sum(found[s][y] for y in ahead) / len(ahead), kind="percent", unit="percent", decimals=1, nature="assumption",
            definition=Text(f"tốc độ tăng GDP bình quân {ahead[0]}–{ahead[-1]}, kịch bản {key_name(s).vi}", f"average GDP growth {ahead[0]}–{ahead[-1]}, {key_name(s).en} scenario"),
            period=f"{ahead[0]}–{ahead[-1]}", formula="Σ_t g_t / T", inputs=inputs,
        )
        for s in scenarios if s != "observed" and all(y in found[s] for y in ahead)
    }  # fmt: skip
    w.head("Kịch bản kinh tế", "Economic scenario")
    if {"low", "base", "high"} <= set(numbers):
        w.say(
            f"Báo cáo dùng ba kịch bản tăng trưởng, bình quân {ahead[0]}–{ahead[-1]}: thấp {{{numbers['low'].id}}}, cơ sở {{{numbers['base'].id}}}, cao {{{numbers['high'].id}}}. Kịch bản thấp và cao làm đổi việc làm của từng ngành theo hệ số ghi trong bảng số liệu.",
            f"The report uses three growth scenarios, averages of {ahead[0]}–{ahead[-1]}: low {{{numbers['low'].id}}}, base {{{numbers['base'].id}}}, high {{{numbers['high'].id}}}. The low and high scenarios change employment of each industry by the factors in the data tables.",
        )
    w.chart(
        Text("Ba kịch bản tăng trưởng", "Three growth scenarios"),
        Text(f"Tốc độ tăng GDP, {context.configuration.report.country_vi}, phần trăm, {years[0]}–{years[-1]}", f"GDP growth, {context.configuration.report.country_en}, percent, {years[0]}–{years[-1]}"),
        Text("Đường tăng trưởng đã quan sát và ba kịch bản.", "Observed growth and three scenarios."),
        LinesData(
            unit=Text("phần trăm", "percent"), periods=tuple(str(y) for y in years), labels=tuple(key_name(s) for s in scenarios),
            values=tuple(tuple(found[s].get(y) for y in years) for s in scenarios),
        ),
        context.source(inputs),
    )  # fmt: skip
