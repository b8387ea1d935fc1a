import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { SelectField, TextField } from "@/components/ui/field";
import { useLocale } from "@/lib/use-locale";

import { actionsQuery } from "../api/list-actions";
import type { AuditFilter } from "../filter";
import { OUTCOMES, useOutcomeName } from "../use-outcome-name";
import styles from "./audit.module.css";

interface AuditFiltersProps {
  filter: AuditFilter;
  onChange: (filter: AuditFilter) => void;
}

export function AuditFilters({ filter, onChange }: AuditFiltersProps) {
  const { t } = useTranslation();
  const actions = useQuery(actionsQuery(useLocale()));
  const outcomeName = useOutcomeName();
  const bind = (name: keyof AuditFilter) => ({
    value: filter[name],
    onChange: (event: { target: { value: string } }) => onChange({ ...filter, [name]: event.target.value }),
  });
  return (
    <div role="search" aria-label={t("audit.filter")} className={styles.filters}>
      <TextField label={t("audit.text")} type="search" maxLength={200} {...bind("q")} />
      <SelectField label={t("audit.action")} {...bind("action")}>
        <option value="">{t("audit.any")}</option>
        {actions.data?.map((action) => (
          <option key={action.id} value={action.id}>
            {action.name}
          </option>
        ))}
      </SelectField>
      <SelectField label={t("audit.outcome")} {...bind("outcome")}>
        <option value="">{t("audit.any")}</option>
        {OUTCOMES.map((outcome) => (
          <option key={outcome} value={outcome}>
            {outcomeName(outcome)}
          </option>
        ))}
      </SelectField>
      <TextField label={t("audit.studyNumber")} inputMode="numeric" {...bind("study")} />
      <TextField label={t("audit.patientNumber")} inputMode="numeric" {...bind("patient")} />
      <TextField label={t("audit.from")} type="date" {...bind("from")} />
      <TextField label={t("audit.until")} type="date" {...bind("until")} />
    </div>
  );
}
