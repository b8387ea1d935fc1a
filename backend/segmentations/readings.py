"""What is read off a mask: where its regions lie, and how large its lesions are."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from backend.errors import Refused
from backend.segmentations.schemas import Lesion, LesionList, MaskProfile
from backend.segmentations.service import MaskRow
from backend.store import ByteLimitedCache
from model.tasks import Region

__all__ = ["MaskReadings", "measured_region"]

# Of replies, the largest of which are some ten kB.
_REPLY_BYTES = 4 << 20


class MaskReadings:
    """Read masks, each once while it is remembered.

    Args:
        labels: gives the voxels of a mask.
    """

    def __init__(self, labels: Callable[[MaskRow], NDArray[np.uint8]]) -> None:
        self._labels = labels
        self._replies: ByteLimitedCache[tuple[int, str], str] = ByteLimitedCache(limit=_REPLY_BYTES)

    def profile(self, mask: MaskRow) -> str:
        """Count the voxels of every region on every slice; give a `MaskProfile` as JSON.

        Raises:
            NotFound: the mask was deleted since it was found.
        """
        return self._once(mask, name="profile", read=self._profile)

    def lesions(self, mask: MaskRow, *, region: Region) -> str:
        """Measure the lesions of a region; give a `LesionList` as JSON.

        Raises:
            NotFound: the mask was deleted since it was found.
        """
        return self._once(mask, name=f"lesions {region.id}", read=lambda mask: self._lesions(mask, region=region))

    def _once(self, mask: MaskRow, *, name: str, read: Callable[[MaskRow], str]) -> str:
        return self._replies.get_or_make((mask.id, name), make=lambda: read(mask), size=len)

    def _profile(self, mask: MaskRow) -> str:
        # Imported on first use: SciPy would double the time in which the web process starts.
        from model.measure.profile import region_profile

        counts = region_profile(self._labels(mask), regions=mask.task.regions)
        return MaskProfile.model_validate(counts).model_dump_json()

    def _lesions(self, mask: MaskRow, *, region: Region) -> str:
        from model.measure.bidirectional import measure_lesions, sum_of_products

        found = measure_lesions(np.isin(self._labels(mask), region.labels), spacing=mask.spacing)
        items = [
            Lesion(
                id=number,
                volume_ml=lesion.volume_ml,
                measurable=lesion.measurable,
                index=lesion.index,
                long=(lesion.long.start, lesion.long.end),
                short=(lesion.short.start, lesion.short.end),
                long_mm=lesion.long.length_mm,
                short_mm=lesion.short.length_mm,
                product_mm2=lesion.product_mm2,
            )
            for number, lesion in enumerate(found, start=1)
        ]
        return LesionList(items=items, sum_of_products_mm2=sum_of_products(found)).model_dump_json()


def measured_region(mask: MaskRow, *, region: str | None) -> Region:
    """Find the region whose lesions are asked for: the one named, else the one that the task measures.

    Raises:
        Refused: the task has no such region, or measures none and none is named.
    """
    wanted = mask.task.measured if region is None else region
    known = ", ".join(each.id for each in mask.task.regions)
    if wanted is None:
        raise Refused.field("region", f"Say of which region: {known}.")
    found = [each for each in mask.task.regions if each.id == wanted]
    if not found:
        raise Refused.field("region", f"There is no region {wanted}; there are {known}.")
    return found[0]
