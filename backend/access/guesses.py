"""Slow down whoever guesses passwords, whichever process each guess reaches."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from backend.errors import TooOften
from db.models import Guess
from db.session import SessionFactory
from db.types import utc_now

__all__ = ["PER_NAME", "PER_NAME_AND_ADDRESS", "GuessBook", "Patience"]

# Tries are forgotten after so long without another one.
FORGET_AFTER = timedelta(hours=1)


@dataclass(frozen=True)
class Patience:
    """Say how long to wait after how many tries.

    Args:
        free: tries before the first pause.
        first_seconds: the first pause; each further one is twice as long.
        longest_seconds: the longest pause.
    """

    free: int
    first_seconds: int
    longest_seconds: int

    def pause(self, tries: int) -> timedelta:
        """Give the pause before the next try."""
        if tries < self.free:
            return timedelta(0)
        # Beyond 2**20 seconds every pause is the longest one, and larger powers only cost time.
        return timedelta(seconds=min(self.first_seconds * 2 ** min(tries - self.free, 20), self.longest_seconds))


# One place that guesses soon waits for long. All places together: 20 tries and one more each minute, which is below
# the 100 an hour of ASVS 2.2.1, and whose pause is short enough that nobody can lock a colleague out.
PER_NAME_AND_ADDRESS = Patience(free=5, first_seconds=1, longest_seconds=900)
PER_NAME = Patience(free=20, first_seconds=60, longest_seconds=60)


class GuessBook:
    """Count tries before their passwords are looked at, so that many at one moment count as many.

    Args:
        database: where tries are counted; names that nobody has count as those that somebody has.
    """

    def __init__(self, database: SessionFactory) -> None:
        self._database = database

    def enter(self, *, name: str, address: str) -> None:
        """Count a try.

        Args:
            name: of the account, whether there is one or not.
            address: where the try comes from.

        Raises:
            TooOften: the pause is not over; the try does not count.
        """
        try:
            self._enter(name=name, address=address)
        except IntegrityError:
            # Another process has entered the same name for the first time at the same moment.
            self._enter(name=name, address=address)

    def forgive(self, *, name: str, address: str) -> None:
        """Take back a try whose password was right, and forget what is long past."""
        everywhere, here = _subject(name), _subject(name, address)
        with self._database.write() as session:
            session.execute(delete(Guess).where(Guess.subject_hash == here))
            # Not forgotten altogether: the owner's signing in gives no one else new tries.
            taken_back = update(Guess).where(Guess.subject_hash == everywhere, Guess.tries > 0)
            session.execute(taken_back.values(tries=Guess.tries - 1))
            session.execute(delete(Guess).where(Guess.last_at < utc_now() - FORGET_AFTER))

    def take_back(self, *, name: str, address: str) -> None:
        """Take back a try that was neither right nor wrong; those before it count as they did."""
        subjects = (_subject(name), _subject(name, address))
        with self._database.write() as session:
            entered = update(Guess).where(Guess.subject_hash.in_(subjects), Guess.tries > 0)
            session.execute(entered.values(tries=Guess.tries - 1))

    def _enter(self, *, name: str, address: str) -> None:
        now = utc_now()
        rules = {_subject(name): PER_NAME, _subject(name, address): PER_NAME_AND_ADDRESS}
        with self._database.write() as session:
            kept = select(Guess).where(Guess.subject_hash.in_(rules)).order_by(Guess.id).with_for_update()
            rows = {row.subject_hash: row for row in session.scalars(kept)}
            for row in rows.values():
                if now - row.last_at > FORGET_AFTER:
                    row.tries = 0
            left = (_left(row, rules[subject], now=now) for subject, row in rows.items())
            seconds = max(left, default=0)
            if seconds > 0:
                raise TooOften(
                    f"There were too many wrong tries. Please try again in {seconds} seconds.", seconds=seconds
                )
            for subject in sorted(rules):
                row = rows.get(subject) or Guess(subject_hash=subject, tries=0)
                row.tries += 1
                row.last_at = now
                session.add(row)


def _left(row: Guess, rule: Patience, *, now: datetime) -> int:
    return max(0, math.ceil((row.last_at + rule.pause(row.tries) - now).total_seconds()))


def _subject(*parts: str) -> str:
    # Hashed, because people type passwords into the field of the name.
    return hashlib.sha256("\0".join(parts).encode(errors="surrogatepass")).hexdigest()
