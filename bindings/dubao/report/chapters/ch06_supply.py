"""Chapter 6: supply. With entrants of two years and assumptions it is a calculation, each step with its source."""

from __future__ import annotations

from dubao.errors import InputError
from dubao.report.chapters import supply_flows
from dubao.report.chapters.assumption_numbers import assumption_number
from dubao.report.chapters.context import Context
from dubao.report.chapters.writer import ChapterWriter, number_column, text_column
from dubao.report.document import Cell, Chapter, NumberCell, Pill
from dubao.report.labels import INPUT_STATES
from dubao.report.pipeline_supply import Supply
from dubao.report.results import InputReference, Number
from dubao.report.summaries import summarise
from dubao.report.text import Text
from dubao.report.words.sources import source_title

CHAPTER = 6
_ASSUMED = Pill(INPUT_STATES["assumption"], "warning")


def write(context: Context) -> Chapter:
    w = ChapterWriter("6", Text("Nguồn cung nhân lực", "Labour supply"), "supply")
    complete = all(
        context.table(role) is not None
        for role in (
            "entrants_by_field",
            "students_by_year_of_study",
            "progression_rates",
            "transition_rates",
        )
    )
    if complete:
        supply_flows.write(context, w)
        return w.chapter()
    found: Supply | None = context.results.extra.get("supply")  # type: ignore[assignment]
    if found is not None:
        _calculation(context, w, found)
    else:
        w.say("Chưa đủ số liệu để tính nguồn cung.", "There are not enough data to compute supply.")
    w.missing(
        context,
        "entrants_by_field",
        "students_by_year_of_study",
        "progression_rates",
        "graduates_by_field",
        "other_entrants",
    )
    return w.chapter()


def flow_number(context: Context, found: Supply, step: str, position: int) -> Number:
    """Graduates or labour-market entrants of one year."""
    s = context.configuration.supply
    year = (found.graduation_years if step == "graduates" else found.entry_years)[position]
    names = {
        "graduates": Text(
            f"số tốt nghiệp {s.field_vi}, khoảng năm {year}", f"graduates in {s.field_en}, about {year}"
        ),
        "entrants": Text(
            f"người tốt nghiệp {s.field_vi} vào thị trường lao động, khoảng năm {year}",
            f"graduates in {s.field_en} entering the labour market, about {year}",
        ),
    }
    formula = "F12: G_t = c·(o·N_t + (1 − o)·N_(t−1))"
    if step == "entrants":
        formula += "; L = G·(1 − s)·p·(1 − e)"
    return context.from_summary(
        CHAPTER, f"supply.{step}.{year}", summarise(getattr(found, step)[:, position]), kind="count", unit="persons", definition=names[step], nature="derived",
        scope=Text("Chỉ đào tạo đại học; tính từ giả định, không phải số thống kê.", "University programmes only; computed from assumptions, not a statistic."),
        round_to=1000, period=str(year), formula=formula, inputs=context.inputs(found.record, [str(y) for y, _ in found.cohorts]), assumptions=found.used,
        parents=tuple(entrants_number(context, found, y).id for y, _ in found.cohorts),
    )  # fmt: skip


def entrants_number(context: Context, found: Supply, year: int) -> Number:
    s = context.configuration.supply
    return context.number(
        CHAPTER, f"supply.beginners.{year}", dict(found.cohorts)[year], kind="count", unit="entrants", nature="derived", round_to=100,
        definition=Text(f"số nhập học {s.field_vi}, {year}", f"entrants, {s.field_en}, {year}"), period=str(year),
        formula="N = w · N_all", inputs=context.inputs(found.record, [str(year)]) + _entrant_inputs(context, year),
    )  # fmt: skip


