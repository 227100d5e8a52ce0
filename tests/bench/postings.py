"""Reads, cleans, de-duplicates, codes and counts made-up postings; prints seconds and memory of each step.

    .venv/bin/python tests/bench/postings.py --postings 100000

The postings are made up (tests/python/support/made_up_postings.py): some 130 words each, a third in markup, a tenth repeats with edits.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "python/support"))

from made_up_postings import edited, posting_of, text_of

from dubao.postings import (
    Posting,
    SkillMatcher,
    count_pairs,
    count_terms,
    coverage,
    deduplicate,
    read_postings,
)

REPEATS = 0.1
MARKUP = 1 / 3
SYLLABLES = [
    a + b + c
    for a in ("b", "ch", "d", "gi", "h", "kh", "l", "m", "ng", "ph", "s", "th", "tr", "v", "x")
    for b in "aeiouăâêôơư"
    for c in ("", "n", "ng", "t", "m", "c")
]
EMPLOYERS = 5000


def long_text(random_: random.Random, boilerplate: str) -> str:
    """Some 130 words: two sentences of the employer's own that stand in all its postings, four of the common ones, and rest as words
    that follow a law of small and large frequencies."""
    words = [SYLLABLES[min(int(random_.paretovariate(0.6)), len(SYLLABLES)) - 1] for _ in range(70)]
    common = ". ".join(text_of(random_).split(". ")[:4])
    return f"{common}. {' '.join(words[:35])}. {' '.join(words[35:])}. {boilerplate}"


def write(path: Path, count: int, seed: int) -> None:
    random_ = random.Random(seed)
    before: list[Posting] = []
    boilerplate = [" ".join(random_.choices(SYLLABLES, k=25)) for _ in range(EMPLOYERS)]
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            if before and random_.random() < REPEATS:
                one = random_.choice(before)
                text = edited(one.text, 0.03, random_)
            else:
                one = posting_of(random_, number, days=700, source=random_.choice("abc"))
                one = replace(one, text=long_text(random_, boilerplate[number % EMPLOYERS]))
                text = one.text
                before = [*before[-999:], one]
            if random_.random() < MARKUP:
                text = (
                    "<ul>"
                    + "".join(f"<li>{s}</li>" for s in text.split(". "))
                    + "</ul><p>Gọi 0912 345 678</p>"
                )
            row = {
                "source": one.source, "id": f"n{number}", "date": one.date.isoformat() if one.date else "", "title": one.title, "text": text,
                "place": one.place, "employer": one.employer, "salary": f"{random_.randrange(8, 40)} - {random_.randrange(41, 60)} triệu",
            }  # fmt: skip
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def timed(name: str, step: Callable[[], Any]) -> Any:
    began, busy = time.perf_counter(), time.process_time()
    result = step()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(
        f"{name:12} {time.perf_counter() - began:7.1f} s, processor {time.process_time() - busy:7.1f} s, peak {peak:.2f} GB",
        flush=True,
    )
    return result


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--postings", type=int, default=100_000)
    arguments.add_argument("--seed", type=int, default=1)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "postings.jsonl"
        write(path, chosen.postings, chosen.seed)
        print(f"{chosen.postings:,} postings, {path.stat().st_size / 1024**2:,.0f} MB")
        read = timed("reading", lambda: read_postings(path, as_of="2028-01-01"))
        timed("coverage", lambda: coverage(read.postings))
        found = timed("repeats", lambda: deduplicate(read.postings))
        matcher = SkillMatcher.read()
        skills = timed("coding", lambda: {id(p): matcher(p) for p in found.postings})
        timed("terms", lambda: count_terms(found.postings, lambda p: skills[id(p)]))
        timed("pairs", lambda: count_pairs(found.postings, lambda p: skills[id(p)]))
        print(*read.report.statements("en"), *found.statements("en"), sep="\n")


if __name__ == "__main__":
    main()
