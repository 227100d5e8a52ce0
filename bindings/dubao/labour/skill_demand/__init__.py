"""Demand for skills: which skills the forecast persons or openings need, and what curricula bring.

Numbers of skills never add up to persons: a person has many skills and is counted once for each. Nothing here adds over skills.

>>> from dubao.labour import skill_demand as skills
>>> importance = skills.importance_from_rows([("security", "251", 0.4), ("security", "252", (0.9, 0.8, 1.0))])
>>> found = skills.demand({"251": [[1000.0]] * 200, "252": [[200.0]] * 200}, importance, start="2030")
>>> found.row("security", "2030").median > 560
True
"""

from dubao.labour.skill_demand.against import CurriculumGaps, GapRow, against_curricula
from dubao.labour.skill_demand.curricula import (
    COLUMNS,
    Curricula,
    Programme,
    TaughtSkill,
    read_curricula,
    write_curricula_template,
)
from dubao.labour.skill_demand.demand import DemandRow, SkillDemand, demand
from dubao.labour.skill_demand.importance import (
    Importance,
    Importances,
    importance_from_postings,
    importance_from_rows,
)

__all__ = [
    "COLUMNS",
    "Curricula",
    "CurriculumGaps",
    "DemandRow",
    "GapRow",
    "Importance",
    "Importances",
    "Programme",
    "SkillDemand",
    "TaughtSkill",
    "against_curricula",
    "demand",
    "importance_from_postings",
    "importance_from_rows",
    "read_curricula",
    "write_curricula_template",
]
