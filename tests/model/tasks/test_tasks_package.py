from model import tasks


def test_every_exported_name_exists() -> None:
    assert all(hasattr(tasks, name) for name in tasks.__all__)
