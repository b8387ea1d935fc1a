import { useId, type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes } from "react";

import styles from "./field.module.css";

interface FieldProps {
  label: string;
  hint?: string;
  error?: string;
}

/** A labelled text, date or password input; the error is read out with the input. */
export function TextField({ label, hint, error, ...input }: FieldProps & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <input id={id} className={styles.input} {...described(id, hint, error)} {...input} />
    </Frame>
  );
}

export function SelectField({ label, hint, error, children, ...select }: FieldProps & SelectHTMLAttributes<HTMLSelectElement>) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <select id={id} className={styles.input} {...described(id, hint, error)} {...select}>
        {children}
      </select>
    </Frame>
  );
}

function described(id: string, hint?: string, error?: string) {
  return {
    "aria-invalid": error === undefined ? undefined : true,
    "aria-describedby": error !== undefined || hint !== undefined ? `${id}-more` : undefined,
  };
}

function Frame({ id, label, hint, error, children }: FieldProps & { id: string; children: ReactNode }) {
  const more = error ?? hint;
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      {children}
      {more !== undefined && (
        <span id={`${id}-more`} className={error === undefined ? styles.hint : styles.error}>
          {more}
        </span>
      )}
    </div>
  );
}
