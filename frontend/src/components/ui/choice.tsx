import { useId } from "react";

import styles from "./choice.module.css";

interface ChoiceProps<T extends string> {
  label: string;
  /** What can be chosen, and its name; a name in another language says which. */
  options: readonly { value: T; name: string; lang?: string }[];
  value: T;
  onChoose: (value: T) => void;
  disabled?: boolean;
}

/** One of a few, all in sight. */
export function Choice<T extends string>({ label, options, value, onChoose, disabled }: ChoiceProps<T>) {
  const group = useId();
  return (
    <fieldset className={styles.choice} disabled={disabled}>
      <legend className="visually-hidden">{label}</legend>
      {options.map((option) => (
        <label key={option.value} className={styles.option} lang={option.lang}>
          <input
            className="visually-hidden"
            type="radio"
            name={group}
            checked={option.value === value}
            onChange={() => onChoose(option.value)}
          />
          {option.name}
        </label>
      ))}
    </fieldset>
  );
}
