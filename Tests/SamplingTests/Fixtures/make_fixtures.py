"""Writes the oracle tables beside it: incomplete_beta.json (mpmath), empirical_priors.json
(scipy) and draws of simulated sources with their true priors.

    pip install mpmath numpy scipy && python3 Tests/SamplingTests/Fixtures/make_fixtures.py
"""

import json
import pathlib

import mpmath
import numpy as np
from scipy.optimize import minimize
from scipy.special import betainc, betaln, expit

HERE = pathlib.Path(__file__).parent
mpmath.mp.dps = 40


def incomplete_beta():
    sizes = [0.5, 1, 1.5, 8.25, 60, 1000, 10000]
    rows = []
    for a in sizes:
        for b in sizes:
            mean = a / (a + b)
            deviation = (a * b / (a + b + 1)) ** 0.5 / (a + b)
            points = {mean + k * deviation for k in (-6, -2, -0.1, 0, 1, 4)}
            points |= {0.1, 0.5, 0.9}
            for x in sorted(p for p in points if 0 < p < 1):
                rows.append([x, a, b, float(below(mpmath.mpf(x), mpmath.mpf(a), mpmath.mpf(b)))])
    return rows


def below(x, a, b):
    """I_x(a, b) by the continued fraction 8.17.22 of the DLMF, in 40 digits; checked against scipy."""
    if x > (a + 1) / (a + b + 2):
        return 1 - below(1 - x, b, a)
    d = result = 1 / (1 - (a + b) * x / (a + 1))
    c = mpmath.mpf(1)
    for m in range(1, 100000):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / (1 + term * d)
            c = 1 + term / c
            result *= c * d
        if abs(c * d - 1) < mpmath.mpf(10) ** -36:
            break
    result *= mpmath.exp(
        a * mpmath.log(x) + b * mpmath.log(1 - x) - mpmath.loggamma(a) - mpmath.loggamma(b)
        + mpmath.loggamma(a + b)) / a
    assert abs(result - betainc(float(a), float(b), float(x))) < 1e-11
    return result


def objective(place, pairs, centre, deviation):
    odds, size = place
    a, b = np.exp(size) * expit(odds), np.exp(size) * expit(-odds)
    k, m, count = pairs
    likelihood = np.sum(count * (betaln(a + k, b + m) - betaln(a, b)))
    centre = np.array([np.log(centre[0] / centre[1]), np.log(sum(centre))])
    return -(likelihood - np.sum((np.array(place) - centre) ** 2) / (2 * deviation**2))


def fit(pairs, centre, deviation):
    columns = np.array(pairs, dtype=float).T
    best = None
    for start in [(0, 0), (2, 1), (-2, 1), (0, 3), (3, -1)]:
        found = minimize(
            objective, start, args=(columns, centre, deviation), method="Nelder-Mead",
            options={"xatol": 1e-10, "fatol": 1e-13, "maxiter": 20000, "maxfev": 20000})
        if best is None or found.fun < best.fun:
            best = found
    odds, size = best.x
    return [float(np.exp(size) * expit(odds)), float(np.exp(size) * expit(-odds))]


def draws(random, alpha, beta, questions, n):
    pairs = {}
    for rate in random.beta(alpha, beta, questions):
        # A third of the questions stop at the first mixed outcome, after two draws at least.
        stops = random.random() < 1 / 3
        right = wrong = 0
        for _ in range(n):
            if random.random() < rate:
                right += 1
            else:
                wrong += 1
            if stops and right and wrong:
                break
        pairs[right, wrong] = pairs.get((right, wrong), 0) + 1
    return [[r, w, count] for (r, w), count in sorted(pairs.items())]


def empirical_priors():
    random = np.random.default_rng(7)
    kinds = [
        ("uniform", 1, 1, 2000, 8), ("u-shaped", 0.4, 0.6, 3000, 8), ("easy", 9, 1, 1500, 16),
        ("hard", 0.7, 8, 1000, 8), ("peaked", 40, 20, 2500, 24), ("small", 2, 2, 5, 8),
    ]
    sources = []
    for name, alpha, beta, questions, n in kinds:
        sources.append(
            {"source": name, "true": [alpha, beta], "pairs": draws(random, alpha, beta, questions, n)})
    sources.append({"source": "all-right", "true": None, "pairs": [[8, 0, 400]]})
    sources.append({"source": "none-right", "true": None, "pairs": [[0, 8, 3]]})
    pooled = fit([pair for source in sources for pair in source["pairs"]], [1, 1], 2.0)
    for source in sources:
        source["prior"] = fit(source["pairs"], pooled, 1.0)
    return {"pooled": pooled, "sources": sources}


def write(name, value):
    (HERE / name).write_text(json.dumps(value, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    write("incomplete_beta.json", incomplete_beta())
    write("empirical_priors.json", empirical_priors())
