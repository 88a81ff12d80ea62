"""Confidence intervals of shares. Pure."""

from math import sqrt

_Z = 1.959964  # the 97.5 % quantile of the standard normal distribution


def wilson(part: int, whole: int) -> tuple[float, float]:
    """Return the 95 % Wilson score interval of a share: E. B. Wilson, JASA 22 (1927), p. 209.

    It stays between 0 and 1 and keeps its coverage for small samples, such as the papers of one venue and year. The
    papers are regarded as a sample of a larger population; for an empty sample, the interval is 0 to 1.

    >>> [round(bound, 3) for bound in wilson(7, 10)]
    [0.397, 0.892]
    """
    if not whole:
        return 0.0, 1.0
    share, squared = part / whole, _Z * _Z
    centre = share + squared / (2 * whole)
    margin = _Z * sqrt(share * (1 - share) / whole + squared / (4 * whole * whole))
    scale = 1 + squared / whole
    return max(0.0, (centre - margin) / scale), min(1.0, (centre + margin) / scale)


def share_with_interval(part: int, whole: int) -> str:
    """Return a share with its interval as text, or a dash for an empty sample.

    >>> share_with_interval(7, 10)
    '70 %, 95 % interval 40 to 89 %'
    """
    if not whole:
        return "–"
    low, high = wilson(part, whole)
    return f"{100 * part / whole:.0f} %, 95 % interval {100 * low:.0f} to {100 * high:.0f} %"
