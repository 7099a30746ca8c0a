"""Feeds mutated reports to the checker and to its reader of numbers, and tells the slowest.

usage: python tools/fuzz_checker.py [--count N] [--seed S] [TEXT.md …]

Every text is a few pieces of the reports given (or of the sentences below), cut, doubled, swapped and
sprinkled with signs. Whatever is raised ends the run with the text that raised it; places outside the text
do as well.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path
from typing import Final

from motcua_tui.reports.checking.checker import check
from motcua_tui.reports.checking.numerals import blotted, numeral, numerals

SENTENCES: Final = (
    "Tổng số hồ sơ tiếp nhận: 881 hồ sơ (trực tuyến 783, trực tiếp 57, kỳ trước chuyển sang 41).",
    "Đã giải quyết 773 hồ sơ, trong đó trước hạn 766 hồ sơ (99,09%), đúng hạn 1, trễ hạn 6 (0,78%).",
    "Số hồ sơ đang giải quyết: 56/881 (6,36%), còn trong hạn 56; không có hồ sơ quá hạn.",
    "Tỷ lệ đúng hạn đạt 98.66%, tăng 1,2% so với cùng kỳ năm 2025.",
    "| Lĩnh vực | Tiếp nhận | Giải quyết |\n| (1)=(2)+(3) | 12 | 1.253 |\n| Cộng | 12 | 1.253 |",
    "1.1\tSố nhiệm vụ được giao\tnhiệm vụ\t1.192\n1.2\tTỷ lệ\t%\t76,70% (754/983)",
)
SIGNS: Final = (
    *"019.,;:()/%-–|*$<>đÐế_ \n\t\r\x00\u200b\u0300",
    *("hồ sơ", "trong đó", "1.000", "99,99%", "12/13", "năm 2026"),
)


def mutated(rng: random.Random, pieces: list[str]) -> str:
    """A text that may have been a report once."""
    text = " ".join(rng.choice(pieces) for _ in range(rng.randint(1, 4)))
    for _ in range(rng.randint(0, 12)):
        at = rng.randrange(len(text) + 1)
        to = min(len(text), at + rng.randrange(30))
        match rng.randrange(5):
            case 0:
                text = text[:at] + rng.choice(SIGNS) + text[at:]
            case 1:
                text = text[:at] + text[to:]
            case 2:
                text = text[:at] + text[at:to] * rng.randint(2, 6) + text[to:]
            case 3:
                text = text[:at] + text[at:to][::-1] + text[to:]
            case _:
                text = text[:at] + str(rng.randrange(10 ** rng.randint(1, 18))) + text[to:]
    return text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("texts", nargs="*", type=Path)
    chosen = parser.parse_args()
    rng = random.Random(chosen.seed)
    given = [line for path in chosen.texts for line in path.read_text(encoding="utf-8").splitlines()]
    pieces = [line for line in given if line.strip()] or list(SENTENCES)
    slowest = (0.0, "")
    claims = 0
    for _ in range(chosen.count):
        text = mutated(rng, pieces)
        started = time.perf_counter()
        try:
            found = check(text)
            for number in numerals(blotted(text.lower())):
                assert number == numeral(number.text, number.start, number.end, number.percent)
            assert all(0 <= claim.start <= claim.end <= len(text) for claim in found)
        except Exception:
            print(repr(text))
            raise
        claims += len(found)
        slowest = max(slowest, (time.perf_counter() - started, text))
    seconds, text = slowest
    print(f"{chosen.count} texts, {claims} claims; slowest {seconds:.3f} s for {len(text)} letters:")
    print(repr(text[:500]))


if __name__ == "__main__":
    main()
