"""O*NET text files that a user supplies; the rows are made up, the columns are those of the release."""

from __future__ import annotations

from pathlib import Path

import pytest

from dubao.errors import InputError
from dubao.postings import OccupationCoder, SkillMatcher
from dubao.postings.onet import read_onet
from dubao.postings.supplied import beside

OCCUPATIONS = "O*NET-SOC Code\tTitle\tDescription\n15-1299.90\tLidar Cartographers\tMap.\n17-2061.00\tAntenna Makers\tMake.\n"
TITLES = (
    "O*NET-SOC Code\tAlternate Title\tShort Title\tSource(s)\n15-1299.90\tPoint Cloud Wrangler\tn/a\t08\n"
)
HEADER = "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tData Value\tN\tStandard Error\tLower CI Bound\tUpper CI Bound\tRecommend Suppress\tNot Relevant\tDate\tDomain Source\n"
SKILLS = HEADER + (
    "15-1299.90\t2.B.3.e\tProgramming\tIM\t4.00\t8\t0.1\t3.8\t4.2\tN\tn/a\t07/2024\tAnalyst\n"
    "15-1299.90\t2.B.3.e\tProgramming\tLV\t6.00\t8\t0.1\t5.8\t6.2\tN\tN\t07/2024\tAnalyst\n"
    "17-2061.00\t2.B.3.e\tProgramming\tIM\t2.00\t8\t0.1\t1.8\t2.2\tN\tn/a\t07/2024\tAnalyst\n"
    "17-2061.00\t2.A.1.a\tReading\tIM\t5.00\t8\t0.9\t3.0\t5.0\tY\tn/a\t07/2024\tAnalyst\n"
)
TECHNOLOGIES = (
    "O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\tHot Technology\tIn Demand\n"
    "15-1299.90\tPointForge Studio\t43232\tGraphics\tN\tY\n15-1299.90\tPython\t43232\tLanguage\tY\tN\n"
)
CROSSWALK = "soc,isco\n15-1299,2512\n17-2061,2512\n17-2061,2152\n"


def written(folder: Path, **files: str) -> dict[str, Path]:
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return {name: folder / f"{name}.txt" for name in files}


def test_importance_is_read_on_its_scale_and_averaged_over_the_occupations_of_a_code(tmp_path: Path) -> None:
    files = written(tmp_path, occupations=OCCUPATIONS, crosswalk=CROSSWALK, skills=SKILLS)
    found = read_onet(files["occupations"], files["crosswalk"], skills=files["skills"])
    table = found.importance()
    # (4 - 1)/4 and (2 - 1)/4: their mean for 2512, the second for 2152.
    assert [(r.occupation, r.importance, r.names) for r in table.rows] == [
        ("2152", 0.25, 1),
        ("2512", 0.5, 2),
    ]
    assert table.left_out == {"other_scale": 1, "suppressed": 1, "no_code": 0}
    assert list(table)[0] == ("2.B.3.e", "2152", 0.25)


def test_titles_code_where_the_crosswalk_is_clear(tmp_path: Path) -> None:
    files = written(tmp_path, occupations=OCCUPATIONS, crosswalk=CROSSWALK, titles=TITLES)
    found = read_onet(files["occupations"], files["crosswalk"], titles=files["titles"])
    coder = OccupationCoder.load().with_words(found.roles(), found.aliases())
    assert coder.code("Senior Point Cloud Wrangler").occupation == "2512"
    # Two codes: which of them a title has cannot be said.
    assert coder.code("Antenna Makers").role != "17-2061.00"


def test_technologies_become_skills_and_importances(tmp_path: Path) -> None:
    files = written(tmp_path, occupations=OCCUPATIONS, crosswalk=CROSSWALK, technologies=TECHNOLOGIES)
    found = read_onet(files["occupations"], files["crosswalk"], technologies=files["technologies"])
    matcher = beside(SkillMatcher.read(), found.skill_list())
    assert [m.skill for m in matcher.find("PointForge Studio, Python")] == [
        "onet:PointForge Studio",
        "python",
    ]
    rows = found.importance(technologies=True).rows
    assert {(r.skill, r.importance) for r in rows} == {("PointForge Studio", 1.0), ("Python", 0.5)}


def test_an_occupation_without_code_is_counted_and_not_lost_in_silence(tmp_path: Path) -> None:
    files = written(tmp_path, occupations=OCCUPATIONS, crosswalk="soc,isco\n17-2061,2152\n", skills=SKILLS)
    table = read_onet(files["occupations"], files["crosswalk"], skills=files["skills"]).importance()
    assert [r.occupation for r in table.rows] == ["2152"] and table.left_out["no_code"] == 1


def test_all_problems_are_told_at_once_with_file_row_and_column(tmp_path: Path) -> None:
    wrong = (
        SKILLS + "99-9999.00\t2.B\tX\tIM\t4.0" + "\t" * 8 + "\n15-1299.90\t2.B\tX\tIM\t7.0" + "\t" * 8 + "\n"
    )
    files = written(
        tmp_path, occupations=OCCUPATIONS + "11-1111.00\t\t\n", crosswalk="soc,isco\n15-1299,25\n", skills=wrong, titles="O*NET-SOC Code\tTitle\n"
    )  # fmt: skip
    with pytest.raises(InputError) as caught:
        read_onet(files["occupations"], files["crosswalk"], skills=files["skills"], titles=files["titles"])
    told = {(p.id, p.file, p.row, p.column) for p in caught.value.problems}
    assert told == {
        ("E-COD-012", "crosswalk.txt", 2, "isco"), ("E-COD-013", "occupations.txt", 4, "Title"),
        ("E-COD-010", "titles.txt", 1, "Alternate Title"), ("E-COD-014", "skills.txt", 6, "O*NET-SOC Code"),
        ("E-COD-015", "skills.txt", 7, "Data Value"),
    }  # fmt: skip
