"""One mapped class per file."""

from db.models.account import Account
from db.models.audit_event import AuditEvent
from db.models.audit_head import AuditHead
from db.models.base import Base
from db.models.external_identity import ExternalIdentity
from db.models.group import Group
from db.models.guess import Guess
from db.models.image import Image
from db.models.job import Job
from db.models.measurement import Measurement
from db.models.membership import Membership
from db.models.patient import Patient
from db.models.recovery_code import RecoveryCode
from db.models.second_factor import SecondFactor
from db.models.segmentation import Segmentation
from db.models.session import Session
from db.models.study import Study
from db.models.token import Token
from db.models.worker import Worker

__all__ = [
    "Account",
    "AuditEvent",
    "AuditHead",
    "Base",
    "ExternalIdentity",
    "Group",
    "Guess",
    "Image",
    "Job",
    "Measurement",
    "Membership",
    "Patient",
    "RecoveryCode",
    "SecondFactor",
    "Segmentation",
    "Session",
    "Study",
    "Token",
    "Worker",
]
