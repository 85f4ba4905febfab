"""recomputed.py - random counts, up to a million million, worked out with fifty digits.

    /usr/bin/python3 tests/check/recomputed.py BUILD

The formulas are written down here a second time, with mpmath, from their sources; `score --batch`
must give the same within 1e-9 of it.  COPIA_SEED chooses other counts.
"""
import json
import os
import random
import subprocess
import sys

try:
    from mpmath import digamma, exp, findroot, inf, log, log10, loggamma, mp, mpf, sqrt
except ImportError:
    print("1..0 # SKIP python3-mpmath is not installed")
    sys.exit(0)

COPIA = os.path.join(sys.argv[1], "copia")
SEED = int(os.environ.get("COPIA_SEED", "1"))
RAND = random.Random(SEED)
mp.dps = 50
rows = []  # family, measure, input, wanted


def ask(family, measure, given, wanted):
    rows.append((family, measure, json.dumps(given), wanted))


def ln2(x):
    return log(x) / log(2)


def xlogx(o, e):
    return o * log(o / e) if o > 0 else mpf(0)


def some(low, high):
    """A count whose size is as likely small as large."""
    return int(round(low * (high / low) ** RAND.random())) if low < high else low


def log_choose(n, k):
    return loggamma(n + 1) - loggamma(k + 1) - loggamma(n - k + 1)


def tail(first, ratio, n):
    """Sum of terms that begin with 1 and go on by ratio(i), as long as they count."""
    total, term = mpf(1), mpf(1)
    for i in range(first, n):
        term *= ratio(i)
        total += term
        if term < total * mpf(10) ** -30 and ratio(i) < 1:
            return total
    return total


def log_hyper(k, n, r, c):
    return log_choose(r, k) + log_choose(n - r, c - k) - log_choose(n, c)


def fisher_upper(k, n, r, c):
    """ln P (X >= k)"""
    def ratio(i):
        return mpf(r - i) * (c - i) / (mpf(i + 1) * (n - r - c + i + 1))
    return log_hyper(k, n, r, c) + log(tail(k, ratio, min(r, c)))


def fisher_lower(k, n, r, c):
    least = max(0, r + c - n)

    def ratio(i):
        at = k - (i - k)  # from at to at - 1
        return mpf(at) * (n - r - c + at) / (mpf(r - at + 1) * (c - at + 1))
    return log_hyper(k, n, r, c) + log(tail(k, ratio, k + (k - least)))


def poisson_upper(k, e):
    return k * log(e) - e - loggamma(k + 1) + log(tail(k, lambda i: e / (i + 1), k + 10 ** 6))


