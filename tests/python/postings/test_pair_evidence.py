"""Evidence of pairs: the bound is for all pairs of the skills seen."""

from __future__ import annotations

import numpy as np
import pytest
from made_up_panels import panel

from dubao.labour.emergence import detect
from dubao.postings import count_pairs
from dubao.postings.pair_evidence import rising_pairs, smallest_values


def test_flags_are_those_of_all_possible_pairs_at_the_level() -> None:
    rows = panel(3, "new role", months=24, size=120, roles=1, begins=8, ceiling=0.3, one_source=True)
    found = rising_pairs(rows, alpha=0.1, least_pair=12)
    assert found.possible == 13 * 12 // 2 and found.counted < found.possible
    assert found.pairs and all(
        p.e_value >= smallest_values(found.possible, 0.1, len(found.pairs)) for p in found.pairs
    )
    # The same e-values as of the counts themselves; only the thresholds know of the pairs that were not counted.
    by_row = {id(r.posting): r.skills for r in rows}
    plain = detect(
        count_pairs([r.posting for r in rows], lambda p: by_row[id(p)], at_least=12).counts, alpha=0.1
    )
    values = {t.term: t.evidence for t in plain.terms}
    assert [p.e_value for p in found.pairs] == [values[" + ".join(p.skills)] for p in found.pairs]
    assert len(found.pairs) <= len(plain.flagged)
    total = {p.skills: sum(set(p.skills) <= set(r.skills) for r in rows) for p in found.pairs}
    assert {p.skills: p.postings for p in found.pairs} == total


def test_names_that_hold_the_joint_of_pairs_are_kept_apart() -> None:
    rows = [r if "n0" not in r.skills else type(r)(r.posting, tuple(sorted(s.replace("n0", "a + b") for s in r.skills)))
            for r in panel(3, "new role", months=24, size=120, roles=1, begins=8, ceiling=0.3, one_source=True)]  # fmt: skip
    assert any("a + b" in p.skills for p in rising_pairs(rows, alpha=0.1, least_pair=12).pairs)


def test_without_pairs_there_is_nothing_to_flag() -> None:
    rows = [type(r)(r.posting, r.skills[:1]) for r in panel(3, "nothing", months=24, size=20, roles=2)]
    found = rising_pairs(rows, alpha=0.1, least_pair=12)
    assert found.pairs == () and found.counted == 0
    assert smallest_values(100, 0.1, 10) == pytest.approx(100.0) and np.isfinite(found.possible)
