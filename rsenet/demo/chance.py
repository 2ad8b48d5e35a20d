"""Dice that always fall the same way: the demo is alike wherever it is filled."""

import zlib


def chance(*names: object) -> float:
    """A number in [0, 1) that is always the same for these names."""
    return (zlib.crc32("/".join(map(str, names)).encode()) % 9973) / 9973
