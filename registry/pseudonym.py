"""Public ids of cases: `7K3M-9QXD-H`. Random, without center or sequence, safe to read over the phone.

31 symbols without 0 O 1 I L; the last is a check symbol: the weighted sum is 0 modulo 31, a prime, so
every single error and every swap of two symbols is found.
"""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9)


def generate() -> str:
    """A new pseudonym."""
    symbols = "".join(secrets.choice(ALPHABET) for _ in _WEIGHTS)
    return _shown(symbols + _check(symbols))


def with_check(eight: str) -> str:
    """The pseudonym of eight given symbols (seeded demo data)."""
    return _shown(eight + _check(eight))


def normalize(text: str) -> str | None:
    """The pseudonym a person typed, in canonical form, or None when it cannot be one."""
    symbols = "".join(text.upper().replace("-", "").split())
    if len(symbols) != 9 or not set(symbols) <= set(ALPHABET) or _check(symbols[:8]) != symbols[8]:
        return None
    return _shown(symbols)


def _check(eight: str) -> str:
    total = sum(weight * ALPHABET.index(symbol) for weight, symbol in zip(_WEIGHTS, eight, strict=True))
    return ALPHABET[-total % len(ALPHABET)]


def _shown(nine: str) -> str:
    return f"{nine[:4]}-{nine[4:8]}-{nine[8]}"
