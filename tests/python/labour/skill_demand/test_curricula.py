"""The table of curricula that people fill in."""

from __future__ import annotations

from pathlib import Path

import pytest

from dubao.errors import InputError
from dubao.labour.skill_demand import Curricula, read_curricula, write_curricula_template
from dubao.postings import Skill

SKILLS = [
    Skill("sql", "SQL", "SQL", "data", ()),
    Skill("chip", "Thiết kế vi mạch", "Chip design", "chip", ()),
]
FULL = (
    "Chương trình,Tên chương trình,Lĩnh vực,Kỹ năng,Mức dạy,Mức thấp nhất,Mức cao nhất,Số giờ dạy,Số tốt nghiệp\n"
    "7480201,Công nghệ thông tin,it,SQL,0.8,0.6,0.9,,300\n"
    "7480201,,,Thiết kế vi mạch,0,,,,\n"
    "7510302,Điện tử,electronics,chip design,,,,60,120\n"
)


def written(folder: Path, text: str) -> Path:
    path = folder / "curricula.csv"
    path.write_text(text, encoding="utf-8")
    return path


def problems(path: Path, **more: object) -> list[tuple[str, int | None, str]]:
    with pytest.raises(InputError) as error:
        read_curricula(path, **more)  # type: ignore[arg-type]
    assert all(p.vi and p.en and p.remedy_vi and p.remedy_en for p in error.value.problems)
    return [(p.id, p.row, p.column) for p in error.value.problems]


def test_names_of_skills_and_headings_are_read_in_both_languages(tmp_path: Path) -> None:
    found = read_curricula(written(tmp_path, FULL), skills=SKILLS, hours_full=90)
    assert [(p.programme, p.name, p.field, p.graduates) for p in found.programmes] == [
        ("7480201", "Công nghệ thông tin", "it", 300.0),
        ("7510302", "Điện tử", "electronics", 120.0),
    ]
    assert [(t.programme, t.skill, t.level.core()[:3]) for t in found.taught] == [
        ("7480201", "chip", (0.0, 0.0, 0.0)),
        ("7480201", "sql", (0.8, 0.6, 0.9)),
        ("7510302", "chip", (60 / 90,) * 3),
    ]
    english = FULL.replace("Chương trình,Tên chương trình,Lĩnh vực,Kỹ năng,Mức dạy", "Programme,Name of the programme,Field,Skill,Level taught (level)", 1)  # fmt: skip
    assert read_curricula(written(tmp_path, english), skills=SKILLS, hours_full=90) == found


def test_numbers_as_vietnamese_files_write_them(tmp_path: Path) -> None:
    text = "Chương trình;Kỹ năng;Mức dạy;Số tốt nghiệp\nA;sql;0,5;1.200\n"
    found = read_curricula(written(tmp_path, text), number_format="vi")
    assert (found.taught[0].level.value, found.programmes[0].graduates) == (0.5, 1200.0)


def test_every_problem_is_named_with_row_and_column(tmp_path: Path) -> None:
    text = (
        "Chương trình,Kỹ năng,Mức dạy,Mức thấp nhất,Số giờ dạy,Số tốt nghiệp\n"
        "A,SQL,,,,100\n"
        "A,chip,0.2,0.4,,120\n"
        "A,SQL,1.5,,,\n"
        "B,cooking,0.5,,,\n"
        "B,SQL,,,30,\n"
        "C,SQL,1,,,-4\n"
        "C,SQL,1,,,\n"
        ",SQL,1,,,\n"
    )
    assert problems(written(tmp_path, text), skills=SKILLS) == [
        ("E-SKD-008", 2, "level"),
        ("E-SKD-008", 3, "level"),
        ("E-SKD-008", 3, "graduates"),
        ("E-DAT-011", 4, "level"),
        ("E-SKD-008", 5, "skill"),
        ("E-SKD-008", 6, "hours"),
        ("E-DAT-011", 7, "graduates"),
        ("E-SKD-008", 8, "skill"),
        ("E-DAT-008", 9, "programme"),
    ]


def test_an_empty_table_and_a_table_without_skills_are_refused(tmp_path: Path) -> None:
    assert problems(written(tmp_path, "Chương trình,Kỹ năng,Mức dạy\n"))[0][0] == "E-DAT-005"
    assert problems(written(tmp_path, "Chương trình,Mức dạy\nA,1\n"))[0][0] == "E-DAT-006"


def test_hours_beyond_those_needed_teach_no_more_than_all(tmp_path: Path) -> None:
    text = "programme,skill,hours\nA,sql,200\nA,go,20\n"
    found = read_curricula(written(tmp_path, text), hours_full=80)
    assert [t.level.value for t in found.taught] == [0.25, 1.0]
    assert problems(written(tmp_path, text), hours_full=0.0) == [
        ("E-SKD-008", 2, "hours"),
        ("E-SKD-008", 3, "hours"),
    ]


def test_the_template_can_be_filled_in_and_read_back(tmp_path: Path) -> None:
    path = write_curricula_template(tmp_path / "t.csv", programmes=["A", "B"], skills=SKILLS)
    empty = problems(path, skills=SKILLS)
    assert empty == [("E-SKD-008", row, "level") for row in (2, 3, 4, 5)]
    text = path.read_text("utf-8-sig")
    head = text.splitlines()[0]
    assert "Chương trình (programme)" in head and "Mức dạy (level)" in head
    rows = [line.split(",") for line in text.splitlines()[1:]]
    level = head.split(",").index("Mức dạy (level)")
    for row in rows:
        row[level] = "0.5"
    path.write_text("\n".join([head, *map(",".join, rows)]), encoding="utf-8-sig")
    found = read_curricula(path, skills=SKILLS)
    assert isinstance(found, Curricula) and len(found.taught) == 4
