import pytest

from model import errors


def test_every_exported_name_exists() -> None:
    assert all(hasattr(errors, name) for name in errors.__all__)


@pytest.mark.parametrize("name", errors.__all__)
def test_every_error_hangs_on_the_one_tree(name: str) -> None:
    assert issubclass(getattr(errors, name), errors.NeuroSliceModelError)


def test_a_refused_volume_may_name_its_channel() -> None:
    error = errors.VolumeError("The file is empty.", field="t2")

    assert (str(error), error.message, error.field) == ("The file is empty.", "The file is empty.", "t2")


def test_the_channel_may_be_unknown_at_first() -> None:
    assert errors.VolumeError("The file is empty.").field is None
