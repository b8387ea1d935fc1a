import css from "./search-field.module.css";

interface SearchFieldProps {
  label: string;
  hint: string;
  value: string;
  onChange: (value: string) => void;
}

/** A field that narrows a list while it is typed in. */
export function SearchField({ label, hint, value, onChange }: SearchFieldProps) {
  return (
    <input
      className={css.search}
      type="search"
      aria-label={label}
      placeholder={hint}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
