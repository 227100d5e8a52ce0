"""A fit as a text in two languages."""

from __future__ import annotations

import unicodedata

from dubao.regression import GLS, OLS, WLS, ElasticNet, Lasso, Ridge, RobustRegression
from dubao.regression.summary import significant, table_text

X = [[0.0, 1], [1.0, 0], [2.0, 1], [3.0, 0], [4.0, 1]]
Y = [1.0, 3.0, 6.0, 6.5, 9.25]


def test_the_vietnamese_summary_is_vietnamese() -> None:
    text = OLS().fit(X, Y, names=["gdp", "mua"]).summary("vi")
    assert text.startswith("Bình phương nhỏ nhất thông thường (OLS)\n")
    for words in ("Hệ số", "Sai số chuẩn", "Thống kê t", "Giá trị p", "khoảng tin cậy 95%", "Số quan sát: 5"):
        assert words in text
    assert "R² hiệu chỉnh: 0," in text and "." not in text
    assert unicodedata.is_normalized("NFC", text)


def test_the_english_summary_has_the_same_numbers() -> None:
    fit = OLS().fit(X, Y)
    english, vietnamese = fit.summary("en"), fit.summary("vi")
    assert english.startswith("Ordinary least squares (OLS)\n")
    assert f"{fit.params['x1']:.6g}" in english and f"{fit.params['x1']:.6g}".replace(".", ",") in vietnamese
    assert len(english.splitlines()) == len(vietnamese.splitlines())


def test_columns_left_out_and_notes_are_told_in_both_languages() -> None:
    fit = OLS(covariance="newey-west").fit([[row[0], 2 * row[0]] for row in X], Y, names=["a", "b"])
    assert "Cột bị loại: b" in fit.summary("vi") and "cột “b” bị loại" in fit.summary("vi")
    assert "Newey-West với" in fit.summary("vi") and "Columns left out: b" in fit.summary("en")


def test_no_note_of_a_linear_penalised_or_robust_fit_stays_english() -> None:
    from dubao.regression.notes import note_text

    line = [[float(t)] for t in range(10)]
    exact = [*range(9), 100]
    fits = [
        OLS().fit(X, [row[0] for row in X]),
        OLS().fit(X[:3], Y[:3]),
        OLS(covariance="HC3").fit([[*row, i == 2] for i, row in enumerate(X)], Y),
        OLS(covariance="cluster").fit(X, Y, clusters=list("aabbc")),
        WLS().fit([[row[0], 1.0] for row in X], Y, weights=[1, 1, 2, 1, 1]),
        GLS(sigma=[1, 2, 1, 2, 1]).fit(X, Y),
        Ridge(penalty=0.1).fit([[row[0], 1.0] for row in X], Y),
        Lasso(penalty=0.1).fit(X, Y),
        ElasticNet().fit(line, [t * 1.5 + (t % 3) for t in range(10)]),
        RobustRegression(loss="tukey").fit(line, exact),
        RobustRegression(max_iterations=1).fit(X, Y),
    ]
    notes = {note for fit in fits for note in fit.notes}
    assert len(notes) >= 10
    assert [note for note in notes if note_text(note, "vi") == note] == []


def test_numbers_have_six_digits_and_tables_line_up() -> None:
    assert significant(1e-7, "vi") == "1e-07"
    lines = table_text(["", "Hệ số"], [["a", "1,5"], ["dài hơn", "-22"]])
    assert lines == ["         Hệ số", "a          1,5", "dài hơn    -22"]
