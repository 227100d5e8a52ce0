"""
Labour-market accounts; wrapped by dubao.labour.
"""

from __future__ import annotations

import collections.abc
import typing

import numpy
import numpy.typing

__all__: list[str] = [
    "Bridge",
    "admission_enlarge",
    "admission_former",
    "admission_largest_actual",
    "admission_measures",
    "admission_offers",
    "admission_overshoot",
    "admission_total_breach",
    "age_profile",
    "age_profile_by_sex",
    "allocate_openings",
    "apply_employment_factors",
    "apply_share_factors",
    "balance",
    "bottleneck",
    "calibrate_postings",
    "capacity_check_plan",
    "capacity_determine",
    "capacity_readings",
    "change_factors",
    "check_in_force",
    "check_shares",
    "choose_share_method",
    "cohort_graduates",
    "comparable_run",
    "death_probabilities",
    "describe_terms",
    "dissimilarity_index",
    "evaluate_needs",
    "evaluate_outturns",
    "even_profile",
    "flagged_terms",
    "flexibility",
    "flexibility_draws",
    "graduates_by_duration",
    "human_capital_effects",
    "human_capital_index",
    "implied_demand",
    "intake_gap",
    "intake_need",
    "intake_yield",
    "labour_force",
    "labour_market_entry",
    "last_growth",
    "leaving_probabilities",
    "likely_dates",
    "log_adjusted_maximum",
    "mention_design_effect",
    "mention_shares",
    "national_growth",
    "national_view",
    "net_replacement",
    "nowcast",
    "occupation_employment",
    "openings",
    "outturn_cases",
    "participation",
    "pipeline",
    "plan_publication",
    "probability_of_meeting",
    "profile_from_years",
    "projected_state",
    "rate_values",
    "rating_scores",
    "recommend_intake",
    "reliability",
    "reliability_grades",
    "replacement",
    "required_path",
    "sample_institutions",
    "sample_rate",
    "scenario_difference",
    "scope_differences",
    "scope_problems",
    "score_change_factors",
    "separation_openings",
    "separation_rates",
    "shift_share",
    "shortage_index",
    "single_years",
    "single_years_like",
    "skill_demand",
    "skill_gap",
    "skill_supply",
    "staffing_shares",
    "stage_split",
    "starting_imbalance",
    "starting_state",
    "stayer_rate",
    "supply_demand_ratio",
    "supply_routes",
    "transfer_flows",
    "two_list_estimate",
    "validate_scenario",
    "vocabulary_evidence",
    "weighted_postings",
    "worst_reliability",
]

class Bridge:
    """
    Old codes to new ones; see dubao.labour.
    """
    def __init__(
        self,
        links: collections.abc.Sequence[tuple[str, str, typing.SupportsFloat | typing.SupportsIndex]],
        concentrations: collections.abc.Mapping[str, typing.SupportsFloat | typing.SupportsIndex],
    ) -> None: ...
    def apply(
        self,
        draws: collections.abc.Mapping[str, typing.Annotated[numpy.typing.ArrayLike, numpy.float64]],
        start: str,
        seed: typing.SupportsInt | typing.SupportsIndex,
        uncertain: bool,
    ) -> dict: ...
    def incomplete(self, given: collections.abc.Sequence[str]) -> list[str]: ...
    def inverse_links(
        self,
        key: collections.abc.Mapping[str, typing.SupportsFloat | typing.SupportsIndex],
        concentration: typing.SupportsFloat | typing.SupportsIndex,
    ) -> list[tuple[str, str, float]]: ...

