"""From what the network says to probabilities that can be taken at their word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, kw_only=True)
class Calibration:
    """What was measured of a file of weights on cases that it was not trained on.

    Args:
        temperature: By region, what its logits are divided by; 1 where the region is not named.
        line: By region, slope and offset from the Dice that the probabilities promise to the one that comes; as
            promised where the region is not named.
        low_confidence: By region, the confidence below which it is flagged; never where the region is not named.
    """

    temperature: Mapping[str, float] = field(default_factory=dict)
    line: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    low_confidence: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def from_card(cls, calibration: Mapping[str, Any]) -> Calibration:
        """Read the key `calibration` of the weights' card, which is empty for weights that were never calibrated."""
        return cls(
            temperature=dict(calibration.get("temperature", {})),
            line={
                region: (float(values["slope"]), float(values["offset"]))
                for region, values in calibration.get("confidence", {}).items()
            },
            low_confidence=dict(calibration.get("low_confidence", {})),
        )

    def apply(self, probabilities: NDArray[np.float32], *, regions: Sequence[str]) -> NDArray[np.float32]:
        """Return calibrated probabilities; which side of one half they are on never changes.

        Args:
            probabilities: Shape `(..., regions)`, averaged over flips and tiles.
            regions: Their ids, in order.

        Source:
            Guo et al. 2017, On calibration of modern neural networks; applied after averaging, as Rahaman and
            Thiery 2021, Uncertainty quantification and deep ensembles.
        """
        temperatures = np.array([self.temperature.get(region, 1.0) for region in regions], np.float32)
        if np.all(temperatures == 1.0):
            return probabilities
        return sigmoid(logit(probabilities) / temperatures)


def logit(probabilities: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the log odds, kept finite where a probability has become 0 or 1 in float32."""
    held = np.clip(probabilities, 1e-6, 1.0 - 1e-6)
    return np.asarray(np.log(held / (1.0 - held)), np.float32)


def sigmoid(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return probabilities, without overflow where logits are large."""
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * logits)), np.float32)
