"""The register reads the package as it stands."""

from dubao.claims import Register


def test_claims_and_pairs_are_read_with_their_units():
    register = Register.read("vietnam-claims")
    claim = register.claims["it_shortage_topdev_2023"]
    assert (claim.value, claim.high, claim.quantity, claim.unit) == (
        150000.0,
        200000.0,
        "flow",
        "persons_per_year",
    )
    assert claim.reach == (150000.0, 200000.0)
    assert (
        register.series["vn.emp.isco08.25.T", "2023"] == 123454.0
    )  # thousand persons of the table, in persons
    assert register.claims["nof_shortage_2025"].origin_found is False
