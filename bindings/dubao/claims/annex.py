"""The annex table: for internal use with findings and arithmetic, for the public with scopes alone."""

from __future__ import annotations

from typing import Any, Literal

from dubao.claims.findings import compare
from dubao.claims.register import Register
from dubao.claims.words import FINDINGS
from dubao.errors import Language


def annex_rows(
    register: Register, audience: Literal["internal", "public"] = "internal", lang: Language = "vi"
) -> list[dict[str, Any]]:
    """Rows of the annex.

    Parameters
    ----------
    register : Register
    audience : {"internal", "public"}
        The public table lists who said what of which scope; findings and arithmetic are for those who can ask back.
    lang : {"vi", "en"}

    Returns
    -------
    list of dict
        Internal: one row a comparison. Public: one row a claim.

    Raises
    ------
    ValueError
        For another audience.

    Examples
    --------
    >>> rows = annex_rows(Register.read("vietnam-claims"), "public", "en")
    >>> sorted(rows[0])
    ['claim', 'counts', 'origin', 'period', 'quantity', 'to', 'unit', 'value', 'who']
    """
    if audience not in ("internal", "public"):
        raise ValueError(f"audience must be internal or public, not {audience!r}")

    def of(item: Any, name: str) -> str:
        return str(getattr(item, f"{name}_{lang}"))

    if audience == "public":
        return [
            {
                "claim": c.key,
                "who": of(c, "who"),
                "period": c.period + (f"–{c.until}" if c.until else ""),
                "counts": f"{of(c, 'subject')}. {of(c, 'scope')}",
                "value": c.value,
                "to": c.high,
                "unit": c.unit,
                "quantity": c.quantity,
                "origin": "found" if c.origin_found else "not found",
            }
            for c in register.claims.values()
        ]
    return [
        {
            "pair": f.key,
            "claim": f"{of(f.claim, 'who')}, {f.claim.period}: {of(f.claim, 'subject')}",
            "against": f.series
            if f.other is None
            else f"{of(f.other, 'who')}, {f.other.period}: {of(f.other, 'subject')}",
            "finding": getattr(FINDINGS[f.finding], lang),
            "arithmetic": getattr(f.arithmetic, lang),
            "counts": getattr(f.note, lang),
            "remark": f.trap,
        }
        for f in compare(register)
    ]
