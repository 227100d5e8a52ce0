"""Results of the roles that a user's tables may fill: staffing, education, balance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from dubao.report.config import Configuration
from dubao.report.pipeline_balance import balances
from dubao.report.pipeline_candidates import panel_results
from dubao.report.pipeline_education import education
from dubao.report.pipeline_intake import guidance
from dubao.report.pipeline_regions import regions
from dubao.report.pipeline_security import security_needs
from dubao.report.pipeline_skills import skills_results
from dubao.report.pipeline_staffing import staffing
from dubao.report.pipeline_stages import stage_test
from dubao.report.registers import Assumption

if TYPE_CHECKING:
    from dubao.data import Catalogue


def optional_results(
    catalogue: Catalogue, configuration: Configuration, register: Mapping[str, Assumption]
) -> dict[str, object]:
    """Results by name; a result whose tables are not given is absent."""
    out: dict[str, object] = {}
    needs = security_needs(catalogue, configuration)
    if needs is not None:
        out["security"] = needs
    cross = configuration.tables.get("employment_by_activity_occupation")
    if cross is not None:
        factors = configuration.tables.get("scenario_factors")
        table = catalogue.table(cross)
        out["staffing"] = staffing(configuration, table, catalogue.table(factors) if factors else None)
        test = stage_test(configuration, table)
        if test is not None:
            out["stages"] = test
        provinces = configuration.tables.get("employment_by_province")
        shared = regions(configuration, out["staffing"], catalogue.table(provinces)) if provinces else None  # type: ignore[arg-type]
        if shared is not None:
            out["regions"] = shared
    schools = education(catalogue, configuration)
    if schools is not None:
        out["education"] = schools
    if cross is not None and schools is not None and configuration.tables.get("field_to_occupation"):
        found = balances(catalogue, configuration, out["staffing"], schools, register)  # type: ignore[arg-type]
        out["balance"] = found
        guide = guidance(catalogue, configuration, out["staffing"], schools, tuple(found), register)  # type: ignore[arg-type]
        if guide is not None:
            out["intake"] = guide
    out.update(skills_results(catalogue, configuration))
    panel = panel_results(catalogue, configuration)
    if panel is not None:
        out["panel"] = panel
    return out