def yearly_supply_number(context: Context) -> Number | None:
    """Average labour-market entrants over the years that can be computed."""
    found: Supply | None = context.results.extra.get("supply")  # type: ignore[assignment]
    if found is None:
        return None
    s = context.configuration.supply
    first, last = found.entry_years[0], found.entry_years[-1]
    span = str(first) if first == last else f"{first}–{last}"
    return context.from_summary(
        CHAPTER, "supply.entrants.yearly", summarise(found.yearly), kind="count", unit="persons a year", nature="derived", round_to=1000, period=span,
        definition=Text(f"người tốt nghiệp {s.field_vi} vào thị trường lao động mỗi năm, khoảng {span}", f"graduates in {s.field_en} entering the labour market a year, about {span}"),
        scope=Text("Chỉ đào tạo đại học, mọi nghề sẽ làm; tính từ giả định.", "University programmes only, whatever occupation they take; computed from assumptions."),
        formula="F12: Σ_t L_t / T", assumptions=found.used, inputs=context.inputs(found.record, [str(y) for y, _ in found.cohorts]),
        parents=tuple(flow_number(context, found, "entrants", i).id for i in range(len(found.entry_years))),
    )  # fmt: skip


def _entrant_inputs(context: Context, year: int) -> tuple[InputReference, ...]:
    s = context.configuration.supply
    out: tuple[InputReference, ...] = ()
    for series in (s.entrants_total, s.entrants_share):
        if series:
            out += context.inputs(context.record(series), [str(year)])
    return out


def _published(
    context: Context, series: str, year: int, definition: Text, kind: str, unit: str, decimals: int = 0
) -> Number | None:
    if not series:
        return None
    try:
        record = context.record(series)
    except InputError:
        return None
    value = record.value(str(year))
    if value is None:
        return None
    return context.number(
        CHAPTER, f"{series}.{year}", float(value), kind=kind, unit=unit, decimals=decimals, nature="observed", definition=definition,
        period=str(year), inputs=context.inputs(record, [str(year)]),
    )  # fmt: skip


def _calculation(context: Context, w: ChapterWriter, found: Supply) -> None:
    s = context.configuration.supply
    years = [year for year, _ in found.cohorts]
    listed_vi = " và ".join(str(y) for y in years)
    listed_en = " and ".join(str(y) for y in years)
    w.head("Phép tính nguồn cung từ số nhập học", "The calculation of supply from entrants")
    w.say(
        f"Số liệu công bố chỉ cho phép tính số nhập học {s.field_vi} của các năm {listed_vi} (tỷ trọng đã công bố nhân tổng số nhập học đã công bố). Các bước sau là giả định có cận thấp, cận cao, ghi trong sổ giả định. Kết quả là **phép tính từ giả định**, không phải dự báo nguồn cung.",
        f"Published data allow only the entrants in {s.field_en} of {listed_en} to be derived (published share times published total). The later steps are assumptions with a low and a high, kept in the assumption register. The result is a **calculation from assumptions**, not a forecast of supply.",
    )
    rows: list[list[Cell]] = []
    used = context.configuration.assumptions
    all_inputs: list[tuple[InputReference, ...]] = []
    for year in years:
        all_inputs += [context.inputs(found.record, [str(year)]), _entrant_inputs(context, year)]
        total = _published(
            context,
            s.entrants_total,
            year,
            Text(f"số nhập học đại học, mọi ngành, {year}", f"entrants to universities, all fields, {year}"),
            "count",
            "entrants",
        )
        share = _published(
            context,
            s.entrants_share,
            year,
            Text(
                f"tỷ trọng {s.field_vi} trong số nhập học, {year}",
                f"share of {s.field_en} among entrants, {year}",
            ),
            "percent",
            "percent",
            2,
        )
        if total:
            rows.append(
                _row(
                    f"Số nhập học đại học, mọi ngành, {year}",
                    f"Entrants to universities, all fields, {year}",
                    NumberCell(total.id),
                    total,
                )
            )
        if share:
            rows.append(
                _row(
                    f"× tỷ trọng {s.field_vi}, {year}",
                    f"× share of {s.field_en}, {year}",
                    NumberCell(share.id),
                    share,
                )
            )
        entrants = entrants_number(context, found, year)
        rows.append(
            [
                Text(f"= số nhập học {s.field_vi}, {year}", f"= entrants in {s.field_en}, {year}"),
                NumberCell(entrants.id),
                None,
                Pill(INPUT_STATES["derived"]),
                Text("Tính từ các dòng trên.", "From the rows above."),
            ]
        )
    rows += [
        _assumed(context, used[use], sign) for use, sign in (("graduation_rate", "×"), ("on_time_share", "·"))
    ]
    rows += [_computed(context, found, "graduates", i) for i in range(len(found.graduation_years))]
    rows += [
        _assumed(context, used[use], sign)
        for use, sign in (
            ("further_study", "× (1 −)"),
            ("participation", "×"),
            ("emigration_of_graduates", "× (1 −)"),
        )
    ]
    rows += [_computed(context, found, "entrants", i) for i in range(len(found.entry_years))]
    w.table(
        Text(
            f"Từ số nhập học đến thị trường lao động, {s.field_vi}",
            f"From entrants to the labour market, {s.field_en}",
        ),
        [
            text_column("Bước", "Step"),
            number_column("Giá trị", "Value"),
            number_column("Khoảng", "Range"),
            text_column("Trạng thái", "Status"),
            text_column("Nguồn", "Source"),
        ],
        rows,
        context.source(*all_inputs),
        Text(
            "Khoảng của giả định là cận thấp và cận cao; khoảng của kết quả là khoảng 80% khi các giả định biến thiên độc lập trong cận của mình.",
            "The range of an assumption is its low and high; the range of a result is the 80% interval when the assumptions vary independently within their ends.",
        ),
    )
    _check_against_published(context, w, found)


