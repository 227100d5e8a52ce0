#!/usr/bin/env python3
"""Fits the linear model of titles and the probabilities of each step to the hand-coded sample; writes model.csv and calibration.csv.

    python scripts/make_occupation_model.py            # a minute; needs scikit-learn 1.9, which the package itself does not
    python scripts/make_occupation_model.py --check    # exit code 1 when the tables were made from other inputs

A multinomial logistic regression with ridge penalty, fitted by scikit-learn (the regressions of the package have one response). The
training rows are the titles of the split ``train`` and, with less weight, the aliases. The penalty was chosen on the split ``calibrate``. What
is stated as a probability comes from titles that took no part in the fit: the split ``calibrate``, and for the model also the training
titles, each predicted without its fold. Titles with Vietnamese words have steps of their own (``vi_``). The splits ``develop``, against
which words were tried, and ``test``, and the postings of sample_ids.csv take no part at all.
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from dubao.postings.coding_aliases import AliasFinder
from dubao.postings.coding_model import NO_ROLE, RoleModel, features, is_vietnamese
from dubao.regression import Binomial

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "datasets" / "occupation-coding"
INPUTS = ("roles.csv", "aliases.csv", "heads.csv", "sample.csv")
OUTPUTS = ("model.csv", "calibration.csv")
# Inverse of the ridge penalty; 1, 3, 10 and 30 were tried.
STRENGTH = 10.0
# Weights of training rows beside a title of the sample: an alias is a title without its other words.
ALIAS_WEIGHT = {"exact": 0.5, "word": 0.5, "general": 0.5, "qualifier": 0.25}
HEAD_WEIGHT = 0.5
# A feature that fewer rows have, and a coefficient that is smaller, are left out.
LEAST_ROWS, SMALLEST = 2, 0.15
FOLDS = 5
DECIMALS = 2
# Steps with fewer titles to judge them by share the figure of all alias steps.
LEAST_TITLES = 20
# Titles with Vietnamese words that the model must have for a calibration of its own.
LEAST_MODELLED = 60
SOURCE = "occupation_coding"


def table(name: str) -> list[dict[str, str]]:
    """Rows of a table of the package."""
    with (PACKAGE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def digest(names: tuple[str, ...] = INPUTS) -> str:
    """Of what the tables are made from, or of the tables themselves."""
    whole = hashlib.sha256()
    for name in names:
        whole.update((PACKAGE / name).read_bytes())
    return whole.hexdigest()


def fit(rows: list[tuple[str, str, float]]) -> list[tuple[str, str, float]]:
    """Coefficients from titles, roles and weights."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    found = [features(title) for title, _, _ in rows]
    counts = Counter(f for one in found for f in one)
    names = sorted(f for f, count in counts.items() if count >= LEAST_ROWS)
    place = {f: n for n, f in enumerate(names)}
    at = [(row, place[f]) for row, one in enumerate(found) for f in one if f in place]
    x = csr_matrix((np.ones(len(at)), tuple(zip(*at, strict=True))), shape=(len(rows), len(names)))
    model = LogisticRegression(C=STRENGTH, max_iter=1000)
    model.fit(x, [role for _, role, _ in rows], sample_weight=[weight for _, _, weight in rows])
    out = [
        (str(r), "intercept", round(float(v), DECIMALS))
        for r, v in zip(model.classes_, model.intercept_, strict=True)
    ]
    for role, weights in zip(model.classes_, model.coef_, strict=True):
        out += [
            (str(role), names[n], round(float(weights[n]), DECIMALS))
            for n in np.flatnonzero(np.abs(weights) >= SMALLEST)
        ]
    return out


def word_rows() -> list[tuple[str, str, float]]:
    """Aliases and head words as titles."""
    rows = [(r["alias"], r["role"], ALIAS_WEIGHT[r["what"]]) for r in table("aliases.csv")]
    return rows + [(r["word"], NO_ROLE, HEAD_WEIGHT) for r in table("heads.csv")]


def best(model: RoleModel, titles: list[str], codes: dict[str, str]) -> list[tuple[str, float, str, float]]:
    """Of each title the likeliest role and occupation with their raw probabilities."""
    probabilities = model.probabilities(titles)
    out = []
    for row in probabilities:
        by_role = {r: float(p) for r, p in zip(model.roles, row, strict=True) if r != NO_ROLE}
        by_code: dict[str, float] = defaultdict(float)
        for r, p in by_role.items():
            by_code[codes[r]] += p
        role, code = max(by_role, key=by_role.__getitem__), max(by_code, key=by_code.__getitem__)
        out.append((role, by_role[role], code, by_code[code]))
    return out


def judged(
    rows: list[dict[str, str]], model: RoleModel, finder: AliasFinder, codes: dict[str, str]
) -> list[tuple[bool, tuple[float, bool, float, bool]]]:
    """Whether Vietnamese, and raw probabilities of the model and whether they were right, of the titles that the aliases leave open."""
    left = [r for r in rows if finder.find(r["title"]) is None]
    if not left:
        return []
    return [
        (is_vietnamese(r["title"]), (p, role == r["role"], q, code == r["occupation"]))
        for r, (role, p, code, q) in zip(left, best(model, [r["title"] for r in left], codes), strict=True)
    ]


