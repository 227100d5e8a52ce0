"""The three concepts: hand-computed figures, what moves them, what is refused."""

from __future__ import annotations

import numpy as np
import pytest

from dubao.errors import InputError
from dubao.labour import cybersecurity as cyber
from dubao.labour.cybersecurity import Input

DRAWS = 400
SMALL = {
    "organisations": 400,
    "hiring_share": Input.surveyed_share(30, 100),
    "mean_hires": Input.surveyed_mean(2, 1.5, 30),
}


def test_funded_vacancies_by_hand() -> None:
    found = cyber.funded_vacancies(1000, 200, separations=100, searching=90, draws=DRAWS)
    stated = {name: q.stated for name, q in found.quantities.items()}
    assert stated == {"demand": 1300.0, "supply": 1090.0, "gap": 210.0, "ratio": pytest.approx(1090 / 1300)}
    assert found.influences == ()


def test_the_published_ratio_and_gap_give_the_demand_they_were_made_of() -> None:
    demand, supply = cyber.implied_demand(0.69, 466_225)
    assert demand == pytest.approx(1.504e6, rel=1e-3)
    assert supply == pytest.approx(1.038e6, rel=1e-3)
    again = cyber.funded_vacancies(1_000_000, 400_000, separations=demand - 1.4e6, supply=supply, draws=DRAWS)
    assert again.stated == pytest.approx(466_225)
    assert again.quantities["ratio"].stated == pytest.approx(0.69)


def test_a_declared_need_by_hand_with_the_error_of_its_survey() -> None:
    found = cyber.declared_need({"small": SMALL}, entrants=50, draws=4000)
    assert found.stated == pytest.approx(400 * 0.3 * 2 - 50)
    # share: beta-binomial over those not asked; mean: Student's deviation, finite population of the 120 that hire
    share = np.sqrt(300 * (30.5 * 70.5 / 101**2) * 401 / 102) / 400
    hires = 1.5 * np.sqrt(29 / (30 * 27) * (1 - 30 / 120))
    p = (30 + 300 * 30.5 / 101) / 400
    expected = 400 * np.sqrt(share**2 * 4 + hires**2 * p**2 + share**2 * hires**2)
    assert found.draws.std() == pytest.approx(expected, rel=0.05)
    assert {i.input for i in found.influences} == {"hiring_share.small", "mean_hires.small"}
    assert sum(i.share for i in found.influences) + found.headline.rest == pytest.approx(1.0)


def test_a_need_by_a_norm_is_linear_zero_for_none_and_rises_with_organisations() -> None:
    def need(n: float) -> np.ndarray:
        return cyber.norm_need({"a": {"organisations": n, "posts": (2, 1, 4)}}, draws=DRAWS).draws

    assert np.allclose(need(20), 2 * need(10))
    assert (need(0) == 0).all()
    assert (need(11) > need(10)).all()


def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    """Samples without replacement from a finite list of employers whose hires are skew."""
    rng = np.random.default_rng(7)
    inside = trials = 0
    for trial in range(200):
        hires = np.where(rng.random(400) < 0.3, 1 + rng.poisson(0.8, 400), 0)
        answers = hires[rng.choice(400, 120, replace=False)]
        yes = answers[answers > 0]
        small = {
            "organisations": 400,
            "hiring_share": Input.surveyed_share(len(yes), 120),
            "mean_hires": Input.surveyed_mean(yes.mean(), yes.std(ddof=1), len(yes)),
        }
        low, high = cyber.declared_need({"small": small}, draws=300, seed=trial).interval(0.8)
        inside += low <= hires.sum() <= high
        trials += 1
    assert 0.72 < inside / trials < 0.88  # 80 % ± 3 standard errors of 200 trials


def test_the_same_seed_gives_the_same_bits_for_any_number_of_threads() -> None:
    one = cyber.declared_need({"small": SMALL}, draws=DRAWS, n_jobs=1)
    four = cyber.declared_need({"small": SMALL}, draws=DRAWS, n_jobs=4)
    other = cyber.declared_need({"small": SMALL}, draws=DRAWS, seed=2)
    assert one.draws.tobytes() == four.draws.tobytes() != other.draws.tobytes()


def test_concepts_share_an_input_of_the_same_name() -> None:
    agencies = Input.estimate(350, 40)
    found = cyber.side_by_side(
        cyber.norm_need({"agency": {"organisations": agencies, "posts": 2}}, draws=DRAWS),
        cyber.declared_need(
            {"agency": {"organisations": agencies, "hiring_share": 0.5, "mean_hires": 1}}, draws=DRAWS
        ),
        cyber.funded_vacancies(100, 10, separations=5, searching=1, draws=DRAWS),
    )
    assert [one.concept for one in found.needs] == ["funded_vacancies", "declared_need", "norm_need"]
    assert np.allclose(found["norm_need"].draws, 4 * found["declared_need"].draws)


def test_side_by_side_draws_what_each_concept_drew_alone() -> None:
    alone = cyber.norm_need({"a": {"organisations": 10, "posts": (2, 1, 4)}}, draws=DRAWS, seed=5)
    assert cyber.side_by_side(alone)["norm_need"].draws.tobytes() == alone.draws.tobytes()


@pytest.mark.parametrize(
    ("make", "ids"),
    [
        (lambda: cyber.funded_vacancies(1, 1), ["E-CYB-003", "E-CYB-003"]),
        (lambda: cyber.funded_vacancies(1, 1, separations=1, separation_rate=0.1, searching=1), ["E-CYB-003"]),
        (lambda: cyber.funded_vacancies(1, 1, separation_rate=1.5, searching=-1), ["E-CYB-001", "E-CYB-001"]),
        (lambda: cyber.norm_need({}), ["E-CYB-003"]),
        (lambda: cyber.norm_need({"a": {"organisations": 1}}), ["E-CYB-003"]),
        (lambda: cyber.norm_need({"a": {"organisations": 1, "posts": 1, "hires": 1}}), ["E-CYB-003"]),
        (lambda: cyber.norm_need({"a": {"organisations": 1, "posts": 1}}, draws=1, level=2), ["E-CYB-005"] * 2),
        (lambda: cyber.implied_demand(1, 5), ["E-CYB-005"]),
        (lambda: cyber.side_by_side(), ["E-CYB-003"]),
    ],
)  # fmt: skip
def test_what_cannot_be_computed_is_refused_all_problems_at_once(make, ids: list[str]) -> None:
    with pytest.raises(InputError) as error:
        make()
    assert [p.id for p in error.value.problems] == ids
    assert all(p.vi and p.en for p in error.value.problems)


def test_one_name_with_two_values_is_refused_where_concepts_meet() -> None:
    with pytest.raises(InputError) as error:
        cyber.side_by_side(
            cyber.norm_need({"a": {"organisations": 10, "posts": 2}}),
            cyber.declared_need({"a": {"organisations": 11, "hiring_share": 0.5, "mean_hires": 1}}),
        )
    assert [(p.id, p.argument) for p in error.value.problems] == [("E-CYB-004", "organisations.a")]
