"""Openings of every group: expansion plus replacement, under each proxy age profile (F7, F9), and the tornado of the headline.

No age structure of these groups is published. Each proxy profile is a published age structure of a wider group; the range between
the profile with the fewest and the one with the most leavers is printed as an assumption.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from dubao import labour
from dubao.errors import InputError, Problem
from dubao.report.assumptions import Tornado, tornado
from dubao.report.config import Configuration, GroupPart
from dubao.report.pipeline_ages import exit_rates, known_profile, occupation_weights
from dubao.report.pipeline_results import GroupForecast, GroupOpenings, OpeningsRange
from dubao.report.registers import Assumption
from dubao.report.text import Text

if TYPE_CHECKING:
    from dubao.data import Catalogue, Table

FIRST_AGE, LAST_AGE = 15, 64
YOUNG_TO = 24
_CAUSES = ("retirement", "mortality", "care", "emigration")


class ExitTables:
    """Retirement path, mortality and proxy profiles of the catalogue, read once."""

    def __init__(self, catalogue: Catalogue, configuration: Configuration) -> None:
        self.configuration = configuration
        tables = configuration.tables
        self.mortality_table = catalogue.table(tables["mortality"])
        self.proxies = catalogue.table(tables["employment_age_proxy"])
        self.retirement = retirement_path(catalogue.table(tables["retirement_age"]))
        self.mortality = self.mortality_of(FIRST_AGE, LAST_AGE)
        ages, exits = tables.get("employment_by_age"), tables.get("exit_rates")
        self.ages = catalogue.table(ages) if ages else None
        self.exits = catalogue.table(exits) if exits else None

    def mortality_of(self, first_age: int, last_age: int) -> np.ndarray:
        """Yearly probabilities of death of single ages, ages × 2."""
        return mortality_rates(
            self.mortality_table, self.configuration.forecast.openings_from, first_age, last_age
        )

    def profile(self, group: str, women_share: float) -> labour.AgeProfile:
        """The latest published ages of a proxy group as single years."""
        return proxy_profile(self.proxies, group, women_share, self.configuration.forecast.last_observed)


def retirement_path(table: Table) -> dict[int, tuple[float, float]]:
    """Year → legal retirement age of men and women in months."""
    months: dict[int, dict[str, float]] = {}
    for row in table:
        if row["value"] is not None:
            months.setdefault(int(row["period"]), {})[row["sex"]] = float(row["value"])
    return {year: (both["M"], both["F"]) for year, both in sorted(months.items()) if {"M", "F"} <= set(both)}


def mortality_rates(
    table: Table, year: int, first_age: int = FIRST_AGE, last_age: int = LAST_AGE
) -> np.ndarray:
    """Yearly probabilities of death, ages × 2, from the life table whose span holds the year (else the nearest before)."""
    periods = sorted({int(row["period"]) for row in table})
    period = max((p for p in periods if p <= year), default=periods[0])
    rates: dict[str, dict[int, float]] = {"M": {}, "F": {}}
    for row in table:
        if int(row["period"]) == period and row["sex"] in rates and row["value"] is not None:
            rates[row["sex"]][int(str(row["age"]).split("-")[0].rstrip("+"))] = float(row["value"])
    return labour.death_probabilities(rates["M"], rates["F"], first_age=first_age, last_age=last_age)


def proxy_profile(table: Table, group: str, women_share: float, last_year: int) -> labour.AgeProfile:
    """Age profile of a proxy group in its latest year: groups that tile the ages 15–64."""
    rows = [
        row
        for row in table
        if row["group"] == group
        and row["sex"] == "T"
        and row["value"] is not None
        and int(row["period"]) <= last_year
    ]
    if not rows:
        raise InputError(
            Problem(
                "E-REP-102", argument="groups.age_proxies", series=group, vi="không có cơ cấu tuổi đại diện này", en="there is no such proxy age profile",
                remedy_vi=f"chọn một trong: {', '.join(sorted({str(row['group']) for row in table}))}", remedy_en=f"choose one of: {', '.join(sorted({str(row['group']) for row in table}))}",
            )
        )  # fmt: skip
    year = max(int(row["period"]) for row in rows)
    spans = _spans(rows, year)
    young = next((value for first, last, value in spans if (first, last) == (FIRST_AGE, YOUNG_TO)), None)
    whole = next((value for first, last, value in spans if (first, last) == (FIRST_AGE, LAST_AGE)), None)
    if len(spans) == 2 and young is not None and whole is not None:
        # Only the young and the whole are published: from 25 on the shape of the first full profile is borrowed.
        coarse = [(FIRST_AGE, YOUNG_TO, young), (YOUNG_TO + 1, LAST_AGE, whole - young)]
        return labour.age_profile(
            coarse, name=group, women_share=women_share, like=_full_years(table, last_year)
        )
    return labour.age_profile(_tiling(spans, group), name=group, women_share=women_share)


def _full_years(table: Table, last_year: int) -> np.ndarray:
    """Single years of the first proxy of the table whose groups tile the ages 15–64."""
    for group in dict.fromkeys(str(row["group"]) for row in table):
        rows = [
            row
            for row in table
            if row["group"] == group and row["value"] is not None and int(row["period"]) <= last_year
        ]
        year = max((int(row["period"]) for row in rows), default=0)
        spans = _spans(rows, year)
        if len(spans) > 2:
            return labour.single_years(_tiling(spans, group))
    return np.ones(LAST_AGE - FIRST_AGE + 1)


def _spans(rows: list[dict[str, Any]], year: int) -> list[tuple[int, int, float]]:
    """Closed age groups of a year with their counts."""
    out = []
    for row in rows:
        bounds = _ages(row["age"])
        if int(row["period"]) == year and bounds is not None:
            out.append((*bounds, float(row["value"])))
    return out


def _ages(text: str) -> tuple[int, int] | None:
    first, _, last = str(text).partition("-")
    return (int(first), int(last)) if last else None


def _tiling(spans: list[tuple[int, int, float]], group: str) -> list[tuple[int, int, float]]:
    """The finest groups that follow each other from 15 to 64."""
    out: list[tuple[int, int, float]] = []
    age = FIRST_AGE
    while age <= LAST_AGE:
        fits = sorted(
            (span for span in spans if span[0] == age and span[1] <= LAST_AGE), key=lambda span: span[1]
        )
        if not fits:
            raise InputError(
                Problem(
                    "E-REP-103", series=group, vi=f"cơ cấu tuổi đại diện thiếu nhóm bắt đầu ở tuổi {age}", en=f"the proxy age profile has no group that starts at age {age}",
                    remedy_vi="chọn cơ cấu tuổi có đủ các nhóm từ 15 đến 64", remedy_en="choose a profile whose groups tile the ages 15 to 64",
                )
            )  # fmt: skip
        out.append(fits[0])
        age = fits[0][1] + 1
    return out


def women_share(catalogue: Catalogue, group: GroupPart, year: int, whole: str) -> float:
    """Share of women in a group where the series by sex exists, else in the whole of employment of the same table."""
    for series in (group.series, whole):
        if not series.endswith(".T"):
            continue
        try:
            women, both = catalogue.series(series[:-1] + "F"), catalogue.series(series)
        except InputError:
            continue
        a, b = women.value(str(year)), both.value(str(year))
        if a is not None and b:
            return float(a) / float(b)
    return 0.5


def rates_of(configuration: Configuration, register: Mapping[str, Assumption]) -> dict[str, Any]:
    """Arguments of the replacement calculation from the assumptions the configuration names; the core's defaults elsewhere."""
    names = {
        "take_up": "retirement_take_up",
        "after": "exit_after_legal_age",
        "care": "early_exit",
        "emigration": "emigration_of_stock",
    }
    out: dict[str, Any] = {}
    for argument, use in names.items():
        assumption = register.get(configuration.assumptions.get(use, ""))
        if assumption is not None and assumption.value is not None:
            out[argument] = assumption.triple
    return out


