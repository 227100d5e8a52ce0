"""Two codings of the same real postings: drawn by the seed, within the rules, and as equal as docs/coding.md says."""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path

import pytest
from coded_titles import real
from coder_agreement import SEED, Agreement, agreement, codings, disagreements, kappa
from dataset_packages import table

from dubao.postings import Coding, OccupationCoder

DOCUMENT = " ".join((Path(__file__).resolve().parents[3] / "docs" / "coding.md").read_text("utf-8").split())
SECTION = DOCUMENT.partition("## Agreement of two coders")[2].partition(" ## ")[0]
NAMES = {"random": "real", "vietnamese": "real Vietnamese"}
DRAWN = {"random": (150, SEED), "vietnamese": (60, SEED + 1)}
FALL = 0.01  # by which a precision may lie below that of docs/coding.md
CELLS = [(part, target) for part in NAMES for target in ("occupation", "role")]


def shares(value: float, interval: tuple[float, float]) -> str:
    return f"{value:.3f} ({interval[0]:.3f}–{interval[1]:.3f})"


@pytest.mark.parametrize("part", NAMES)
def test_postings_coded_twice_are_drawn_at_random_from_those_coded_once(part: str) -> None:
    size, seed = DRAWN[part]
    keys = sorted(
        (row["part"], row["file"], row["key"])
        for row in table("occupation-coding", "sample_ids")
        if row["part"] == part
    )
    drawn = random.Random(seed).sample(keys, size)
    twice = table("occupation-coding", "sample_second_coder")
    assert sorted(drawn) == [(row["part"], row["file"], row["key"]) for row in twice if row["part"] == part]


def test_codes_of_the_second_coding_exist_and_are_the_usual_ones_of_their_roles() -> None:
    usual = {row["role"]: row["occupation"] for row in table("occupation-coding", "roles")}
    for row in table("occupation-coding", "sample_second_coder"):
        assert row["occupation"] in {"", *usual.values()}, row
        assert not row["role"] or usual[row["role"]] == row["occupation"], row


def test_kappa_is_that_of_a_table_computed_by_hand() -> None:
    # 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: p_o = 0.7, p_e = 0.5 * 0.6 + 0.5 * 0.4 = 0.5, kappa = 0.4.
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert kappa(pairs) == pytest.approx(0.4)
    found = agreement(pairs)
    # Standard error sqrt(p_o (1 - p_o) / (n (1 - p_e)^2)) = 0.13 (Cohen 1960): the bootstrap is of that width.
    half = (found.kappa_interval[1] - found.kappa_interval[0]) / 2
    assert half == pytest.approx(1.96 * 0.13, rel=0.1) and found.equal == 35


def test_kappa_has_no_value_where_all_titles_have_one_code() -> None:
    assert kappa([("a", "a")] * 3) != kappa([("a", "a")] * 3)


def line(part: str, target: str, found: Agreement) -> str:
    return (
        f"| {NAMES[part]} | {target} | {found.titles} | {found.equal} | {shares(found.share, found.interval)} "
        f"| {shares(found.kappa, found.kappa_interval)} |"
    )


@pytest.mark.parametrize(("part", "target"), CELLS)
def test_the_document_states_the_agreement_the_two_codings_have(part: str, target: str) -> None:
    assert line(part, target, agreement(codings(part, target))) in SECTION


def test_the_document_lists_every_kind_of_disagreement_and_how_often() -> None:
    found = {part: disagreements(codings(part, "role")) for part in NAMES}
    for first, second in sorted(found["random"] | found["vietnamese"]):
        names = " | ".join(f"`{name}`" if name else "undetermined" for name in (first, second))
        counts = " | ".join(str(found[part][first, second]) for part in NAMES)
        assert f"| {names} | {counts} |" in SECTION, (first, second)
    assert {part: found[part].total() for part in NAMES} == {"random": 6, "vietnamese": 7}


def test_the_bounds_on_what_can_be_measured_follow_from_the_agreement() -> None:
    found = {cell: agreement(codings(*cell)).share for cell in CELLS}
    assert found["vietnamese", "occupation"] == found["vietnamese", "role"]
    whole = [found[cell] for cell in CELLS[:3]]
    assert (
        "on {:.3f} (occupation) and {:.3f} (role) of the real titles and {:.3f} of".format(*whole) in SECTION
    )
    assert "on {:.3f}, {:.3f} and {:.3f}.".format(*((1 + share) / 2 for share in whole)) in SECTION


@cache
def answers(part: str) -> list[Coding]:
    """The program's answers on the titles coded twice; empty when the collection is not at hand."""
    titles = real(part)
    if not titles:
        return []
    once = [
        (row["file"], row["key"]) for row in table("occupation-coding", "sample_ids") if row["part"] == part
    ]
    at = dict(zip(once, titles, strict=True))
    twice = [row for row in table("occupation-coding", "sample_second_coder") if row["part"] == part]
    coder = OccupationCoder.load()
    return [coder.code(at[row["file"], row["key"]].title) for row in twice]


def program(part: str, target: str) -> list[tuple[str, str, str]]:
    """First code, second code and the program's of the titles coded twice."""
    given = answers(part)
    if not given:
        pytest.skip("the collection of postings is not at hand (../shared/data/bench/vietnam-it-postings)")
    codes = [one.occupation if target == "occupation" else one.role for one in given]
    return [(*pair, code) for pair, code in zip(codings(part, target), codes, strict=True)]


@pytest.mark.parametrize(("part", "target"), CELLS)
def test_precision_against_either_coding_does_not_fall(part: str, target: str) -> None:
    coded = [row for row in program(part, target) if row[2]]
    row = re.search(rf"\| {NAMES[part]} \| {target} \| \d+ \| \d+: (0\.\d+) [^|]*\| \d+: (0\.\d+) ", SECTION)
    assert row is not None
    for which in (0, 1):
        right = sum(one[which] == one[2] for one in coded)
        assert right / len(coded) > float(row[which + 1]) - FALL


def test_the_program_sides_with_the_coding_of_whoever_wrote_the_words() -> None:
    differing = [row for part in NAMES for row in program(part, "role") if row[0] != row[1]]
    first, second = (sum(row[which] == row[2] for row in differing) for which in (0, 1))
    assert f"Of the {len(differing)} titles where the codings differ" in SECTION
    assert first > len(differing) / 2 > second


def test_part_of_the_wrong_occupations_of_vietnamese_titles_is_where_the_codings_differ() -> None:
    wrong = [row for row in program("vietnamese", "occupation") if row[2] and row[2] != row[0]]
    assert 0 < sum(row[0] != row[1] for row in wrong) < len(wrong)
