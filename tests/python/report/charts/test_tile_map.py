"""The tile map: every province once, the special zones always, nothing cropped."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from dubao.report.charts import data
from dubao.report.charts.kinds.tile_map import province_name, tiles
from dubao.report.charts.render import NARROW, WIDE, draw, render_svg
from dubao.report.document import Chart
from dubao.report.text import Text

CLASSIFICATIONS = Path(__file__).parents[4] / "datasets" / "classifications"
PERCENT = Text("phần trăm", "percent")


def chart(*values: tuple[str, float | None]) -> Chart:
    words = Text("chữ", "words")
    return Chart("H3-9", words, words, words, data.TileMapData(PERCENT, values), words)


def table(name: str) -> list[dict[str, str]]:
    with (CLASSIFICATIONS / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_grid_holds_the_provinces_of_the_classification_by_code_and_name() -> None:
    provinces = {tile.code: tile for tile in tiles() if tile.zone is None}
    rows = table("provinces.csv")
    assert len(provinces) == len(rows) == 34
    for row in rows:
        tile = provinces[row["code"]]
        assert (tile.column, tile.row) == (int(row["column"]), int(row["row"])), row["code"]
        assert tile.name.vi == row["name_vi"]


def test_no_two_tiles_share_a_place() -> None:
    places = [(tile.column, tile.row) for tile in tiles()]
    assert len(places) == len(set(places)) == 36


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_hoang_sa_and_truong_sa_are_always_drawn_whole_in_the_colour_of_their_province(
    width: float, lang: str
) -> None:
    names = {"vi": ("Hoàng Sa", "Trường Sa"), "en": ("Hoang Sa", "Truong Sa")}[lang]
    owners = {"vi": ("Đà Nẵng", "Khánh Hòa"), "en": ("Da Nang", "Khanh Hoa")}[lang]
    # With values, without a value for them, and with no value at all.
    for values in ([("48", 9.0), ("56", 1.0), ("01", 5.0)], [("01", 5.0), ("79", 6.0)], [("01", None)]):
        made = chart(*values)
        canvas, height = draw(made, lang, width=width)  # type: ignore[arg-type]
        shown = {box.words: box for box in canvas.boxes}
        svg = render_svg(made, lang, width=width)  # type: ignore[arg-type]
        for zone, owner in zip(names, owners, strict=True):
            assert zone in shown and f"({owner})" in shown
            frame = re.search(rf'<rect class="hit"([^>]*)><title>[^<]*{zone} \({owner}\)', svg)
            province = re.search(rf'<rect class="hit"([^>]*)><title>{owner}:', svg)
            assert frame and province
            attribute = dict(re.findall(r'([\w-]+)="([^"]*)"', frame[1]))
            x, y, w, h = (float(attribute[name]) for name in ("x", "y", "width", "height"))
            assert x >= 0 and y >= 0 and x + w <= width and y + h <= height
            assert attribute["stroke"] == "#14202B" and "stroke-dasharray" not in attribute
            assert attribute["fill"] == dict(re.findall(r'([\w-]+)="([^"]*)"', province[1]))["fill"]


def test_the_map_says_that_it_is_no_map_of_boundaries() -> None:
    words = " ".join(box.words for box in draw(chart(("01", 1.0)), "vi")[0].boxes)
    assert "Sơ đồ ô, không phải bản đồ địa giới hành chính" in words
    assert "không có số liệu" in words


def test_a_code_that_is_no_province_keeps_its_code() -> None:
    assert province_name("01").en == "Ha Noi"
    assert province_name("99").vi == "99"
