/** The addresses of the pages. */
export const paths = {
  start: "/",
  signIn: "/sign-in",
  firstRun: "/first-run",
  upload: "/upload",
  uploadFor: (patientId: number) => `/upload?patient=${patientId}`,
  patients: "/patients",
  patient: (id: number) => `/patients/${id}`,
  study: (id: number) => `/studies/${id}`,
  account: "/account",
  accounts: "/accounts",
  groups: "/groups",
  deletions: "/deleted",
  audit: "/audit",
};