def group_openings(
    configuration: Configuration,
    tables: ExitTables,
    group: str,
    paths: np.ndarray,
    years: tuple[int, ...],
    profile: labour.AgeProfile,
    register: Mapping[str, Assumption],
    rates: dict[str, Any] | None = None,
) -> GroupOpenings:
    """Openings of one group under one profile; ``paths`` covers ``years`` and the year before the first opening."""
    settings = configuration.forecast
    first, last = years.index(settings.openings_from), years.index(settings.forecast_to)
    base, employment = paths[:, first - 1], paths[:, first : last + 1]
    leavers = labour.replacement(
        employment, base=base, start=str(settings.openings_from), profile=profile, retirement=tables.retirement, mortality=tables.mortality_of(profile.first_age, profile.last_age),
        entrants=(configuration.replacement.newcomers_from, configuration.replacement.newcomers_to), seed=settings.seed, **(rates if rates is not None else rates_of(configuration, register)),
    )  # fmt: skip
    found = labour.openings(
        employment, base=base, separations=leavers.separations, start=str(settings.openings_from)
    )
    return GroupOpenings(
        group, profile.name, years[first : last + 1], found.change, found.expansion, found.replacement, found.separations, found.total,
        {cause: leavers.causes[cause].sum(axis=1) for cause in _CAUSES},
    )  # fmt: skip