def calibration(rows: list[tuple[float, bool, float, bool]], step: str) -> list[list[object]]:
    """A logistic regression of right or wrong on the raw log odds, for role and occupation."""
    out: list[list[object]] = []
    for target, at in (("role", 0), ("occupation", 2)):
        raw = np.clip([row[at] for row in rows], 1e-9, 1 - 1e-9)
        right = [float(row[at + 1]) for row in rows]
        fitted = Binomial().fit({"log_odds": np.log(raw / (1 - raw))}, right)
        for parameter, name in (("intercept", "intercept"), ("slope", "log_odds")):
            out.append([step, target, parameter, round(fitted.params[name], 4), len(rows)])
    return out


def shares(
    calibrate: list[dict[str, str]], texts: list[dict[str, str]], finder: AliasFinder, codes: dict[str, str]
) -> list[list[object]]:
    """Share of right codes of each alias step: (right + 1/2) / (titles + 1)."""
    results: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for row in calibrate:
        found = finder.find(row["title"])
        if found is not None:
            one = (found.role == row["role"], codes[found.role] == row["occupation"])
            language = "vi_" if is_vietnamese(row["title"]) else ""
            results[f"{language}alias_{found.kind}"].append(one)
            results[f"{language}alias"].append(one)
    for row in texts:
        found = finder.find_in_text(row["text"])
        if finder.find(row["title"]) is None and found is not None:
            results["text"].append((found.role == row["role"], codes[found.role] == row["occupation"]))
    out: list[list[object]] = []
    for step in sorted(results):
        rows = results[step]
        if step not in ("alias", "vi_alias", "text") and len(rows) < LEAST_TITLES:
            continue
        for at, target in enumerate(("role", "occupation")):
            out.append(
                [
                    step,
                    target,
                    "share",
                    round((sum(r[at] for r in rows) + 0.5) / (len(rows) + 1), 4),
                    len(rows),
                ]
            )
    return out


def write(name: str, header: list[str], rows: list[list[object]]) -> None:
    with (PACKAGE / name).open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        out.writerows([*row, SOURCE] for row in rows)


def stamps() -> tuple[str, str]:
    """Digests in the descriptor: of the inputs that the model was made from, of the tables that were made."""
    resources = json.loads((PACKAGE / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    model = next(r["dubao"] for r in resources if r["name"] == "model")
    return model.get("inputs_sha256", ""), model.get("outputs_sha256", "")


def describe() -> None:
    """Rows and digest in the descriptor of the package."""
    path = PACKAGE / "datapackage.json"
    described = json.loads(path.read_text(encoding="utf-8"))
    for resource in described["resources"]:
        if resource["name"] in ("model", "calibration"):
            resource["dubao"]["rows"] = len(table(f"{resource['name']}.csv"))
        if resource["name"] == "model":
            resource["dubao"] |= {"inputs_sha256": digest(), "outputs_sha256": digest(OUTPUTS)}
    path.write_text(json.dumps(described, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def main() -> int:
    if "--check" in sys.argv:
        current = stamps() == (digest(), digest(OUTPUTS))
        print(
            "current"
            if current
            else "model and calibration are not those of the other tables: run scripts/make_occupation_model.py"
        )
        return 0 if current else 1
    sample = table("sample.csv")
    codes = {row["role"]: row["occupation"] for row in table("roles.csv")}
    finder = AliasFinder.read()
    train = [r for r in sample if r["split"] == "train" and not r["text"]]
    calibrate = [r for r in sample if r["split"] == "calibrate" and not r["text"]]
    texts = [r for r in sample if r["split"] in ("train", "calibrate") and r["text"]]
    own = [(r["title"], r["role"] or NO_ROLE, 1.0) for r in train]
    coefficients = fit(own + word_rows())
    rows = judged(calibrate, RoleModel(coefficients), finder, codes)
    for fold in range(FOLDS):
        kept = [row for n, row in enumerate(own) if n % FOLDS != fold]
        rows += judged(train[fold::FOLDS], RoleModel(fit(kept + word_rows())), finder, codes)
    vietnamese = [row for own_language, row in rows if own_language]
    steps = shares(calibrate, texts, finder, codes)
    if len(vietnamese) >= LEAST_MODELLED:
        steps += calibration(vietnamese, "vi_model")
        steps += calibration([row for own_language, row in rows if not own_language], "model")
    else:
        steps += calibration([row for _, row in rows], "model")
    write("model.csv", ["role", "feature", "coefficient", "source_id"], [list(row) for row in coefficients])
    write("calibration.csv", ["step", "target", "parameter", "value", "observations", "source_id"], steps)
    describe()
    print(len(coefficients), "coefficients;", *steps, sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
