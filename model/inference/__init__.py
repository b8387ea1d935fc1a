"""Segment studies with trained networks. Importing this needs no Keras; loading a `Segmenter` does."""

from model.inference.info import ModelInfo
from model.inference.result import Finding, SegmentationResult
from model.inference.segmenter import STAGES, Segmenter
from model.metrics.region_volumes import region_volumes_ml

__all__ = ["STAGES", "Finding", "ModelInfo", "SegmentationResult", "Segmenter", "region_volumes_ml"]
