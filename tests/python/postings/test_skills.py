"""Skills by their spellings: what is named is found and shown, what is not named is not."""

from __future__ import annotations

import pytest
from made_up_postings import text_of

from dubao.errors import InputError
from dubao.postings import Posting, Skill, SkillMatcher, count_pairs, count_terms

MATCHER = SkillMatcher.read()


def ids(text: str) -> set[str]:
    return {match.skill for match in MATCHER.find(text)}


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("Lập trình viên Go, biết Docker và k8s", {"go", "docker", "kubernetes"}),
        ("C/C++, C#, .NET", {"c", "cpp", "csharp", "dotnet"}),
        ("ASP.NET Core với SQL Server", {"dotnet", "sql_server"}),
        ("ReactJS/React Native, Node.js", {"react", "react_native", "nodejs"}),
        ("React Native", {"react_native"}),
        ("Javascript thuần", {"javascript"}),
        ("Học máy, học sâu và thị giác máy tính", {"machine_learning", "deep_learning", "computer_vision"}),
        ("hoc may va an toan thong tin", {"machine_learning", "security_general"}),
        ("Ảo hoá bằng VMware", {"virtualisation"}),
        ("ẢO HÓA", {"virtualisation"}),
        ("Thiết kế vi mạch số: RTL, Verilog, UVM", {"rtl_design", "verilog", "design_verification"}),
        (
            "Lập trình nhúng trên vi điều khiển STM32, FreeRTOS, I2C",
            {"embedded_systems", "microcontrollers", "rtos", "serial_buses"},
        ),
        (
            "Kiểm thử xâm nhập theo OWASP, SIEM",
            {"penetration_testing", "application_security", "security_operations"},
        ),
        ("Rust engineer", {"rust"}),
        ("Python, R và SQL", {"python", "r", "sql"}),
        ("SQL.Python", {"sql", "python"}),
        ("Swift and Kotlin", {"swift", "kotlin"}),
        ("SAP ABAP", {"sap"}),
        ("CI/CD với Jenkins", {"ci_cd"}),
        ("Ứng dụng AI, tiếng Nhật", {"ai_general", "japanese"}),
    ],
)
def test_skills_that_are_named(text: str, skills: set[str]) -> None:
    assert ids(text) == skills


@pytest.mark.parametrize(
    "text",
    [
        "Let us go: swift answers, a spark of joy", "sắp tới, gỗ, lúa, gõ", "sap toi, lua chon", "ai cũng được", "We use Java-free coffee".replace("Java-free", "fresh"),
        "SQLite", "Javanese", "R&D", "Phòng ban C", "TS. Nguyễn", "go to market", "Spring 2026 intake", "", "....", "Dart board at the office",
    ],
)  # fmt: skip
def test_what_is_no_skill(text: str) -> None:
    assert ids(text) == set()


def test_a_sentence_that_ends_lets_no_word_stand_beside_the_next() -> None:
    assert ids("Biết Java. Go to the office") == {"java"}
    assert ids("Biết Java, Go") == {"java", "go"}


def test_every_match_can_be_shown_in_the_text() -> None:
    text = "Kỹ sư Học Máy; C++ , Node.js."
    for match in MATCHER.find(text):
        assert text[match.start : match.end] == match.alias
    assert [m.alias for m in MATCHER.find(text)] == ["Học Máy", "C++", "Node.js"]


def test_every_spelling_of_the_list_finds_its_skill() -> None:
    for skill in MATCHER.skills.values():
        names = () if skill.reading == "context" else (skill.name_en, skill.name_vi)
        for spelling in skill.aliases + names:
            assert skill.id in ids(f"yêu cầu: {spelling}; khác"), spelling


def test_a_spelling_of_two_skills_is_refused_with_both_named() -> None:
    with pytest.raises(InputError) as caught:
        SkillMatcher([Skill("a", "X", "X", "c", ("z",)), Skill("b", "Y", "Y", "c", ("Z", "x"))])
    assert [p.id for p in caught.value.problems] == ["E-POST-009", "E-POST-009"]
    assert "a" in caught.value.problems[0].vi and "b" in caught.value.problems[0].en


def test_title_and_text_are_read_and_counted_by_month() -> None:
    import random

    random_ = random.Random(1)
    rows = [Posting("a", str(n), None, "2026-03", "Kỹ sư Go", text_of(random_)) for n in range(30)]
    counted = count_terms(rows, MATCHER)
    assert counted.counts.counts[counted.counts.terms.index("go")].sum() == 30
    assert any("go + " in pair for pair in count_pairs(rows, MATCHER).counts.terms)
    for posting in rows:
        assert MATCHER(posting) == tuple(sorted(ids(f"{posting.title} .\n{posting.text}")))
