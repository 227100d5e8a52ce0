"""ESCO files that a user supplies; the rows are made up, the columns are those of the release."""

from __future__ import annotations

from pathlib import Path

import pytest

from dubao.errors import InputError
from dubao.labour.skill_demand import importance_from_rows
from dubao.postings import OccupationCoder, SkillMatcher
from dubao.postings.esco import read_esco
from dubao.postings.supplied import beside

OCCUPATIONS = (
    "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,description,code\n"
    'Occupation,u:a,2512,mobile robot programmer,"robot app developer\nrobot coder",,released,2024-01-01,"Writes, tests",2512.9\n'
    "Occupation,u:b,2512,satellite tester,tester,,released,2024-01-01,,2512.10\n"
    "Occupation,u:c,C2152,lidar designer,,,released,2024-01-01,,2152.3\n"
)
SKILLS = (
    "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels\n"
    "KnowledgeSkillCompetence,s:1,knowledge,sector-specific,orbital mechanics,celestial mechanics\n"
    'KnowledgeSkillCompetence,s:2,knowledge,transversal,Python,"python scripting\nserpent wrangling"\n'
)
RELATIONS = (
    "occupationUri,relationType,skillType,skillUri\n"
    "u:a,essential,knowledge,s:2\n"
    "u:b,essential,knowledge,s:1\n"
    "u:b,optional,knowledge,s:2\n"
)


def written(folder: Path, **files: str) -> dict[str, Path]:
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return {name: folder / f"{name}.csv" for name in files}


def test_labels_of_several_lines_and_groups_are_read(tmp_path: Path) -> None:
    files = written(tmp_path, occupations_en="\ufeff" + OCCUPATIONS, skills_en=SKILLS, relations=RELATIONS)
    found = read_esco(files["occupations_en"], files["skills_en"], files["relations"])
    assert [(o.uri, o.code) for o in found.occupations] == [("u:a", "2512"), ("u:b", "2512"), ("u:c", "2152")]
    assert found.occupations[0].labels == ("mobile robot programmer", "robot app developer", "robot coder")
    assert found.skills[1].labels == ("Python", "python scripting", "serpent wrangling")


def test_its_words_code_titles_that_the_list_does_not_know_and_take_none_it_has(tmp_path: Path) -> None:
    files = written(tmp_path, occupations_en=OCCUPATIONS)
    found = read_esco(files["occupations_en"])
    coder = OccupationCoder.load().with_words(found.roles(), found.aliases())
    lidar = coder.code("Senior Lidar Designer")
    assert (lidar.occupation, lidar.role, lidar.how) == ("2152", "u:c", "alias")
    assert coder.code("Tester").role == "tester"


def test_labels_in_vietnamese_of_a_user_are_added(tmp_path: Path) -> None:
    vi = "conceptUri,iscoGroup,preferredLabel,altLabels\nu:c,2152,người thiết kế lidar,\n"
    files = written(tmp_path, occupations_en=OCCUPATIONS, occupations_vi=vi)
    found = read_esco([files["occupations_en"], files["occupations_vi"]])
    assert found.occupations[2].labels == ("lidar designer", "người thiết kế lidar")
    coder = OccupationCoder.load().with_words(found.roles(), found.aliases())
    assert coder.code("Nguoi thiet ke lidar").occupation == "2152"


def test_importance_is_the_mean_over_the_occupations_of_a_group(tmp_path: Path) -> None:
    files = written(tmp_path, occupations_en=OCCUPATIONS, skills_en=SKILLS, relations=RELATIONS)
    found = read_esco(files["occupations_en"], files["skills_en"], files["relations"])
    rows = {(r.occupation, r.skill): r.importance for r in found.importance().rows}
    # Python: essential in one of two, optional in the other; orbital mechanics: essential in one of two.
    assert rows == {("2512", "s:1"): 0.5, ("2512", "s:2"): 0.75}
    assert {r.importance for r in found.importance(essential=0.8, optional=0.0).rows} == {0.4}
    assert importance_from_rows(found.importance()).rows[1].skill == "s:2"
    assert list(found.importance().frame()["skill_name"]) == ["orbital mechanics", "Python"]


def test_its_skills_stand_beside_the_listed_ones(tmp_path: Path) -> None:
    files = written(tmp_path, occupations_en=OCCUPATIONS, skills_en=SKILLS)
    matcher = beside(SkillMatcher.read(), read_esco(files["occupations_en"], files["skills_en"]).skill_list())
    found = [m.skill for m in matcher.find("Python, celestial mechanics; serpent wrangling")]
    assert found == ["python", "s:1", "s:2"]


def test_all_problems_are_told_at_once_with_file_row_and_column(tmp_path: Path) -> None:
    files = written(
        tmp_path,
        occupations_en=OCCUPATIONS
        + "Occupation,u:d,25,x,,,,,,\nOccupation,u:e,2512,,,,,,,\nOccupation,u:f\n",
        skills_en="conceptUri,preferredLabel\ns:1,x\n",
        relations=RELATIONS + "u:z,needed,knowledge,s:1\n",
    )
    with pytest.raises(InputError) as caught:
        read_esco(files["occupations_en"], files["skills_en"], files["relations"])
    told = {(p.id, p.file, p.row, p.column or None) for p in caught.value.problems}
    assert {
        ("E-COD-012", "occupations_en.csv", 5, "iscoGroup"), ("E-COD-013", "occupations_en.csv", 6, "preferredLabel"),
        ("E-COD-011", "occupations_en.csv", 7, None), ("E-COD-010", "skills_en.csv", 1, "altLabels"),
        ("E-COD-014", "relations.csv", 5, "occupationUri"), ("E-COD-014", "relations.csv", 5, "relationType"),
    } <= told  # fmt: skip
