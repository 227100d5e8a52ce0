"""Supply beside graduates of the demo country: other entrants, imbalance, legal capacity, training routes."""

from __future__ import annotations

from demo.package import Observations
from demo.world import FIELDS, LAST, OCCUPATIONS


def supply_tables() -> list[Observations]:
    other = Observations(
        "other_entrants",
        "Entrants beside graduates",
        "Người vào nghề ngoài sinh viên tốt nghiệp",
        ("route", "occupation"),
    )
    level = {
        "retraining": (1_600, 420, 260, 90, 700),
        "immigration": (220, 40, 180, 10, 15),
        "return": (260, 60, 70, 8, 20),
    }
    for route, values in level.items():
        for occupation, value in zip(OCCUPATIONS, values, strict=True):
            for year in range(2019, LAST + 1):
                other.add(
                    f"demo.supply.{route}.{occupation}",
                    year,
                    round(value * 1.05 ** (year - LAST)),
                    "persons",
                    route=route,
                    occupation=occupation,
                )
    imbalance = Observations(
        "initial_imbalance",
        "State of the labour market at the start",
        "Tình trạng thị trường tại năm gốc",
        ("occupation", "quantity"),
    )
    for occupation, unemployed, unfilled in (
        ("251", 3_900, 4_800),
        ("252", 1_000, 1_500),
        ("215", 2_900, 1_800),
        ("352", 1_300, 400),
        ("351", 5_200, 500),
    ):
        imbalance.add(
            f"demo.imbalance.{occupation}.unemployed",
            LAST,
            unemployed,
            "persons",
            occupation=occupation,
            quantity="unemployed",
        )
        imbalance.add(
            f"demo.imbalance.{occupation}.unfilled",
            LAST,
            unfilled,
            "persons",
            occupation=occupation,
            quantity="unfilled",
        )
    difficulty = Observations(
        "recruitment_difficulty",
        "Employers who find posts hard to fill",
        "Người sử dụng lao động thấy khó tuyển",
        ("occupation",),
    )
    for occupation, share in (("251", 0.52), ("252", 0.58), ("215", 0.36), ("352", 0.21), ("351", 0.12)):
        difficulty.add(f"demo.difficulty.{occupation}", LAST, share, "share", occupation=occupation)
    capacity = Observations(
        "legal_capacity",
        "Legal maximum of entrants",
        "Số lượng tuyển sinh tối đa theo quy định",
        ("field", "level"),
    )
    maximum = {
        "74801": (8_000, 7_500),
        "74802": (7_000, 9_500),
        "75103": (10_500, 7_000),
        "75202": (11_800, 4_000),
    }
    for field, (bachelor, college) in maximum.items():
        for year in range(2026, 2031):
            for level_name, value in (("bachelor", bachelor), ("college", college)):
                capacity.add(
                    f"demo.capacity.{field}.{level_name}",
                    year,
                    round(value * 1.02 ** (year - 2026)),
                    "students",
                    field=field,
                    level=level_name,
                )
    routes = Observations(
        "training_routes", "Training places by route", "Số chỗ đào tạo theo hình thức", ("route", "field")
    )
    durations = Observations("training_durations", "Length of the route", "Thời gian đào tạo", ("route",))
    places = {
        "degree": (26_000, 21_000, 15_000, 13_000),
        "upskilling": (6_500, 5_200, 3_000, 2_600),
        "reskilling": (3_200, 2_100, 800, 700),
    }
    for route, values in places.items():
        for field, value in zip(FIELDS, values, strict=False):
            routes.add(f"demo.training.{route}.{field}", LAST, value, "persons", route=route, field=field)
    for route, months in (("degree", 48), ("upskilling", 6), ("reskilling", 12)):
        durations.add(f"demo.training.duration.{route}", LAST, months, "months", route=route)
    return [other, imbalance, difficulty, capacity, routes, durations]
