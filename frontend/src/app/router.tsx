import { createBrowserRouter } from "react-router";

import { ProviderReturn } from "@/features/session/components/provider-return";

import { ErrorPage } from "./error-page";
import { Gate } from "./gate";
import { AccountRoute } from "./routes/account";
import { AccountsRoute } from "./routes/accounts";
import { AuditRoute } from "./routes/audit";
import { DeletionsRoute } from "./routes/deletions";
import { FirstRunRoute } from "./routes/first-run";
import { GroupsRoute } from "./routes/groups";
import { MatchingStudiesRoute } from "./routes/matching-studies";
import { NotFoundRoute } from "./routes/not-found";
import { PatientRoute } from "./routes/patient";
import { PatientsRoute } from "./routes/patients";
import { SignInRoute } from "./routes/sign-in";
import { StartRoute } from "./routes/start";
import { StudyRoute } from "./routes/study";
import { UploadRoute } from "./routes/upload";

/** Make the table of pages; the addresses are those of config/paths.ts. */
export function makeRouter() {
  return createBrowserRouter([
    {
      ErrorBoundary: ErrorPage,
      children: [
        { path: "/sign-in", Component: SignInRoute },
        { path: "/sign-in/provider", Component: ProviderReturn },
        { path: "/first-run", Component: FirstRunRoute },
        {
          Component: Gate,
          children: [
            { index: true, Component: StartRoute },
            { path: "/upload", Component: UploadRoute },
            {
              path: "/patients",
              Component: PatientsRoute,
              children: [
                { index: true, Component: MatchingStudiesRoute },
                { path: ":patientId", Component: PatientRoute },
              ],
            },
            { path: "/studies/:studyId", Component: StudyRoute },
            { path: "/account", Component: AccountRoute },
            { path: "/accounts", Component: AccountsRoute },
            { path: "/groups", Component: GroupsRoute },
            { path: "/deleted", Component: DeletionsRoute },
            { path: "/audit", Component: AuditRoute },
            { path: "*", Component: NotFoundRoute },
          ],
        },
      ],
    },
  ]);
}
