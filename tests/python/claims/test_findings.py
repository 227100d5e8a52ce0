"""Findings on the register of Viet Nam and on made-up pairs."""

import pytest

from dubao.claims import FINDINGS, Claim, Pair, Register, compare
from dubao.errors import InputError

REGISTER = Register.read("vietnam-claims")
FOUND = {f.key: f for f in compare(REGISTER)}
#: Remarks of the notes to the data that are about circulating figures: each must have its arithmetic here.
TRAPS_OF_CLAIMS = {4, 5, 6, 7, 13, 16, 17}


def test_each_trap_about_claims_has_a_comparison_with_its_arithmetic():
    with_arithmetic = {f.trap for f in FOUND.values() if f.arithmetic.vi and f.arithmetic.en}
    assert with_arithmetic >= TRAPS_OF_CLAIMS


def test_the_arithmetic_of_known_pairs():
    assert FOUND["topdev_isco25"].arithmetic.en == "530,000 ÷ 123,454 = 4.29"
    assert FOUND["topdev_isco25"].arithmetic.vi == "530.000 ÷ 123.454 = 4,29"
    assert FOUND["topdev_isco25"].finding == "other_scope"
    assert FOUND["ict_in_mic_2024"].finding == "figures_differ"
    assert FOUND["ict_in_mic_2024"].ratio == pytest.approx(1670000 / 1542994)
    assert FOUND["mic_growth_2024"].arithmetic.en.endswith("= −12.72%; stated 2%")
    assert FOUND["digital_2022"].arithmetic.en.endswith("+1.43 percentage points")
    assert FOUND["shortage_level_flow"].finding == "stock_against_flow"
    assert FOUND["topdev_two_wordings"].finding == "not_enough_information"


def test_words_of_findings_judge_nobody():
    words = " ".join(f"{t.vi} {t.en}" for t in FINDINGS.values()).lower()
    for word in ("sai", "wrong", "false", "bịa", "vô lý", "exaggerat", "phóng đại", "misleading"):
        assert word not in words.split()


def a_claim(
    key: str, value: float | None, wording: str = "exact", quantity: str = "level", high: float | None = None
) -> Claim:
    return Claim(
        key,
        "ai",
        "who",
        "gì",
        "what",
        "phạm vi",
        "scope",
        value,
        high,
        "persons",
        "2024",
        "",
        quantity,
        wording,
        True,
        "s",
    )


def one_pair(
    first: Claim, second: Claim, scopes: str = "same", relation: str = "compare", stated: float | None = None
) -> str:
    pair = Pair("p", first.key, "claim", second.key, "", "", scopes, relation, stated, None, "", "")
    return compare(Register({c.key: c for c in (first, second)}, (pair,), {}))[0].finding


def test_wording_decides_whether_two_figures_of_one_scope_agree():
    assert one_pair(a_claim("a", 100.0, "about"), a_claim("b", 104.0)) == "consistent"
    assert one_pair(a_claim("a", 100.0), a_claim("b", 104.0)) == "figures_differ"
    assert one_pair(a_claim("a", 100.0, "over"), a_claim("b", 109.0)) == "consistent"
    assert one_pair(a_claim("a", 100.0, "nearly"), a_claim("b", 104.0)) == "figures_differ"
    assert one_pair(a_claim("a", 90.0, "range", high=120.0), a_claim("b", 110.0)) == "consistent"


def test_growth_is_consistent_when_rounding_explains_it():
    assert (
        one_pair(a_claim("a", 1054.0), a_claim("b", 1000.0), relation="growth_percent", stated=5.0)
        == "consistent"
    )
    assert (
        one_pair(a_claim("a", 1056.0), a_claim("b", 1000.0), relation="growth_percent", stated=5.0)
        == "figures_differ"
    )


def test_a_claim_without_a_value_is_not_compared():
    assert one_pair(a_claim("a", None), a_claim("b", 1.0)) == "not_enough_information"


def test_pairs_that_name_nothing_are_refused_together():
    class Broken:
        def table(self, name: str):  # noqa: ANN202
            if name.endswith("claims"):
                return []
            row = dict.fromkeys(
                (
                    "link_id",
                    "claim_id",
                    "other_kind",
                    "other_id",
                    "other_period",
                    "other_quantity",
                    "scopes",
                    "relation",
                    "stated_value",
                    "trap",
                    "note_vi",
                    "note_en",
                ),
                "",
            )
            return [
                {
                    **row,
                    "link_id": "x",
                    "claim_id": "nobody",
                    "other_kind": "claim",
                    "other_id": "none",
                    "relation": "growth_percent",
                },
            ]

    with pytest.raises(InputError) as caught:
        Register.read("x", Broken())
    assert [p.id for p in caught.value.problems] == ["E-CLM-001", "E-CLM-001"]