def table():
    n = some(10, 10 ** 12)
    r, c = some(1, max(1, n // 2)), some(1, max(1, min(n // 2, 10 ** 7)))
    least, most = max(0, r + c - n), min(r, c)
    e = mpf(r) * c / n
    how = RAND.randrange(4)
    if how == 0:
        o = RAND.randint(least, most)
    elif how == 1:
        o = int(min(most, max(least, round(e * RAND.uniform(0.2, 3)))))
    elif how == 2:
        o = int(min(most, max(least, round(e + RAND.uniform(-3, 3) * sqrt(e)))))
    else:
        o = RAND.choice([least, most, min(most, 1)])
    return n, r, c, o


def association():
    n, r, c, o11 = table()
    given = {"f": o11, "f1": r, "f2": c, "N": n}
    o = [mpf(o11), mpf(r - o11), mpf(c - o11), mpf(n - r - c + o11)]
    n, r, c, e = mpf(n), mpf(r), mpf(c), mpf(r) * c / n
    r2, c2 = n - r, n - c
    es = [e, r * c2 / n, r2 * c / n, r2 * c2 / n]
    sign = 1 if o[0] > e else -1 if o[0] < e else 0
    det = o[0] * o[3] - o[1] * o[2]
    g2 = 2 * sum(xlogx(a, b) for a, b in zip(o, es))
    full = r2 > 0 and c2 > 0
    put = lambda name, value: ask("association", name, given, value)
    if o11 > 0:
        put("ucs.MI", log10(o[0] / e))
        put("ucs.MI2", log10(o[0] ** 2 / e))
        put("ucs.MI3", log10(o[0] ** 3 / e))
        put("ucs.local.MI", o[0] * log10(o[0] / e))
        put("ucs.Poisson.Stirling", o[0] * (log(o[0]) - log(e) - 1) / log(10))
        put("ucs.t.score", (o[0] - e) / sqrt(o[0]))
        put("mi.log2", ln2(o[0] / e))
        put("mi3", ln2(o[0] ** 3 / e))
        put("logDice", 14 + ln2(2 * o[0] / (r + c)))
        put("npmi", -log(o[0] / e) / log(o[0] / n) if o[0] < n else None)
    put("ucs.z.score", (o[0] - e) / sqrt(e))
    put("ucs.z.score.corr", sign * (abs(o[0] - e) - mpf(1) / 2) / sqrt(e) if sign else None)
    put("ucs.simple.ll", sign * 2 * (xlogx(o[0], e) - (o[0] - e)))
    put("ucs.Dice", 2 * o[0] / (r + c))
    put("ucs.Jaccard", o[0] / (o[0] + o[1] + o[2]))
    put("ucs.MS", min(o[0] / r, o[0] / c))
    put("ucs.gmean", o[0] / sqrt(r * c))
    put("ucs.odds.ratio.disc", log10((o[0] + .5) * (o[3] + .5) / ((o[1] + .5) * (o[2] + .5))))
    if full:
        put("ucs.log.likelihood", sign * g2)
        put("ucs.average.MI", g2 / (2 * log(10)))
        put("ucs.chi.squared", sign * n * det ** 2 / (r * r2 * c * c2))
        put("ucs.chi.squared.corr",
            sign * n * (abs(det) - n / 2) ** 2 / (r * r2 * c * c2) if sign else None)
        put("deltaP.w2|w1", o[0] / r - o[2] / r2)
        put("deltaP.w1|w2", o[0] / c - o[1] / c2)
        put("phi2", det ** 2 / (r * r2 * c * c2))
        if o11 > 0 and o[1] > 0:
            put("ucs.relative.risk", log10(o[0] * c2 / (o[1] * c)))
        if all(o):
            put("ucs.odds.ratio", log10(o[0] * o[3] / (o[1] * o[2])))
    less = o[2] if o[2] > 0 else mpf(1) / 2
    if o11 > 0 and full:
        put("log_ratio.hardie", ln2((o[0] / r) / (less / r2)))
    k, n1, r1, c1 = o11, int(n), int(r), int(c)
    deviation = abs(o[0] - e) / sqrt(e + 1)
    if deviation < 10 ** 4 and min(r1, c1) < 10 ** 6:
        put("ucs.Fisher.pv", -fisher_upper(k, n1, r1, c1) / log(10) if k > 0 else mpf(0))
        p = fisher_upper(k, n1, r1, c1)
        if p > -650:
            put("fisher.p.greater", exp(p))
        p = fisher_lower(k, n1, r1, c1)
        if p > -650:
            put("fisher.p.less", exp(p))
    if k > 0 and e < 10 ** 6:
        put("ucs.Poisson.pv", -poisson_upper(k, e) / log(10) if k >= e - 5 * sqrt(e) else None)


def keyness():
    n1, n2 = some(10, 10 ** 12), some(10, 10 ** 12)
    a = RAND.choice([0, RAND.randint(0, n1), some(1, n1), some(1, min(n1, 10 ** 4))])
    b = RAND.choice([0, int(mpf(a) * n2 / n1), some(1, n2), some(1, min(n2, 10 ** 4))])
    if a + b == 0 or a == n1 or b == n2:
        return
    given = {"a": a, "n1": n1, "b": b, "n2": n2}
    given2 = {"f1": a, "n1": n1, "f2": b, "n2": n2}
    n = mpf(n1) + n2
    e1, e2 = n1 * (mpf(a) + b) / n, n2 * (mpf(a) + b) / n
    ll2 = 2 * (xlogx(mpf(a), e1) + xlogx(mpf(b), e2))
    ll4 = ll2 + 2 * (xlogx(mpf(n1) - a, n1 - e1) + xlogx(mpf(n2) - b, n2 - e2))
    p1, p2 = mpf(a) / n1, mpf(b) / n2
    put = lambda name, value: ask("keyness", name, given, value)
    put("LL.2term", ll2)
    put("LL.4term", ll4)
    put("BIC", ll2 - log(n))
    if min(e1, e2) > 1:
        put("ELL", ll2 / (n * log(min(e1, e2))))
    put("log_ratio.hardie", ln2((p1 or mpf(1) / 2 / n1) / (p2 or mpf(1) / 2 / n2)))
    det = mpf(a) * (n2 - b) - mpf(b) * (n1 - a)
    bottom = mpf(n1) * n2 * (a + b) * (n - a - b)
    put("chi2", n * det ** 2 / bottom)
    put("chi2.yates_R", sum((abs(o - e) - min(mpf(1) / 2, abs(o - e))) ** 2 / e for o, e in (
        (mpf(a), e1), (mpf(b), e2), (mpf(n1) - a, n1 - e1), (mpf(n2) - b, n2 - e2))))
    if b > 0:
        put("pct_diff", 100 * (p1 - p2) / p2)
        put("relative_risk", p1 / p2)
        put("odds_ratio", mpf(a) / (n1 - a) / (mpf(b) / (n2 - b)))
    ask("keyness", "log_ratio.walter", given2,
        ln2((a + .5) / (n1 + mpf(1) / 2)) - ln2((b + .5) / (n2 + mpf(1) / 2)))
    ask("keyness", "simple_maths", {**given2, "lam": 100},
        (10 ** 6 * p1 + 100) / (10 ** 6 * p2 + 100))
    ask("keyness", "G2.4term.signed", given2, ll4 if p1 >= p2 else -ll4)
    share1 = mpf(n1) / n
    q1, q2 = mpf(a) / (a + b), mpf(b) / (a + b)
    kld = (xlogx(q1, share1) + xlogx(q2, 1 - share1)) / log(2)
    ask("keyness", "keyness.KLD", given, kld)
    ask("keyness", "keyness.KLDnorm", given, 1 - exp(-kld))
    if a + b < 10 ** 5:
        lo, total = fisher_two(a, a + b, n1, n1 + n2)
        ask("keyness", "fisher.two_sided_p", given, total)


def fisher_two(k, r, c, n):
    """Sum of the probabilities that are not above that of k, within 1e-7 of it."""
    least, most = max(0, r + c - n), min(r, c)
    start = log_hyper(least, n, r, c)
    mp.dps = 30
    logs, at = [], start
    for i in range(least, most + 1):
        logs.append(at)
        if i < most:
            at += log(mpf(r - i) * (c - i) / (mpf(i + 1) * (n - r - c + i + 1)))
    limit = logs[k - least] + log(1 + mpf(10) ** -7)
    total = sum(exp(x) for x in logs if x <= limit)
    mp.dps = 50
    return None, total if total > mpf(10) ** -290 else None


def log_binomial(a, total, x, upper):
    """ln P (X >= a), or (X <= a), where the odds of each draw are exp (x)"""
    odds = exp(x)
    point = log_choose(total, a) + a * x - total * log(1 + odds)
    if upper:
        return point + log(tail(a, lambda i: mpf(total - i) / (i + 1) * odds, total))
    return point + log(tail(0, lambda i: mpf(a - i) / (total - a + i + 1) / odds, a))


def log_ratio_bound(a, n1, b, n2, level, lower):
    """The end of Clopper and Pearson's interval, as a log ratio."""
    start = log((a + mpf(1) / 2) / (b + mpf(1) / 2))
    width = sqrt(1 / (a + mpf(1) / 2) + 1 / (b + mpf(1) / 2)) * sqrt(-2 * log(level))
    start += -width if lower else width
    x = findroot(lambda x: log_binomial(a, a + b, x, lower) - log(level),
                 (start, start * mpf("1.01") + mpf("0.01")), tol=mpf(10) ** -20)
    return (x + log(mpf(n2) / n1)) / log(2)


def conservative():
    n1, n2 = some(10 ** 4, 10 ** 12), some(10 ** 4, 10 ** 12)
    a, b, m = some(1, 2000), some(1, 2000), some(1, 10 ** 6)
    given = {"f1": a, "n1": n1, "f2": b, "n2": n2, "conf": 0.95, "m": m}
    more = mpf(a) / n1 > mpf(b) / n2
    level = mpf(5) / 100 / m
    end = log_ratio_bound(a, n1, b, n2, level / 2, more)
    ask("keyness", "LRC", given, max(end, mpf(0)) if more else min(end, mpf(0)))
    ask("keyness", "LRC.positive", given, log_ratio_bound(a, n1, b, n2, level, True))


def dispersion():
    n = RAND.choice([2, 3, 5, 10, 40])
    large = RAND.choice([100, 10 ** 4, 10 ** 9])
    sizes = [some(large // 10, large) for _ in range(n)]
    v = [RAND.choice([0, RAND.randint(0, max(1, s // RAND.choice([5, 10, 50])))]) for s in sizes]
    if sum(v) == 0:
        return
    given = {"v": v, "sizes": sizes}
    put = lambda name, value: ask("dispersion", name, given, value)
    v, w = [mpf(x) for x in v], [mpf(x) for x in sizes]
    f, total = sum(v), sum(w)
    s, t = [x / total for x in w], [x / f for x in v]
    rates = [a / b for a, b in zip(v, w)]
    r = [x / sum(rates) for x in rates]
    mean, mean_rate = f / n, sum(rates) / n
    sd = sqrt(sum((x - mean) ** 2 for x in v) / n)
    sd_rate = sqrt(sum((x - mean_rate) ** 2 for x in rates) / n)
    d = 1 - sd_rate / mean_rate / sqrt(n - 1)
    dp = sum(abs(a - b) for a, b in zip(t, s)) / 2
    kld = sum(xlogx(a, b) for a, b in zip(t, s)) / log(2)
    d2 = -sum(xlogx(x, mpf(1)) for x in r) / log(n)
    d2_counts = (log(f) - sum(xlogx(x, mpf(1)) for x in v) / f) / log(n)
    chi2 = sum((a - f * b) ** 2 / (f * b) for a, b in zip(v, s))
    d_equal = 1 - sd / mean / sqrt(n - 1)
    put("range", sum(x > 0 for x in v))
    put("sd_pop", sd)
    put("vc_pop", sd / mean)
    put("sd_sample", sd * sqrt(mpf(n) / (n - 1)))
    put("juilland_D", d)
    put("juilland_D_equal", d_equal)
    put("juilland_U", f * d_equal)
    put("carroll_D2_rates", d2)
    put("carroll_D2_counts", d2_counts)
    put("carroll_Um", f * d2_counts + (1 - d2_counts) * f / n)
    put("rosengren_S", sum(sqrt(a * b) for a, b in zip(v, s)) ** 2 / f)
    put("rosengren_S_equal", sum(sqrt(x) for x in v) ** 2 / (n * f))
    put("rosengren_KF", sum(sqrt(a * b) for a, b in zip(v, s)) ** 2)
    put("rosengren_KF_equal", sum(sqrt(x) for x in v) ** 2 / n)
    put("chi2", chi2)
    put("lyne_D3", 1 - sum((x - mean) ** 2 / mean for x in v) / (4 * f))  # parts taken as equal
    put("DC", (sum(sqrt(x) for x in v) / n) ** 2 / mean)
    put("IDF_log2", ln2(mpf(n) / sum(x > 0 for x in v)))
    put("engvall", f * sum(x > 0 for x in v) / n)
    put("kromer_UR", sum(digamma(x + 1) - digamma(1) for x in v))
    put("DP", dp)
    put("DPnorm", dp / (1 - min(s)))
    put("DP_egbert", dp / (1 - min(a for a, b in zip(s, v) if b > 0)))
    put("KLD_log2", kld)
    put("DKL_o2p", kld / (1 + kld))
    put("DA", 1 - sum(abs(a - b) for i, a in enumerate(rates) for b in rates[:i])
        / (mpf(n) * (n - 1) / 2) / (2 * mean_rate))


def spectrum():
    most = RAND.choice([5, 50, 1000])
    counts = [some(1, most) for _ in range(RAND.randint(2, 400))]
    spec = {}
    for x in counts:
        spec[x] = spec.get(x, 0) + 1
    given = {"spectrum": {str(k): spec[k] for k in sorted(spec)}, "N": sum(counts),
             "V": len(counts)}
    n, v, v1 = mpf(sum(counts)), mpf(len(counts)), mpf(spec.get(1, 0))
    m2 = sum(mpf(x) ** 2 for x in counts)
    put = lambda name, value: ask("diversity", name, given, value)
    if n <= v:
        return
    put("TTR", v / n)
    put("RTTR_guiraud", v / sqrt(n))
    put("CTTR", v / sqrt(2 * n))
    put("herdan_C", log(v) / log(n))
    put("summer_S_log10", log10(log10(v)) / log10(log10(n)) if v > 1 and n != 10 else None)
    put("uber_U_log10", log10(n) ** 2 / (log10(n) - log10(v)))
    put("maas_a2_ln", (log(n) - log(v)) / log(n) ** 2)
    put("maas_a_log10", sqrt((log10(n) - log10(v)) / log10(n) ** 2))
    put("yule_K", 10 ** 4 * (m2 - n) / n ** 2)
    put("yule_I", v ** 2 / (m2 - v))
    put("simpson_D", sum(x * (mpf(x) - 1) for x in counts) / (n * (n - 1)))
    put("herdan_Vm", sqrt(m2 / n ** 2 - 1 / v))
    put("honore_H", 100 * log(n) / (1 - v1 / v) if v1 < v else None)
    put("sichel_S", spec.get(2, 0) / v)
    put("brunet_W", n ** (v ** mpf("-0.172")))


def tokens():
    n = RAND.randint(60, 300)
    words = ["w%d" % int((1 - RAND.random()) ** -1.1) for _ in range(n)]
    window = RAND.choice([10, 25, 50])
    types = lambda part: len(set(part))
    windows = [mpf(types(words[i:i + window])) / window for i in range(n - window + 1)]
    ask("diversity", "MATTR", {"tokens": words, "window": window}, sum(windows) / len(windows))
    whole = [mpf(types(words[i:i + window])) / window for i in range(0, n - window + 1, window)]
    ask("diversity", "MSTTR", {"tokens": words, "segment": window}, sum(whole) / len(whole))
    counts = [words.count(w) for w in sorted(set(words))]
    miss = lambda k: exp(log_choose(n - k, 42) - log_choose(n, 42)) if n - k >= 42 else 0
    ask("diversity", "HDD", {"tokens": words, "draws": 42},
        sum((1 - miss(k)) / 42 for k in counts))
    ask("diversity", "MTLD_le", {"tokens": words}, mtld(words))


def mtld(words):
    def one(words):
        factors, seen, size = mpf(0), set(), 0
        for word in words:
            seen.add(word)
            size += 1
            if len(seen) <= size * mpf("0.72"):
                factors, seen, size = factors + 1, set(), 0
        if size:
            factors += (1 - mpf(len(seen)) / size) / (1 - mpf("0.72"))
        return len(words) / factors if factors else inf
    return (one(words) + one(words[::-1])) / 2


def distance():
    n, m = RAND.randint(3, 6), RAND.randint(2, 12)
    matrix = [[round(RAND.uniform(0.01, 5), 3) for _ in range(m)] for _ in range(n)]
    given = {"matrix": matrix, "rows": list("ABCDEF"[:n]), "pair": "AC"}
    put = lambda name, value: ask("distance", name, given, value)
    a = [[mpf(repr(x)) for x in row] for row in matrix]
    columns = list(zip(*a))
    means = [sum(c) / n for c in columns]
    sds = [sqrt(sum((x - mu) ** 2 for x in c) / (n - 1)) for c, mu in zip(columns, means)]
    z = [[(x - mu) / sd for x, mu, sd in zip(row, means, sds)] for row in a]
    x, y, p, q = a[0], a[2], z[0], z[2]
    cosine = lambda u, w: 1 - sum(i * j for i, j in zip(u, w)) / sqrt(
        sum(i * i for i in u) * sum(j * j for j in w))
    put("dist.delta", sum(abs(i - j) for i, j in zip(p, q)) / m)
    put("dist.argamon", sqrt(sum((i - j) ** 2 for i, j in zip(p, q))) / m)
    put("dist.eder", sum(abs(i - j) * (1 + m - k) / m for k, (i, j) in enumerate(zip(p, q))))
    put("dist.cosine", cosine(x, y))
    put("dist.wurzburg", cosine(p, q))
    put("dist.simple", sum(abs(sqrt(i) - sqrt(j)) for i, j in zip(x, y)))
    put("dist.minmax", 1 - sum(map(min, x, y)) / sum(map(max, x, y)))


def main():
    for make, times in ((association, 200), (keyness, 120), (conservative, 15), (dispersion, 50),
                        (spectrum, 40), (tokens, 20), (distance, 40)):
        for _ in range(times):
            make()
    batch = "".join("%s\t%s\n" % row[1:3] for row in rows)
    said = subprocess.run([COPIA, "score", "--batch"], input=batch, capture_output=True, text=True,
                          check=False).stdout.splitlines()
    wrong = {}
    for row, got in zip(rows, said):
        family, measure, given, wanted = row
        if wanted is None:
            continue
        # of what cancels to nearly 0 no digits are left; of a probability they must be
        least = 0 if measure.startswith("fisher") else mpf(10) ** -3
        room = mpf(10) ** -9 * max(abs(wanted), least)
        try:
            good = abs(mpf(got) - wanted) <= room
        except ValueError:
            good = False
        if not good:
            wrong.setdefault((family, measure), []).append((given, got, mp.nstr(wanted, 15)))
    names = sorted({row[:2] for row in rows})
    print("1..%d" % (len(names) + 1))
    print("%s 1 - a line is answered by a line" % ("ok" if len(said) == len(rows) else "not ok"))
    for i, name in enumerate(names):
        bad = wrong.get(name, [])
        print("%s %d - %s: %s, %d times" % ("not ok" if bad else "ok", i + 2, *name,
                                            sum(row[:2] == name for row in rows)))
        for given, got, wanted in bad[:3]:
            print("# %d of them: %s gives %s, not %s" % (len(bad), given[:300], got, wanted))
    return 1 if wrong or len(said) != len(rows) else 0


sys.exit(main())
