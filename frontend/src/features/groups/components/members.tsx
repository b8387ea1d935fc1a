import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/ui/button";
import { ErrorAlert } from "@/components/ui/error-alert";
import { SelectField } from "@/components/ui/field";
import { Spinner } from "@/components/ui/spinner";
import type { Account, Group } from "@/lib/api-types";

import { useChangeMembers } from "../api/change-members";
import { membersQuery } from "../api/list-members";
import styles from "./groups.module.css";

interface MembersProps {
  group: Group;
  accounts: readonly Account[];
}

/** Who is in a group; each can be taken out, and others put in. */
export function Members({ group, accounts }: MembersProps) {
  const { t } = useTranslation();
  const members = useQuery(membersQuery(group.id));
  const change = useChangeMembers(group.id);
  const inside = new Set(members.data?.map(({ id }) => id));
  const outside = accounts.filter(({ id }) => !inside.has(id));
  return (
    <>
      <ErrorAlert error={members.error} onRetry={() => void members.refetch()} />
      {members.isPending && <Spinner />}
      {members.data?.length === 0 && <p className={styles.hint}>{t("groups.nobody")}</p>}
      {members.data !== undefined && members.data.length > 0 && (
        <ul className={styles.members} aria-label={t("groups.membersOf", { name: group.name })}>
          {members.data.map(({ id, name }) => (
            <li key={id} className={styles.member}>
              {name}
              <Button
                small
                variant="quiet"
                aria-label={t("groups.takeOut", { account: name, group: group.name })}
                disabled={change.isPending}
                onClick={() => change.mutate({ accountId: id, inside: false })}
              >
                ×
              </Button>
            </li>
          ))}
        </ul>
      )}
      {members.data !== undefined && outside.length > 0 && (
        <SelectField
          label={t("groups.putIn", { name: group.name })}
          value=""
          disabled={change.isPending}
          onChange={(event) => change.mutate({ accountId: Number(event.target.value), inside: true })}
        >
          <option value="">{t("groups.chooseAccount")}</option>
          {outside.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
      <ErrorAlert error={change.error} />
    </>
  );
}