def admission_enlarge(
    arg0: typing.Any,
    arg1: str,
    arg2: typing.SupportsInt | typing.SupportsIndex,
    arg3: collections.abc.Sequence[
        tuple[str, typing.SupportsFloat | typing.SupportsIndex, str, str, str, str]
    ],
    arg4: collections.abc.Mapping[str, str],
    arg5: collections.abc.Sequence[
        tuple[
            str,
            typing.SupportsFloat | typing.SupportsIndex,
            typing.SupportsFloat | typing.SupportsIndex,
            bool,
        ]
    ],
    arg6: collections.abc.Mapping[str, typing.SupportsFloat | typing.SupportsIndex],
    arg7: typing.Annotated[
        collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], "FixedSize(6)"
    ],
    arg8: typing.SupportsFloat | typing.SupportsIndex,
    arg9: bool,
) -> dict: ...
def admission_former(
    arg0: typing.Any,
    arg1: str,
    arg2: typing.SupportsInt | typing.SupportsIndex,
    arg3: collections.abc.Sequence[
        tuple[str, typing.SupportsFloat | typing.SupportsIndex, str, str, str, str]
    ],
    arg4: collections.abc.Mapping[str, str],
    arg5: collections.abc.Sequence[
        tuple[
            str,
            typing.SupportsFloat | typing.SupportsIndex,
            typing.SupportsFloat | typing.SupportsIndex,
            bool,
        ]
    ],
    arg6: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
    arg7: bool,
) -> dict: ...
def admission_largest_actual(
    arg0: typing.SupportsFloat | typing.SupportsIndex,
    arg1: str,
    arg2: typing.SupportsInt | typing.SupportsIndex,
    arg3: collections.abc.Sequence[
        tuple[str, typing.SupportsFloat | typing.SupportsIndex, str, str, str, str]
    ],
    arg4: str,
) -> float: ...
def admission_measures() -> list[str]: ...
def admission_offers(
    arg0: collections.abc.Sequence[
        tuple[
            typing.SupportsInt | typing.SupportsIndex,
            typing.SupportsFloat | typing.SupportsIndex,
            typing.SupportsFloat | typing.SupportsIndex,
        ]
    ],
    arg1: typing.SupportsFloat | typing.SupportsIndex,
    arg2: tuple[
        typing.SupportsInt | typing.SupportsIndex,
        typing.SupportsInt | typing.SupportsIndex,
        typing.SupportsInt | typing.SupportsIndex,
    ],
    arg3: typing.SupportsFloat | typing.SupportsIndex,
    arg4: typing.SupportsFloat | typing.SupportsIndex,
    arg5: typing.SupportsFloat | typing.SupportsIndex,
    arg6: typing.SupportsInt | typing.SupportsIndex,
) -> tuple: ...
def admission_overshoot(
    arg0: collections.abc.Sequence[
        tuple[
            str,
            str,
            str,
            str,
            typing.SupportsFloat | typing.SupportsIndex,
            typing.SupportsFloat | typing.SupportsIndex,
            bool,
            typing.SupportsFloat | typing.SupportsIndex,
            bool,
        ]
    ],
    arg1: str,
    arg2: typing.SupportsInt | typing.SupportsIndex,
    arg3: collections.abc.Sequence[
        tuple[str, typing.SupportsFloat | typing.SupportsIndex, str, str, str, str]
    ],
    arg4: str,
) -> list: ...
def admission_total_breach(
    arg0: collections.abc.Sequence[typing.Annotated[numpy.typing.ArrayLike, numpy.float64]],
    arg1: typing.SupportsInt | typing.SupportsIndex,
) -> float: ...
def age_profile(
    arg0: str,
    arg1: collections.abc.Sequence[
        tuple[
            typing.SupportsInt | typing.SupportsIndex,
            typing.SupportsInt | typing.SupportsIndex,
            typing.SupportsFloat | typing.SupportsIndex,
        ]
    ],
    arg2: typing.SupportsFloat | typing.SupportsIndex,
) -> tuple: ...
def age_profile_by_sex(
    arg0: str,
    arg1: collections.abc.Sequence[
        tuple[
            typing.SupportsInt | typing.SupportsIndex,
            typing.SupportsInt | typing.SupportsIndex,
            typing.SupportsFloat | typing.SupportsIndex,
        ]
    ],
    arg2: collections.abc.Sequence[
        tuple[
            typing.SupportsInt | typing.SupportsIndex,
            typing.SupportsInt | typing.SupportsIndex,
            typing.SupportsFloat | typing.SupportsIndex,
        ]
    ],
) -> tuple: ...
def allocate_openings(
    arg0: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg1: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
) -> numpy.typing.NDArray[numpy.float64]: ...
def apply_employment_factors(
    values: collections.abc.Sequence[tuple[str, str, str, typing.SupportsFloat | typing.SupportsIndex]],
    industry: str,
    draws: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    start: str,
) -> numpy.typing.NDArray[numpy.float64]: ...
def apply_share_factors(
    values: collections.abc.Sequence[tuple[str, str, str, typing.SupportsFloat | typing.SupportsIndex]],
    industry: str,
    occupations: collections.abc.Sequence[str],
    period: str,
    shares: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
) -> numpy.typing.NDArray[numpy.float64]: ...
def balance(
    arg0: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg1: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg2: collections.abc.Mapping[str, str],
    arg3: collections.abc.Mapping[str, str],
    arg4: typing.Annotated[numpy.typing.ArrayLike, numpy.float64] | None,
    arg5: collections.abc.Sequence[
        tuple[
            str,
            str,
            str,
            str,
            tuple[
                typing.SupportsFloat | typing.SupportsIndex,
                typing.SupportsFloat | typing.SupportsIndex,
                typing.SupportsFloat | typing.SupportsIndex,
                str,
            ],
            str,
        ]
    ],
    arg6: typing.SupportsInt | typing.SupportsIndex,
) -> dict: ...
def bottleneck(
    arg0: collections.abc.Sequence[str],
    arg1: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg2: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg3: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg4: typing.SupportsFloat | typing.SupportsIndex,
) -> dict: ...
def calibrate_postings(
    labels: collections.abc.Sequence[collections.abc.Sequence[str]],
    cells: collections.abc.Sequence[collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex]],
    postings: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
    margins: collections.abc.Sequence[
        tuple[
            str,
            collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex],
            collections.abc.Sequence[collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex]],
            collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
            collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
        ]
    ],
    draws: typing.SupportsInt | typing.SupportsIndex,
    seed: typing.SupportsInt | typing.SupportsIndex,
    threads: typing.SupportsInt | typing.SupportsIndex,
) -> dict: ...
def capacity_check_plan(
    arg0: typing.Any,
    arg1: str,
    arg2: typing.SupportsInt | typing.SupportsIndex,
    arg3: collections.abc.Sequence[
        tuple[str, typing.SupportsFloat | typing.SupportsIndex, str, str, str, str]
    ],
    arg4: collections.abc.Mapping[str, str],
    arg5: collections.abc.Sequence[
        tuple[
            str,
            typing.SupportsFloat | typing.SupportsIndex,
            typing.SupportsFloat | typing.SupportsIndex,
            bool,
        ]
    ],
    arg6: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
) -> dict: ...
def capacity_determine(
    arg0: typing.Any,
    arg1: str,
    arg2: typing.SupportsInt | typing.SupportsIndex,
    arg3: collections.abc.Sequence[
        tuple[str, typing.SupportsFloat | typing.SupportsIndex, str, str, str, str]
    ],
    arg4: collections.abc.Mapping[str, str],
    arg5: collections.abc.Sequence[
        tuple[
            str,
            typing.SupportsFloat | typing.SupportsIndex,
            typing.SupportsFloat | typing.SupportsIndex,
            bool,
        ]
    ],
    arg6: collections.abc.Mapping[str, typing.SupportsFloat | typing.SupportsIndex],
) -> dict: ...
def capacity_readings() -> dict: ...
def change_factors(
    arg0: collections.abc.Mapping[
        str, collections.abc.Mapping[str, typing.Annotated[numpy.typing.ArrayLike, numpy.float64]]
    ],
    arg1: str,
    arg2: collections.abc.Sequence[
        tuple[str, str, typing.SupportsFloat | typing.SupportsIndex, str, str, str, str]
    ],
) -> dict: ...
def check_in_force(
    ended: collections.abc.Sequence[tuple[str, str, str, str, str]],
    codes: collections.abc.Sequence[str],
    period: str,
) -> None:
    """
    ended: code, name, successor, its name, first day of the successor.
    """

