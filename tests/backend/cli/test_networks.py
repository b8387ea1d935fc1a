from __future__ import annotations

from click.testing import CliRunner

from backend.cli.networks import command
from model.networks.registry import NETWORKS


def test_lists_every_network_with_its_parameters() -> None:
    result = CliRunner().invoke(command, [])
    assert result.exit_code == 0, result.output
    header, *rows = result.output.splitlines()
    assert header.split() == ["network", "input", "classes", "trainable", "total"]
    assert [row.split()[0] for row in rows] == list(NETWORKS)
    shipped = next(row for row in rows if row.startswith("multimodal_unet3d"))
    assert shipped.split()[1:3] == ["80x96x80x5", "3"]
    trainable, total = (int(number.replace(",", "")) for number in shipped.split()[3:])
    assert 1_000_000 < trainable < total
