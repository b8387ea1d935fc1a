"""What calibration changed, for people."""

from __future__ import annotations

from model.evaluation.markdown import table
from model.tasks.card import TaskCard
from model.weights.card import WeightsCard


def calibration_section(card: WeightsCard, *, task: TaskCard) -> list[str]:
    """Show each region's temperature, and how far its probabilities were off before and after.

    Args:
        card: Of the weights.
        task: Its regions.

    Returns:
        Lines of Markdown from the heading on; none for weights that were not calibrated.
    """
    fitted = card.calibration
    if not fitted.get("ece"):
        return []
    rows = []
    for region in task.regions:
        errors = fitted["ece"][region.id]
        rows.append(
            [
                region.id,
                f"{fitted['temperature'][region.id]:.2f}",
                f"{errors['all_before']:.4f} → {errors['all']:.4f}",
                f"{errors['undecided_before']:.3f} → {errors['undecided']:.3f}",
            ]
        )
    lines = [
        "## Calibration",
        "",
        "The logits of a region are divided by its temperature before they become the probabilities that the viewer "
        "shows; no mask changes by it. ECE is the expected calibration error: how far, on average, a probability is "
        "from the share of voxels that are inside.",
        "",
        *table(["region", "temperature", "ECE, before → after", "of voxels from 0.05 to 0.95"], rows),
        "",
        f"Fitted on {fitted['cases']} cases, none of them one that the network had learned from.",
    ]
    if card.members > 1:
        lines[-1] += (
            f" That was done with each of the {card.members} networks by itself on the cases of its own fold. Their "
            "mean, which is what these weights compute, takes the same temperatures; how well they fit it, the "
            "evaluations of cases that none of the networks knew say above."
        )
    return lines
