"""Intake guidance: the gap of the years new graduates enter, back through the pipeline; then the intake inside the law that loses least.

Demand of an occupation is shared out to programmes by their part in its new supply of the forecast years. What comes anyway is
learners already admitted. Shortage or surplus that builds up before the first year of entry is not carried over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dubao import labour
from dubao.labour import intake
from dubao.labour.capacity import rules_for
from dubao.report.config import Configuration
from dubao.report.pipeline_ages import known_profile
from dubao.report.pipeline_education import Education, Programme
from dubao.report.pipeline_labour import ExitTables, known_exits, rates_of
from dubao.report.pipeline_staffing import Staffing
from dubao.report.pipeline_tables import cells
from dubao.report.registers import Assumption

if TYPE_CHECKING:
    from dubao.data import Catalogue

#: A part of a cohort below this enters so late that it is left out of the durations.
SMALLEST_PART = 0.01
#: Name of the part of a group that is cybersecurity.
SECURITY = "security"
#: Persons of the cohort that measures yield and durations; any number gives the same shares.
_COHORT = 1000.0


@dataclass(frozen=True)
class IntakeGuidance:
    """Need and recommended intake by programme and intake year.

    Attributes
    ----------
    groups : dict of Programme to str
        Name under which the calculation knows it.
    years : tuple of int
        Intake years.
    needs : intake.Needs
    plan : intake.Recommendation or None
        None without costs or capacity.
    maxima : dict of (programme, year) to float
    security : Programme or None
        Programme that has cybersecurity as a part of its own.
    security_part : float
        Part of that programme's demand.
    costs : (float, float) or None
        Of one too few and one too many, as entered.
    national : intake.NationalView or None
        What invented institutions would choose under the growth cap and their capacity, bachelor programmes together.
    """

    groups: Mapping[Programme, str]
    years: tuple[int, ...]
    needs: intake.Needs
    plan: intake.Recommendation | None
    maxima: Mapping[tuple[Programme, int], float]
    security: Programme | None = None
    security_part: float = 0.0
    costs: tuple[float, float] | None = None
    national: intake.NationalView | None = None


def _entry_years(configuration: Configuration, first: int) -> tuple[int, ...]:
    return tuple(range(first, configuration.forecast.scenario_to + 1))


def demand_by_year(
    catalogue: Catalogue,
    configuration: Configuration,
    staffing: Staffing,
    register: Mapping[str, Assumption],
    occupations: tuple[str, ...],
) -> tuple[dict[str, np.ndarray], tuple[int, ...]]:
    """Openings of each occupation, draws × years from the first opening to the end of the scenarios."""
    tables = ExitTables(catalogue, configuration)
    assert tables.ages is not None
    settings = configuration.forecast
    years = tuple(range(settings.openings_from, settings.scenario_to + 1))
    assumed = rates_of(configuration, register)
    out: dict[str, np.ndarray] = {}
    for occupation in occupations:
        at = staffing.years.index(years[0])
        paths = staffing.occupation[occupation]
        observed = sum(value for (_, o), value in staffing.base.items() if o == occupation)
        base = paths[:, at - 1] if at > 0 else np.full(settings.draws, observed)
        employment = paths[:, at : at + len(years)]
        profile = known_profile(tables.ages, (occupation,), configuration.replacement.closed_at)
        leavers = labour.replacement(
            employment, base=base, start=str(years[0]), profile=profile, retirement=tables.retirement,
            mortality=tables.mortality_of(profile.first_age, profile.last_age),
            entrants=(configuration.replacement.newcomers_from, configuration.replacement.newcomers_to), seed=settings.seed,
            **{**assumed, **known_exits(tables, (occupation,))},
        )  # fmt: skip
        found = labour.openings(employment, base=base, separations=leavers.separations, start=str(years[0]))
        out[occupation] = np.asarray(found.total_by_year)
    return out, years


def guidance(
    catalogue: Catalogue,
    configuration: Configuration,
    staffing: Staffing,
    education: Education,
    occupations: tuple[str, ...],
    register: Mapping[str, Assumption],
) -> IntakeGuidance | None:
    """Need of every programme, and the recommendation where capacity and costs are given."""
    name = configuration.tables.get("legal_capacity")
    if name is None or not occupations:
        return None
    settings, first = configuration.forecast, configuration.intake.year
    openings, years = demand_by_year(catalogue, configuration, staffing, register, occupations)
    shown = [
        p
        for p in education.programmes
        if p[0] != "other" and any(education.parts.get(p, {}).get(o, 0.0) > 0 for o in occupations)
    ]
    groups = {p: ".".join(p) for p in shown}
    ways: dict[str, intake.Programme] = {}
    demand: dict[str, np.ndarray] = {}
    anyway: dict[str, np.ndarray] = {}
    earliest = min(first + len(education.courses[p].base_stock) for p in shown)
    entry = _entry_years(configuration, earliest)
    columns = [years.index(year) for year in entry]
    for programme, group in groups.items():
        share = {o: education.parts[programme].get(o, 0.0) for o in occupations}
        part = sum(share.values())
        ways[group] = _way(education, programme, part, first, settings.scenario_to, settings.seed)
        wanted = np.zeros((settings.draws, len(entry)))
        for occupation, own in share.items():
            if own > 0:
                wanted += openings[occupation][:, columns] * _weight(education, programme, occupation)
        demand[group] = wanted
        anyway[group] = part * _under_way(education, programme, first, entry, settings.seed)
    security, part = _security(catalogue, configuration, staffing, groups)
    if security is not None:
        group = groups[security]
        split = f"{group}.{SECURITY}"
        ways[split] = ways[group]
        demand[split], anyway[split] = part * demand[group], part * anyway[group]
        demand[group], anyway[group] = (1 - part) * demand[group], (1 - part) * anyway[group]
    longest = max(min(way.duration) for way in ways.values())
    intakes = tuple(range(first, min(settings.forecast_to, settings.scenario_to - longest) + 1))
    needs = intake.need(
        demand, anyway, start=entry[0], first_intake=first, years=len(intakes), programmes=ways, share=1.0, catchment=1.0,
        seed=settings.seed,
    )  # fmt: skip
    table = catalogue.table(name)
    maxima = {
        (p, year): value
        for year in intakes
        for p, value in cells(table, ("field", "level"), str(year)).items()
        if p in groups
    }
    costs = _costs(configuration, register)
    plan = intake.recommend(
        needs, costs=costs,
        limits=[intake.IntakeLimit(f"{CAPACITY} {groups[p]} {year}", {(groups[p], year): 1.0}, value) for (p, year), value in maxima.items()],
        splits={f"{groups[security]}.{SECURITY}": groups[security]} if security is not None else {},
        ratios=configuration.intake.cost_ratios if costs else (), threads=settings.threads,
    )  # fmt: skip
    return IntakeGuidance(
        groups, intakes, needs, plan, maxima, security, part, costs, _national(configuration, education, register, groups, intakes)
    )  # fmt: skip


#: What has to be assumed about institutions to simulate their choices.
NATIONAL_USES = (
    "national_institutions", "national_median_intake", "national_size_spread", "national_headroom", "national_wish", "national_fill",
)  # fmt: skip
#: First word of the name of a limit by legal capacity.
CAPACITY = "capacity"


def _costs(configuration: Configuration, register: Mapping[str, Assumption]) -> tuple[float, float] | None:
    """Costs of one too few and one too many, when both stand in the assumption register."""
    found = [
        register.get(configuration.assumptions.get(use, "")) for use in ("cost_too_few", "cost_too_many")
    ]
    values = [one.value for one in found if one is not None and one.value is not None]
    return (values[0], values[1]) if len(values) == 2 else None


def bachelor(programmes: Iterable[Programme]) -> tuple[Programme, ...]:
    """The bachelor programmes: what the growth cap of the rules and its simulation are about."""
    return tuple(p for p in programmes if p[1] == "bachelor")


def _national(
    configuration: Configuration,
    education: Education,
    register: Mapping[str, Assumption],
    groups: Mapping[Programme, str],
    years: tuple[int, ...],
) -> intake.NationalView | None:
    """A simulation of institutions' own choices; None unless every assumption about them is given."""
    found = {use: register.get(configuration.assumptions.get(use, "")) for use in NATIONAL_USES}
    own = bachelor(groups)
    if any(one is None or one.value is None for one in found.values()) or not own:
        return None
    rates = {use: one.triple for use, one in found.items() if one is not None}
    settings = configuration.forecast
    before = years[0] - 1 - education.base_year - 1
    total = sum(float(np.median(education.intake[p][:, before])) for p in own)
    sample = intake.SampleAssumptions(
        count=round(_value(found["national_institutions"])), median_intake=_value(found["national_median_intake"]), size_spread=_value(found["national_size_spread"]),
        headroom=rates["national_headroom"], wish=rates["national_wish"], fill=rates["national_fill"], total=total,
    )  # fmt: skip
    cap = rules_for(configuration.intake.year).value("growth_cap_over_last_actual_intake")
    return intake.national(
        sample, first_intake=years[0], years=len(years), growth_cap=1 + cap / 100, completion=1.0, duration={4: 1.0},
        draws=settings.draws, seed=settings.seed, threads=settings.threads,
    )  # fmt: skip


