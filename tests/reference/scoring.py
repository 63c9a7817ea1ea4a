"""The dull scorer: plain dicts in, points out, one branch per function, nothing shared with the engine.

Numbers are fractions; rounding is done with whole numbers. Kept long-winded on purpose.
"""

from fractions import Fraction

TIERS = [("top", 80, 100), ("middle", 60, 80), ("bottom", 0, 60)]


def round_to_cents(points):
    """Half up, in cents, by counting."""
    number = Fraction(points)
    hundredfold = number.numerator * 100
    whole, rest = divmod(hundredfold, number.denominator)
    if 2 * rest >= number.denominator:
        whole = whole + 1
    return whole


def line_points(score, weight, actual, target, entry):
    """Exact points of one line, or None when it would divide by zero."""
    name = score["function"]
    w = Fraction(weight)
    a = None if actual is None else Fraction(actual)
    t = None if target is None else Fraction(target)
    if name == "execution":
        if t <= 0:
            return None
        rate = a / t
        if rate > 1:
            rate = Fraction(1)
        if rate < 0:
            rate = Fraction(0)
        return w * rate
    if name == "positive":
        if a < t:
            if t == 0:
                return None
            if t < 0 or a < 0:
                return Fraction(0)
            return w * a / t
        over = score.get("over")
        if over is None or t <= 0:
            return w
        percent = 100 * a / t
        if percent <= Fraction(over["flag_above"]):
            return w
        cut = Fraction(0)
        for one in over["cuts"]:
            if percent > Fraction(one["above"]) and Fraction(one["take"]) > cut:
                cut = Fraction(one["take"])
        return w - w * cut / 100
    if name == "negative":
        if a <= t:
            return w
        if t < 0:
            return Fraction(0)
        return w * t / a
    if name == "equal":
        distance = a - t
        if distance < 0:
            distance = -distance
        if distance <= Fraction(score.get("tolerance", 0)):
            return w
        if t == 0:
            return None
        size = t if t > 0 else -t
        if distance >= size:
            return Fraction(0)
        return w - w * distance / size
    if name == "steps":
        for step in score["steps"]:
            if "at_least" in step and a >= Fraction(step["at_least"]):
                return Fraction(step["points"])
            if "at_most" in step and a <= Fraction(step["at_most"]):
                return Fraction(step["points"])
        return Fraction(score.get("otherwise", 0))
    if name == "bands":
        for low, high, points in entry["bands_plainly"]:
            if (low is None or a > low) and (high is None or a <= high):
                return Fraction(points)
        raise AssertionError("the generator covers everything")
    if name == "per_occurrence":
        left = w
        excess = a - t
        while excess > 0 and left > 0:
            left = left - Fraction(score["each"])
            excess = excess - 1
        return left if left > 0 else Fraction(0)
    if name == "per_point":
        if score["side"] == "over":
            off = a - t
        elif score["side"] == "under":
            off = t - a
        else:
            off = a - t if a > t else t - a
        if off <= 0:
            return w
        per, each = Fraction(score["per"]), Fraction(score["each"])
        if score["part"] == "exact":
            left = w - each * off / per
        else:
            left, used = w, per
            while used <= off and left > 0:
                left = left - each
                used = used + per
            if score["part"] == "started" and used - off < per:
                left = left - each
        return left if left > 0 else Fraction(0)
    if name == "judged":
        for key, low, high in TIERS:
            if key == entry["tier"]:
                points = Fraction(entry["points"])
                share = 100 * points / w
                if share >= low and (share < high or (key == "top" and share == high)):
                    return points
        return Fraction(0)
    if name == "checklist":
        possible = got = Fraction(0)
        for item in score["items"]:
            answer = entry["answers"][item["key"]]
            if answer == "not_applicable":
                continue
            worth = Fraction(item.get("points", 1))
            possible = possible + worth
            if answer == "met":
                got = got + worth
        if possible == 0:
            return None
        for item in score["items"]:
            if item.get("critical") and entry["answers"][item["key"]] == "unmet":
                return Fraction(0)
        return w * got / possible
    raise AssertionError(name)


def evaluate(full, rules, lines):
    """Cents of each line (None: left out), total in cents, and the grade.

    `lines`: dicts with score, weight, actual, target, entry, left_out.
    `rules`: {"not_applicable": rescale|full|none, "zero_denominator": not_applicable|full|none}.
    """
    found = []
    for line in lines:
        weight = round_to_cents(Fraction(line["weight"]))
        points = None
        if not line["left_out"]:
            points = line_points(line["score"], line["weight"], line["actual"], line["target"], line["entry"])
            if points is None and rules["zero_denominator"] == "full":
                points = Fraction(line["weight"])
            elif points is None and rules["zero_denominator"] == "none":
                points = Fraction(0)
        if points is not None:
            found.append((weight, round_to_cents(points)))
        elif rules["not_applicable"] == "full":
            found.append((weight, weight))
        elif rules["not_applicable"] == "none":
            found.append((weight, 0))
        else:
            found.append((weight, None))
    got = sum(cents for _, cents in found if cents is not None)
    if any(cents is None for _, cents in found):
        possible = sum(weight for weight, cents in found if cents is not None)
        total = round_to_cents(Fraction(got, possible) * Fraction(full)) if possible else 0
    else:
        total = got
    percent = Fraction(total) / Fraction(full)
    if percent >= 90:
        grade = "excellent"
    elif percent >= 80:
        grade = "good"
    elif percent >= 60:
        grade = "fair"
    else:
        grade = "poor"
    return [cents for _, cents in found], total, grade
