"""``dubao claims``: the annex on the screen, as JSON, as a file; another audience is a usage error."""

import json


def test_findings_stand_in_the_users_language_with_their_arithmetic(dubao) -> None:
    said = dubao("--lang", "en", "claims", "--json")
    assert said.code == 0
    rows = {row["pair"]: row for row in json.loads(said.out)["rows"]}
    assert rows["mic_growth_2023"]["arithmetic"].endswith("stated 2.72%")
    assert rows["need_and_shortage"]["finding"] == "stock against flow"


def test_the_public_annex_is_written_without_findings(dubao, tmp_path) -> None:
    file = tmp_path / "claims.csv"
    assert dubao("--lang", "vi", "claims", "--audience", "public", "--out", str(file)).code == 0
    head = file.read_text(encoding="utf-8").splitlines()[0]
    assert "who" in head and "finding" not in head


def test_another_audience_is_a_usage_error(dubao) -> None:
    assert dubao("claims", "--audience", "everybody").code == 2
