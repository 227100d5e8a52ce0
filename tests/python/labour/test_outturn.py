"""Cases of an evaluation: from draws, histories and outturns."""

from __future__ import annotations

import numpy as np
import pytest

from dubao import labour
from dubao.errors import InputError


def test_a_filtered_outturn_is_smoother_than_the_published_one() -> None:
    rng = np.random.default_rng(3)
    truth = 100 + np.cumsum(rng.normal(0, 1, 25))
    published = truth + rng.normal(0, 4, 25)
    signal = labour.filtered_outturn(published, [4.0] * 25)
    assert np.abs(signal - truth).mean() < 0.7 * np.abs(published - truth).mean()


def test_cases_come_from_draws_histories_and_outturns() -> None:
    forecast = {"a": [[12.0, 13.0], [14.0, 15.0]], "b": [[1.0, 1.0], [1.0, 1.0]]}
    cases = labour.outturn_cases(
        forecast,
        start="2023",
        history={
            "a": labour.ObservedSeries([8.0, 9.0, 11.0], "2020"),
            "b": labour.ObservedSeries([2.0], "2022"),
        },
        outturn={
            "a": labour.ObservedSeries([11.0, 12.0, 30.0], "2022", [1.0, 2.0, 3.0], breaks=["2024"]),
            "b": labour.ObservedSeries([2.0], "2023"),
        },
    )
    assert [(c.key, c.group, c.actual) for c in cases] == [
        ("a", "2022 → 2023", 12.0),
        ("a", "2022 → 2024", None),
        ("b", "2022 → 2023", 2.0),
        ("b", "2022 → 2024", None),
    ]
    assert cases[0].standard_error == 2.0
    assert cases[2].before is None
    found = labour.evaluate(cases)
    assert found.left_out == 2
    assert found.score().cases_with_draws == 2
    assert found.score().cover_with_noise[0.8] is not None


def test_keys_without_history_or_outturn_are_named() -> None:
    with pytest.raises(InputError) as caught:
        labour.outturn_cases(
            {"a": [[1.0]], "b": [[1.0]]},
            start="2023",
            history={},
            outturn={"b": labour.ObservedSeries([1.0], "2023")},
        )
    assert [(p.id, p.series, p.argument) for p in caught.value.problems] == [
        ("E-ACC-017", "a", "history"),
        ("E-ACC-017", "a", "outturn"),
        ("E-ACC-017", "b", "history"),
    ]
