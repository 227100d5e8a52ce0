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
    leaving_probabilities,
    profile_from_years,
    single_years,
)
from dubao.labour.bridges import Bridge, BridgedDraws, bridge, provinces_in_force, read_bridge
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
from dubao.labour.error_stages import StageSplit, cell_draws, stage_split
from dubao.labour.evaluation import (
    CaseScore,
    Evaluation,
    MethodScores,
    OutturnNoise,
    dissimilarity_index,
    evaluate,
    evaluate_by,
)
from dubao.labour.field_occupation import OccupationSupply, flexibility
from dubao.labour.grades import Reliability, reliability, reliability_grades, worst_reliability
from dubao.labour.indicators import (
    FIVE_EVEN_STEPS,
    SHORTAGE_WEIGHTS,
    Bottleneck,
    IndexBand,
    IndexWeights,
    ShortageIndex,
    bottleneck,
    shortage_index,
)
from dubao.labour.job_openings import (
    Openings,
    SeparationOpenings,
    allocate_openings,
    openings,
    separation_openings,
)
from dubao.labour.messages import MESSAGES
from dubao.labour.outturn import ObservedSeries, OutturnCase, filtered_outturn, outturn_cases
from dubao.labour.participation_rates import (
    AgeSexGroup,
    LabourForce,
    Participation,
    ParticipationTrend,
    participation,
)
from dubao.labour.person_records import (
    OccupationRates,
    RateModel,
    SeparationRates,
    separation_rates,
    separation_rates_of_cells,
)
from dubao.labour.postings import (
    CalibratedPostings,
    Nowcast,
    PostingCounts,
    TwoListEstimate,
    calibrate_postings,
    deduplicate,
    nowcast,
    two_list_estimate,
)
from dubao.labour.postings_index import (
    PostingsIndex,
    PostingsNowcast,
    nowcast_from_index,
    postings_index,
)
from dubao.labour.publication import (
    SMALL_CELL_RULES,
    CellPool,
    PublicationPlan,
    SmallCellRule,
    protect_small_cells,
)
from dubao.labour.rates import Rate, as_rate
from dubao.labour.rating import Rating, RatingRule, RatioClasses, rate_values
from dubao.labour.rating_scores import RatingScores, score_ratings
from dubao.labour.regions import ShiftShare, shift_share
from dubao.labour.routes import RouteFlows, Stay, StayFlows, TrainingFlows, TrainingRoute, supply_routes
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
from dubao.labour.staffing import (
    ChangeFactor,
    PooledSlope,
    StaffingShares,
    given_shares,
    occupation_employment,
    staffing_shares,
    with_change_factors,
)
from dubao.labour.staffing_review import (
    FactorScore,
    FactorScores,
    ShareChoice,
    ShareScore,
    score_change_factors,
    staffing_backtest,
)
from dubao.labour.starting_state import StartingImbalance, starting_imbalance
from dubao.labour.supply_demand import (
    NETHERLANDS,
    Balance,
    ScopeBridge,
    SupplyDemandRatio,
    balance,
    scope_differences,
)
from dubao.labour.targets import probability_of_meeting
from dubao.labour.transfers import TransferFlows, transfer_flows

for _id, _text in MESSAGES.items():
    CORE_MESSAGES.setdefault(_id, _text)

__all__ = [
    "FIVE_EVEN_STEPS",
    "NETHERLANDS",
    "SHORTAGE_WEIGHTS",
    "SMALL_CELL_RULES",
    "AgeProfile",
    "AgeSexGroup",
    "Balance",
    "Bottleneck",
    "Bridge",
    "BridgedDraws",
    "CalibratedPostings",
    "CaseScore",
    "CellPool",
    "ChangeFactor",
    "CohortFlows",
    "Comparison",
    "DrivenHistory",
    "DrivenOutcome",
    "EntryFlows",
    "Evaluation",
    "FactorScore",
    "FactorScores",
    "IndexBand",
    "IndexWeights",
    "InputDifference",
    "LabourForce",
    "MethodScores",
    "NetReplacement",
    "Nowcast",
    "ObservedSeries",
    "OccupationRates",
    "OccupationSupply",
    "Openings",
    "OutturnCase",
    "OutturnNoise",
    "Participation",
    "ParticipationTrend",
    "Pipeline",
    "PooledSlope",
    "PostingCounts",
    "PostingsIndex",
    "PostingsNowcast",
    "PublicationPlan",
    "Rate",
    "RateModel",
    "Rating",
    "RatingRule",
    "RatingScores",
    "RatioClasses",
    "Reliability",
    "Replacement",
    "ReplacementRange",
    "RouteFlows",
    "Scenario",
    "Scope",
    "ScopeBridge",
    "SeparationOpenings",
    "SeparationRates",
    "ShareChoice",
    "ShareScore",
    "ShiftShare",
    "ShortageIndex",
    "SmallCellRule",
    "StaffingShares",
    "StageSplit",
    "StartingImbalance",
    "Stay",
    "StayFlows",
    "SupplyDemandRatio",
    "TrainingFlows",
    "TrainingRoute",
    "TransferFlows",
    "TwoListEstimate",
    "age_profile",
    "align",
    "allocate_openings",
    "as_rate",
    "balance",
    "bottleneck",
    "bridge",
    "calibrate_postings",
    "cell_draws",
    "cohort_graduates",
    "compare_scenarios",
    "death_probabilities",
    "deduplicate",
    "dissimilarity_index",
    "employment_under_scenarios",
    "evaluate",
    "evaluate_by",
    "even_profile",
    "filtered_outturn",
    "flexibility",
    "given_shares",
    "graduates_by_duration",
    "labour_market_entry",
    "leaving_probabilities",
    "net_replacement",
    "nowcast",
    "nowcast_from_index",
    "occupation_employment",
    "openings",
    "outturn_cases",
    "participation",
    "pipeline",
    "postings_index",
    "probability_of_meeting",
    "profile_from_years",
    "protect_small_cells",
    "provinces_in_force",
    "rate_values",
    "read_bridge",
    "reliability",
    "reliability_grades",
    "replacement",
    "replacement_range",
    "scenario_diff",
    "scope_differences",
    "score_change_factors",
    "score_ratings",
    "separation_openings",
    "separation_rates",
    "separation_rates_of_cells",
    "shift_share",
    "shortage_index",
    "single_years",
    "staffing_backtest",
    "staffing_shares",
    "stage_split",
    "starting_imbalance",
    "supply_routes",
    "transfer_flows",
    "two_list_estimate",
    "with_change_factors",
    "worst_reliability",
]
