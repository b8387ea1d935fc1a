from dataclasses import replace

from model.tasks import find_missing, get_task

TASK = get_task("brain-tumour")


def test_nothing_is_missing_from_a_whole_study() -> None:
    assert find_missing(TASK.channel_ids, task=TASK) == ()


def test_a_missing_channel_names_the_regions_that_need_it() -> None:
    (missing,) = find_missing(["flair", "t1", "t2"], task=TASK)

    assert missing.channel.id == "t1ce"
    assert [region.id for region in missing.regions] == ["TC", "ET"]
    assert missing.message == "No T1ce volume was given: tumour core and enhancing tumour will be less exact."


def test_a_channel_that_no_region_needs_is_named_alone() -> None:
    task = replace(TASK, regions=tuple(replace(region, needs=("t1ce",)) for region in TASK.regions))

    (missing,) = find_missing(["flair", "t1ce", "t2"], task=task)

    assert missing.regions == ()
    assert missing.message == "No T1 volume was given."


def test_missing_channels_come_in_the_order_of_the_task() -> None:
    assert [missing.channel.id for missing in find_missing(["t1ce"], task=TASK)] == ["flair", "t1", "t2"]
