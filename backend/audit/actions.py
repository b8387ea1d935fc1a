"""What is recorded of each route: the one table that says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

__all__ = ["ACTIONS", "COMMANDS", "NOT_RECORDED", "OTHER_CHANGE", "REQUEST", "Action", "action_names"]

# look     seen once it is done; going on looking at the same thing is no other event
# give     seen once it is done, every time
# enter    the same, of somebody who has no account until it is done
# change   written before it is done, and again afterwards
How = Literal["look", "give", "enter", "change"]


@dataclass(frozen=True)
class Action:
    """Something that is recorded.

    Args:
        id: as the log keeps it.
        name: in words.
        how: when it is recorded.
        makes: the kind of record that the reply names by its id, where it is a new one.
    """

    id: str
    name: str
    how: How
    makes: str | None = None


_STUDY_VIEW = Action("study.view", "Opened a study", "look")

# By endpoint. The record that it is done to is what the address names first: study_id, patient_id …
ACTIONS: Mapping[str, Action] = {
    "sessions.sign_in": Action("session.sign-in", "Signed in", "enter", "account"),
    "sessions.sign_out": Action("session.sign-out", "Signed out", "change"),
    "sessions.sign_out_everywhere": Action("session.sign-out-everywhere", "Signed out everywhere", "change"),
    "sessions.change_password": Action("session.password", "Changed their own password", "change"),
    "open_sessions.list_sessions": Action("session.list", "Looked at where an account is signed in", "look"),
    "open_sessions.end_session": Action("session.end", "Signed out one browser", "change"),
    "open_sessions.end_sessions": Action("session.end-all", "Signed out an account everywhere", "change"),
    "oidc.finish_sign_in": Action("session.sign-in-by-provider", "Signed in by the provider", "enter", "account"),
    "second_factor.begin_second_factor": Action("second-factor.begin", "Began to set up a second factor", "change"),
    "second_factor.confirm_second_factor": Action("second-factor.set-up", "Set up a second factor", "change"),
    "second_factor.renew_recovery_codes": Action("second-factor.codes", "Got new recovery codes", "change"),
    "second_factor.remove_own_second_factor": Action(
        "second-factor.remove-own", "Took off their own second factor", "change"
    ),
    "second_factor.remove_second_factor": Action(
        "second-factor.remove", "Took off the second factor of an account", "change"
    ),
    "preferences.change_preferences": Action("session.preferences", "Changed their own preferences", "change"),
    "first_run.create_administrator": Action("account.first", "Created the first account", "enter", "account"),
    "accounts.list_accounts": Action("account.list", "Looked at the accounts", "look"),
    "accounts.create_account": Action("account.create", "Created an account", "change", "account"),
    "accounts.change_account": Action("account.change", "Changed an account", "change"),
    "groups.create_group": Action("group.create", "Created a group", "change", "group"),
    "groups.change_group": Action("group.change", "Changed a group", "change"),
    "groups.delete_group": Action("group.delete", "Deleted a group", "change"),
    "groups.list_members": Action("group.members", "Looked at who is in a group", "look"),
    "groups.add_member": Action("group.add", "Put an account into a group", "change"),
    "groups.remove_member": Action("group.remove", "Took an account out of a group", "change"),
    "tokens.list_tokens": Action("token.list", "Looked at the tokens of an account", "look"),
    "tokens.issue_token": Action("token.issue", "Issued a token", "change", "token"),
    "tokens.withdraw_token": Action("token.withdraw", "Withdrew a token", "change"),
    "patients.list_patients": Action("patient.list", "Looked at a list of patients", "look"),
    "patients.create_patient": Action("patient.create", "Created a patient", "change", "patient"),
    "patients.show_patient": Action("patient.view", "Opened a patient", "look"),
    "patients.change_patient": Action("patient.change", "Changed a patient", "change"),
    "patients.delete_patient": Action("patient.delete", "Deleted a patient", "change"),
    "patients.restore_patient": Action("patient.restore", "Brought back a deleted patient", "change"),
    "studies.list_studies": Action("study.list", "Looked at a list of studies", "look"),
    "studies.upload_study": Action("study.upload", "Uploaded a study", "change", "study"),
    "studies.show_one_study": _STUDY_VIEW,
    "studies.change_study": Action("study.change", "Changed a study", "change"),
    "studies.delete_study": Action("study.delete", "Deleted a study", "change"),
    "studies.restore_study": Action("study.restore", "Brought back a deleted study", "change"),
    "studies.segment_again": Action("segmentation.request", "Had a study segmented again", "change"),
    "images.show_slice": _STUDY_VIEW,
    "images.give_volume": Action("image.download", "Downloaded a volume", "give"),
    "segmentations.show_mask_slice": _STUDY_VIEW,
    "segmentations.show_profile": _STUDY_VIEW,
    "segmentations.list_lesions": _STUDY_VIEW,
    "segmentations.give_mask": Action("segmentation.download", "Downloaded a mask", "give"),
    "segmentations.give_uncertainty": Action("uncertainty.download", "Downloaded how unsure a mask is", "give"),
    "measurements.list_measurements": _STUDY_VIEW,
    "measurements.create_measurement": Action("measurement.create", "Measured", "change", "measurement"),
    "measurements.change_measurement": Action("measurement.change", "Changed a measurement", "change"),
    "measurements.delete_measurement": Action("measurement.delete", "Deleted a measurement", "change"),
    "jobs.cancel_job": Action("job.cancel", "Cancelled a job", "change"),
    "deletions.list_deletions": Action("deletion.list", "Looked at what was deleted", "look"),
    "audit.list_events": Action("audit.view", "Looked at the audit log", "look"),
    "audit.export_events": Action("audit.export", "Exported the audit log", "give"),
}
# Nothing of a patient's, and no change.
NOT_RECORDED = frozenset(
    {
        "audit.list_actions",
        "docs.assets",
        "docs.docs",
        "docs.openapi",
        "docs.start",
        "first_run.show_first_run",
        "frontend.page",
        "groups.list_groups",
        "health.show_health",
        "health.show_ready",
        "jobs.show_job",
        "metrics.show_metrics",
        "oidc.begin_sign_in",
        "oidc.show_provider",
        "preferences.show_preferences",
        "second_factor.show_second_factor",
        "segmentations.show_uncertainty_scale",
        "sessions.show_session",
        "tasks.list_tasks",
    }
)
# A change by a route that is not in the table: recorded all the same.
OTHER_CHANGE = Action("other.change", "Changed something else", "change")
# What is not recorded when it is granted, and is when it is refused.
REQUEST = Action("request", "Sent a request", "look")
# By the command line.
COMMANDS: Mapping[str, Action] = {
    "account.create": ACTIONS["accounts.create_account"],
    "second-factor.remove": ACTIONS["second_factor.remove_second_factor"],
    "token.issue": ACTIONS["tokens.issue_token"],
    "backup": Action("backup.make", "Made a backup", "give"),
    "restore": Action("backup.restore", "Took a backup in", "change"),
    "collect": Action("store.collect", "Removed files that nothing referred to", "change"),
    "purge": Action("deletion.purge", "Removed for good what was deleted", "change"),
}


def action_names() -> dict[str, str]:
    """Give the name of every action, by its id."""
    every = (*ACTIONS.values(), *COMMANDS.values(), OTHER_CHANGE, REQUEST)
    return {action.id: action.name for action in every}
