"""Words of the concepts: complete in both languages."""

from __future__ import annotations

from dubao.labour.cybersecurity import CONCEPTS, DISTRIBUTIONS, QUANTITIES
from dubao.labour.cybersecurity.words import INPUTS, input_name


def test_every_concept_input_and_distribution_is_named_in_both_languages() -> None:
    assert set(CONCEPTS) == set(INPUTS)
    for vi, en in (*QUANTITIES.values(), *DISTRIBUTIONS.values()):
        assert vi and en and vi != en
    for shared, classed in INPUTS.values():
        assert set(shared) | set(classed) <= set(QUANTITIES)
    for concept in CONCEPTS.values():
        assert concept.headline in QUANTITIES
        assert concept.counts("vi") != concept.counts("en")


def test_an_input_of_a_class_names_the_class() -> None:
    assert input_name("organisations.A.1", "vi") == "số tổ chức: A.1"
