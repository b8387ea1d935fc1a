import type { Job, Segmentation, Session, Study, Task } from "@/lib/api-types";

/** Small, complete replies of the server. */
export const TASK: Task = {
  id: "brain-tumour",
  name: "Brain tumour",
  description: "",
  channels: [
    { id: "flair", name: "FLAIR", patterns: ["flair"] },
    { id: "t1", name: "T1", patterns: ["t1"] },
  ],
  labels: [{ value: 4, id: "ET", name: "Enhancing tumour" }],
  regions: [
    { id: "WT", name: "Whole tumour", labels: [1, 2, 4], colour: "#2ecc40", colour_blind_colour: "#56b4e9", needs: ["flair", "t2"], seen_on: "flair" },
    { id: "ET", name: "Enhancing tumour", labels: [4], colour: "#ff3b30", colour_blind_colour: "#cc79a7", needs: ["t1ce"], seen_on: "t1ce" },
  ],
  measured: "ET",
  pictures: false,
  subject: "patient",
  served: true,
  train_command: null,
};

/** A task whose weights do not ship. */
export const UNTRAINED: Task = {
  ...TASK,
  id: "cardiac",
  name: "Heart",
  description: "Ventricles and myocardium in a short-axis cine-MRI volume of one moment of the heart's cycle.",
  served: false,
  train_command: "neuroslice train --task cardiac --data DIR --splits SPLITS.json --out RUN",
};

/** A task whose images are pictures, with weights of somebody's own. */
export const PICTURES: Task = {
  ...TASK,
  id: "em-membranes",
  name: "Neurons",
  description: "What lies within the membranes of neurons, in pictures of electron microscopy.",
  channels: [{ id: "em", name: "Electron microscopy", patterns: ["em"] }],
  labels: [{ value: 1, id: "INSIDE", name: "Within membranes" }],
  regions: [
    { id: "INSIDE", name: "Within membranes", labels: [1], colour: "#2ecc40", colour_blind_colour: "#56b4e9", needs: [], seen_on: null },
  ],
  measured: null,
  pictures: true,
  subject: "sample",
};

export const SEGMENTATION: Segmentation = {
  id: 12,
  created_at: "2026-01-02T10:00:00Z",
  model: { name: "unet3d", version: "1.2", sha256: "ab".repeat(32) },
  runtime: "tensorflow",
  volumes_ml: { WT: 56.46, ET: 2.6 },
  widest_at: { WT: [80, 120, 70], ET: [78, 118, 72] },
  confidence: { WT: 0.934, ET: 0.41 },
  low_confidence: ["ET"],
  findings: [],
  has_uncertainty: true,
};

export const JOB: Job = {
  id: 5,
  study_id: 7,
  state: "succeeded",
  stage: null,
  progress: 1,
  error: null,
  timings: {},
  created_at: "2026-01-02T09:59:00Z",
  started_at: "2026-01-02T09:59:01Z",
  finished_at: "2026-01-02T10:00:00Z",
};

export const STUDY: Study = {
  id: 7,
  task: TASK.id,
  patient: { id: 3, mrn: "A-1", name: "Lovelace, Ada", birth_date: "1955-12-10", sex: "female" },
  study_date: "2026-01-02",
  description: "before surgery",
  group: null,
  created_at: "2026-01-02T09:59:00Z",
  status: "ready",
  shape: [240, 240, 155],
  spacing: [1, 1, 1],
  affine: [
    [1, 0, 0, -120],
    [0, 1, 0, -120],
    [0, 0, 1, -70],
    [0, 0, 0, 1],
  ],
  head_box: null,
  channels: ["flair", "t1"],
  warnings: [],
  windows: { flair: { window: [0, 100], range: [0, 127] }, t1: { window: [0, 100], range: [0, 127] } },
  segmentations: [SEGMENTATION],
  volumes_ml: SEGMENTATION.volumes_ml,
  job: JOB,
};

export function sessionOf(role: Session["account"]["role"]): Session {
  return {
    account: { id: 1, name: "Dr. Kim", role },
    csrf_token: "the-token",
    second_factor_missing: false,
    preferences: { convention: null, palette: null, panels: {} },
  };
}
