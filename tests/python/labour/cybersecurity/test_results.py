"""Results: the table of concepts in both languages, intervals, influences."""

from __future__ import annotations

import json

import pytest

from dubao.labour import cybersecurity as cyber

FOUND = cyber.side_by_side(
    cyber.norm_need(
        {"a": {"organisations": 60, "posts": (8, 10)}, "b": {"organisations": 340, "posts": (2, 1, 4)}},
        scope=("cơ quan", "agencies"),
        period="2024",
    ),
    cyber.funded_vacancies(1000, (190, 210), separation_rate=(0.1, 0.05, 0.2), searching=90),
)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_table_says_what_each_figure_counts_and_never_adds(lang) -> None:
    rows = FOUND.rows(lang)
    assert len(rows) == 5  # demand, supply, ratio, gap; need
    assert all(all(cell != "" for cell in list(row.values())[:4]) for row in rows)
    assert len({tuple(row) for row in rows}) == 1
    words = json.dumps(rows, ensure_ascii=False)
    assert ("Σ" not in words) and ("tổng" not in words.lower()) and ("total" not in words)


def test_posts_already_filled_are_told_apart() -> None:
    rows = {(r["concept"], r["quantity"]): r for r in FOUND.rows("en")}
    filled = {k[1]: r["posts already filled"] for k, r in rows.items()}
    assert filled["demand less supply"] == "not counted"
    assert filled["need"] == filled["demand: employed, openings, replacement"] == "counted"
    assert rows["need by a norm", "need"]["scope"] == "agencies"


def test_intervals_hold_the_median_and_widen_with_the_level() -> None:
    need = FOUND["norm_need"]
    inner, outer = need.interval(0.5), need.interval(0.95)
    assert outer[0] < inner[0] < need.median < inner[1] < outer[1]


def test_the_input_that_moves_the_need_most_comes_first() -> None:
    need = FOUND["norm_need"]
    assert [i.input for i in need.influences] == ["posts.b", "posts.a"]
    assert need.influences[0].low < need.median < need.influences[0].high
    rows = FOUND.influence_rows("vi")
    assert rows[0]["đầu vào"] == "tỷ lệ rời nghề"
    assert rows[-2]["đầu vào"] == "số vị trí theo định mức: b"


def test_every_input_is_listed_with_the_distribution_it_was_drawn_from() -> None:
    rows = FOUND["norm_need"].assumptions("en")
    assert [r["treated as"] for r in rows] == [
        "taken as exact",
        "uniform from low to high (assumption)",
        "taken as exact",
        "PERT (assumption)",
    ]


def test_a_result_becomes_plain_data_and_a_frame() -> None:
    pytest.importorskip("pandas")
    assert json.dumps(FOUND["norm_need"].to_dict())
    frame = FOUND.frame(lang="en")
    assert list(frame["concept"])[-1] == "need by a norm"
    assert "SideBySide(" in repr(FOUND)
