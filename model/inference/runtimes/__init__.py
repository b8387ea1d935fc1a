"""What runs a network: one small interface, and which of its implementations is used here.

Importing this needs neither Keras nor OpenVINO; `load_runtime` imports the one that it gives.
"""

from model.inference.runtimes.base import Runtime
from model.inference.runtimes.load import RUNTIMES, load_runtime

__all__ = ["RUNTIMES", "Runtime", "load_runtime"]
