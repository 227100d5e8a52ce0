r"""Results as words: how every writer prints a number, its interval, its unit, a sentence and a table cell.

All writers use these functions, so one figure reads the same on a page, in a sheet and in a picture, and the two
languages differ in marks only. An undetermined value prints as an en dash.

>>> from dubao.report.results import ResultsStore
>>> store = ResultsStore()
>>> _ = store.add(4, "jobs", 145_210.0, kind="count", unit="persons", definition=Text("việc làm", "employment"),
...               nature="forecast", round_to=1000, low80=110_000.0, high80=191_000.0)
>>> number = store["B4-01"]
>>> format_value(number, "vi"), format_value(number, "en", "unit"), format_value(number, "vi", "80")
('145.000', '145,000\xa0persons', '110.000–191.000')
>>> plain_text(Text("Năm 2030: **{B4-01:unit}**", "In 2030: **{B4-01:unit}**"), store, "vi")
'Năm 2030: 145.000\xa0người'
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from dubao.errors import Language
from dubao.numbers import MINUS, format_number
from dubao.report.document import Cell, NumberCell, Pill
from dubao.report.labels import unit_words
from dubao.report.results import Number, ResultsStore
from dubao.report.text import Plain, Show, Text, parse_inline

UNDETERMINED = "\N{EN DASH}"
_NO_BREAK = "\N{NO-BREAK SPACE}"


def _rounded(value: float, step: float | None) -> Decimal:
    """The value as a decimal, rounded half away from zero to a multiple of ``step``."""
    exact = Decimal(repr(float(value)))
    if not step:
        return exact
    unit = Decimal(repr(float(step)))
    return (exact / unit).quantize(Decimal(1), rounding=ROUND_HALF_UP) * unit


def _body(number: Number, value: float, lang: Language) -> str:
    """The digits of a value of this number, without unit and percent sign."""
    rounded = _rounded(value, number.round_to)
    if number.kind == "year":
        return str(int(rounded))
    if number.kind == "probability":
        rounded *= 100
    return format_number(rounded, lang, number.decimals)


def _is_percentage(number: Number) -> bool:
    return number.kind in ("percent", "probability")


def _format_point(number: Number, lang: Language) -> str:
    assert number.value is not None
    body = _body(number, number.value, lang)
    if number.kind == "probability" and 0 < number.value < 1:
        # A probability of 0.997 is not certainty: ">99%", not "100%"; likewise "<1%", not "0%".
        step = Decimal(1).scaleb(-number.decimals)
        for end, sign, bound in ((0, "<", step), (100, ">", 100 - step)):
            if body == format_number(end, lang, number.decimals):
                return f"{sign}{format_number(bound, lang, number.decimals)}%"
    return body + ("%" if _is_percentage(number) else "")


def format_interval(number: Number, lang: Language, level: int = 80) -> str:
    """The interval of a number as "low–high"; "–" when it has none.

    The percent sign stands once, at the end; with a negative end the dash gets spaces, so that it is not read as a minus.
    """
    low, high = (number.low80, number.high80) if level == 80 else (number.low95, number.high95)
    if low is None or high is None:
        return UNDETERMINED
    low_text, high_text = _body(number, low, lang), _body(number, high, lang)
    dash = f" {UNDETERMINED} " if MINUS in low_text + high_text else UNDETERMINED
    return f"{low_text}{dash}{high_text}" + ("%" if _is_percentage(number) else "")


def format_value(number: Number, lang: Language, show: Show = "value") -> str:
    """Prints a number of the results store.

    Parameters
    ----------
    number : Number
        Its ``kind``, ``round_to`` and ``decimals`` say how; the value is rounded here and nowhere before.
    lang : {"vi", "en"}
    show : {"value", "unit", "80", "95"}
        The value, the value with its unit in words, or the 80 % or 95 % interval.

    Returns
    -------
    str
        ``145.000``, ``64%``, ``0,92``, ``110.000–191.000``; ``–`` when undetermined. A probability strictly between 0 and
        1 never prints as 0% or 100% but as ``<1%`` or ``>99%``.

    Examples
    --------
    >>> chance = Number("B7-01", "p", 0.997, "probability", "probability", Text("xác suất", "probability"), "forecast")
    >>> format_value(chance, "vi")
    '>99%'
    """
    if show in ("80", "95"):
        return format_interval(number, lang, int(show))
    if number.value is None:
        return UNDETERMINED
    text = _format_point(number, lang)
    if show == "unit" and number.kind != "year":
        words = unit_words(number.unit, lang, one=text == "1")
        if _is_percentage(number):  # the sign is printed already: "3%" and "mỗi năm"
            words = words.removeprefix("%").strip()
        if words:
            return f"{text}{_NO_BREAK}{words}"
    return text


def plain_text(text: Text, store: ResultsStore, lang: Language) -> str:
    """A text with its references printed and its marks removed, for titles, sheets, alternative text and file properties."""
    return "".join(
        run.words if isinstance(run, Plain) else format_value(store[run.id], lang, run.show)
        for run in parse_inline(text.of(lang))
    )


def cell_text(cell: Cell, store: ResultsStore, lang: Language) -> str:
    """A table cell as plain words, without its flag; "–" for nothing."""
    if cell is None:
        return UNDETERMINED
    if isinstance(cell, NumberCell):
        return format_value(store[cell.number_id], lang, cell.show)
    words = cell.text if isinstance(cell, Pill) else cell
    return plain_text(words, store, lang)