def check_shares(
    arg0: collections.abc.Mapping[
        str, collections.abc.Mapping[str, typing.Annotated[numpy.typing.ArrayLike, numpy.float64]]
    ],
    arg1: str,
) -> None: ...
def choose_share_method(
    arg0: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg1: str,
    arg2: collections.abc.Sequence[str],
    arg3: collections.abc.Sequence[str],
    arg4: collections.abc.Sequence[str],
    arg5: collections.abc.Sequence[str],
    arg6: typing.SupportsInt | typing.SupportsIndex,
    arg7: typing.SupportsInt | typing.SupportsIndex,
    arg8: typing.SupportsInt | typing.SupportsIndex,
    arg9: typing.SupportsFloat | typing.SupportsIndex,
    arg10: typing.SupportsInt | typing.SupportsIndex,
    arg11: str,
    arg12: str,
    arg13: typing.SupportsInt | typing.SupportsIndex,
    arg14: typing.SupportsInt | typing.SupportsIndex,
    arg15: str,
) -> dict: ...
def cohort_graduates(
    arg0: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg1: str,
    arg2: tuple[
        typing.SupportsFloat | typing.SupportsIndex,
        typing.SupportsFloat | typing.SupportsIndex,
        typing.SupportsFloat | typing.SupportsIndex,
        str,
    ],
    arg3: tuple[
        typing.SupportsFloat | typing.SupportsIndex,
        typing.SupportsFloat | typing.SupportsIndex,
        typing.SupportsFloat | typing.SupportsIndex,
        str,
    ],
    arg4: tuple[
        typing.SupportsFloat | typing.SupportsIndex,
        typing.SupportsFloat | typing.SupportsIndex,
        typing.SupportsFloat | typing.SupportsIndex,
        str,
    ],
    arg5: collections.abc.Mapping[
        str,
        tuple[
            typing.SupportsFloat | typing.SupportsIndex,
            typing.SupportsFloat | typing.SupportsIndex,
            typing.SupportsFloat | typing.SupportsIndex,
            str,
        ],
    ],
    arg6: typing.SupportsInt | typing.SupportsIndex,
    arg7: typing.SupportsInt | typing.SupportsIndex,
    arg8: str,
    arg9: typing.SupportsInt | typing.SupportsIndex,
) -> dict: ...
def comparable_run(
    *,
    start: str,
    values: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    breaks: collections.abc.Sequence[str],
) -> dict: ...
def death_probabilities(
    arg0: collections.abc.Sequence[
        tuple[typing.SupportsInt | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex]
    ],
    arg1: typing.SupportsInt | typing.SupportsIndex,
    arg2: typing.SupportsInt | typing.SupportsIndex,
) -> numpy.typing.NDArray[numpy.float64]: ...
def describe_terms(
    counts: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    postings: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, n]"],
    terms: collections.abc.Sequence[str],
    weights: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
    stray_share: typing.SupportsFloat | typing.SupportsIndex,
    recent_months: typing.SupportsInt | typing.SupportsIndex,
    level: typing.SupportsFloat | typing.SupportsIndex,
    threads: typing.SupportsInt | typing.SupportsIndex,
) -> dict: ...
def dissimilarity_index(
    arg0: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg1: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
) -> float: ...
def evaluate_needs(
    concepts: collections.abc.Sequence[tuple[str, dict]],
    draws: typing.SupportsInt | typing.SupportsIndex,
    seed: typing.SupportsInt | typing.SupportsIndex,
    level: typing.SupportsFloat | typing.SupportsIndex,
    threads: typing.SupportsInt | typing.SupportsIndex,
) -> list: ...
def evaluate_outturns(
    arg0: collections.abc.Sequence[dict],
    arg1: collections.abc.Sequence[
        tuple[str, collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex]]
    ],
    arg2: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
    arg3: typing.SupportsInt | typing.SupportsIndex,
) -> dict: ...
def even_profile(
    arg0: str,
    arg1: typing.SupportsInt | typing.SupportsIndex,
    arg2: typing.SupportsInt | typing.SupportsIndex,
    arg3: typing.SupportsInt | typing.SupportsIndex,
    arg4: typing.SupportsInt | typing.SupportsIndex,
    arg5: typing.SupportsFloat | typing.SupportsIndex,
) -> tuple: ...
def flagged_terms(
    log_values: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
    alpha: typing.SupportsFloat | typing.SupportsIndex,
) -> list[bool]: ...
def flexibility(
    arg0: collections.abc.Sequence[str],
    arg1: collections.abc.Sequence[str],
    arg2: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg3: collections.abc.Mapping[str, typing.Annotated[numpy.typing.ArrayLike, numpy.float64]],
    arg4: str,
) -> dict: ...
def flexibility_draws(
    arg0: collections.abc.Sequence[str],
    arg1: collections.abc.Sequence[str],
    arg2: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg3: bool,
    arg4: typing.SupportsFloat | typing.SupportsIndex,
    arg5: collections.abc.Mapping[str, typing.SupportsFloat | typing.SupportsIndex],
    arg6: collections.abc.Mapping[str, typing.Annotated[numpy.typing.ArrayLike, numpy.float64]],
    arg7: str,
    arg8: collections.abc.Sequence[tuple[str, str]],
    arg9: typing.SupportsInt | typing.SupportsIndex,
) -> tuple: ...
def graduates_by_duration(
    arg0: typing.SupportsFloat | typing.SupportsIndex, arg1: typing.SupportsFloat | typing.SupportsIndex
) -> float: ...
def human_capital_effects(
    *,
    countries: collections.abc.Sequence[str],
    components: collections.abc.Sequence[str],
    values: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    weights: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    scale: str,
    country: typing.SupportsInt | typing.SupportsIndex,
    changes: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
) -> list: ...
def human_capital_index(
    *,
    countries: collections.abc.Sequence[str],
    components: collections.abc.Sequence[str],
    values: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    weights: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    scale: str,
) -> dict: ...
def implied_demand(
    ratio: typing.SupportsFloat | typing.SupportsIndex, gap: typing.SupportsFloat | typing.SupportsIndex
) -> tuple[float, float]: ...
def intake_gap(
    arg0: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg1: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg2: str,
    arg3: str,
    arg4: tuple[
        typing.SupportsFloat | typing.SupportsIndex,
        typing.SupportsFloat | typing.SupportsIndex,
        typing.SupportsFloat | typing.SupportsIndex,
        str,
    ],
    arg5: tuple[
        typing.SupportsFloat | typing.SupportsIndex,
        typing.SupportsFloat | typing.SupportsIndex,
        typing.SupportsFloat | typing.SupportsIndex,
        str,
    ],
    arg6: typing.SupportsInt | typing.SupportsIndex,
) -> numpy.typing.NDArray[numpy.float64]: ...
def intake_need(
    arg0: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg1: str,
    arg2: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg3: tuple[
        typing.SupportsInt | typing.SupportsIndex,
        collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
    ],
    arg4: str,
    arg5: typing.SupportsInt | typing.SupportsIndex,
    arg6: typing.SupportsFloat | typing.SupportsIndex,
    arg7: str,
) -> dict: ...
def intake_yield(
    arg0: dict,
    arg1: str,
    arg2: typing.SupportsInt | typing.SupportsIndex,
    arg3: typing.SupportsInt | typing.SupportsIndex,
) -> numpy.typing.NDArray[numpy.float64]: ...
def labour_force(
    arg0: collections.abc.Mapping[str, typing.Annotated[numpy.typing.ArrayLike, numpy.float64]],
    arg1: collections.abc.Mapping[str, typing.Annotated[numpy.typing.ArrayLike, numpy.float64]],
    arg2: str,
    arg3: str,
) -> tuple[dict, numpy.typing.NDArray[numpy.float64]]: ...
def labour_market_entry(
    arg0: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg1: str,
    arg2: collections.abc.Mapping[
        str,
        tuple[
            typing.SupportsFloat | typing.SupportsIndex,
            typing.SupportsFloat | typing.SupportsIndex,
            typing.SupportsFloat | typing.SupportsIndex,
            str,
        ],
    ],
    arg3: str,
    arg4: typing.SupportsInt | typing.SupportsIndex,
    arg5: typing.SupportsInt | typing.SupportsIndex,
) -> dict: ...
def last_growth(
    arg0: typing.SupportsFloat | typing.SupportsIndex,
    arg1: typing.SupportsFloat | typing.SupportsIndex,
    arg2: typing.SupportsFloat | typing.SupportsIndex,
    arg3: typing.SupportsFloat | typing.SupportsIndex,
) -> float: ...
def leaving_probabilities(
    arg0: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg1: typing.SupportsFloat | typing.SupportsIndex,
) -> numpy.typing.NDArray[numpy.float64]: ...
def likely_dates(
    *,
    paths: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    start: str,
    comparison: str,
    value: typing.SupportsFloat | typing.SupportsIndex,
    probabilities: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
) -> tuple: ...
def log_adjusted_maximum(log_maximum: typing.SupportsFloat | typing.SupportsIndex) -> float: ...
def mention_design_effect(
    mentions: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, n]"],
    postings: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, 1]"],
) -> float: ...
def mention_shares(
    mentions: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    postings: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    design_effects: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    level: typing.SupportsFloat | typing.SupportsIndex,
) -> typing.Annotated[numpy.typing.NDArray[numpy.float64], "[m, n]"]: ...
def national_growth(
    arg0: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg1: str,
    arg2: typing.SupportsFloat | typing.SupportsIndex,
    arg3: str,
) -> dict: ...
def national_view(
    arg0: collections.abc.Sequence[
        tuple[
            typing.SupportsFloat | typing.SupportsIndex,
            typing.SupportsFloat | typing.SupportsIndex,
            typing.SupportsFloat | typing.SupportsIndex,
            typing.SupportsFloat | typing.SupportsIndex,
            tuple[
                typing.SupportsFloat | typing.SupportsIndex,
                typing.SupportsFloat | typing.SupportsIndex,
                typing.SupportsFloat | typing.SupportsIndex,
                str,
            ],
        ]
    ],
    arg1: str,
    arg2: typing.SupportsInt | typing.SupportsIndex,
    arg3: typing.SupportsFloat | typing.SupportsIndex,
    arg4: tuple[
        typing.SupportsFloat | typing.SupportsIndex,
        typing.SupportsFloat | typing.SupportsIndex,
        typing.SupportsFloat | typing.SupportsIndex,
        str,
    ],
    arg5: tuple[
        typing.SupportsInt | typing.SupportsIndex,
        collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
    ],
    arg6: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
    arg7: typing.SupportsInt | typing.SupportsIndex,
    arg8: typing.SupportsInt | typing.SupportsIndex,
    arg9: typing.SupportsInt | typing.SupportsIndex,
) -> dict: ...
def net_replacement(
    arg0: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg1: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg2: typing.SupportsFloat | typing.SupportsIndex,
) -> tuple[float, float, float]: ...
def nowcast(
    official: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    official_start: str,
    index: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    index_start: str,
    without: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    forecast: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    start: str,
    minimum_training: typing.SupportsInt | typing.SupportsIndex,
    minimum_origins: typing.SupportsInt | typing.SupportsIndex,
    breaks: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex] = [],
) -> dict: ...
def occupation_employment(
    arg0: collections.abc.Mapping[str, typing.Annotated[numpy.typing.ArrayLike, numpy.float64]],
    arg1: collections.abc.Mapping[
        str, collections.abc.Mapping[str, typing.Annotated[numpy.typing.ArrayLike, numpy.float64]]
    ],
    arg2: str,
    arg3: str,
) -> dict: ...
def openings(
    arg0: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg1: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg2: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg3: str,
    arg4: str,
) -> dict: ...
def outturn_cases(
    arg0: collections.abc.Mapping[str, typing.Annotated[numpy.typing.ArrayLike, numpy.float64]],
    arg1: str,
    arg2: collections.abc.Mapping[
        str,
        tuple[
            typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
            str,
            collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
            collections.abc.Sequence[str],
        ],
    ],
    arg3: collections.abc.Mapping[
        str,
        tuple[
            typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
            str,
            collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
            collections.abc.Sequence[str],
        ],
    ],
) -> list: ...
def participation(
    arg0: collections.abc.Sequence[
        tuple[str, str, typing.SupportsInt | typing.SupportsIndex, typing.SupportsInt | typing.SupportsIndex]
    ],
    arg1: typing.SupportsInt | typing.SupportsIndex,
    arg2: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg3: typing.SupportsInt | typing.SupportsIndex,
    arg4: typing.SupportsInt | typing.SupportsIndex,
    arg5: typing.SupportsFloat | typing.SupportsIndex,
    arg6: typing.SupportsInt | typing.SupportsIndex,
    arg7: typing.SupportsInt | typing.SupportsIndex,
) -> dict: ...
def pipeline(
    arg0: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg1: str,
    arg2: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg3: collections.abc.Sequence[
        tuple[
            typing.SupportsFloat | typing.SupportsIndex,
            typing.SupportsFloat | typing.SupportsIndex,
            typing.SupportsFloat | typing.SupportsIndex,
            str,
        ]
    ],
    arg4: collections.abc.Sequence[
        tuple[
            typing.SupportsFloat | typing.SupportsIndex,
            typing.SupportsFloat | typing.SupportsIndex,
            typing.SupportsFloat | typing.SupportsIndex,
            str,
        ]
    ],
    arg5: tuple[
        typing.SupportsFloat | typing.SupportsIndex,
        typing.SupportsFloat | typing.SupportsIndex,
        typing.SupportsFloat | typing.SupportsIndex,
        str,
    ],
    arg6: collections.abc.Mapping[
        str,
        tuple[
            typing.SupportsFloat | typing.SupportsIndex,
            typing.SupportsFloat | typing.SupportsIndex,
            typing.SupportsFloat | typing.SupportsIndex,
            str,
        ],
    ],
    arg7: str,
    arg8: typing.SupportsInt | typing.SupportsIndex,
    arg9: typing.SupportsInt | typing.SupportsIndex,
) -> dict: ...
def plan_publication(
    cells: collections.abc.Sequence[
        tuple[
            str,
            typing.SupportsFloat | typing.SupportsIndex,
            typing.SupportsFloat | typing.SupportsIndex,
            typing.SupportsFloat | typing.SupportsIndex,
            typing.SupportsFloat | typing.SupportsIndex,
            str,
            bool,
            typing.Annotated[numpy.typing.ArrayLike, numpy.float64] | None,
        ]
    ],
    sums: collections.abc.Sequence[tuple[str, collections.abc.Sequence[str]]],
    rules: collections.abc.Sequence[tuple[str, typing.SupportsFloat | typing.SupportsIndex, str]],
    rounding: typing.SupportsFloat | typing.SupportsIndex = 0.0,
) -> dict: ...
def probability_of_meeting(
    arg0: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg1: str,
    arg2: str,
    arg3: str,
    arg4: typing.SupportsFloat | typing.SupportsIndex,
) -> float: ...
def profile_from_years(
    arg0: str,
    arg1: typing.SupportsInt | typing.SupportsIndex,
    arg2: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
) -> tuple: ...
def projected_state(
    relative_gap: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    initial: str,
    tolerance: typing.SupportsFloat | typing.SupportsIndex,
    rule: tuple[typing.SupportsFloat | typing.SupportsIndex, str, typing.SupportsInt | typing.SupportsIndex],
) -> dict: ...
def rate_values(
    arg0: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg1: tuple[
        collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], collections.abc.Sequence[str]
    ],
    arg2: tuple[typing.SupportsFloat | typing.SupportsIndex, str, typing.SupportsInt | typing.SupportsIndex],
) -> dict: ...
def rating_scores(
    arg0: collections.abc.Sequence[
        tuple[
            str,
            collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
            typing.SupportsInt | typing.SupportsIndex | None,
            typing.SupportsFloat | typing.SupportsIndex,
            typing.SupportsInt | typing.SupportsIndex,
        ]
    ],
) -> dict: ...
def recommend_intake(
    arg0: collections.abc.Sequence[dict],
    arg1: str,
    arg2: collections.abc.Sequence[
        tuple[
            str,
            collections.abc.Sequence[
                tuple[
                    str,
                    typing.SupportsInt | typing.SupportsIndex,
                    typing.SupportsFloat | typing.SupportsIndex,
                ]
            ],
            typing.SupportsFloat | typing.SupportsIndex,
            bool,
        ]
    ],
    arg3: str,
    arg4: typing.SupportsInt | typing.SupportsIndex,
    arg5: typing.SupportsFloat | typing.SupportsIndex,
    arg6: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
    arg7: typing.SupportsInt | typing.SupportsIndex,
    arg8: typing.SupportsInt | typing.SupportsIndex,
) -> dict: ...
def reliability(arg0: str, arg1: typing.SupportsInt | typing.SupportsIndex) -> str: ...
def reliability_grades() -> list[tuple[str, str, str]]: ...
def replacement(
    arg0: collections.abc.Sequence[
        tuple[
            str,
            typing.SupportsInt | typing.SupportsIndex,
            typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
        ]
    ],
    arg1: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg2: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg3: str,
    arg4: tuple[
        typing.SupportsInt | typing.SupportsIndex,
        typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
        typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    ],
    arg5: collections.abc.Mapping[
        str,
        tuple[
            typing.SupportsFloat | typing.SupportsIndex,
            typing.SupportsFloat | typing.SupportsIndex,
            typing.SupportsFloat | typing.SupportsIndex,
            str,
        ],
    ],
    arg6: typing.SupportsFloat | typing.SupportsIndex,
    arg7: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg8: typing.Annotated[numpy.typing.ArrayLike, numpy.float64] | None,
    arg9: typing.Annotated[numpy.typing.ArrayLike, numpy.float64] | None,
    arg10: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg11: typing.SupportsInt | typing.SupportsIndex,
    arg12: bool,
) -> typing.Any: ...
def required_path(
    *,
    start: str,
    values: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    breaks: collections.abc.Sequence[str],
    due: str,
    target: typing.SupportsFloat | typing.SupportsIndex,
) -> dict: ...
def sample_institutions(
    arg0: typing.SupportsInt | typing.SupportsIndex,
    arg1: typing.SupportsFloat | typing.SupportsIndex,
    arg2: dict,
    arg3: typing.SupportsInt | typing.SupportsIndex,
) -> list[tuple[float, float, float, float, tuple[float, float, float, str]]]: ...
def sample_rate(
    arg0: tuple[
        typing.SupportsFloat | typing.SupportsIndex,
        typing.SupportsFloat | typing.SupportsIndex,
        typing.SupportsFloat | typing.SupportsIndex,
        str,
    ],
    arg1: str,
    arg2: typing.SupportsInt | typing.SupportsIndex,
    arg3: typing.SupportsInt | typing.SupportsIndex,
) -> numpy.typing.NDArray[numpy.float64]: ...
def scenario_difference(
    base: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    other: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
) -> numpy.typing.NDArray[numpy.float64]:
    """
    other − base, path by path.
    """

