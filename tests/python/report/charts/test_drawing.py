"""Charts as SVG: well formed, escaped, the same bytes every time, readable without colour, honest about breaks and zero."""

from __future__ import annotations

import doctest
import re
import struct
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from report_sample import SOURCE, sample_charts, sample_document

from dubao.report import charts
from dubao.report.charts import axes, canvas, csv_file, measure, scales, theme, words
from dubao.report.charts.kinds import fan, matrix, tile_map
from dubao.report.charts.render import WIDE, draw, render_png, render_standalone_svg, render_svg
from dubao.report.document import Chart
from dubao.report.results import ResultsStore
from dubao.report.text import Text

SVG = "{http://www.w3.org/2000/svg}"
KINDS = list(sample_charts())


def chart(kind: str, **changes: object) -> Chart:
    title = Text("Tiêu đề", "Title")
    made = Chart(
        f"H4-{KINDS.index(kind) + 1}",
        title,
        title,
        Text("Mô tả", "Description"),
        sample_charts()[kind],
        SOURCE,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "module", [axes, canvas, csv_file, measure, scales, theme, words, fan, matrix, tile_map]
)
def test_the_examples_of_the_modules_run(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_chart_is_well_formed_named_and_asks_for_nothing(kind: str, lang: str) -> None:
    root = ET.fromstring(render_svg(chart(kind), lang))  # type: ignore[arg-type]
    assert root.get("role") == "img"
    assert root.get("aria-label") == {"vi": "Mô tả", "en": "Description"}[lang]
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {"svg", "g", "defs", "pattern", "path", "rect", "circle", "text", "title"}
    attributes = {name for element in root.iter() for name in element.attrib}
    assert not attributes & {"style", "href", "{http://www.w3.org/1999/xlink}href", "onload", "onclick"}
    used = set(re.findall(r"url\(#([^)]+)\)", render_svg(chart(kind), lang)))  # type: ignore[arg-type]
    assert used <= {element.get("id") for element in root.iter()}


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_chart_gives_the_same_bytes(kind: str) -> None:
    assert render_svg(chart(kind), "vi") == render_svg(chart(kind), "vi")
    assert "data:" not in render_svg(chart(kind), "vi")


def test_no_two_drawings_of_a_page_share_an_id() -> None:
    ids: list[str] = []
    for made in sample_document().charts():
        for lang in ("vi", "en"):
            for width in (720.0, 380.0):
                ids += re.findall(r' id="([^"]+)"', render_svg(made, lang, width=width))  # type: ignore[arg-type]
    assert ids
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("kind", KINDS)
def test_the_dark_theme_changes_colours_and_nothing_else(kind: str) -> None:
    def shape(svg: str) -> str:
        return re.sub(r"#[0-9A-Fa-f]{6}", "#", svg)

    light, dark = render_svg(chart(kind), "vi"), render_svg(chart(kind), "vi", "dark")
    assert light != dark
    assert shape(light) == shape(dark)


def test_hostile_words_stay_words() -> None:
    hostile = Text("<script>alert('1')</script> & \"x\" \x00\x0b", "]]><svg onload='x'> & <b>")
    data = replace(sample_charts()["dots"], labels=(hostile, hostile), series=(hostile, hostile))  # type: ignore[type-var]
    for lang in ("vi", "en"):
        made = chart("dots", data=data, alt=hostile, headline=hostile, subtitle=hostile)
        for svg in (
            render_svg(made, lang),  # type: ignore[arg-type]
            render_standalone_svg(made, lang, ResultsStore()),  # type: ignore[arg-type]
        ):
            root = ET.fromstring(svg)
            assert not {element.tag for element in root.iter()} & {f"{SVG}script", f"{SVG}b"}
            assert "onload" not in {name for element in root.iter() for name in element.attrib}


def test_numbers_and_words_follow_the_language() -> None:
    vi, en = render_svg(chart("ladder"), "vi"), render_svg(chart("ladder"), "en")
    assert ">530.000<" in vi and ">530,000<" in en
    assert ">thống kê chính thức<" in vi and ">official statistics<" in en
    assert "thống kê" not in en


def test_labels_may_refer_to_numbers_of_the_store() -> None:
    document = sample_document()
    named = replace(sample_charts()["ladder"], labels=(Text("có {B4-01}", "has {B4-01}"), Text("b", "b")))  # type: ignore[type-var]
    assert ">có 145.000<" in render_svg(chart("ladder", data=named), "vi", store=document.store)


def test_a_value_axis_of_lengths_begins_at_zero() -> None:
    assert scales.zero_based([120.0, 130.0])[0] == 0
    assert scales.zero_based([-5.0, 3.0])[0] < -4.9
    canvas_, _ = draw(chart("fan"), "vi")
    assert "0" in [box.words for box in canvas_.boxes]


def test_the_observed_line_is_cut_at_breaks_and_missing_values() -> None:
    points = [(0.0, 1.0), (1.0, 1.0), None, (3.0, 1.0), (4.0, 1.0)]
    assert [len(run) for run in fan.observed_runs(points, [])] == [2, 2]
    assert [len(run) for run in fan.observed_runs(points, [3.5])] == [2, 1, 1]
    assert "định nghĩa mới" in [box.words for box in draw(chart("fan"), "vi")[0].boxes]


def test_only_the_scenario_part_of_a_fan_is_hatched_and_it_says_what_it_is() -> None:
    data = sample_charts()["fan"]
    plain = render_svg(chart("fan", data=replace(data, scenario_from=None)), "vi")  # type: ignore[type-var]
    hatched = render_svg(chart("fan"), "vi")
    assert "pattern" not in plain and "kịch bản" not in plain
    assert "pattern" in hatched and "kịch bản, chưa hiệu chuẩn" in hatched


def test_what_differs_in_colour_differs_in_form_too() -> None:
    styles = theme.SERIES_STYLES
    assert len({dash for _, dash, _ in styles}) == len({marker for _, _, marker in styles}) == len(styles)
    for kind in ("openings", "ladder", "tornado", "pyramid"):
        assert "pattern" in render_svg(chart(kind), "vi"), kind


def test_words_contrast_with_what_they_stand_on() -> None:
    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(a: str, b: str) -> float:
        low, high = sorted((luminance(a), luminance(b)))
        return (high + 0.05) / (low + 0.05)

    least = 4.5  # WCAG 2.2, level AA, text of ordinary size
    for colours in (theme.LIGHT, theme.DARK):
        for name in ("ink", "soft", "demand", "supply", "gap"):
            assert contrast(getattr(colours, name), colours.paper) >= least, name
        for position in range(len(colours.ramp)):
            assert contrast(*colours.step(position, len(colours.ramp))) >= least
    # In black and white the steps of the ramp still go from light to dark.
    shades = [luminance(colour) for colour in theme.LIGHT.ramp]
    assert shades == sorted(shades, reverse=True)


def test_the_figures_of_a_tornado_tell_its_bars_apart() -> None:
    data = replace(
        sample_charts()["tornado"], base=16_600.0, at_low=(16_550.0, 16_590.0), at_high=(16_660.0, 16_605.0)
    )  # type: ignore[type-var]
    words_ = [box.words for box in draw(chart("tornado", data=data), "vi")[0].boxes]
    assert {"16.550", "16.590", "16.660", "16.610"} <= set(words_)


def test_a_picture_file_carries_its_headline_subtitle_and_source() -> None:
    svg = render_standalone_svg(chart("openings"), "vi", ResultsStore(), "Phiên bản x")
    for words_ in ("Tiêu đề", "số liệu thử", "Phiên bản x"):
        assert words_ in svg
    assert 'class="hit"' not in svg


def test_a_png_is_as_wide_as_asked_and_the_same_every_time() -> None:
    made = chart("openings")
    png = render_png(made, "vi", 900)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    assert width == 900
    assert abs(height - draw(made, "vi")[1] * 900 / WIDE) <= 1
    assert png == render_png(made, "vi", 900)


def test_the_package_offers_its_functions_by_name() -> None:
    assert charts.render_svg is render_svg
    with pytest.raises(AttributeError):
        charts.nothing_of_this_name  # noqa: B018
