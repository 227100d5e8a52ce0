"""Words of charts: none is cut off, none covers another, in either language, wide or narrow, with ordinary and hard data."""

from __future__ import annotations

import random

import pytest
from report_sample import sample_charts

from dubao.report.charts import data
from dubao.report.charts.render import NARROW, WIDE, draw
from dubao.report.document import Chart
from dubao.report.text import Text

LONG = Text(
    "Lao động trong ngành sản xuất sản phẩm điện tử, máy vi tính và sản phẩm quang học (mã 26), kể cả lắp ráp",
    "Employment in the manufacture of computer, electronic and optical products (division 26), assembly included",
)
SHORT = Text("Nữ", "Women")
PERSONS = Text("nghìn người", "thousand persons")
PERCENT = Text("phần trăm", "percent")
# Marks above one line and below the next may come this near before they touch.
TOLERANCE = 0.5


def chart(payload: data.ChartData) -> Chart:
    words = Text("chữ", "words")
    return Chart("H4-1", words, words, words, payload, words)


def hard_charts() -> dict[str, data.ChartData]:
    """Each kind with long names, many rows, far values, negative values, missing values."""
    chance = random.Random(4)
    many = tuple(LONG if i % 2 else SHORT for i in range(9))
    values = tuple(round(chance.uniform(0, 1e6), 1) for _ in many)
    years = tuple(str(year) for year in range(1996, 2025))
    ahead = tuple(str(year) for year in range(2025, 2036))
    wave = tuple(chance.uniform(-40, 900) if i % 5 else None for i in range(len(years)))

    def grow(factor: float) -> tuple[float, ...]:
        return tuple(300 + factor * i for i in range(len(ahead)))

    return {
        "fan": data.FanData(
            PERSONS, years, wave, ahead, grow(5), grow(3), grow(7), grow(-5), grow(40), grow(-60), grow(900),
            breaks=(("2020", LONG), ("2021", SHORT), ("1997", SHORT)), scenario_from="2031",
        ),
        "fan-flat": data.FanData(
            PERCENT, ("2024",), (1.0,), ("2025",), (1.0,), (1.0,), (1.0,), (1.0,), (1.0,), (1.0,), (1.0,),
            scenario_from="2025",
        ),
        "fan-quarters": data.FanData(
            PERSONS, ("2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"), (None, None, None, None), ("2025-Q1", "2025-Q2"),
            (1e6, 1.2e6), (9e5, 1e6), (1.1e6, 1.3e6), (8e5, 9e5), (1.2e6, 1.4e6), (7e5, 8e5), (1.3e6, 1.5e6),
        ),
        "openings": data.OpeningsData(PERSONS, many, tuple(-v for v in values), values, tuple(-v for v in values), values),
        "dots": data.DotsData(
            PERCENT, many, (LONG, SHORT, LONG, SHORT), (values, values[::-1], (None,) * 9, values), 5e5, LONG,
        ),
        "targets": data.TargetsData(
            many, ("2025",) * 9, (100.0,) * 9, (*values[:8], None), (1.0,) * 9, (1e9,) * 9, many, (LONG,) * 9,
        ),
        "ladder": data.ScopeLadderData(PERSONS, many, values, (True, False, True) * 3, many),
        "tornado": data.TornadoData(PERSONS, many, 5e5, values, values[::-1]),
        "tile_map": data.TileMapData(PERSONS, tuple((f"{code:02d}", chance.uniform(-1e6, 1e6)) for code in range(1, 97))),
        "sankey": data.SankeyData(
            PERSONS,
            (*((f"a{i}", LONG, 0) for i in range(7)), *((f"b{i}", SHORT, 1) for i in range(7)), *((f"c{i}", LONG, 2) for i in range(7))),
            (*((f"a{i}", f"b{6 - i}", 10.0**i) for i in range(7)), *((f"b{i}", f"c{i}", 10.0 ** (6 - i)) for i in range(7))),
        ),
        "pyramid": data.PyramidData(
            PERSONS, tuple(f"{a}-{a + 4}" for a in range(0, 100, 5)), tuple(chance.uniform(0, 1e6) for _ in range(20)),
            tuple(chance.uniform(0, 1e6) for _ in range(20)),
        ),
        "heatmap": data.HeatmapData(
            PERCENT, many, tuple(Text(f"Tỉnh số {i}", f"Province {i}") for i in range(34)),
            tuple(tuple(chance.uniform(0, 100) if j % 7 else None for j in range(34)) for _ in many),
        ),
        "rating": data.RatingMatrixData(many, (LONG, SHORT, SHORT, SHORT, LONG), ((0.2,) * 5,) * 9, ("A",) * 9),
        "lines": data.LinesData(PERSONS, years, (LONG, SHORT, LONG, LONG, SHORT), (wave, wave[::-1], wave, (5.0,) * 29, (None,) * 29), (("2021", LONG),)),
        "quota": data.QuotaData(PERSONS, many, values, values, tuple(3 * v for v in values), (None,) * 9, values),
        "intervals": data.IntervalsData(PERCENT, many, values, tuple(v - 1e5 for v in values), tuple(2 * v for v in values), 95),
        "multiples": data.MultiplesData(
            PERCENT, years, many, (wave,) * 8 + ((None,) * 29,), (wave,) * 8 + ((None,) * 29,), (wave,) * 8 + ((None,) * 29,),
            ("2010",) * 8 + ("",), LONG,
        ),
        "multiples-one": data.MultiplesData(PERCENT, years, (LONG,), (wave,), (wave,), (wave,), ("",)),
    }  # fmt: skip


CASES = {**sample_charts(), **{f"hard-{name}": payload for name, payload in hard_charts().items()}}


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("name", CASES)
def test_no_word_is_cut_off_or_covered(name: str, width: float, lang: str) -> None:
    canvas, height = draw(chart(CASES[name]), lang, width=width)  # type: ignore[arg-type]
    assert canvas.boxes
    outside = [
        b
        for b in canvas.boxes
        if b.left < -0.01 or b.right > width + 0.01 or b.top < -0.01 or b.bottom > height + 0.01
    ]
    assert outside == []
    covered = [
        (a.words, b.words)
        for i, a in enumerate(canvas.boxes)
        for b in canvas.boxes[i + 1 :]
        if a.overlaps(b, TOLERANCE)
    ]
    assert covered == []


def test_the_check_of_overlap_sees_an_overlap() -> None:
    canvas, _ = draw(chart(CASES["lines"]), "vi")
    first = canvas.boxes[0]
    assert canvas.text(first.left + 1, first.bottom - 2, "che").overlaps(first)
