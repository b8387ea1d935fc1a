"""`neuroslice model-card`: the readable card of trained weights."""

from __future__ import annotations

from pathlib import Path

import click

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("model-card")
@click.option("--task", "task_id", default="brain-tumour", show_default=True, help="Task card of the weights.")
@click.option(
    "--weights",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of other weights than the shipped ones.",
)
@click.option(
    "--cross-validation",
    type=_FILE,
    help="evaluation.json of the networks of several folds (neuroslice evaluate with --weights for each of them).",
)
@click.option("--validation", type=_FILE, help="evaluation.json of the validation cases.")
@click.option("--test", type=_FILE, help="evaluation.json of the test cases.")
@click.option(
    "--section",
    "sections",
    multiple=True,
    type=_FILE,
    help="Markdown to set in after the figures, such as an ablation or a learning curve. Repeatable.",
)
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Markdown file to write.")
def command(
    task_id: str,
    weights: Path | None,
    cross_validation: Path | None,
    validation: Path | None,
    test: Path | None,
    sections: tuple[Path, ...],
    out: Path,
) -> None:
    """Write the model card from the weights' card and from what `neuroslice evaluate` measured.

    Reliability curves that lie beside an evaluation.json are copied beside the card, and shown in it.
    """
    import shutil

    from model.errors import NeuroSliceModelError
    from model.evaluation.model_card import CROSS_VALIDATED, model_card
    from model.evaluation.report import read_report
    from model.tasks.registry import get_task
    from model.weights.card import WEIGHTS_DIR, read_card

    given = {CROSS_VALIDATED: cross_validation, "Validation cases": validation, "Test cases": test}
    files = {title: path for title, path in given.items() if path is not None}
    curves = {title: path.with_name("reliability.png") for title, path in files.items()}
    pictures = {
        title: f"{out.stem}-{title.split()[0].lower()}-reliability.png"
        for title, curve in curves.items()
        if curve.is_file()
    }
    try:
        task = get_task(task_id)
        card = read_card(task.weights, folder=weights)
        evaluations = {title: read_report(path) for title, path in files.items()}
        text = model_card(
            card,
            task=task,
            size=((weights or WEIGHTS_DIR) / card.file).stat().st_size,
            cross_validation=evaluations.pop(CROSS_VALIDATED, None),
            evaluations=evaluations,
            pictures=pictures,
            sections=[path.read_text(encoding="utf-8") for path in sections],
        )
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(text, encoding="utf-8")
        for title, name in pictures.items():
            shutil.copyfile(curves[title], out.with_name(name))
    except (NeuroSliceModelError, ValueError, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{out}: {card.name} {card.version}")
