"""Figures in circulation held against official series and against each other: scope, unit, level or flow, arithmetic.

A finding says what can be said and no more; it has no adjective. The register and the pairs to compare are data
(``datasets/vietnam-claims``): whoever adds a claim adds a row.

>>> from dubao.claims import Register, compare
>>> found = {f.key: f for f in compare(Register.read("vietnam-claims"))}
>>> print(found["mic_growth_2023"].arithmetic.en)
1,767,766 ÷ 1,510,027 − 1 = 17.07%; stated 2.72%
>>> found["mic_growth_2023"].finding
'figures_differ'
"""

from dubao.claims.annex import annex_rows
from dubao.claims.findings import Finding, compare
from dubao.claims.register import Claim, Pair, Register
from dubao.claims.words import FINDINGS

__all__ = ["FINDINGS", "Claim", "Finding", "Pair", "Register", "annex_rows", "compare"]
