"""Replies in the language that a request asks for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from backend.services import Services
from db.models import Job
from tests.support.studies import post_study

KOREAN = {"Accept-Language": "ko-KR,ko;q=0.9,en;q=0.5"}


def test_a_refused_upload_says_why_in_korean(radiologist: FlaskClient, files: dict[str, Path]) -> None:
    reply = post_study(radiologist, {**files, "t1": b"", "t2": b"no volume"}, headers=KOREAN)

    assert reply.status_code == 422
    assert reply.headers["Content-Language"] == "ko"
    assert reply.json is not None
    assert reply.json["title"] == "받아들일 수 없습니다"
    assert reply.json["detail"] == "검사로 등록하기 전에 확인할 항목이 2개 있습니다."
    assert {error["field"]: error["message"] for error in reply.json["errors"]} == {
        "t1": "파일이 비어 있습니다.",
        "t2": "NIfTI 파일이 아닙니다. .nii 또는 .nii.gz 파일을 선택하세요.",
    }


def test_a_wrong_password_is_said_in_korean(client: FlaskClient) -> None:
    reply = client.post("/api/session", json={"name": "nobody", "password": "wrong"}, headers=KOREAN)
    assert reply.status_code == 401
    assert reply.json is not None
    assert reply.json["detail"] == "이름 또는 비밀번호가 올바르지 않습니다."


@pytest.mark.parametrize("languages", ["en-GB", "de-DE", "", "en;q=0.9, ko;q=0.1"])
def test_everybody_else_is_answered_in_english(client: FlaskClient, languages: str) -> None:
    reply = client.get("/api/studies", headers={"Accept-Language": languages})
    assert reply.headers["Content-Language"] == "en"
    assert reply.json is not None
    assert reply.json["detail"] == "Please sign in first."


def test_why_a_job_failed_is_said_in_the_language_of_whoever_looks(
    radiologist: FlaskClient, services: Services, study: dict[str, Any]
) -> None:
    with services.database.write() as session:
        job = session.get_one(Job, study["job"]["id"])
        job.state = "failed"
        job.error = "The segmentation failed unexpectedly. Run it again; if it stays, tell the administrator: 0badcafe."
    address = f"/api/jobs/{study['job']['id']}"
    in_korean = radiologist.get(address, headers=KOREAN).json
    in_english = radiologist.get(address).json

    assert in_korean is not None
    assert (
        in_korean["error"]
        == "예기치 않게 분할에 실패했습니다. 다시 분할하고, 계속되면 관리자에게 알려 주세요: 0badcafe."
    )
    assert in_english is not None
    assert in_english["error"].startswith("The segmentation failed unexpectedly.")
