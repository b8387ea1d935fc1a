import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";

import { Pager } from "@/components/pager";
import { ErrorAlert } from "@/components/ui/error-alert";
import { Spinner } from "@/components/ui/spinner";

import { studySearchQuery } from "../api/search-studies";
import { StudyList } from "./study-list";

interface StudySearchProps {
  /** Part of a patient's name or record number; all studies when empty. */
  q: string;
  /** Shown when there is none. */
  empty: ReactNode;
}

/** The studies of all patients that match, newest first. */
export function StudySearch({ q, empty }: StudySearchProps) {
  const [page, setPage] = useState(1);
  const studies = useQuery(studySearchQuery(q, page));
  return (
    <>
      <ErrorAlert error={studies.error} onRetry={() => void studies.refetch()} />
      {studies.isPending && <Spinner />}
      {studies.data?.items.length === 0 && empty}
      {studies.data !== undefined && studies.data.items.length > 0 && (
        <>
          <StudyList studies={studies.data.items} />
          <Pager page={page} perPage={studies.data.per_page} total={studies.data.total} onPage={setPage} />
        </>
      )}
    </>
  );
}
