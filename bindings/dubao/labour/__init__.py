"""Labour-market accounts on draws: staffing, openings, replacement, supply, balance.

Arrays are draws × horizon (one row a path), or one value a path for a whole period; path d of every array is one and the
same future, so simulate groups that are added or compared together. Results are frozen, with ``to_dict()``.

>>> from dubao import labour
>>> employment = [[105.0, 112.0], [99.0, 95.0]]
>>> labour.openings(employment, base=100.0, separations=[[10.0, 10.0]] * 2, start="2026").total.tolist()
[32.0, 15.0]
"""

from __future__ import annotations

from dubao.errors import CORE_MESSAGES
from dubao.labour.ages import (
    AgeProfile,
    age_profile,
    death_probabilities,
    even_profile,
    profile_from_years,
    single_years,
)
from dubao.labour.driven_employment import DrivenHistory, DrivenOutcome, align, employment_under_scenarios
from dubao.labour.education import (
    CohortFlows,
    EntryFlows,
    Pipeline,
    cohort_graduates,
    graduates_by_duration,
    labour_market_entry,
    pipeline,
)
from dubao.labour.field_occupation import OccupationSupply, flexibility
from dubao.labour.job_openings import (
    Openings,
    SeparationOpenings,
    allocate_openings,
    openings,
    separation_openings,
)
from dubao.labour.messages import MESSAGES
from dubao.labour.rates import Rate, as_rate
from dubao.labour.scenario import Scenario, Scope
from dubao.labour.scenario_comparison import Comparison, InputDifference
from dubao.labour.scenario_comparison import compare as compare_scenarios
from dubao.labour.scenario_comparison import diff as scenario_diff
from dubao.labour.separations import (
    NetReplacement,
    Replacement,
    ReplacementRange,
    net_replacement,
    replacement,
    replacement_range,
)
from dubao.labour.staffing import ChangeFactor, StaffingShares, occupation_employment, staffing_shares
from dubao.labour.supply_demand import (
    NETHERLANDS,
    Balance,
    Rating,
    RatingRule,
    RatioClasses,
    ScopeBridge,
    SupplyDemandRatio,
    balance,
    scope_differences,
)
from dubao.labour.targets import probability_of_meeting

for _id, _text in MESSAGES.items():
    CORE_MESSAGES.setdefault(_id, _text)

__all__ = [
    "NETHERLANDS",
    "AgeProfile",
    "Balance",
    "ChangeFactor",
    "CohortFlows",
    "Comparison",
    "DrivenHistory",
    "DrivenOutcome",
    "EntryFlows",
    "InputDifference",
    "NetReplacement",
    "OccupationSupply",
    "Openings",
    "Pipeline",
    "Rate",
    "Rating",
    "RatingRule",
    "RatioClasses",
    "Replacement",
    "ReplacementRange",
    "Scenario",
    "Scope",
    "ScopeBridge",
    "SeparationOpenings",
    "StaffingShares",
    "SupplyDemandRatio",
    "age_profile",
    "align",
    "allocate_openings",
    "as_rate",
    "balance",
    "cohort_graduates",
    "compare_scenarios",
    "death_probabilities",
    "employment_under_scenarios",
    "even_profile",
    "flexibility",
    "graduates_by_duration",
    "labour_market_entry",
    "net_replacement",
    "occupation_employment",
    "openings",
    "pipeline",
    "probability_of_meeting",
    "profile_from_years",
    "replacement",
    "replacement_range",
    "scenario_diff",
    "scope_differences",
    "separation_openings",
    "single_years",
    "staffing_shares",
]
