"""Roles by listed words: what a title names is found and shown, what contradicts itself is left open."""

from __future__ import annotations

import pytest
from dataset_packages import table

from dubao.errors import InputError
from dubao.postings.coding_aliases import Alias, AliasFinder, Head

FINDER = AliasFinder.read()
HEADS = [Head("developer", "developer"), Head("manager", "manager"), Head("level", "senior")]


@pytest.mark.parametrize(
    ("title", "role"),
    [
        # Level, pay, place, case, marks and the form of Unicode say nothing.
        ("[HN] Senior Java Developer - Upto $3000", "software_developer"),
        ("KY SU THIET KE VI MACH", "chip_designer"),
        # The longer of two spellings that overlap.
        ("Chuyên viên kiểm thử xâm nhập", "penetration_tester"),
        ("Kỹ sư phần mềm nhúng", "embedded_developer"),
        ("Kỹ sư điện tử viễn thông", "telecom_engineer"),
        # A general word yields, also to what stands in brackets.
        ("Software Engineer (Backend, Java)", "backend_developer"),
        ("Nhân viên kinh doanh phần mềm", "it_sales"),
        # A qualifier needs a head word.
        ("React", None),
        ("React Developer", "frontend_developer"),
        # Who manages, teaches, sells.
        ("Trưởng phòng hạ tầng mạng", "it_manager"),
        ("Giám đốc an ninh mạng", "security_manager"),
        ("Giảng viên Java", "it_trainer"),
        ("Giảng viên bộ môn Điện tử viễn thông", "lecturer"),
        ("Nhân viên quản lý dữ liệu nhân sự phòng ban", "human_resources"),
        # A unit is no work, except in the title of its head; a rank yields to a word that says the kind of work.
        ("Chuyên viên kiểm thử - Khối CNTT", "tester"),
        ("Chuyên viên cao cấp - Khối CNTT", None),
        ("Chuyên viên pháp chế thuộc Khối CNTT", "legal"),
        ("Phó phòng thuộc Trung tâm hạ tầng mạng", "it_manager"),
        ("Chuyên viên phát triển hệ thống thẻ", "software_developer"),
        # The first words of a spelling that gives way count.
        ("Trưởng phòng kinh doanh phần mềm", "business_manager"),
        # Two roles.
        ("Backend/Frontend Developer", "fullstack_developer"),
        ("Tester/Business Analyst", "tester"),
        ("Tester, Business Analyst, Data Engineer", None),
        # A capital letter in the list counts as it is written.
        ("BA Fresher", "business_analyst"),
        ("Ba bạn trẻ làm việc nhóm", None),
        ("SoC Verification Engineer", "chip_verification"),
        ("", None),
        ("((([[[", None),
    ],
)
def test_the_role_a_title_names(title: str, role: str | None) -> None:
    found = FINDER.find(title)
    assert (None if found is None else found.role) == role


def test_the_words_of_the_answer_stand_in_the_title() -> None:
    for row in table("occupation-coding", "sample"):
        found = FINDER.find(row["title"])
        if found is not None:
            assert all(word in row["title"] for word in found.words), (row["title"], found)


def test_every_alias_that_needs_no_other_word_finds_its_role() -> None:
    wrong = []
    for row in table("occupation-coding", "aliases"):
        if row["what"] != "qualifier":
            found = FINDER.find(row["alias"])
            if found is None or found.role != row["role"]:
                wrong.append((row["alias"], row["role"], found))
    assert wrong == []


def test_all_faults_of_a_list_are_told_at_once() -> None:
    rows = [Alias("a", "x y", "word"), Alias("b", "x y", "word"), Alias("c", "z", "word")]
    with pytest.raises(InputError) as caught:
        AliasFinder(rows, HEADS, {"a": "other", "b": "other"})
    assert [p.id for p in caught.value.problems] == ["E-COD-002", "E-COD-001"]


def test_more_aliases_do_not_take_a_spelling_that_has_a_role() -> None:
    finder = AliasFinder([Alias("a", "lập trình máy", "word")], HEADS, {"a": "other"})
    more = finder.with_aliases(
        [Alias("b", "lap trinh may", "word"), Alias("b", "thợ hàn", "word"), Alias("b", "Senior", "word")],
        {"b": "other"},
    )
    assert (more.find("Lập trình máy").role, more.find("Thợ hàn").role) == ("a", "b")
    assert more.find("Senior") is None


def test_only_the_first_sentences_of_a_text_are_read_and_no_general_word() -> None:
    assert FINDER.find_in_text("Great team. We need a Backend Engineer.").role == "backend_developer"
    assert FINDER.find_in_text("x" * 300 + ". Backend Engineer") is None
    assert FINDER.find_in_text("Our software engineer colleagues") is None


def test_a_general_word_yields_to_one_that_is_not_however_long_it_is() -> None:
    found = FINDER.find("Ky su lap trinh nhung")
    assert found is not None and found.role == "embedded_developer"