def _assumed(context: Context, assumption_id: str, sign: str) -> list[Cell]:
    number, assumption = assumption_number(context, assumption_id), context.assumption(assumption_id)
    source = (
        source_title(assumption.source)
        if assumption.is_sourced
        else Text("Giả định của báo cáo, chưa có nguồn.", "Assumption of this report, without a source.")
    )
    return [
        Text(f"{sign} {assumption.name.vi}", f"{sign} {assumption.name.en}"),
        NumberCell(number.id),
        NumberCell(number.id, "80"),
        _ASSUMED,
        source,
    ]


def _computed(context: Context, found: Supply, step: str, position: int) -> list[Cell]:
    number = flow_number(context, found, step, position)
    words = {
        "graduates": Text(
            f"= số tốt nghiệp khoảng năm {number.period}", f"= graduates about {number.period}"
        ),
        "entrants": Text(
            f"= vào thị trường lao động khoảng năm {number.period}",
            f"= enter the labour market about {number.period}",
        ),
    }[step]
    return [
        words,
        NumberCell(number.id),
        NumberCell(number.id, "80"),
        _ASSUMED,
        Text("Tính trên các đường mô phỏng.", "Computed on the sample paths."),
    ]


def _row(vi: str, en: str, cell: NumberCell, number: Number) -> list[Cell]:
    status = number.inputs[0].status if number.inputs else "derived"
    return [
        Text(vi, en),
        cell,
        None,
        Pill(INPUT_STATES[status]),
        source_title(number.inputs[0].source if number.inputs else ""),
    ]


def _check_against_published(context: Context, w: ChapterWriter, found: Supply) -> None:
    """The published count of graduates of an earlier year, as a check of order of magnitude."""
    s = context.configuration.supply
    if not s.graduates:
        return
    try:
        record = context.record(s.graduates)
    except InputError:
        return
    periods = [p for p in record.periods if record.value(p) is not None]
    if not periods:
        return
    number = _published(
        context,
        s.graduates,
        int(periods[-1]),
        Text(
            f"số tốt nghiệp {s.field_vi} đã công bố, {periods[-1]}",
            f"published graduates in {s.field_en}, {periods[-1]}",
        ),
        "count",
        "graduates",
    )
    computed = flow_number(context, found, "graduates", 0)
    if number:
        w.note(
            f"Đối chiếu: số tốt nghiệp {s.field_vi} đã công bố cho năm {periods[-1]} là {{{number.id}}}; phép tính trên cho {{{computed.id}}} (khoảng {{{computed.id}:80}}) cho khoảng năm {computed.period}. Hai con số khác năm, có thể khác phạm vi và chưa giải thích được chênh lệch; cần bảng số tốt nghiệp theo ngành đào tạo.",
            f"Check: the published number of graduates in {s.field_en} for {periods[-1]} is {{{number.id}}}; the calculation gives {{{computed.id}}} (range {{{computed.id}:80}}) for about {computed.period}. The two are of different years and perhaps of different scope, and the difference is not explained; a table of graduates by field is needed.",
            "warning",
        )