def openings_range(
    configuration: Configuration,
    tables: ExitTables,
    catalogue: Catalogue,
    forecast: GroupForecast,
    register: Mapping[str, Assumption],
) -> OpeningsRange:
    """Openings under the known age structure of a group, else under its proxies, ordered by the leavers they give."""
    years = (configuration.forecast.last_observed, *forecast.years)
    found = [
        group_openings(
            configuration,
            tables,
            forecast.group.key,
            with_last_observed(forecast),
            years,
            profile,
            register,
            rates,
        )
        for profile, rates in profiles_of(configuration, tables, catalogue, forecast.group, register)
    ]
    found.sort(key=lambda one: float(np.median(one.separations)))
    return OpeningsRange(found[0], found[-1])


def profiles_of(
    configuration: Configuration,
    tables: ExitTables,
    catalogue: Catalogue,
    group: GroupPart,
    register: Mapping[str, Assumption],
) -> list[tuple[labour.AgeProfile, dict[str, Any]]]:
    """Age profiles of a group with the exit rates that go with them: one when the age structure is known."""
    rates = rates_of(configuration, register)
    if tables.ages is not None and group.age_codes:
        profile = known_profile(tables.ages, group.age_codes, configuration.replacement.closed_at)
        return [(profile, {**rates, **known_exits(tables, group.age_codes)})]
    share = women_share(catalogue, group, configuration.forecast.last_observed, _whole(configuration))
    return [(tables.profile(name, share), rates) for name in group.age_proxies]


def known_exits(tables: ExitTables, codes: tuple[str, ...]) -> dict[str, Any]:
    """Published exit rates of occupations that enter replacement: care and emigration. Transfers stay out."""
    if tables.exits is None or tables.ages is None:
        return {}
    weights = occupation_weights(tables.ages)
    return {k: v for k, v in exit_rates(tables.exits, codes, weights).items() if k in ("care", "emigration")}


def with_last_observed(forecast: GroupForecast) -> np.ndarray:
    """Paths with the last observed value as first column, so that openings may start right after it."""
    observed = forecast.history.at(forecast.history.last_year)
    return np.column_stack(
        [np.full(len(forecast.paths), observed if observed is not None else 0.0), forecast.paths]
    )


def _whole(configuration: Configuration) -> str:
    """Total employment in the table of the first group's series: "….total.T"."""
    first = next(group.series for group in configuration.groups if group.series)
    return ".".join([*first.split(".")[:-2], "total", "T"])


def can_replace(configuration: Configuration) -> bool:
    return all(
        role in configuration.tables for role in ("mortality", "retirement_age", "employment_age_proxy")
    )


def openings_of_groups(
    catalogue: Catalogue,
    configuration: Configuration,
    forecasts: Mapping[str, GroupForecast],
    register: Mapping[str, Assumption],
) -> dict[str, OpeningsRange]:
    """Openings of all groups that name proxies."""
    if not can_replace(configuration):
        return {}
    tables = ExitTables(catalogue, configuration)
    return {
        key: openings_range(configuration, tables, catalogue, one, register)
        for key, one in forecasts.items()
        if one.group.age_proxies or (one.group.age_codes and tables.ages is not None)
    }


