"""`neuroslice`: collects the commands that lie beside this file, each as `command` in a module of its name."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import click

__all__ = ["cli", "main"]

FOLDER = Path(__file__).parent
INTERRUPTED = 130


class Commands(click.Group):
    """A group that imports a command when it is asked for; `demo_case.py` is `demo-case`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name every command."""
        modules = (path.stem for path in FOLDER.glob("[!_]*.py") if path.stem != Path(__file__).stem)
        return sorted(module.replace("_", "-") for module in modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command; None where there is none of this name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = import_module(f"backend.cli.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="neuroslice")
def cli() -> None:
    """Segment brain tumours in MRI, and serve the viewer. Settings are NEUROSLICE_* variables."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command; what is wrong with its input is said in one line, without a traceback."""
    try:
        code = cli.main(
            args=None if arguments is None else list(arguments), prog_name="neuroslice", standalone_mode=False
        )
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        code = error.exit_code
    except click.ClickException as error:
        code = _complain(error.format_message(), code=error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        code = _complain("Interrupted.", code=INTERRUPTED)
    except Exception as error:
        message = _expected(error)
        if message is None:
            raise
        code = _complain(message, code=1)
    sys.exit(code if isinstance(code, int) else 0)


def _expected(error: Exception) -> str | None:
    # Imported here, so that `--help` does not wait for it.
    from sqlalchemy.exc import DBAPIError

    from backend.errors import NeuroSliceError
    from model.errors import NeuroSliceModelError

    if isinstance(error, DBAPIError):
        return f"The database does not answer: {error.orig}"
    return str(error) if isinstance(error, NeuroSliceError | NeuroSliceModelError | OSError) else None


def _complain(message: str, *, code: int) -> int:
    line = " ".join(message.split())
    click.echo(f"neuroslice: {line}", err=True)
    return code
