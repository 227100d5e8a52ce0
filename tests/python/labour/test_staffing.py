"""Staffing shares: sums of one, occupations that add up to industries, keys that may come in any order."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from dubao import labour
from dubao.errors import InputError

RNG = np.random.default_rng(4)
COUNTS = RNG.uniform(10, 100, (10, 2, 3))
KEYS = {"start": "2015", "industries": ["j", "c26"], "occupations": ["25", "21", "other"]}


def test_shares_sum_to_one_and_occupations_to_industries() -> None:
    shares = labour.staffing_shares(COUNTS, horizon=4, draws=100, **KEYS)
    assert shares.start == "2025"
    for row in shares.shares.values():
        np.testing.assert_allclose(sum(row.values()), 1.0)
    industries = {key: RNG.uniform(900, 1100, (100, 4)) for key in KEYS["industries"]}
    occupations = labour.occupation_employment(industries, shares, start="2025")
    assert list(occupations) == KEYS["occupations"]
    np.testing.assert_allclose(sum(occupations.values()), sum(industries.values()))


def test_permuted_tables_change_no_bit() -> None:
    one = labour.staffing_shares(COUNTS, horizon=3, draws=20, **KEYS)
    two = labour.staffing_shares(
        COUNTS[:, ::-1, [2, 0, 1]],
        horizon=3,
        draws=20,
        start="2015",
        industries=["c26", "j"],
        occupations=["other", "25", "21"],
    )
    for industry in KEYS["industries"]:
        for occupation in KEYS["occupations"]:
            np.testing.assert_array_equal(one.share(industry, occupation), two.share(industry, occupation))


def test_constant_shares_serve_every_path() -> None:
    shares = labour.staffing_shares(COUNTS, horizon=2, method="constant", **KEYS)
    last = COUNTS[-1, 0] / COUNTS[-1, 0].sum()
    assert shares.share("j", "21").tolist() == [[pytest.approx(last[1])] * 2]
    found = labour.occupation_employment(
        {key: np.full((5, 2), 100.0) for key in KEYS["industries"]}, shares, start="2025"
    )
    assert found["25"].shape == (5, 2)


def test_factors_are_logged_or_refused() -> None:
    factor = labour.ChangeFactor("j", "25", 2.0, "N. V. A.", "tools")
    plain = labour.staffing_shares(COUNTS, horizon=1, method="constant", **KEYS)
    more = labour.staffing_shares(COUNTS, horizon=1, method="constant", factors=[factor], **KEYS)
    s = plain.share("j", "25")[0, 0]
    assert more.share("j", "25")[0, 0] == pytest.approx(2 * s / (1 + s))
    unsigned = labour.ChangeFactor("j", "25", 2.0, "", "")
    with pytest.raises(InputError) as caught:
        labour.staffing_shares(COUNTS, horizon=1, method="constant", factors=[unsigned], **KEYS)
    assert caught.value.id == "E-STA-007"


@pytest.mark.parametrize(
    ("counts", "changes", "error_id"),
    [
        (COUNTS[0], {}, "E-STA-001"),
        (COUNTS[:, :, :2], {}, "E-STA-001"),
        (-COUNTS, {}, "E-STA-002"),
        (np.full_like(COUNTS, np.nan), {}, "E-STA-003"),
        (COUNTS, {"damping": 0.0}, "E-STA-005"),
        (COUNTS, {"method": "guess"}, "E-STA-005"),
        (COUNTS, {"horizon": 0}, "E-STA-005"),
    ],
)
def test_wrong_tables_and_options_are_named(counts, changes, error_id) -> None:
    with pytest.raises(InputError) as caught:
        labour.staffing_shares(counts, **{"horizon": 1, **KEYS, **changes})
    assert caught.value.id == error_id


def test_industries_without_shares_are_named() -> None:
    shares = labour.staffing_shares(COUNTS, horizon=1, method="constant", **KEYS)
    with pytest.raises(InputError) as caught:
        labour.occupation_employment({"j": [[1.0]], "k": [[1.0]]}, shares, start="2025")
    assert [(p.id, p.series) for p in caught.value.problems] == [("E-STA-008", "c26"), ("E-STA-008", "k")]


METHODS = [m for m in labour.staffing.METHODS if m != "constant"]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("scale", ["log_ratio", "share"])
def test_every_method_keeps_shares_on_the_simplex(method: str, scale: str) -> None:
    counts = COUNTS.copy()
    counts[:, 0, 2] = 0.0
    shares = labour.staffing_shares(counts, horizon=4, draws=60, method=method, scale=scale, **KEYS)
    for row in shares.shares.values():
        np.testing.assert_allclose(sum(row.values()), 1.0, rtol=0, atol=1e-12)
        assert all((cell >= 0.0).all() for cell in row.values())
    assert (shares.share("j", "other") == 0.0).all()
    assert shares.method == method


@settings(max_examples=25, deadline=None)
@given(
    table=arrays.arrays(
        float, (7, 2, 3), elements=st.one_of(st.just(0.0), st.floats(0.5, 1e5, allow_subnormal=False))
    ),
    method=st.sampled_from(METHODS),
    unit=st.sampled_from([1.0, 1e-3, 4096.0]),
)
def test_shares_of_any_table_sum_to_one_keep_zeros_and_know_no_unit(table, method, unit) -> None:
    table[-1, :, 0] += 1.0  # an industry without anybody is refused elsewhere
    keys = {"start": "2018", "industries": ["i", "j"], "occupations": ["a", "b", "c"]}
    shares = labour.staffing_shares(table, horizon=3, draws=20, method=method, **keys)
    for i, industry in enumerate(keys["industries"]):
        row = shares.shares[industry]
        np.testing.assert_allclose(sum(row.values()), 1.0, rtol=0, atol=1e-12)
        usable = table[:, i].sum(axis=1) > 0
        for o, occupation in enumerate(keys["occupations"]):
            assert (row[occupation] >= 0.0).all()
            if (table[usable, i, o] == 0.0).all():
                assert (row[occupation] == 0.0).all()
    if method in ("trend", "damped_trend"):
        other = labour.staffing_shares(table * unit, horizon=3, draws=20, method=method, **keys)
        np.testing.assert_allclose(other.share("i", "a"), shares.share("i", "a"), rtol=1e-6, atol=1e-9)


def test_pooled_slopes_report_their_weights() -> None:
    years = np.arange(9)
    rng = np.random.default_rng(2)
    tables = []
    for i in range(6):
        z = 0.05 * years + np.cumsum(rng.normal(0, 0.02 if i else 0.5, 9))
        share = 1 / (1 + np.exp(-z))
        tables.append(np.stack([share, 1 - share], axis=-1))
    counts = 1000 * np.stack(tables, axis=1)
    industries = [f"i{i}" for i in range(6)]
    shares = labour.staffing_shares(
        counts,
        start="2015",
        industries=industries,
        occupations=["a", "b"],
        horizon=1,
        method="pooled_trend",
        draws=5,
    )
    weights = {(s.industry, s.occupation): s.weight for s in shares.slopes}
    assert len(weights) == 12
    assert weights["i0", "a"] == min(weights[i, "a"] for i in industries)
    for s in shares.slopes:
        assert s.pooled == pytest.approx(s.weight * s.own + (1 - s.weight) * s.common)
        assert s.weight == pytest.approx(s.between**2 / (s.between**2 + s.own_error**2))
    assert shares.to_dict()["slopes"][0]["industry"] == "i0"


def test_the_automatic_method_says_what_it_chose_and_why() -> None:
    z = 0.2 * np.arange(12)
    share = 1 / (1 + np.exp(1 - z))
    counts = 1000 * np.stack([share, 1 - share], axis=-1)[:, np.newaxis]
    keys = {"start": "2012", "industries": ["i"], "occupations": ["a", "b"]}
    shares = labour.staffing_shares(counts, horizon=2, method="auto", draws=20, **keys)
    assert shares.method == shares.choice.method == "trend"
    assert shares.notes[0].startswith("trend: smallest loss over")
    short = labour.staffing_shares(counts[:4], horizon=2, method="auto", draws=20, **keys)
    assert short.method == "constant"
    assert "shares are held constant" in short.notes[0]


def test_given_shares_are_checked_cell_by_cell() -> None:
    good = labour.given_shares({"i": {"a": [[0.4, 0.5]], "b": [[0.6, 0.5]]}}, start="2026")
    assert good.method == "given"
    with pytest.raises(InputError) as caught:
        labour.given_shares(
            {"i": {"a": [[0.4, 0.5]], "b": [[0.6, 0.6]]}, "j": {"a": [[-1, 1]], "b": [[2, 0]]}}, start="2026"
        )
    assert [(p.id, p.series, p.period) for p in caught.value.problems] == [
        ("E-STA-011", "i", "2027"),
        ("E-STA-010", "j × a", "2026"),
    ]
    with pytest.raises(InputError) as caught:
        labour.given_shares({"i": {"a": [[1.0]]}, "j": {"b": [[1.0]]}}, start="2026")
    assert [(p.id, p.series) for p in caught.value.problems] == [
        ("E-STA-004", "i × b"),
        ("E-STA-004", "j × a"),
    ]


def test_every_wrong_factor_is_named_and_right_ones_are_logged() -> None:
    plain = labour.staffing_shares(COUNTS, horizon=2, method="constant", **KEYS)
    wrong = [
        labour.ChangeFactor("j", "25", 0.0, "panel", "why"),
        labour.ChangeFactor("j", "21", -2.0, "panel", "why"),
        labour.ChangeFactor("mars", "25", 1.1, "panel", "why"),
    ]
    with pytest.raises(InputError) as caught:
        labour.with_change_factors(plain, wrong)
    assert [(p.id, p.series) for p in caught.value.problems] == [
        ("E-STA-006", "j × 25"),
        ("E-STA-006", "j × 21"),
        ("E-STA-004", "mars × 25"),
    ]
    one = labour.ChangeFactor("j", "25", 1.5, "panel", "a plant opens", "2024-11-01", "minutes 3")
    changed = labour.with_change_factors(plain, [one])
    assert changed.notes[-1] == "j × 25: factor 1.5 by panel, 2024-11-01: a plant opens (minutes 3)"
    direct = labour.staffing_shares(COUNTS, horizon=2, method="constant", factors=[one], **KEYS)
    np.testing.assert_array_equal(direct.share("j", "21"), changed.share("j", "21"))


def test_shares_of_another_first_period_are_refused() -> None:
    shares = labour.staffing_shares(COUNTS, horizon=1, method="constant", **KEYS)
    employment = {key: np.ones((2, 1)) for key in KEYS["industries"]}
    with pytest.raises(InputError) as caught:
        labour.occupation_employment(employment, shares, start="2026")
    assert caught.value.id == "E-STA-009"
