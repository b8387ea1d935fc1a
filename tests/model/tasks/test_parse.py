import pytest

from model.errors import TaskError
from model.tasks.parse import parse_card

CARD = """
id: brain-metastasis
name: Brain metastasis
description: A card for tests.
channels: [{id: t1, name: T1, patterns: [t1]}, {id: t2, name: T2, patterns: [t2, t2-w]}]
labels: [{value: 1, id: A, name: First}, {value: 2, id: B, name: Second, also_read: [3]}]
regions: [{id: ALL, name: All, labels: [1, 2], colour: "#00ff00", colour_blind_colour: "#0000ff"}]
network: {name: unet3d, arguments: {filters: [8, 16]}}
weights: brain-metastasis
spacing: [1, 1, 1.5]
metrics: [dice]
"""


def refusal(text: str) -> str:
    with pytest.raises(TaskError) as caught:
        parse_card(text, source="card.yaml")
    return str(caught.value)


def test_a_card_becomes_frozen_values() -> None:
    card = parse_card(CARD, source="card.yaml")

    assert card.spacing == (1.0, 1.0, 1.5)
    assert card.channels[1].patterns == ("t2", "t2-w")
    assert card.labels[1].also_read == (3,)
    assert card.network.arguments == {"filters": [8, 16]}
    assert card.channel_names == {"t1": "T1", "t2": "T2"}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("weights: brain-metastasis\n", "", "TaskCard needs weights"),
        ("metrics:", "metric:", "TaskCard has no metric"),
        ("id: B, ", "", "Label needs id"),
        ("value: 2", "value: 1", "label 1 occurs twice"),
        ("also_read: [3]", "also_read: [1]", "label 1 occurs twice"),
        ("value: 2", "value: 256", "from 1 to 255"),
        ("id: t2", "id: t1", "channel t1 occurs twice"),
        ("[t2, t2-w]", "[t1]", "pattern t1 occurs twice"),
        ("[t2, t2-w]", "[T2_w]", "lower-case tokens"),
        ("labels: [1, 2]", "labels: [1, 5]", "region ALL needs labels of"),
        ('"#0000ff"}', '"#0000ff", needs: [flair]}', "region ALL needs channels of"),
        ('"#0000ff"}', '"#0000ff", seen_on: flair}', "region ALL is seen on one of"),
        ('"#00ff00"', "green", "a colour as #rrggbb"),
        ("metrics:", "subject: plant\nmetrics:", "the subject as one of ('patient', 'sample')"),
        ("metrics:", "measured: ET\nmetrics:", "the measured region to be one of ['ALL']"),
        ("[1, 1, 1.5]", "[1, 1]", "three lengths in mm"),
        ("[1, 1, 1.5]", "[1, 1, 0]", "three lengths in mm"),
        ("{name: unet3d, arguments: {filters: [8, 16]}}", "unet3d", "the fields of a NetworkCard"),
        (CARD, "[", "is not YAML"),
        (CARD, "", "the fields of a TaskCard"),
    ],
)
def test_a_broken_card_is_refused_with_its_name_and_the_mistake(old: str, new: str, words: str) -> None:
    message = refusal(CARD.replace(old, new))

    assert message.startswith("card.yaml")
    assert words in message
