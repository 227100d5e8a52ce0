"""Settings of repeats."""

from __future__ import annotations

import pytest

from dubao.errors import InputError
from dubao.postings import DuplicateSettings, Posting
from dubao.postings.duplicate_settings import stand_apart


@pytest.mark.parametrize("threshold", [0.3, 0.5, 0.7, 0.9, 1.0])
def test_bands_find_a_pair_at_the_threshold_98_times_in_100(threshold: float) -> None:
    s = DuplicateSettings(threshold=threshold)
    assert 1 - (1 - threshold**s.band_rows) ** s.bands >= 0.98
    assert s.bands * s.band_rows <= s.permutations


def test_all_wrong_settings_are_named_at_once_in_both_languages() -> None:
    with pytest.raises(InputError) as caught:
        DuplicateSettings(window_days=0, threshold=1.5, apart_by=("colour",))
    assert [p.argument for p in caught.value.problems] == ["window_days", "threshold", "apart_by"]
    assert all(p.id == "E-POST-006" and p.text("vi") != p.text("en") for p in caught.value.problems)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("Lập trình viên Java", "LAP TRINH VIEN JAVA", False),
        ("Java Developer", "Java Developer (Hà Nội)", False),
        ("Java Developer", "Senior Java Developer", True),
        ("Trưởng nhóm Java", "Nhóm Java", True),
        ("Java Developer", "PHP Developer", True),
        ("", "PHP Developer", False),
    ],
)
def test_titles_that_are_another_post(one: str, other: str, apart: bool) -> None:
    a, b = (Posting("s", "", None, "", t) for t in (one, other))
    assert stand_apart(a, b, ("title",)) is apart
    assert stand_apart(b, a, ("title",)) is apart
