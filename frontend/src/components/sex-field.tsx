import { useTranslation } from "react-i18next";

import { SelectField } from "@/components/ui/field";
import type { Sex } from "@/lib/api-types";
import { SEXES, useSexName } from "@/lib/use-sex-name";

export type SexOrNone = NonNullable<Sex> | "";

interface SexFieldProps {
  value: SexOrNone;
  error: string | undefined;
  disabled?: boolean;
  onChange: (sex: SexOrNone) => void;
}

/** A patient's sex, which need not be known. */
export function SexField({ value, error, disabled = false, onChange }: SexFieldProps) {
  const { t } = useTranslation();
  const sexName = useSexName();
  return (
    <SelectField
      label={t("patient.sex")}
      error={error}
      value={value}
      disabled={disabled}
      onChange={(event) => onChange(event.target.value as SexOrNone)}
    >
      <option value="">–</option>
      {SEXES.map((sex) => (
        <option key={sex} value={sex}>
          {sexName(sex)}
        </option>
      ))}
    </SelectField>
  );
}
