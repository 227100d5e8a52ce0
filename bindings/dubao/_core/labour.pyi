"""
Labour-market accounts; wrapped by dubao.labour.
"""

from __future__ import annotations

import collections.abc
import typing

import numpy
import numpy.typing

__all__: list[str] = [
    "age_profile",
    "age_profile_by_sex",
    "allocate_openings",
    "apply_employment_factors",
    "apply_share_factors",
    "balance",
    "cohort_graduates",
    "death_probabilities",
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
    "projected_state",
    "replacement",
    "sample_rate",
    "scenario_difference",
    "scope_differences",
    "scope_problems",
    "separation_openings",
    "single_years",
    "single_years_like",
    "staffing_shares",
    "stayer_rate",
    "supply_demand_ratio",
    "validate_scenario",
]

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
def death_probabilities(
    arg0: collections.abc.Sequence[
        tuple[typing.SupportsInt | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex]
    ],
    arg1: typing.SupportsInt | typing.SupportsIndex,
    arg2: typing.SupportsInt | typing.SupportsIndex,
) -> numpy.typing.NDArray[numpy.float64]: ...
def even_profile(
    arg0: str,
    arg1: typing.SupportsInt | typing.SupportsIndex,
    arg2: typing.SupportsInt | typing.SupportsIndex,
    arg3: typing.SupportsInt | typing.SupportsIndex,
    arg4: typing.SupportsInt | typing.SupportsIndex,
    arg5: typing.SupportsFloat | typing.SupportsIndex,
) -> tuple: ...
def flexibility(
    arg0: collections.abc.Sequence[str],
    arg1: collections.abc.Sequence[str],
    arg2: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg3: collections.abc.Mapping[str, typing.Annotated[numpy.typing.ArrayLike, numpy.float64]],
    arg4: str,
) -> dict: ...
def graduates_by_duration(
    arg0: typing.SupportsFloat | typing.SupportsIndex, arg1: typing.SupportsFloat | typing.SupportsIndex
) -> float: ...
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
def net_replacement(
    arg0: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg1: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg2: typing.SupportsFloat | typing.SupportsIndex,
) -> tuple[float, float, float]: ...
def occupation_employment(
    arg0: collections.abc.Mapping[str, typing.Annotated[numpy.typing.ArrayLike, numpy.float64]],
    arg1: collections.abc.Mapping[
        str, collections.abc.Mapping[str, typing.Annotated[numpy.typing.ArrayLike, numpy.float64]]
    ],
    arg2: str,
) -> dict: ...
def openings(
    arg0: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg1: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg2: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg3: str,
    arg4: str,
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
    arg0: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg1: str,
    arg2: typing.SupportsFloat | typing.SupportsIndex,
    arg3: typing.SupportsFloat | typing.SupportsIndex,
    arg4: typing.Annotated[
        collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], "FixedSize(3)"
    ],
    arg5: str,
) -> dict: ...
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
def separation_openings(
    arg0: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg1: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg2: typing.SupportsFloat | typing.SupportsIndex,
    arg3: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg4: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg5: bool,
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
    arg11: collections.abc.Sequence[tuple[str, str, typing.SupportsFloat | typing.SupportsIndex, str, str]],
) -> dict: ...
def stayer_rate(
    arg0: collections.abc.Sequence[str],
    arg1: collections.abc.Sequence[str],
    arg2: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg3: str,
    arg4: str,
) -> float: ...
def supply_demand_ratio(
    arg0: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg1: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    arg2: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
    arg3: collections.abc.Sequence[str],
    arg4: typing.SupportsFloat | typing.SupportsIndex,
    arg5: typing.Annotated[
        collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], "FixedSize(3)"
    ],
    arg6: str,
    arg7: typing.SupportsFloat | typing.SupportsIndex,
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
