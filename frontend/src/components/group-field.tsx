import { useTranslation } from "react-i18next";

import { SelectField } from "@/components/ui/field";
import { useGroups } from "@/lib/api/get-groups";
import { EVERYONE } from "@/lib/groups";

interface GroupFieldProps {
  /** Null where nothing is chosen yet. */
  value: number | null;
  error?: string;
  disabled?: boolean;
  onChange: (groupId: number) => void;
}

/** Who sees a study; nothing is asked of those who have no group to choose. */
export function GroupField({ value, error, disabled, onChange }: GroupFieldProps) {
  const { t } = useTranslation();
  const groups = useGroups();
  if (groups.length === 0) return null;
  return (
    <SelectField
      label={t("groups.seenBy")}
      error={error}
      value={value ?? ""}
      disabled={disabled}
      onChange={(event) => onChange(Number(event.target.value))}
    >
      {value === null && <option value="">{t("groups.choose")}</option>}
      <option value={EVERYONE}>{t("groups.everyone")}</option>
      {groups.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}
