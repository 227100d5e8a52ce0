"""Age profiles keep the published groups; deaths follow the life table."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dubao import labour
from dubao.errors import InputError

EXACT = 1e-9  # relative


@given(
    st.lists(
        st.tuples(st.integers(1, 12), st.floats(0, 1e6, allow_subnormal=False)), min_size=1, max_size=8
    ).filter(lambda groups: sum(count for _, count in groups) > 0)
)
def test_single_years_add_up_to_every_group(widths) -> None:
    groups, age = [], 15
    for width, count in widths:
        groups.append((age, age + width - 1, count))
        age += width
    years = labour.single_years(groups)
    assert years.min() >= 0
    scale = max(count for _, _, count in groups)
    for first, last, count in groups:
        assert years[first - 15 : last - 14].sum() == pytest.approx(count, abs=EXACT * scale)


def test_a_profile_knows_its_ages_and_sexes() -> None:
    profile = labour.age_profile([(15, 24, 10)], name="by sex", women=[(15, 24, 30)])
    assert profile.women_share == pytest.approx(0.75)
    assert (profile.first_age, profile.last_age) == (15, 24)
    assert profile.shares.sum() == pytest.approx(1.0)
    assert profile.to_dict()["name"] == "by sex"


def test_a_borrowed_shape_keeps_the_groups_and_the_share_of_women() -> None:
    reference = labour.single_years([(15, 24, 1), (25, 44, 6), (45, 64, 3)])
    profile = labour.age_profile([(15, 24, 5), (25, 64, 95)], name="coarse", women_share=0.4, like=reference)
    assert profile.shares[:10].sum() == pytest.approx(0.05)
    assert profile.women_share == pytest.approx(0.4)
    both = profile.shares.sum(axis=1)
    assert both[20] / both[40] == pytest.approx(reference[20] / reference[40])


def test_a_result_cannot_be_written_into() -> None:
    profile = labour.even_profile(name="e", ages=(22, 25), first_age=15, last_age=64, women_share=0.3)
    with pytest.raises(ValueError):
        profile.shares[0, 0] = 1.0
    with pytest.raises(AttributeError):
        profile.name = "other"


def test_deaths_follow_the_rate_and_not_the_age_order_given() -> None:
    men, women = {55: 0.02, 50: 0.01}, {50: 0.01, 55: 0.02}
    q = labour.death_probabilities(men, women, first_age=45, last_age=60)
    np.testing.assert_array_equal(q[:, 0], q[:, 1])
    assert q[0, 0] == pytest.approx(1 - np.exp(-0.01))
    assert q[-1, 0] == pytest.approx(1 - np.exp(-0.02))


@pytest.mark.parametrize(
    ("call", "error_id"),
    [
        (lambda: labour.single_years([]), "E-REP-001"),
        (lambda: labour.single_years([(15, 24, 1), (26, 30, 1)]), "E-REP-001"),
        (lambda: labour.age_profile([(15, 24, 1)], name="no sex"), "E-REP-002"),
        (lambda: labour.profile_from_years([[1, 2, 3]], name="p", first_age=15), "E-REP-002"),
        (lambda: labour.single_years([(15, 16, 1)], like=[1.0]), "E-REP-012"),
        (lambda: labour.death_probabilities({50: -1.0}, {50: 0.1}, first_age=50, last_age=50), "E-REP-003"),
    ],
)
def test_what_cannot_be_used_is_named_in_both_languages(call, error_id) -> None:
    with pytest.raises(InputError) as caught:
        call()
    assert caught.value.id == error_id
    problem = caught.value.problems[0]
    assert problem.vi != problem.en
    assert problem.remedy_vi


def test_rates_of_leaving_become_probabilities_over_any_number_of_years() -> None:
    rates = np.array([[0.0, 0.01], [0.2, 5.0]])
    np.testing.assert_allclose(labour.leaving_probabilities(rates), 1 - np.exp(-rates), atol=1e-15)
    five = labour.leaving_probabilities(rates, years=5)
    stays = (1 - labour.leaving_probabilities(rates)) ** 5
    np.testing.assert_allclose(1 - five, stays, atol=1e-12)  # five single years
    assert (five < 5 * rates + 1e-15).all()  # never a rate taken for a probability
    with pytest.raises(InputError) as caught:
        labour.leaving_probabilities([[0.1, -0.2], [float("nan"), 0.1]])
    assert caught.value.id == "E-REP-003"
    assert "row 1, column 2" in caught.value.text("en") and "2 such rates" in caught.value.text("en")