def _value(assumption: Assumption | None) -> float:
    assert assumption is not None and assumption.value is not None
    return float(assumption.value)


def _security(
    catalogue: Catalogue, configuration: Configuration, staffing: Staffing, groups: Mapping[Programme, str]
) -> tuple[Programme | None, float]:
    """The programme with a cybersecurity part, and that part: employed in security ÷ employed in the occupations named."""
    name, settings = configuration.tables.get("security_demand"), configuration.intake
    programme = next((p for p, group in groups.items() if group == settings.security_group), None)
    if name is None or programme is None or not settings.security_occupations:
        return None, 0.0
    employed = sum(
        v
        for (concept, _), v in cells(catalogue.table(name), ("concept", "sector")).items()
        if concept == "employed"
    )
    everybody = sum(v for (_, o), v in staffing.base.items() if o in settings.security_occupations)
    return (programme, employed / everybody) if 0 < employed < everybody else (None, 0.0)


def _weight(education: Education, programme: Programme, occupation: str) -> float:
    """Part of a programme in the new supply of an occupation, forecast years together, at the mean of the paths."""
    own = float(education.flow(programme, occupation).sum(axis=1).mean())
    everybody = float(education.supply(occupation).mean())
    return own / everybody if everybody > 0 else 0.0


def _way(
    education: Education, programme: Programme, part: float, first: int, last: int, seed: int
) -> intake.Programme:
    """Yield and durations of a cohort admitted in ``first``, measured by sending it through the years of study."""
    cohort = np.zeros((1, last - first + 1))
    cohort[0, 0] = _COHORT
    flows = education.courses[programme].flows(cohort, first, programme, seed, under_way=False)
    entered = np.asarray(flows.entry.entrants)[0] / _COHORT
    start = int(flows.entry.start) - first
    parts = {start + k: float(v) for k, v in enumerate(entered) if v >= SMALLEST_PART * entered.sum()}
    total = sum(parts.values())
    return intake.Programme(
        graduation=total, field_share=part, duration={years: value / total for years, value in parts.items()}
    )


def _under_way(
    education: Education, programme: Programme, first: int, entry: tuple[int, ...], seed: int
) -> np.ndarray:
    """Entrants of the years of entry who were admitted before the first intake planned here."""
    known = first - education.base_year - 1
    paths = education.intake[programme][:, :known]
    padded = np.hstack([paths, np.zeros((len(paths), entry[-1] - first + 1))])
    flows = education.courses[programme].flows(padded, education.base_year + 1, programme, seed)
    begin = int(flows.entry.start)
    return np.asarray(flows.entry.entrants)[:, [year - begin for year in entry]]
