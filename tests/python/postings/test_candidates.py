"""Candidates: planted new roles are found, a rising skill and a change of sources are not taken for one."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from made_up_panels import KNOWN_ROLE, NEW_ROLE, Planted, panel

from dubao.errors import InputError
from dubao.postings import CodedPosting, Posting, find_candidates
from dubao.postings.candidate_results import REJECTED, Candidates

REPLICATES = 15


@cache
def rows(planted: Planted) -> tuple[CodedPosting, ...]:
    # A rise of known skills needs longer to be seen than what was never there.
    months = 42 if "rising" in planted or "growing" in planted else 30
    return tuple(
        panel(
            11,
            planted,
            months=months,
            size=130,
            roles=3,
            begins=10,
            ceiling=0.15,
            one_source=planted != "new source",
        )
    )


@cache
def found(planted: Planted) -> Candidates:
    return find_candidates(rows(planted), replicates=REPLICATES)


@pytest.mark.parametrize(
    ("planted", "skills"), [("new role", NEW_ROLE), ("new role of known skills", KNOWN_ROLE)]
)
def test_a_planted_role_is_found_with_its_evidence(planted: Planted, skills: tuple[str, ...]) -> None:
    [one] = found(planted).candidates
    # The new role asks for the skills of everybody as well: they may be in the group.
    assert len(set(one.skills) & set(skills)) >= 3 and set(one.skills) <= {*skills, "k0", "k1", "k2", "k3"}
    assert one.rejected == () and one.stability >= 0.75 and one.postings > 50 and one.sources == ("a",)
    assert "2020-09" <= one.since <= "2021-07" and one.growth > 0
    bar = found(planted).pairs_possible / (0.1 * len(one.evidence))
    assert all(p.e_value >= bar and p.lift > 1 for p in one.evidence)
    assert [m.month for m in one.months] == sorted({r.posting.month for r in rows(planted)})
    assert all(m.low <= m.share <= m.high and m.postings <= m.read for m in one.months)
    assert sum(m.postings for m in one.months) == one.postings
    assert one.label_vi == one.label_en == ""


@pytest.mark.parametrize("planted", ["nothing", "new source"])
def test_where_nothing_is_new_nothing_is_found(planted: Planted) -> None:
    assert found(planted).candidates == () and found(planted).pairs_counted > 50


@pytest.mark.parametrize("planted", ["rising skill", "growing role"])
def test_a_rising_skill_or_a_growing_occupation_is_no_new_occupation_and_the_reason_is_given(
    planted: Planted,
) -> None:
    assert found(planted).candidates == ()
    assert found(planted).pairs_flagged > 0
    for other in found(planted).others:
        assert set(other.rejected) & {"one_skill", "changing", "covered", "few_skills"} and set(
            other.rejected
        ) <= set(REJECTED)


def test_the_result_is_the_same_in_any_order_and_says_so_in_both_languages() -> None:
    again = find_candidates(rows("new role")[::-1], replicates=REPLICATES)
    first = found("new role")
    assert [c.skills for c in again.candidates] == [c.skills for c in first.candidates]
    assert [c.evidence for c in again.candidates] == [c.evidence for c in first.candidates]
    assert (
        "cặp kỹ năng" in first.statements("vi")[0] and "false pairs at most 10%" in first.statements("en")[0]
    )
    assert len(first.statements("vi")) == 1 + len(first.candidates) + len(first.others)
    frame = first.frame("dict")
    assert frame["rejected"][0] == "" and len(frame["skills"]) == len(first.candidates) + len(first.others)


def test_an_occupation_that_has_the_skills_covers_the_group() -> None:
    profiles = {"2519": dict.fromkeys((*NEW_ROLE, "k2", "k3"), 0.7), "2152": {"r1s0": 0.5}}
    known = find_candidates(rows("new role"), profiles=profiles, replicates=REPLICATES)
    assert known.candidates == ()
    [other] = [o for o in known.others if o.nearest_code == "2519"]
    assert "covered" in other.rejected and other.training.skills_to_add == ()


def test_pay_places_and_training_are_read_from_its_own_postings() -> None:
    paid = [
        replace(r, occupation="2529" if r.occupation == "o0" else r.occupation, posting=replace(
            r.posting, place="01" if set(NEW_ROLE) & set(r.skills) - {"k0", "k1"} else "79", employer=f"e{n % 50}",
            salary_low=20e6 * (1.3 if "n0" in r.skills else 1.0) * (1 + (n % 7) / 100), salary_high=24e6 * (1.3 if "n0" in r.skills else 1.0),
            salary_currency="VND", salary_period="month"))
        for n, r in enumerate(rows("new role"))
    ]  # fmt: skip
    [one] = find_candidates(paid, replicates=REPLICATES).candidates
    assert (
        one.pay is not None and one.pay.low <= one.pay.percent <= one.pay.high and 10 < one.pay.percent < 32
    )
    assert one.places[0].place == "01" and one.places[0].share == 1.0
    assert {"n0", "n1", "n2"} & set(one.skills) <= set(one.training.skills_to_add)
    if one.nearest_code == "2529":
        assert one.training.field == "cybersecurity" and one.training.majors[0][0] == "7480202"


def test_a_cross_section_is_refused() -> None:
    site = [Posting("itviec", str(n), None, f"2026-0{4 + n % 2}", "x", "SQL, Python") for n in range(50)]
    with pytest.raises(InputError, match="E-CND-003"):
        find_candidates(site)
    with pytest.raises(InputError, match="E-CND-003"):
        find_candidates([])


@pytest.mark.parametrize(
    "wrong", [{"alpha": 0.0}, {"level": 1.0}, {"replicates": 1}, {"least_stability": 2.0}, {"least_pair": 1}]
)
def test_options_that_cannot_be_used_are_refused(wrong: dict) -> None:
    with pytest.raises(InputError, match="E-CND-002"):
        find_candidates(rows("nothing"), **wrong)
