"""Age pyramid: men to the left, women to the right (hatched), the youngest at the foot, figures at the ends of bars."""

from __future__ import annotations

from dubao.errors import Language
from dubao.report.charts import words
from dubao.report.charts.axes import LABEL, TICK, Frame, tick_texts
from dubao.report.charts.canvas import Canvas
from dubao.report.charts.data import PyramidData
from dubao.report.charts.measure import text_width
from dubao.report.charts.scales import Linear, zero_based


def draw(canvas: Canvas, data: PyramidData, lang: Language) -> float:
    every = [*data.men, *data.women]
    decimals = words.digits(every)
    ticks = zero_based(every, 2 if canvas.narrow else 4)
    ages = [age.replace("-", "–") for age in data.ages]
    middle = max(text_width(age, LABEL) for age in ages) + 20
    centre = canvas.width / 2
    room = max(text_width(words.number(value, lang, decimals, data.unit), TICK) for value in every) + 8
    men = Linear(0, ticks[-1], centre - middle / 2, room + 4)
    women = Linear(0, ticks[-1], centre + middle / 2, canvas.width - room - 4)
    step = 22 if len(data.ages) > 12 else 27
    top = 40.0
    frame = Frame(men.end, women.end, top, top + step * len(data.ages) + 4)
    canvas.text(men.start, 14, words.MEN.of(lang), anchor="end", bold=True, colour="demand")
    canvas.text(women.start, 14, words.WOMEN.of(lang), bold=True, colour="supply")
    canvas.text(centre, 30, words.AGE.of(lang), size=TICK, anchor="middle", colour="soft")
    for scale in (men, women):
        free_from = float("-inf")
        for tick, tick_words in zip(ticks, tick_texts(ticks, lang, data.unit), strict=True):
            x = scale(tick)
            canvas.line(x, top - 4, x, frame.bottom, "soft" if tick == 0 else "grid")
            # Figures run outward from the middle; those that would touch are left out.
            place = abs(x - scale.start)
            half = text_width(tick_words, TICK) / 2
            if place - half >= free_from:
                canvas.text(x, frame.bottom + 15, tick_words, size=TICK, anchor="middle", colour="soft")
                free_from = place + half + 8
    for i, age in enumerate(ages):
        y = frame.bottom - 4 - step * (i + 1)
        height = step - 6
        canvas.text(centre, y + height / 2, age, anchor="middle", middle=True)
        for value, scale, name in ((data.men[i], men, "men"), (data.women[i], women, "women")):
            x, width = scale(0), scale(value) - scale(0)
            if name == "men":
                canvas.rect(x, y, width, height, fill="demand")
            else:
                canvas.rect(x, y, width, height, fill="paper")
                canvas.rect(x, y, width, height, fill=canvas.hatch("supply", dense=True), stroke="supply")
            side = -1 if name == "men" else 1
            figure = words.number(value, lang, decimals, data.unit)
            anchor = "end" if side < 0 else "start"
            canvas.text(
                x + width + 5 * side, y + height / 2, figure, size=TICK, anchor=anchor, middle=True, halo=True
            )
        men_words, women_words = (
            words.number(v[i], lang, decimals, data.unit) for v in (data.men, data.women)
        )
        title = f"{words.AGE.of(lang)} {age}: {words.MEN.of(lang)} {men_words}, {words.WOMEN.of(lang)} {women_words} {data.unit.of(lang)}"
        canvas.hit(frame.left, y - 3, frame.right - frame.left, step, title)
    canvas.text(
        canvas.width - 2, frame.bottom + 31, data.unit.of(lang), size=TICK, anchor="end", colour="soft"
    )
    return frame.bottom + 37
