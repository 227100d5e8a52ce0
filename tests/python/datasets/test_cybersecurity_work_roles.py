"""Work roles and terms of cybersecurity: complete, mapped to codes that exist, and honest about what was read."""

from __future__ import annotations

from collections import Counter

import pytest
from dataset_packages import table

PACKAGE = "cybersecurity-work-roles"
ROLES = table(PACKAGE, "work_roles")


def test_the_work_roles_are_those_of_version_2_0_0_of_the_framework():
    assert Counter(row["category"] for row in ROLES) == {"OG": 16, "DD": 9, "IO": 7, "PD": 7, "IN": 2}
    for category, count in Counter(row["category"] for row in ROLES).items():
        numbers = [int(row["role_id"][-3:]) for row in ROLES if row["category"] == category]
        assert numbers == list(range(1, count + 1)), category
    assert all(row["role_id"].startswith(row["category"]) for row in ROLES)


def test_every_occupation_has_a_name_here_or_in_the_classifications():
    known = {row["code"] for row in table("classifications", "occupations")}
    own = {row["code"] for row in table(PACKAGE, "occupations")}
    used = {row[c] for row in ROLES for c in ("occupation", "occupation_other")} - {""}
    assert used <= known | own
    assert own <= used - known


def test_roles_of_titles_exist_and_are_named_by_a_work_role():
    coded = {row["role"]: row for row in table("occupation-coding", "roles")}
    named = {row["report_role"] for row in ROLES} - {""}
    assert named <= set(coded)
    assert named == {role for role, row in coded.items() if row["field"] == "cybersecurity"}
    assert all(row["core"] == "core" for row in ROLES if row["report_role"] == "penetration_tester")


def test_posts_of_public_security_are_marked_as_outside_the_report():
    partly = {row["role_id"] for row in ROLES if row["scope"] == "partly"}
    assert partly == {"OG-WRL-001", "IN-WRL-001", "IN-WRL-002"}
    assert all("công an" in row["note"] for row in ROLES if row["scope"] == "partly")


@pytest.mark.parametrize("name", ["terms", "duties"])
def test_what_was_not_read_in_the_original_says_so(name):
    notes = {row["source_id"]: row["note"] for row in table(PACKAGE, "sources")}
    for row in table(PACKAGE, name):
        assert row["confidence"] in ("quoted", "second_hand", "inferred")
        if row["confidence"] == "quoted":
            assert "Nguyên văn" in notes[row["source_id"]], row
        assert "Điều" in "".join(row.values()) or row["confidence"] != "quoted"


def test_no_duty_is_given_a_number_of_posts_that_no_text_sets():
    assert {row["posts"] for row in table(PACKAGE, "duties")} == {""}


def test_the_law_of_2025_stands_in_the_term_map_with_the_laws_it_repeals():
    texts = " ".join(row["old_text"] + row["new_text"] for row in table(PACKAGE, "terms"))
    for law in ("86/2015/QH13", "24/2018/QH14", "116/2025/QH15"):
        assert law in texts
    first = table(PACKAGE, "terms")[0]
    assert (first["old_vi"], first["new_vi"], first["relation"]) == (
        "an toàn thông tin mạng",
        "an ninh mạng",
        "replaced",
    )
