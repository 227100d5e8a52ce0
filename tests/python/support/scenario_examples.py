"""A scenario file and the data it may change, for the tests of scenarios."""

from __future__ import annotations

from dubao.labour import Scope

ABOUT = {"source": "example", "author": "a reader", "date": "2026-11-22"}
SCOPE = (
    Scope()
    .allow("driver", ["gdp"], "2025", "2030")
    .allow("employment factor", ["26", "62"], "2025", "2030")
    .allow("share factor", ["62/251"], "2025", "2030")
    .allow("exit rate", ["care/251"], "2025", "2030")
    .allow("intake", ["748"], "2025", "2030")
    .allow("break", ["vn.emp.isic4.J.T"], "2025", "2030")
)
TEXT = """
[scenario]
name = "high"
title_vi = "Cao"
source = "example"
author = "Tổ dự báo"
date = 2026-11-22

[drivers.gdp]
2025 = 8.0
2026 = 7.5

[employment_factors."62"]
2026 = 1.05

[share_factors."62"."251"]
2026 = 1.02

[exit_rates.care."251"]
2026 = 0.01

[intakes."748"]
2026 = 21000

[[breaks]]
series = "vn.emp.isic4.J.T"
period = 2026
"""
