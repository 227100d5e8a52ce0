"""Reads, cleans, codes, de-duplicates and counts made-up postings on all cores; prints seconds, memory and what came out.

    .venv/bin/python tests/bench/postings.py --postings 100000 --workers 2

The postings are made up (tests/python/support/made_up_postings.py): some 130 words each, a third in markup with a phone number, a third with a
title of its own, a tenth repeats with edits.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "python/support"))

from made_up_postings import edited, posting_of, text_of

from dubao.postings import Posting, SkillMatcher, count_pairs, count_terms
from dubao.postings.overview import overview
from dubao.postings.prepare import prepare_postings

REPEATS = 0.1
MARKUP = 1 / 3
OWN_TITLE = 1 / 3
SYLLABLES = [
    a + b + c
    for a in ("b", "ch", "d", "gi", "h", "kh", "l", "m", "ng", "ph", "s", "th", "tr", "v", "x")
    for b in "aeiouăâêôơư"
    for c in ("", "n", "ng", "t", "m", "c")
]
# Frequencies k^−0.6 − (k + 1)^−0.6 of the k-th syllable, the last with all that is left: few stand everywhere, many hardly anywhere.
FREQUENCIES = [k**-0.6 - (k + 1) ** -0.6 for k in range(1, len(SYLLABLES))] + [len(SYLLABLES) ** -0.6]
CUMULATED = list(itertools.accumulate(FREQUENCIES))
EMPLOYERS = 5000
EVERY_SECONDS = 2.0


def long_text(random_: random.Random, boilerplate: str) -> str:
    """Some 130 words: two sentences of the employer's own that stand in all its postings, four of the common ones, and rest as words
    that follow a law of small and large frequencies."""
    words = random_.choices(SYLLABLES, cum_weights=CUMULATED, k=70)
    common = ". ".join(text_of(random_).split(". ")[:4])
    return f"{common}. {' '.join(words[:35])}. {' '.join(words[35:])}. {boilerplate}"


def write(path: Path, count: int, seed: int) -> None:
    random_ = random.Random(seed)
    before: deque[Posting] = deque(maxlen=1000)
    boilerplate = [" ".join(random_.choices(SYLLABLES, k=25)) for _ in range(EMPLOYERS)]
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            if before and random_.random() < REPEATS:
                one = random_.choice(before)
                text = edited(one.text, 0.03, random_)
            else:
                one = posting_of(random_, number, days=700, source=random_.choice("abc"))
                own = f" {random_.choice(SYLLABLES)} {number}" if random_.random() < OWN_TITLE else ""
                one = replace(
                    one, title=one.title + own, text=long_text(random_, boilerplate[number % EMPLOYERS])
                )
                text = one.text
                before.append(one)
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


class Memory(threading.Thread):
    """Gigabytes of this process and of those it started together, at their highest; pages that several share count once."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.highest = 0.0

    def run(self) -> None:
        while True:
            own = os.getpid()
            total = 0
            for pid in (own, *(int(p) for p in Path(f"/proc/{own}/task/{own}/children").read_text().split())):
                try:
                    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
                except OSError:
                    continue
                total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
            self.highest = max(self.highest, total / 1024**2)
            time.sleep(EVERY_SECONDS)


def timed(name: str, step: Callable[[], Any], memory: Memory) -> tuple[Any, float]:
    began, busy = time.perf_counter(), os.times()
    result = step()
    seconds, now = time.perf_counter() - began, os.times()
    processor = sum(now[:4]) - sum(busy[:4])
    print(
        f"{name:10} {seconds:7.1f} s, processors {processor:7.1f} s, memory so far {memory.highest:.2f} GB",
        file=sys.stderr,
        flush=True,
    )
    return result, seconds


def fingerprint(found: Any) -> str:
    """The same for the same records, repeats and report."""
    digest = blake2b(digest_size=8)
    for r in found.records:
        digest.update(repr((r.posting, r.skills, r.occupation, r.role)).encode())
    for r in found.repeats.repeats:
        digest.update(repr((r.posting.id, r.of.id, r.reason, r.similarity, r.days)).encode())
    digest.update(repr(found.report).encode())
    return digest.hexdigest()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--postings", type=int, default=100_000)
    arguments.add_argument("--workers", type=int, default=2)
    arguments.add_argument("--seed", type=int, default=1)
    chosen = arguments.parse_args()
    memory = Memory()
    memory.start()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "postings.jsonl"
        _, made = timed("made up", lambda: write(path, chosen.postings, chosen.seed), memory)
        busy = os.times()
        found, prepared = timed(
            "prepared", lambda: prepare_postings(path, as_of="2028-01-01", workers=chosen.workers), memory
        )
        skills = {id(r.posting): r.skills for r in found.records}
        postings = [r.posting for r in found.records]
        matcher = SkillMatcher.read()
        _, counted = timed("counted", lambda: (count_terms(postings, lambda p: skills[id(p)]), count_pairs(postings, lambda p: skills[id(p)])), memory)  # fmt: skip
        _, shown = timed(
            "shares",
            lambda: overview(found.records, clusters=lambda s: matcher.skills[s].cluster),
            memory,
        )
        print(
            json.dumps(
                {
                    "postings": chosen.postings, "megabytes": round(path.stat().st_size / 1024**2), "workers": chosen.workers,
                    "prepared_s": round(prepared, 1), "counted_s": round(counted, 1), "shares_s": round(shown, 1),
                    "processor_s": round(sum(os.times()[:4]) - sum(busy[:4]), 1),
                    "peak_gb": round(memory.highest, 2),
                    "kept": len(found.records), "repeats": len(found.repeats.repeats),
                    "with_occupation": sum(bool(r.occupation) for r in found.records),
                    "load": round(os.getloadavg()[0], 1), "fingerprint": fingerprint(found),
                }
            )
        )  # fmt: skip


if __name__ == "__main__":
    main()
