"""Importance of skills: shares of postings with what they rest on, ratings as they are given."""

from __future__ import annotations

import numpy as np
import pytest

from dubao.errors import InputError
from dubao.labour.skill_demand import importance_from_postings, importance_from_rows
from dubao.postings import CodedPosting, Posting


def coded(occupation: str, skills: tuple[str, ...], employer: str = "", count: int = 1) -> list[CodedPosting]:
    return [
        CodedPosting(Posting("a", str(n), None, "2026-03", "x", employer=employer), skills, occupation)
        for n in range(count)
    ]


def test_a_share_counts_postings_and_a_skill_nobody_names_has_an_interval_above_zero() -> None:
    rows = (
        coded("2512", ("sql",), count=30) + coded("2512", (), count=70) + coded("2522", ("linux",), count=50)
    )
    found = {(r.skill, r.occupation): r for r in importance_from_postings(rows).rows}
    sql = found["sql", "2512"]
    assert (sql.value, sql.mentions, sql.postings, sql.kind) == (0.3, 30.0, 100.0, "share")
    # R 4.2.2: qbeta(c(.1, .9), 30.5, 70.5); postings without an employer stand for themselves, (n / (n - 1)) cancels below 1 %.
    assert (sql.low, sql.high) == pytest.approx((0.244443928862, 0.361219459560), rel=0.01)
    none = found["linux", "2512"]
    assert (none.value, none.low) == (0.0, 0.0)
    assert 0.0 < none.high < 0.05


def test_postings_of_few_employers_know_less_than_as_many_of_many() -> None:
    one_voice = coded("2512", ("sql",), "An", 25) + coded("2512", (), "Bình", 25)
    many = [p for n in range(50) for p in coded("2512", ("sql",) if n % 2 else (), f"e{n}")]
    narrow = importance_from_postings(many).rows[0]
    wide = importance_from_postings(one_voice).rows[0]
    assert narrow.value == wide.value == 0.5
    assert wide.design_effect > 10 * narrow.design_effect
    assert wide.high - wide.low > 2 * (narrow.high - narrow.low)


def test_what_is_too_rare_is_left_out_and_said() -> None:
    rows = coded("2512", ("sql",), count=40) + coded("2522", ("sql",), count=3)
    rows += coded("", ("sql",), count=7) + coded("2512", ("rare",), count=2)
    found = importance_from_postings(rows)
    assert found.few_postings == {"2522": 3}
    assert (found.postings, found.undetermined, found.few_mentions) == (52, 7, 1)
    assert (found.skills, found.occupations) == (("sql",), ("2512",))
    vi, en = " ".join(found.statements("vi")), " ".join(found.statements("en"))
    assert "2522 (3)" in vi and "2522 (3)" in en
    assert "7 tin chưa xác định được nghề" in vi and "7 without a determined occupation" in en


def test_codes_are_cut_to_the_digits_of_the_persons_and_shorter_ones_are_undetermined() -> None:
    rows = coded("2512", ("sql",), count=20) + coded("2513", (), count=20) + coded("25", ("sql",), count=5)
    found = importance_from_postings(rows, digits=3)
    assert found.occupations == ("251",)
    assert (found.rows[0].value, found.undetermined) == (0.5, 5)


def test_the_order_of_postings_changes_nothing() -> None:
    rows = [
        p for n in range(60) for p in coded("2512" if n % 3 else "2522", ("sql", "go")[: n % 3], f"e{n % 11}")
    ]
    assert importance_from_postings(rows, least_postings=10) == importance_from_postings(
        rows[::-1], least_postings=10
    )


def test_too_few_postings_everywhere_is_an_error_with_the_way_out() -> None:
    with pytest.raises(InputError) as error:
        importance_from_postings(coded("2512", ("sql",), count=3))
    assert [p.id for p in error.value.problems] == ["E-SKD-009"]
    assert "30" in error.value.problems[0].remedy_vi


def test_a_frame_has_a_row_an_importance() -> None:
    found = importance_from_rows([("sql", "251", (0.5, 0.4, 0.7)), ("go", "251", 0.2)])
    frame = found.frame("dict")
    assert frame["skill"].tolist() == ["go", "sql"]
    assert frame["high"].tolist() == [0.2, 0.7]
    assert np.isnan(frame["mentions"]).all()
    with pytest.raises(InputError) as error:
        importance_from_rows([("sql", "251", "much")])
    assert error.value.problems[0].id == "E-LAB-004"
