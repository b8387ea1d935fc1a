"""Divide cases into folds: each patient is measured on once, by a network that never saw the patient."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence

from numpy.random import default_rng

from model.data.splits import Split

__all__ = ["make_folds"]


def make_folds(
    names: Sequence[str],
    *,
    count: int,
    seed: int = 0,
    groups: Collection[frozenset[str]] = (),
    stratum: Callable[[str], str] = lambda name: "",
) -> tuple[Split, ...]:
    """Divide cases into folds of nearly one size and nearly one mix.

    Args:
        names: Of the cases; their order does not matter.
        count: Folds, at least 2.
        seed: Of the division.
        groups: Cases that must share a fold, such as those of one patient.
        stratum: Tells what a case is one of, such as its source; each fold gets its share of each.

    Returns:
        For each fold the cases to learn from and the cases to measure on, each sorted by name.

    Raises:
        ValueError: If there are fewer units to divide than folds, or a name occurs twice.
    """
    if len(set(names)) != len(names):
        raise ValueError(
            f"`names` must differ. Received twice: {sorted(n for n, c in Counter(names).items() if c > 1)}"
        )
    units = _units(names, groups=groups)
    if not 2 <= count <= len(units):
        raise ValueError(f"`count` must be from 2 to the number of patients, {len(units)}. Received: count={count}")
    order = default_rng(seed).permutation(len(units))
    shuffled = [units[int(index)] for index in order]
    strata = Counter(stratum(name) for name in names)
    # Large units and large strata first: what is rare evens out the sizes at the end.
    shuffled.sort(key=lambda unit: (-len(unit), -strata[stratum(unit[0])], stratum(unit[0])))
    folds: list[list[str]] = [[] for _ in range(count)]
    for unit in shuffled:
        kind = stratum(unit[0])
        fold = min(folds, key=lambda fold: (sum(stratum(name) == kind for name in fold), len(fold)))
        fold.extend(unit)
    return tuple(Split(train=tuple(sorted(set(names) - set(fold))), val=tuple(sorted(fold))) for fold in folds)


def _units(names: Sequence[str], *, groups: Collection[frozenset[str]]) -> list[tuple[str, ...]]:
    """Return what may be divided, sorted: groups whole, all other cases alone."""
    here = set(names)
    grouped = [tuple(sorted(group & here)) for group in groups if len(group & here) > 1]
    taken = {name for group in grouped for name in group}
    return sorted([*grouped, *((name,) for name in here - taken)])
