"""How much of a ventricle's blood a beat pumps out."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["ejection_fraction"]


def ejection_fraction(volumes_ml: Sequence[float]) -> float:
    """Return the ejection fraction, in percent.

    Args:
        volumes_ml: Of one ventricle at the moments that were measured, the end of diastole and of systole among them,
            in any order: the largest is that at the end of diastole, the smallest that at the end of systole.

    Raises:
        ValueError: If there are fewer than two, or the largest is 0.

    Source:
        Bernard et al. 2018 (ACDC, IEEE TMI 37), section II: (EDV - ESV) / EDV.
    """
    if len(volumes_ml) < 2 or max(volumes_ml) <= 0:
        raise ValueError(f"`volumes_ml` must hold two volumes, one above 0. Received: {list(volumes_ml)}")
    return 100.0 * (max(volumes_ml) - min(volumes_ml)) / max(volumes_ml)
