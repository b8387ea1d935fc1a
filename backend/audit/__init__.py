"""Who did what, when and from where: a log that is only ever added to, each event chained to the one before it."""

from backend.audit.log import AuditLog
from backend.audit.verify import Verdict, verify

__all__ = ["AuditLog", "Verdict", "verify"]
