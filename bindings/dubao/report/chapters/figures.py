"""Numbers and figures that several chapters use: employment of a group in a year, its fan chart, its openings."""

from __future__ import annotations

import math

from dubao.report.chapters.context import Context, rounding
from dubao.report.charts.data import FanData
from dubao.report.config import GroupPart
from dubao.report.document import NumberCell
from dubao.report.pipeline_results import GroupForecast
from dubao.report.results import InputReference, Number
from dubao.report.text import Text
from dubao.report.words.codes import key_name

PERSONS = Text("người", "persons")
THOUSAND_PERSONS = Text("nghìn người", "thousand persons")
_STATE = 3
_DEMAND = 4


def label(group: GroupPart) -> Text:
    return Text(group.label_vi, group.label_en)


def scope(group: GroupPart) -> Text:
    return Text(group.scope_vi, group.scope_en)


def group_inputs(
    context: Context, group: GroupPart, periods: list[str] | None = None
) -> tuple[InputReference, ...]:
    """Sources of a group: its own series, or those of its parts."""
    if group.series:
        return context.inputs(context.results.forecasts[group.key].history.record, periods)
    out: list[InputReference] = []
    for part in group.parts:
        out.extend(group_inputs(context, context.configuration.group(part), periods))
    return tuple(out)


def nature_of(context: Context, year: int) -> str:
    settings = context.configuration.forecast
    if year <= settings.last_observed:
        return "observed"
    if year <= settings.estimate_to:
        return "estimate"
    return "forecast" if year <= settings.forecast_to else "scenario"


def flag_of(nature: str) -> str:
    return {"estimate": "e", "forecast": "f", "scenario": "s", "claim": "c"}.get(nature, "")


def employment(context: Context, group: GroupPart, year: int) -> Number:
    """Employment of a group in a year: observed up to the last year with data, from draws after it."""
    key = f"employment.{group.key}.{year}"
    nature = nature_of(context, year)
    name = label(group)
    definition = Text(f"{name.vi}, năm {year}", f"{name.en}, {year}")
    forecast = context.results.forecasts[group.key]
    if nature == "observed":
        value = forecast.history.at(year)
        return context.number(
            _STATE, key, value, kind="count", unit="persons", definition=definition, nature="observed", scope=scope(group),
            round_to=100, period=str(year), inputs=context.inputs(forecast.history.record, [str(year)]),
        )  # fmt: skip
    formula = "F2: E_T" if group.series else "F2: E_T = " + " + ".join(f"E_T({part})" for part in group.parts)
    return context.from_summary(
        _DEMAND, key, forecast.summary(year), kind="count", unit="persons", definition=definition, nature=nature, scope=scope(group),
        period=str(year), formula=formula, inputs=group_inputs(context, group), assumptions=sampling_assumptions(context, group),
    )  # fmt: skip


def sampling_assumptions(context: Context, group: GroupPart) -> tuple[str, ...]:
    if not context.configuration.forecast.standard_errors:
        return ()
    used = context.configuration.assumptions
    return tuple(used[name] for name in ("design_effect", "standard_error_scale") if name in used)


def employment_cell(context: Context, group: GroupPart, year: int, show: str = "value") -> NumberCell:
    number = employment(context, group, year)
    return NumberCell(number.id, show, flag_of(number.nature))  # type: ignore[arg-type]


def fan(context: Context, forecast: GroupForecast) -> FanData:
    """History and bands in thousand persons."""
    settings = context.configuration.forecast
    thousand = [s.scaled(1e-3) for s in forecast.summaries]

    def line(name: str) -> tuple[float, ...]:
        return tuple(getattr(s, name) for s in thousand)

    return FanData(
        unit=THOUSAND_PERSONS,
        observed_periods=tuple(str(y) for y in forecast.history.years),
        observed=tuple(None if math.isnan(v) else float(v) / 1000 for v in forecast.history.values),
        forecast_periods=tuple(str(y) for y in forecast.years),
        median=line("median"), low50=line("low50"), high50=line("high50"), low80=line("low80"), high80=line("high80"),
        low95=line("low95"), high95=line("high95"),
        breaks=tuple((str(y), Text(f"định nghĩa mới từ {y}", f"new definition from {y}")) for y in forecast.history.breaks),
        scenario_from=str(settings.forecast_to + 1) if settings.scenario_to > settings.forecast_to else None,
    )  # fmt: skip


def openings_number(context: Context, group: GroupPart, part: str, profile: str) -> Number:
    """Yearly openings (or a part of them) of a group under the low or the high profile, or both together."""
    found = context.results.openings[group.key]
    years = f"{found.years[0]}–{found.years[-1]}"
    names = {
        "total": Text("chỗ làm cần tuyển bình quân năm", "openings, average a year"),
        "expansion": Text("chỗ làm tăng thêm bình quân năm", "expansion, average a year"),
        "replacement": Text("chỗ làm thay thế bình quân năm", "replacement, average a year"),
        "change": Text("thay đổi việc làm bình quân năm", "change of employment, average a year"),
        "separations": Text("người rời việc bình quân năm", "leavers, average a year"),
    }
    name = label(group)
    used = context.configuration.assumptions
    ids = (
        tuple(dict.fromkeys(used[k] for k in REPLACEMENT_USES if k in used))
        if part not in ("expansion", "change")
        else ()
    )
    which = {"low": found.low, "high": found.high}
    summary = found.yearly_total if profile == "both" else which[profile].yearly(part)
    if found.is_known:
        proxies = Text("cơ cấu tuổi đã công bố", "published age structure")
    elif profile == "both":
        proxies = Text("cả hai cơ cấu tuổi đại diện", "both proxy age profiles")
    else:
        kind = key_name(which[profile].profile)
        proxies = Text(f"cơ cấu tuổi đại diện: {kind.vi}", f"proxy age profile: {kind.en}")
    return context.from_summary(
        _DEMAND, f"openings.{group.key}.{part}.{profile}", summary, kind="count", unit="persons a year",
        definition=Text(f"{name.vi}: {names[part].vi}, {years} ({proxies.vi})", f"{name.en}: {names[part].en}, {years} ({proxies.en})"),
        nature="forecast", scope=scope(group), round_to=rounding(summary.median) if abs(summary.median) >= 3000 else 50, period=years,
        formula="F7: JO = max(ED, 0) + RD*; F9: RD = Σ E_as·[1 − Π(1 − q)]" if part not in ("expansion", "change") else "F7: ED = E_T − E_0",
        inputs=group_inputs(context, group) + context.table_inputs("employment_age_proxy") + context.table_inputs("mortality") + context.table_inputs("retirement_age"),
        assumptions=ids, parents=(employment(context, group, found.years[-1]).id,),
    )  # fmt: skip


def spread(low: Number, high: Number) -> Text:
    """A range of two numbers in a sentence; one number when they are the same."""
    if low.value == high.value:
        return Text(f"{{{low.id}}}", f"{{{low.id}}}")
    return Text(f"{{{low.id}}} đến {{{high.id}}}", f"{{{low.id}}} to {{{high.id}}}")


# Uses of assumptions in the replacement calculation; the configuration's [assumptions] maps each to an id.
REPLACEMENT_USES = (
    "retirement_take_up",
    "exit_after_legal_age",
    "early_exit",
    "emigration_of_stock",
    "age_profile",
)
