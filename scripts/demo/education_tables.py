"""Tables of education of the demo country: entrants, learners, graduates and what becomes of them."""

from __future__ import annotations

from demo.package import Observations
from demo.world import (
    DROP_OUT,
    EMIGRATION,
    FIELDS,
    FURTHER_STUDY,
    LAST,
    LENGTH,
    LEVELS,
    OCCUPATIONS,
    PARTICIPATION,
    REPEAT,
    SHOW_UP,
    TO_OCCUPATION,
    World,
)


def education_tables(world: World) -> list[Observations]:
    entrants = Observations(
        "entrants_by_field",
        "Entrants by field of study and level",
        "Sinh viên nhập học theo nhóm ngành và trình độ",
        ("field", "level"),
    )
    stock = Observations(
        "students_by_year_of_study",
        "Students by year of study",
        "Sinh viên theo năm học",
        ("field", "level", "year_of_study"),
    )
    rates = Observations(
        "progression_rates",
        "Drop-out and repetition by year of study",
        "Tỷ lệ thôi học và học lại theo năm học",
        ("field", "level", "year_of_study", "rate"),
    )
    graduates = Observations(
        "graduates_by_field",
        "Graduates by field of study and level",
        "Sinh viên tốt nghiệp theo nhóm ngành và trình độ",
        ("field", "level"),
    )
    transitions = Observations(
        "transition_rates",
        "From graduation to the labour market",
        "Từ tốt nghiệp đến thị trường lao động",
        ("field", "level", "rate"),
    )
    flexibility = Observations(
        "field_to_occupation",
        "Occupation of labour-market entrants by field",
        "Nghề của người mới vào thị trường theo nhóm ngành",
        ("field", "level", "occupation"),
    )
    for field in FIELDS:
        for level in LEVELS:
            key = f"{field}.{level}"
            for year in range(2015, LAST + 2):
                entrants.add(
                    f"demo.edu.entrants.{key}",
                    year,
                    world.entrants[field, level][year],
                    "students",
                    field=field,
                    level=level,
                )
            for year in range(2018, LAST + 1):
                graduates.add(
                    f"demo.edu.graduates.{key}",
                    year,
                    world.graduates[field, level][year],
                    "students",
                    field=field,
                    level=level,
                )
            for k in range(LENGTH[level]):
                stock.add(
                    f"demo.edu.stock.{key}.{k + 1}",
                    LAST,
                    world.stock[field, level][k],
                    "students",
                    field=field,
                    level=level,
                    year_of_study=k + 1,
                )
                for rate, values in (("drop_out", DROP_OUT), ("repeat", REPEAT)):
                    rates.add(
                        f"demo.edu.{rate}.{key}.{k + 1}",
                        LAST,
                        values[level][k],
                        "share",
                        field=field,
                        level=level,
                        year_of_study=k + 1,
                        rate=rate,
                    )
            for rate, shares in (
                ("further_study", FURTHER_STUDY), ("participation", PARTICIPATION), ("emigration", EMIGRATION), ("show_up", SHOW_UP),
            ):  # fmt: skip
                transitions.add(
                    f"demo.edu.{rate}.{key}",
                    LAST,
                    shares[level],
                    "share",
                    field=field,
                    level=level,
                    rate=rate,
                )
            to = TO_OCCUPATION[field, level]
            for occupation in OCCUPATIONS:
                flexibility.add(
                    f"demo.flex.{key}.{occupation}",
                    LAST,
                    to[occupation],
                    "share",
                    field=field,
                    level=level,
                    occupation=occupation,
                )
            flexibility.add(
                f"demo.flex.{key}.other",
                LAST,
                round(1.0 - sum(to.values()), 6),
                "share",
                field=field,
                level=level,
                occupation="other",
            )
    return [entrants, stock, rates, graduates, transitions, flexibility]
