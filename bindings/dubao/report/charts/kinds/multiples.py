"""Small multiples: one panel a term, a line over periods with its interval, each panel on its own scale from zero."""

from __future__ import annotations

from dubao.errors import Language
from dubao.report.charts import words
from dubao.report.charts.axes import LABEL, TICK, Frame, left_margin, value_grid
from dubao.report.charts.canvas import Canvas, Point, path_of
from dubao.report.charts.data import MultiplesData
from dubao.report.charts.measure import text_width, wrap
from dubao.report.charts.scales import Linear, period_positions, zero_based

PANEL_HEIGHT = 84.0
LONE_PANEL_HEIGHT = 170.0
_GAP = 26.0


def draw(canvas: Canvas, data: MultiplesData, lang: Language) -> float:
    across = 2 if canvas.narrow else 3
    across = min(across, len(data.labels))
    width = (canvas.width - _GAP * (across - 1)) / across
    tall = LONE_PANEL_HEIGHT if len(data.labels) == 1 else PANEL_HEIGHT
    canvas.text(2, 12, data.unit.of(lang), size=TICK, colour="soft")
    mark = data.mark_label.of(lang) if data.mark_label is not None else ""
    if mark and any(data.marks):
        shown = wrap(mark, TICK, canvas.width - 30, 2)
        canvas.line(2, 27, 20, 27, "gap", 1.2, "4 3")
        canvas.lines(26, 31, shown, 14, size=TICK, colour="soft")
        top = 31 + 14.0 * len(shown) + 8
    else:
        top = 28.0
    positions = period_positions(data.periods)
    inset = max(left_margin(_ticks(data, i), lang, data.unit) for i in range(len(data.labels)))
    for first in range(0, len(data.labels), across):
        row = range(first, min(first + across, len(data.labels)))
        heads = {i: wrap(data.labels[i].of(lang), LABEL, width - 4, 3, True) for i in row}
        head_height = 15.0 * max(len(lines) for lines in heads.values()) + 16
        for i in row:
            left = (i - first) * (width + _GAP)
            canvas.lines(left + 2, top + 10, heads[i], 15, size=LABEL, bold=True)
            canvas.text(
                left + 2,
                top + 10 + 15 * len(heads[i]),
                _facts(data, i, lang, width),
                size=TICK,
                colour="soft",
            )
            frame = Frame(left + inset, left + width - 6, top + head_height + 8, top + head_height + 8 + tall)
            _panel(canvas, data, i, frame, positions, lang)
        top += head_height + tall + 44
    return top - 8


def _ticks(data: MultiplesData, i: int) -> list[float]:
    return zero_based([*data.values[i], *data.low[i], *data.high[i]], 2)


def _facts(data: MultiplesData, i: int, lang: Language, width: float) -> str:
    """The latest value with its interval, or alone where that is too long."""
    known = [k for k, value in enumerate(data.values[i]) if value is not None]
    if not known:
        return words.NO_DATA.of(lang)
    last = known[-1]
    decimals = words.digits([data.values[i][last]], 2)
    value = words.number(data.values[i][last], lang, decimals, data.unit)
    between = words.between(data.low[i][last], data.high[i][last], lang, decimals, data.unit)
    for text in (f"{words.LATEST.of(lang)}: {value} ({between})", f"{words.LATEST.of(lang)}: {value}"):
        if text_width(text, TICK) <= width - 4:
            return text
    return value


def _panel(
    canvas: Canvas, data: MultiplesData, i: int, frame: Frame, positions: list[float], lang: Language
) -> None:
    ticks = _ticks(data, i)
    y_scale = Linear(ticks[0], ticks[-1], frame.bottom, frame.top)
    x_scale = Linear(positions[0], max(positions[-1], positions[0] + 1e-9), frame.left + 3, frame.right - 3)
    value_grid(canvas, frame, y_scale, ticks, lang, data.unit)
    for runs in _runs(data, i):
        band = [(x_scale(positions[k]), y_scale(data.high[i][k] or 0.0)) for k in runs]
        band += [(x_scale(positions[k]), y_scale(data.low[i][k] or 0.0)) for k in reversed(runs)]
        canvas.path(path_of(band, close=True), fill="demand", opacity=0.2)
        line: list[Point] = [(x_scale(positions[k]), y_scale(data.values[i][k] or 0.0)) for k in runs]
        if len(line) > 1:
            canvas.path(path_of(line), stroke="demand", width=1.8)
        else:
            canvas.dots(line, 6, "demand")
    marked = data.marks[i]
    if marked in data.periods:
        x = x_scale(positions[data.periods.index(marked)])
        canvas.line(x, frame.top - 4, x, frame.bottom, "gap", 1.2, "4 3")
    for period, anchor, x in (
        (data.periods[0], "start", frame.left),
        (data.periods[-1], "end", frame.right),
    ):
        canvas.text(
            x, frame.bottom + 16, words.short_period(period, lang), size=TICK, anchor=anchor, colour="soft"
        )
    name = data.labels[i].of(lang)
    canvas.hit(
        frame.left, frame.top, frame.right - frame.left, frame.bottom - frame.top,
        f"{name}: {_facts(data, i, lang, 1e9)}" + (f"; {words.short_period(marked, lang)}" if marked else ""),
    )  # fmt: skip


def _runs(data: MultiplesData, i: int) -> list[list[int]]:
    """Periods without a gap in between."""
    out: list[list[int]] = []
    for k in range(len(data.periods)):
        if None in (data.values[i][k], data.low[i][k], data.high[i][k]):
            continue
        if out and out[-1][-1] == k - 1:
            out[-1].append(k)
        else:
            out.append([k])
    return out
