"""The chapters of the report, one module a chapter: 0–12, then the annexes.

A chapter turns results into blocks with text in both languages; it knows no format. Key findings are written last, from the
numbers of the other chapters, and stand first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dubao.report.chapters.context import Context
    from dubao.report.document import Chapter


def write_chapters(context: Context) -> list[Chapter]:
    """All chapters and annexes in the order of the report."""
    from dubao.report.chapters import (
        annexes,
        ch00_key_findings,
        ch01_legal_scope,
        ch02_context,
        ch03_current_state,
        ch04_demand,
        ch05_cybersecurity,
        ch06_supply,
        ch07_balance,
        ch08_skills,
        ch09_new_occupations,
        ch10_intake,
        ch11_training,
        ch12_accuracy,
    )

    body = [
        chapter.write(context)
        for chapter in (
            ch01_legal_scope, ch02_context, ch03_current_state, ch04_demand, ch05_cybersecurity, ch06_supply, ch07_balance,
            ch08_skills, ch09_new_occupations, ch10_intake, ch11_training, ch12_accuracy,
        )
    ]  # fmt: skip
    findings = ch00_key_findings.write(context)
    return [findings, *body, *annexes.write(context)]
