import type { Readable } from "openapi-typescript-helpers";

import type { components } from "@/generated/api";

/** The server's own words for its resources; see `npm run generate`. */
type Schemas = { [Name in keyof components["schemas"]]: Readable<components["schemas"][Name]> };

export type Account = Schemas["Account"];
export type AuditEvent = Schemas["AuditEvent"];
export type DeletedRecord = Schemas["Deletion"];
export type Group = Schemas["Group"];
export type Job = Schemas["Job"];
export type Measurement = Schemas["Measurement"];
export type MeasurementValues = Schemas["MeasurementValues"];
export type OpenSession = Schemas["OpenSession"];
export type Patient = Schemas["Patient"];
export type PatientIdentity = Schemas["PatientSummary"];
export type PatientWithStudies = Schemas["PatientDetail"];
export type Preferences = Schemas["Preferences"];
export type PreferencesChange = Schemas["PreferencesChange"];
export type Panel = keyof Schemas["Panels"];
export type Region = Schemas["TaskRegion"];
export type Lesion = Schemas["Lesion"];
export type LesionList = Schemas["LesionList"];
export type MaskProfile = Schemas["MaskProfile"];
export type Segmentation = Schemas["SegmentationSummary"];
export type Session = Schemas["Session"];
export type Study = Schemas["Study"];
export type StudyAccepted = Schemas["Accepted"];
export type Task = Schemas["Task"];
export type Channel = Schemas["TaskChannel"];
export type Token = Schemas["Token"];
export type NewToken = Schemas["IssuedToken"];

export type Role = Account["role"];
export type Sex = Patient["sex"];
export type StudyStatus = Study["status"];
export type JobState = Job["state"];
