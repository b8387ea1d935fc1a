"""Every sentence that a reader may meet is there in every language, and nothing else is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from backend.language import Catalogue
from backend.language.catalogue import load_catalogue

ROOT = Path(__file__).parents[3]
KOREAN = load_catalogue("ko")
PLACE = re.compile(r"\{\w*\}")
# What a request may be answered with, why a job may have failed, and what may be said beside a mask.
SAID_IN = (
    *(
        f"backend/{name}"
        for name in (
            "access",
            "audit",
            "accounts",
            "oidc",
            "second_factor",
            "sessions",
            "first_run",
            "patients",
            "studies",
            "jobs",
            "tokens",
            "measurements",
            "groups",
            "segmentations",
            "images",
            "deletions",
            "tasks",
        )
    ),
    *(f"backend/{name}.py" for name in ("fields", "frontend", "pagination", "problems", "text", "validation")),
    "model/inference",
    *(
        f"model/volumes/{name}.py"
        for name in ("affine", "check", "header", "picture", "read", "source", "stream", "values")
    ),
)
SAYING = {
    "VolumeError",
    "FieldError",
    "Refused",
    "Conflict",
    "NotFound",
    "Forbidden",
    "NotSignedIn",
    "Unavailable",
    "TooLarge",
    "TooOften",
    "ValueError",
    "field",
    "Finding",
    "_not_a_brain",
}
# Functions whose results are said.
GIVING = {"_in_words", "_too_large"}


def sources(*places: str) -> Iterator[ast.AST]:
    """Parse the Python files at some places of the checkout."""
    for place in places:
        path = ROOT / place
        for file in [path] if path.is_file() else sorted(path.rglob("*.py")):
            yield ast.parse(file.read_text())


def template(node: ast.AST, *, constants: Mapping[str, str]) -> str | None:
    """Give a text of the code, with `{}` where a value is put in; None for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return PLACE.sub("{}", node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(template(part, constants=constants) or "{}" for part in node.values)
    if isinstance(node, ast.FormattedValue):
        return template(node.value, constants=constants) if isinstance(node.value, ast.Name) else "{}"
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return "".join(template(side, constants=constants) or "{}" for side in (node.left, node.right))
    return constants.get(node.id) if isinstance(node, ast.Name) else None


def constants_of(tree: ast.AST) -> dict[str, str]:
    """Give the texts that a module has a name for."""
    return {
        node.targets[0].id: node.value.value
        for node in ast.iter_child_nodes(tree)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        if isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    }


def assigned_to(name: str, tree: ast.AST) -> Iterator[ast.AST]:
    """Give everything that some code gives a name to."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == name:
            yield node.value


def spoken(tree: ast.AST) -> Iterator[ast.AST]:
    """Give the parts of some code that are sentences for a reader."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            words = [keyword.value for keyword in node.keywords if keyword.arg in ("message", "detail")]
            # The last one: what comes before it is the name of a field.
            words = (words or node.args[-1:]) if name in SAYING else []
        elif isinstance(node, ast.FunctionDef) and node.name in GIVING:
            words = [each.value for each in ast.walk(node) if isinstance(each, ast.Return) and each.value]
        else:
            continue
        for part in words:
            yield from assigned_to(part.id, tree) if isinstance(part, ast.Name) else ()
            yield part


def said(tree: ast.AST) -> Iterator[str]:
    """Give the sentences that some code says to a reader, made with the value 7."""
    constants = constants_of(tree)
    for part in spoken(tree):
        text = template(part, constants=constants)
        # What begins otherwise tells those who program what was expected.
        if text and re.match(r"[A-Z{]", text) and text != "{}":
            yield text.replace("{}", "7")


def test_every_sentence_is_one_of_the_code() -> None:
    nodes = (node for tree in sources("backend", "model") for node in ast.walk(tree))
    code = [text for node in nodes if (text := template(node, constants={})) is not None]
    lost = [english for english in KOREAN.translations if not any(PLACE.sub("{}", english) in text for text in code)]
    # Joined with "or" where it is said.
    assert set(lost) <= {
        "Choose at least one volume: {names} or {last}.",
        "whole tumour",
        "tumour core",
        "enhancing tumour",
    }


@pytest.mark.parametrize("place", SAID_IN)
def test_every_sentence_that_a_reader_may_meet_is_translated(place: str) -> None:
    missing = {text for tree in sources(place) for text in said(tree) if KOREAN.translate(text) is None}
    assert missing == set()


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ('raise Refused.field("region", f"There is no {it}.")', "There is no 7."),
        ('Finding(code="x", channel=None, message="It is odd.")', "It is odd."),
        ('def f():\n    words = f"It has {size} mL."\n    return Finding(message=words)', "It has 7 mL."),
        ('def _in_words(error):\n    return "It failed."', "It failed."),
        ('raise ValueError("This must be a number.")', "This must be a number."),
    ],
)
def test_a_sentence_is_found_however_it_is_said(code: str, sentence: str) -> None:
    assert sentence in said(ast.parse(code))


def test_a_translation_takes_the_values_of_the_sentence_and_no_others() -> None:
    for english, korean in KOREAN.translations.items():
        assert set(PLACE.findall(korean)) <= set(PLACE.findall(english)), english


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("The file is empty.", "파일이 비어 있습니다."),
        (
            "This is a DICOM file. Convert the series to NIfTI first, for example with dcm2niix.",
            "DICOM 파일입니다. 먼저 dcm2niix 등으로 시리즈를 NIfTI로 변환하세요.",
        ),
        (
            "T2 has 155 axial slices, FLAIR has 154; T2 has 240 sagittal slices, FLAIR has 239. "
            "All volumes must be registered to one grid.",
            "T2의 축상면 단면은 155장, FLAIR은(는) 154장입니다; T2의 시상면 단면은 240장, FLAIR은(는) 239장입니다. "
            "모든 영상은 하나의 격자에 정합되어 있어야 합니다.",
        ),
        (
            "The outline of the whole tumour is uncertain: check it before you rely on it.",
            "전체 종양의 윤곽이 불확실합니다. 직접 확인한 뒤 사용하세요.",
        ),
        (
            "Some enhancing tumour was suspected, but not surely enough to draw any: check the images.",
            "조영증강 종양이(가) 의심되지만 그릴 만큼 확실하지 않습니다. 영상을 직접 확인하세요.",
        ),
        (
            "Record number A-1 belongs to Dr. Kim (born 1955-12-10, female), not to Lee.",
            "등록번호 A-1의 환자는 Dr. Kim (born 1955-12-10, female)이며, Lee이(가) 아닙니다.",
        ),
    ],
)
def test_sentences_are_translated_with_their_values(english: str, korean: str) -> None:
    assert KOREAN.translate(english) == korean


def test_what_is_only_half_known_stays_as_it_is() -> None:
    catalogue = Catalogue({"One.": "하나."})
    assert catalogue.translate("One. One.") == "하나. 하나."
    assert catalogue.translate("One. Two.") is None
