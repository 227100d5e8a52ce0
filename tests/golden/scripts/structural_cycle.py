"""Writes tests/golden/structural/cycle.csv: a simulated noisy cycle and the optimum that statsmodels finds for it.

Level constant, cycle of nine periods (damping 0.9), irregular; statsmodels 0.15.0, 2026-11-23, level="local level" with a
stochastic damped cycle and exact diffuse start. statsmodels starts the cycle diffuse too, so its log-likelihood is another
one; the C++ test therefore takes its parameters only and evaluates the density itself.

    python tests/golden/scripts/structural_cycle.py > tests/golden/structural/cycle.csv   (needs statsmodels)
"""

import warnings

import numpy as np
import statsmodels
from statsmodels.tsa.statespace.structural import UnobservedComponents

warnings.filterwarnings("ignore")
rng = np.random.default_rng(3)
angle = 2 * np.pi / 9
turn = 0.9 * np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
cycle = np.zeros(2)
y = []
for _ in range(80):
    cycle = turn @ cycle + 2 * rng.normal(size=2)
    y.append(round(50 + cycle[0] + rng.normal(), 3))

model = UnobservedComponents(
    y,
    level="local level",
    cycle=True,
    stochastic_cycle=True,
    damped_cycle=True,
    use_exact_diffuse=True,
    cycle_period_bounds=(3, 12),
)
start = np.array([2.4, 0.01, 1.9, 0.70, 0.94])
fits = [model.fit(start_params=start * f, disp=0, maxiter=3000) for f in (0.9, 1.0, 1.03)]
best = max(fits, key=lambda one: one.llf)
print(f"# statsmodels {statsmodels.__version__}")
print("name,value")
for name, value in zip(model.param_names, best.params, strict=True):
    print(f"{name},{float(value)!r}")
for value in y:
    print(f"y,{value}")