def tornados(
    catalogue: Catalogue,
    configuration: Configuration,
    forecasts: Mapping[str, GroupForecast],
    register: Mapping[str, Assumption],
) -> tuple[Tornado, ...]:
    """The effect of each assumption on the headline's openings and on supply."""
    out = []
    headline = forecasts[configuration.headline.key]
    if headline.group.age_proxies and can_replace(configuration):
        out.append(_demand_tornado(catalogue, configuration, headline, register))
    from dubao.report import pipeline_supply

    if pipeline_supply.supply(catalogue, configuration, register) is not None:
        out.append(pipeline_supply.supply_tornado(catalogue, configuration, register))
    return tuple(out)


_DEMAND_USES = (
    "retirement_take_up",
    "exit_after_legal_age",
    "early_exit",
    "emigration_of_stock",
    "age_profile",
    "design_effect",
    "standard_error_scale",
)


def _demand_tornado(
    catalogue: Catalogue,
    configuration: Configuration,
    headline: GroupForecast,
    register: Mapping[str, Assumption],
) -> Tornado:
    tables = ExitTables(catalogue, configuration)
    used = {
        use: key for use, key in configuration.assumptions.items() if use in _DEMAND_USES and key in register
    }
    repeated = _refit(catalogue, configuration, headline)
    settings = configuration.forecast

    def value(use: str, default: float, at: Mapping[str, Assumption]) -> float:
        a = at.get(used.get(use, ""))
        return default if a is None or a.value is None else a.value

    def compute(at: Mapping[str, Assumption]) -> float:
        paths = repeated(
            value("design_effect", settings.design_effect, at),
            value("standard_error_scale", settings.standard_error_scale, at),
        )
        weight = value("age_profile", 0.5, at)
        span = (settings.last_observed, *headline.years)
        medians = [
            float(
                np.median(
                    group_openings(
                        configuration, tables, headline.group.key, paths, span, profile, at, rates
                    ).total
                )
            )
            for profile, rates in profiles_of(configuration, tables, catalogue, headline.group, at)
        ]
        years = settings.forecast_to - settings.openings_from + 1
        # The weight is that of the first proxy named; the rest share what is left.
        others = medians[1:] or medians
        return (weight * medians[0] + (1 - weight) * sum(others) / len(others)) / years

    title = Text(
        f"Chỗ làm cần tuyển mỗi năm: {headline.group.label_vi[:1].lower()}{headline.group.label_vi[1:]}",
        f"Openings a year: {headline.group.label_en[:1].lower()}{headline.group.label_en[1:]}",
    )
    return tornado("openings", title, "F7, F9 on common draws", compute, register, used)


def _refit(
    catalogue: Catalogue, configuration: Configuration, headline: GroupForecast
) -> Callable[[float, float], np.ndarray]:
    """Paths of the headline group for another design effect or scale of the sampling errors; the fitted ones for the configured pair."""
    from dubao.report.pipeline import read_histories, table_of
    from dubao.report.pipeline_forecast import joint_paths

    settings = configuration.forecast

    @cache
    def paths(design_effect: float, scale: float) -> np.ndarray:
        if not headline.group.series or (
            design_effect == settings.design_effect and scale == settings.standard_error_scale
        ):
            return with_last_observed(headline)
        other = configuration.model_copy(
            update={
                "forecast": settings.model_copy(
                    update={"design_effect": design_effect, "standard_error_scale": scale}
                )
            }
        )
        histories, _ = read_histories(catalogue, other, table_of(catalogue, other, "survey_design"))
        found, _, _ = joint_paths(
            other, histories, settings.scenario_to, standard_errors=settings.standard_errors and scale > 0
        )
        observed = headline.history.at(headline.history.last_year) or 0.0
        return np.column_stack(
            [np.full(settings.draws, observed), found[headline.group.key][:, -len(headline.years) :]]
        )

    return paths


__all__ = ["ExitTables", "group_openings", "openings_of_groups", "openings_range", "tornados"]
