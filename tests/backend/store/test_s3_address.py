from __future__ import annotations

import pytest

from backend.store.s3_address import S3Address


def test_everything_but_the_bucket_may_be_left_out() -> None:
    assert S3Address.parse("s3://volumes") == S3Address("volumes", "", "", "")


def test_folder_endpoint_and_region_are_read() -> None:
    url = "s3://volumes/neuro/slice/?endpoint=https://minio.local:9000&region=eu-central-1"

    assert S3Address.parse(url) == S3Address("volumes", "neuro/slice", "https://minio.local:9000", "eu-central-1")


@pytest.mark.parametrize(
    "url",
    [
        "https://volumes",
        "s3://",
        "s3:///folder",
        "s3://key:secret@volumes",
        "s3://volumes?endpoint=minio",
        "s3://volumes?secret=x",
        "s3://volumes#part",
    ],
)
def test_another_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        S3Address.parse(url)
