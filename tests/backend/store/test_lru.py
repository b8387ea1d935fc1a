"""What is kept, what goes, and what is made once."""

from __future__ import annotations

import threading

import pytest

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


def test_what_many_ask_for_at_once_is_made_once() -> None:
    cache = ByteLimitedCache[str, int](limit=10)
    begun, may_end, given = threading.Semaphore(0), threading.Event(), []

    def make() -> int:
        begun.release()
        may_end.wait()
        return 7

    asking = [
        threading.Thread(target=lambda: given.append(cache.get_or_make("a", make=make, size=lambda _: 4)))
        for _ in range(5)
    ]
    for thread in asking:
        thread.start()
    assert begun.acquire()
    # Somebody else who made it too would have begun by now.
    assert not begun.acquire(timeout=0.3)
    may_end.set()
    for thread in asking:
        thread.join()

    assert given == [7] * 5
    assert cache.get_or_make("b", make=lambda: 8, size=lambda _: 4) == 8


def test_what_could_not_be_made_is_tried_by_the_next_one() -> None:
    cache = ByteLimitedCache[str, int](limit=10)

    def fail() -> int:
        raise OSError("damaged")

    with pytest.raises(OSError, match="damaged"):
        cache.get_or_make("a", make=fail, size=lambda _: 4)
    assert cache.get_or_make("a", make=lambda: 7, size=lambda _: 4) == 7


def test_what_is_too_large_to_keep_is_given_all_the_same() -> None:
    cache = ByteLimitedCache[str, int](limit=10)

    assert [cache.get_or_make("a", make=lambda: 7, size=lambda _: 11) for _ in range(2)] == [7, 7]
