"""What the size of a region is said in."""

from __future__ import annotations

from dataclasses import dataclass

from model.tasks.card import TaskCard

__all__ = ["Extent", "extent_of"]


@dataclass(frozen=True)
class Extent:
    """A unit of sizes.

    Args:
        name: For people.
        column: In names of columns that programs read.
        per_ml: How many of it are 1 mL.
        digits: Shown after the point.
        length: The unit of lengths beside it.
        sizes: What sizes in it are called.
    """

    name: str
    column: str
    per_ml: float
    digits: int
    length: str
    sizes: str

    def of(self, millilitres: float) -> float:
        """Return a size in this unit."""
        return millilitres * self.per_ml

    def words(self, millilitres: float) -> str:
        """Return a size in this unit, without its name."""
        return f"{self.of(millilitres):.{self.digits}f}"


_VOLUME = Extent(name="mL", column="ml", per_ml=1.0, digits=1, length="mm", sizes="volumes")
# A pixel of a picture counts as 1 mm on each side, and 1 mm deep, since nobody says what it measures.
_AREA = Extent(name="px²", column="px2", per_ml=1000.0, digits=0, length="px", sizes="areas")


def extent_of(task: TaskCard) -> Extent:
    """Return what the regions of a task are measured in: pictures have an area of pixels."""
    return _AREA if task.pictures else _VOLUME
