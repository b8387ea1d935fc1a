/** Every cache key of the server's state, so that what a change makes stale can be named. */
export const queryKeys = {
  session: ["session"] as const,
  firstRun: ["first-run"] as const,
  tasks: ["tasks"] as const,
  patients: ["patients"] as const,
  patientSearch: (q: string, page: number) => ["patients", "search", q, page] as const,
  patient: (id: number) => ["patients", "one", id] as const,
  studies: ["studies"] as const,
  studySearches: ["studies", "search"] as const,
  studySearch: (q: string, page: number) => ["studies", "search", q, page] as const,
  study: (id: number) => ["studies", "one", id] as const,
  measurements: (studyId: number) => ["measurements", studyId] as const,
  maskProfile: (segmentationId: number) => ["segmentations", segmentationId, "profile"] as const,
  lesions: (segmentationId: number) => ["segmentations", segmentationId, "lesions"] as const,
  job: (id: number) => ["jobs", id] as const,
  accounts: ["accounts"] as const,
  tokens: (accountId: number) => ["accounts", accountId, "tokens"] as const,
};
