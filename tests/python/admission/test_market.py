"""Need and recommendation of the invented university: inside the law's lower reading, and none where there is too little to go by."""

from __future__ import annotations

import pytest
from intake_example import EXAMPLES

from dubao.admission import run
from dubao.admission.balance import read_balance
from dubao.admission.config import parse
from dubao.errors import InputError

CONFIG = EXAMPLES / "intake-2027-market.toml"


@pytest.fixture(scope="module")
def result():
    return run(CONFIG)


def column(table, name: str) -> list:
    at = [one.name for one in table.columns].index(name)
    return [row[at] for row in table.rows]


def without(*sections: str) -> str:
    """The configuration without the sections that begin like this."""
    parts = CONFIG.read_text(encoding="utf-8").split("\n[")
    return "\n[".join(part for part in parts if not part.startswith(sections))


def test_the_group_with_its_split_stays_within_the_lower_reading_of_the_clause_of_15_percent(result) -> None:
    table = result.table("recommendation")
    first = [
        recommended
        for year, recommended in zip(column(table, "year"), column(table, "recommended"), strict=True)
        if year == 2027
    ]
    lower = result.determination.maximum("VDA", "4802").lower
    assert len(first) == 2 and 0 < sum(first) <= lower == 298
    assert max(column(table, "legal_maximum")[::3]) == lower


def test_the_line_names_the_numbers_and_what_decides_them(result) -> None:
    vi, en = result.recommendation
    assert "4802: " in vi and "480202: " in vi and "15%" in vi
    assert "reserved for postgraduates" in en
    assert vi.count("(tạm tính)") == en.count("(tentative)") == 2


def test_limits_prices_entries_and_cost_ratios_are_shown(result) -> None:
    limits = result.table("recommendation_limits")
    assert any(price > 0 for price in column(limits, "price"))
    assert min(column(limits, "slack")) >= 0
    assert all(0 <= p <= 1 for p in column(result.table("gap_closing"), "probability_closed"))
    assert set(column(result.table("cost_ratios"), "ratio")) == {0.5, 1.0, 2.0, 4.0}


def test_without_share_the_growth_index_is_shown_and_nothing_recommended() -> None:
    text = "\n".join(
        line for line in CONFIG.read_text(encoding="utf-8").splitlines() if not line.startswith("share")
    )
    found = run(parse(text, "x.toml", EXAMPLES))
    assert (
        found.recommendation[0].startswith("chưa đủ căn cứ: ")
        and found.recommendation[0].count("chưa đủ") == 1
    )
    assert column(found.table("growth_index"), "index")[0] == 1.0
    assert "recommendation" not in {table.name for table in found.tables}


def test_without_costs_need_and_legal_maximum_are_shown_and_nothing_recommended() -> None:
    found = run(parse(without("costs"), "x.toml", EXAMPLES))
    assert found.recommendation[1].startswith("not enough to go by: costs")
    table = found.table("recommendation")
    assert set(column(table, "recommended")) == {None} and all(column(table, "legal_maximum"))


@pytest.mark.parametrize(
    ("text", "id", "says"),
    [
        ("group,path,year\n4802,1,2031\n", "E-ADM-021", "demand, supply"),
        ("group,path,year,demand,supply\n4802,1,2031,many,1\n", "E-ADM-022", "row 2, column demand"),
        ("group,path,year,demand,supply\n4802,1,2031,-5,1\n", "E-ADM-022", "-5"),
        ("group,path,year,demand,supply\n4802,1,2031,5,1\n4802,1,2031,6,1\n", "E-ADM-022", "stands twice"),
        ("group,path,year,demand,supply\n4802,1,2031,5,1\n4802,2,2032,6,1\n", "E-ADM-022", "year 2032 is missing"),
        ("group,path,year,demand,supply\n", "E-ADM-022", "no row"),
    ],
)  # fmt: skip
def test_a_balance_that_cannot_be_used_is_named_by_row(tmp_path, text, id, says) -> None:
    path = tmp_path / "balance.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_balance(path)
    assert caught.value.id == id and says in caught.value.text("en")


def test_a_balance_that_is_not_there_is_named(tmp_path) -> None:
    with pytest.raises(InputError) as caught:
        read_balance(tmp_path / "missing.csv")
    assert caught.value.id == "E-ADM-021"
