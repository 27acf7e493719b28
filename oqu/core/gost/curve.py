"""
Points of the curve id-tc26-gost-3410-12-512-paramSetA, the one of the national authority's keys.

A point is (x, y), the point at infinity is None. Inside, points are Jacobian triples (X, Y, Z): x = X/Z², y = Y/Z³, and
Z = 0 is infinity. Not constant in time: private keys are for the sandbox's test authority only.
"""

from functools import cache

from gmpy2 import invert, mpz

P = mpz(2) ** 512 - 569
A = P - 3
B = mpz(
    "0xe8c2505dedfc86ddc1bd0b2b6667f1da34b82574761cb0e879bd081cfd0b6265"
    "ee3cb090f30d27614cb4574010da90dd862ef9d4ebee4761503190785a71c760"
)
Q = mpz(
    "0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
    "27e69532f48d89116ff22b8d4e0560609b4b38abfad2b85dcacdb1411f10b275"
)
GENERATOR = (
    mpz(3),
    mpz(
        "0x7503cfe87a836ae3a61b8816e25450e6ce5e1c93acf1abc1778064fdcbefa921"
        "df1626be4fd036e93d75e6a50e3a41e98028fe5fc235f5b889a589cb5215f2a4"
    ),
)

Point = tuple[mpz, mpz]
Jacobian = tuple[mpz, mpz, mpz]

_INFINITY: Jacobian = (mpz(1), mpz(1), mpz(0))
_WINDOW = 5  # bits taken at once


def is_on_curve(point: Point) -> bool:
    x, y = point
    return bool(0 <= x < P and 0 <= y < P and (y * y - (x * x * x + A * x + B)) % P == 0)


def multiply_base(times: int) -> Point | None:
    return _affine(_multiply_base(mpz(times)))


def combine(base_times: int, times: int, point: Point) -> Point | None:
    """base_times · G + times · point"""
    return _affine(_add(_multiply_base(mpz(base_times)), _multiply(mpz(times), point)))


def _multiply_base(times: mpz) -> Jacobian:
    """One addition for every five bits and no doublings: the multiples are prepared once."""
    total = _INFINITY
    for row in _base_table():
        digit = times & ((1 << _WINDOW) - 1)
        times >>= _WINDOW
        if digit:
            total = _add_affine(total, row[digit - 1])
    return total


@cache
def _base_table() -> list[list[Point]]:
    """Row n holds 1…31 times 32ⁿ·G."""
    rows, start = [], GENERATOR
    for _row in range(-(-512 // _WINDOW)):
        multiples = [(*start, mpz(1))]
        for _column in range(2, 1 << _WINDOW):
            multiples.append(_add_affine(multiples[-1], start))
        rows.append([_finite(each) for each in multiples])
        start = _finite(_double(multiples[(1 << _WINDOW) // 2 - 1]))
    return rows


def _multiply(times: mpz, point: Point) -> Jacobian:
    """By signed digits: a doubling for every bit, an addition for every sixth, eight odd multiples prepared."""
    twice = _double((*point, mpz(1)))
    odd: list[Jacobian] = [(*point, mpz(1))]
    for _index in range((1 << (_WINDOW - 2)) - 1):
        odd.append(_add(odd[-1], twice))
    total = _INFINITY
    for digit in reversed(_signed_digits(times)):
        total = _double(total)
        if digit > 0:
            total = _add(total, odd[digit // 2])
        elif digit < 0:
            x, y, z = odd[-digit // 2]
            total = _add(total, (x, -y, z))
    return total


def _signed_digits(times: mpz) -> list[int]:
    """Digits of the non-adjacent form, lowest first: odd and smaller than 16, or zero."""
    digits = []
    full, half = 1 << _WINDOW, 1 << (_WINDOW - 1)
    while times:
        digit = 0
        if times & 1:
            digit = int(times & (full - 1))
            digit -= full if digit >= half else 0
            times -= digit
        digits.append(digit)
        times >>= 1
    return digits


def _double(point: Jacobian) -> Jacobian:
    """For a = -3."""
    x, y, z = point
    if not z:
        return _INFINITY
    delta, gamma = z * z % P, y * y % P
    beta = x * gamma % P
    alpha = 3 * (x - delta) * (x + delta) % P
    new_x = (alpha * alpha - 8 * beta) % P
    return new_x, (alpha * (4 * beta - new_x) - 8 * gamma * gamma) % P, 2 * y * z % P


def _add(one: Jacobian, other: Jacobian) -> Jacobian:
    if not one[2]:
        return other
    if not other[2]:
        return one
    x1, y1, z1 = one
    x2, y2, z2 = other
    squared1, squared2 = z1 * z1 % P, z2 * z2 % P
    u1, u2 = x1 * squared2 % P, x2 * squared1 % P
    s1, s2 = y1 * z2 * squared2 % P, y2 * z1 * squared1 % P
    return _sum(one, u1, s1, (u2 - u1) % P, (s2 - s1) % P, z1 * z2 % P)


def _add_affine(one: Jacobian, other: Point) -> Jacobian:
    """The same where the second Z is 1: a third cheaper."""
    if not one[2]:
        return (*other, mpz(1))
    x1, y1, z1 = one
    squared = z1 * z1 % P
    return _sum(one, x1, y1, (other[0] * squared - x1) % P, (other[1] * z1 * squared - y1) % P, z1)


def _sum(one: Jacobian, u: mpz, s: mpz, run: mpz, rise: mpz, scale: mpz) -> Jacobian:
    """The chord through two points that were brought to one scale."""
    if not run:
        return _INFINITY if rise else _double(one)
    squared = run * run % P
    cubed = run * squared % P
    foot = u * squared % P
    x = (rise * rise - cubed - 2 * foot) % P
    return x, (rise * (foot - x) - s * cubed) % P, scale * run % P


def _affine(point: Jacobian) -> Point | None:
    return _finite(point) if point[2] else None


def _finite(point: Jacobian) -> Point:
    x, y, z = point
    inverse = invert(z, P)
    squared = inverse * inverse % P
    return x * squared % P, y * squared * inverse % P
