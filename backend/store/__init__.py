"""Where uploaded volumes lie: found by their SHA-256, whole or not there, with what is derived from them."""

from backend.store.contents import StoredFile, hash_stream
from backend.store.derived import DerivedFiles
from backend.store.incoming import IncomingFile, Upload
from backend.store.lru import ByteLimitedCache
from backend.store.volumes import VolumeStore

__all__ = ["ByteLimitedCache", "DerivedFiles", "IncomingFile", "StoredFile", "Upload", "VolumeStore", "hash_stream"]
