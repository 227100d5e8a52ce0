"""Staffing shares: sums of one, occupations that add up to industries, keys that may come in any order."""

from __future__ import annotations

import numpy as np
import pytest

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