def scope_differences(
    arg0: collections.abc.Mapping[str, str], arg1: collections.abc.Mapping[str, str]
) -> list[str]: ...
def scope_problems(
    arg0: collections.abc.Mapping[str, str],
    arg1: collections.abc.Mapping[str, str],
    arg2: collections.abc.Sequence[
        tuple[
            str,
            str,
            str,
            str,
            tuple[
                typing.SupportsFloat | typing.SupportsIndex,
                typing.SupportsFloat | typing.SupportsIndex,
                typing.SupportsFloat | typing.SupportsIndex,
                str,
            ],
            str,
        ]
    ],
) -> list[tuple[str, str, str]]: ...
def score_change_factors(
    arg0: collections.abc.Mapping[
        str, collections.abc.Mapping[str, typing.Annotated[numpy.typing.ArrayLike, numpy.float64]]
    ],
    arg1: str,
    arg2: collections.abc.Sequence[
        tuple[str, str, typing.SupportsFloat | typing.SupportsIndex, str, str, str, str]
    ],
    arg3: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg4: str,
    arg5: collections.abc.Sequence[str],
    arg6: collections.abc.Sequence[str],
) -> list: ...
def separation_openings(
    arg0: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg1: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg2: typing.SupportsFloat | typing.SupportsIndex,
    arg3: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg4: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg5: bool,
) -> dict: ...
def separation_rates(
    occupation: tuple[
        str,
        collections.abc.Sequence[str],
        collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex],
    ],
    factors: collections.abc.Sequence[
        tuple[
            str,
            collections.abc.Sequence[str],
            collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex],
        ]
    ],
    numbers: collections.abc.Sequence[tuple[str, typing.Annotated[numpy.typing.ArrayLike, numpy.float64]]],
    stayed: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    left: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    transferred: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    weight: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    link: str,
    minimum_persons: typing.SupportsFloat | typing.SupportsIndex,
    draws: typing.SupportsInt | typing.SupportsIndex,
    seed: typing.SupportsInt | typing.SupportsIndex,
    clusters: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex] = [],
) -> dict: ...
def shift_share(
    national: collections.abc.Mapping[str, typing.Annotated[numpy.typing.ArrayLike, numpy.float64]],
    start: str,
    table: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    table_start: str,
    regions: collections.abc.Sequence[str],
    industries: collections.abc.Sequence[str],
    breaks: collections.abc.Sequence[str],
    factor: str,
    damping: typing.SupportsFloat | typing.SupportsIndex,
    minimum_years: typing.SupportsInt | typing.SupportsIndex,
    smoothing: typing.SupportsFloat | typing.SupportsIndex,
    last_periods: typing.SupportsInt | typing.SupportsIndex,
    uncertain: bool,
    keep_cells: bool,
    seed: typing.SupportsInt | typing.SupportsIndex,
    target: str,
) -> dict: ...
def shortage_index(
    arg0: collections.abc.Sequence[str],
    arg1: collections.abc.Sequence[
        tuple[
            str,
            typing.SupportsFloat | typing.SupportsIndex,
            typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
        ]
    ],
    arg2: typing.SupportsInt | typing.SupportsIndex,
    arg3: typing.SupportsFloat | typing.SupportsIndex,
    arg4: typing.SupportsFloat | typing.SupportsIndex,
    arg5: tuple[
        collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], collections.abc.Sequence[str]
    ],
    arg6: tuple[typing.SupportsFloat | typing.SupportsIndex, str, typing.SupportsInt | typing.SupportsIndex],
    arg7: typing.SupportsInt | typing.SupportsIndex,
) -> dict: ...
def single_years(
    arg0: collections.abc.Sequence[
        tuple[
            typing.SupportsInt | typing.SupportsIndex,
            typing.SupportsInt | typing.SupportsIndex,
            typing.SupportsFloat | typing.SupportsIndex,
        ]
    ],
) -> numpy.typing.NDArray[numpy.float64]: ...
def single_years_like(
    arg0: collections.abc.Sequence[
        tuple[
            typing.SupportsInt | typing.SupportsIndex,
            typing.SupportsInt | typing.SupportsIndex,
            typing.SupportsFloat | typing.SupportsIndex,
        ]
    ],
    arg1: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
) -> numpy.typing.NDArray[numpy.float64]: ...
def skill_demand(
    persons: collections.abc.Mapping[str, typing.Annotated[numpy.typing.ArrayLike, numpy.float64]],
    start: str,
    importances: collections.abc.Sequence[
        tuple[
            str,
            str,
            tuple[
                typing.SupportsFloat | typing.SupportsIndex,
                typing.SupportsFloat | typing.SupportsIndex,
                typing.SupportsFloat | typing.SupportsIndex,
                str,
            ],
            typing.SupportsFloat | typing.SupportsIndex,
            typing.SupportsFloat | typing.SupportsIndex,
        ]
    ],
    fields: collections.abc.Mapping[str, str],
    seed: typing.SupportsInt | typing.SupportsIndex,
    threads: typing.SupportsInt | typing.SupportsIndex,
) -> dict: ...
def skill_gap(
    demand: collections.abc.Mapping[str, typing.Annotated[numpy.typing.ArrayLike, numpy.float64]],
    supply: collections.abc.Mapping[str, typing.Annotated[numpy.typing.ArrayLike, numpy.float64]],
    start: str,
) -> dict: ...
def skill_supply(
    graduates: collections.abc.Mapping[str, typing.Annotated[numpy.typing.ArrayLike, numpy.float64]],
    start: str,
    taught: collections.abc.Sequence[
        tuple[
            str,
            str,
            tuple[
                typing.SupportsFloat | typing.SupportsIndex,
                typing.SupportsFloat | typing.SupportsIndex,
                typing.SupportsFloat | typing.SupportsIndex,
                str,
            ],
        ]
    ],
    entry: tuple[
        typing.SupportsFloat | typing.SupportsIndex,
        typing.SupportsFloat | typing.SupportsIndex,
        typing.SupportsFloat | typing.SupportsIndex,
        str,
    ],
    seed: typing.SupportsInt | typing.SupportsIndex,
) -> dict: ...
def staffing_shares(
    arg0: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg1: str,
    arg2: collections.abc.Sequence[str],
    arg3: collections.abc.Sequence[str],
    arg4: collections.abc.Sequence[str],
    arg5: str,
    arg6: typing.SupportsInt | typing.SupportsIndex,
    arg7: typing.SupportsInt | typing.SupportsIndex,
    arg8: typing.SupportsInt | typing.SupportsIndex,
    arg9: typing.SupportsFloat | typing.SupportsIndex,
    arg10: typing.SupportsInt | typing.SupportsIndex,
    arg11: str,
    arg12: str,
    arg13: collections.abc.Sequence[
        tuple[str, str, typing.SupportsFloat | typing.SupportsIndex, str, str, str, str]
    ],
) -> dict: ...
def stage_split(
    arg0: collections.abc.Sequence[typing.Annotated[numpy.typing.ArrayLike, numpy.float64]],
    arg1: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
) -> dict: ...
def starting_imbalance(
    arg0: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg1: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg2: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg3: typing.SupportsFloat | typing.SupportsIndex,
) -> tuple[numpy.typing.NDArray[numpy.float64], typing.Annotated[list[float], "FixedSize(3)"]]: ...
def starting_state(
    arg0: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg1: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg2: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg3: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg4: typing.SupportsFloat | typing.SupportsIndex,
    arg5: typing.SupportsFloat | typing.SupportsIndex,
    arg6: tuple[typing.SupportsFloat | typing.SupportsIndex, str, typing.SupportsInt | typing.SupportsIndex],
) -> dict: ...
def stayer_rate(
    arg0: collections.abc.Sequence[str],
    arg1: collections.abc.Sequence[str],
    arg2: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg3: str,
    arg4: str,
) -> float: ...
def supply_demand_ratio(
    supply: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    demand: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    bounds: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
    names: collections.abc.Sequence[str],
    rule: tuple[typing.SupportsFloat | typing.SupportsIndex, str, typing.SupportsInt | typing.SupportsIndex],
    level: typing.SupportsFloat | typing.SupportsIndex,
) -> dict: ...
def supply_routes(
    entrants: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    emigration: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    start: str,
    called_up: tuple[
        typing.SupportsFloat | typing.SupportsIndex,
        typing.SupportsFloat | typing.SupportsIndex,
        typing.SupportsFloat | typing.SupportsIndex,
        str,
    ],
    service: tuple[
        typing.SupportsInt | typing.SupportsIndex,
        tuple[
            typing.SupportsFloat | typing.SupportsIndex,
            typing.SupportsFloat | typing.SupportsIndex,
            typing.SupportsFloat | typing.SupportsIndex,
            str,
        ],
        collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
    ],
    abroad: typing.SupportsFloat | typing.SupportsIndex,
    return_rate: tuple[
        typing.SupportsFloat | typing.SupportsIndex,
        typing.SupportsFloat | typing.SupportsIndex,
        typing.SupportsFloat | typing.SupportsIndex,
        str,
    ],
    training: collections.abc.Sequence[
        tuple[
            str,
            typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
            tuple[
                typing.SupportsInt | typing.SupportsIndex,
                tuple[
                    typing.SupportsFloat | typing.SupportsIndex,
                    typing.SupportsFloat | typing.SupportsIndex,
                    typing.SupportsFloat | typing.SupportsIndex,
                    str,
                ],
                collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
            ],
            tuple[
                typing.SupportsFloat | typing.SupportsIndex,
                typing.SupportsFloat | typing.SupportsIndex,
                typing.SupportsFloat | typing.SupportsIndex,
                str,
            ],
            bool,
        ]
    ],
    programme: str,
    seed: typing.SupportsInt | typing.SupportsIndex,
    inflows: collections.abc.Mapping[str, typing.Annotated[numpy.typing.ArrayLike, numpy.float64]] = {},
) -> dict: ...
def transfer_flows(
    arg0: collections.abc.Mapping[str, typing.Annotated[numpy.typing.ArrayLike, numpy.float64]],
    arg1: collections.abc.Mapping[str, typing.Annotated[numpy.typing.ArrayLike, numpy.float64]],
    arg2: str,
    arg3: collections.abc.Sequence[str],
    arg4: collections.abc.Sequence[str],
    arg5: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
) -> tuple: ...
def two_list_estimate(
    first: typing.SupportsFloat | typing.SupportsIndex,
    second: typing.SupportsFloat | typing.SupportsIndex,
    both: typing.SupportsFloat | typing.SupportsIndex,
    odds_low: typing.SupportsFloat | typing.SupportsIndex,
    odds_high: typing.SupportsFloat | typing.SupportsIndex,
    level: typing.SupportsFloat | typing.SupportsIndex,
) -> dict: ...
def validate_scenario(
    name: str,
    provenance: collections.abc.Sequence[str],
    values: collections.abc.Sequence[tuple[str, str, str, typing.SupportsFloat | typing.SupportsIndex]],
    known: collections.abc.Sequence[tuple[str, str, str, str]] | None,
) -> None:
    """
    Throws everything that is wrong; known None: values only.
    """

def vocabulary_evidence(
    counts: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    postings: typing.Annotated[numpy.typing.ArrayLike, numpy.float64, "[m, n]"],
    terms: collections.abc.Sequence[str],
    alpha: typing.SupportsFloat | typing.SupportsIndex,
    fading: bool,
    largest_growth: typing.SupportsFloat | typing.SupportsIndex,
    yearly_wave: bool,
    threads: typing.SupportsInt | typing.SupportsIndex,
) -> dict: ...
def weighted_postings(
    arg0: collections.abc.Sequence[
        tuple[
            str,
            typing.SupportsFloat | typing.SupportsIndex,
            typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
        ]
    ],
) -> numpy.typing.NDArray[numpy.float64]: ...
def worst_reliability(arg0: collections.abc.Sequence[str]) -> str: ...
