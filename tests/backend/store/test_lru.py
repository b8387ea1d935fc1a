from __future__ import annotations

from backend.store import ByteLimitedCache


def test_what_was_not_used_for_longest_goes_first() -> None:
    cache = ByteLimitedCache[str, int](limit=10)
    cache.put("a", 1, size=4)
    cache.put("b", 2, size=4)
    assert cache.get("a") == 1
    cache.put("c", 3, size=4)
    assert (cache.get("a"), cache.get("b"), cache.get("c")) == (1, None, 3)


def test_something_larger_than_the_cache_is_not_kept() -> None:
    cache = ByteLimitedCache[str, int](limit=10)
    cache.put("a", 1, size=11)
    assert cache.get("a") is None


def test_putting_a_key_again_counts_its_bytes_once() -> None:
    cache = ByteLimitedCache[str, int](limit=10)
    for _ in range(5):
        cache.put("a", 1, size=6)
    cache.put("b", 2, size=4)
    assert cache.get("a") == 1


def test_what_is_dropped_is_gone() -> None:
    cache = ByteLimitedCache[str, int](limit=10)
    cache.put("a", 1, size=6)
    cache.drop("a")
    cache.drop("never there")
    assert cache.get("a") is None
