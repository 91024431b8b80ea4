"""bench_grade.py FILE mix|plain: verdicts of mathruler per processor second, as `verdicts right rate`.

FILE has a line of JSON with `given` and `gold` for each pair; `plain` takes those that are the same text.
A verdict that takes more than a second counts as wrong.
"""

import json
import signal
import sys
import time

from mathruler.grader import grade_answer


def late(*_):
    raise TimeoutError


def main(path, mode):
    with open(path, encoding="utf-8") as file:
        pairs = [json.loads(line) for line in file]
    pairs = [(p["given"], p["gold"]) for p in pairs if mode == "mix" or p["given"] == p["gold"]]
    grade_answer("\\frac{1}{2}", "0.25*2")  # sympy loads what it needs
    signal.signal(signal.SIGALRM, late)
    right = count = 0
    before = time.process_time()
    while count == 0 or time.process_time() - before < 1:
        for given, gold in pairs:
            signal.alarm(1)
            try:
                right += grade_answer(given, gold)
            except TimeoutError:
                pass
        count += len(pairs)
    signal.alarm(0)
    print(count, right, count / (time.process_time() - before))


main(*sys.argv[1:])
