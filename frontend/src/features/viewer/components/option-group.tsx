import { useId } from "react";

import { Icon, type IconName } from "./icons";
import css from "./toolbar.module.css";

export interface Option<Value extends string> {
  value: Value;
  label: string;
  icon: IconName;
  /** The key that chooses it. */
  shortcut?: string;
}

interface OptionGroupProps<Value extends string> {
  label: string;
  options: readonly Option<Value>[];
  chosen: Value;
  onChoose: (value: Value) => void;
}

/** One of several, as icons. */
export function OptionGroup<Value extends string>({ label, options, chosen, onChoose }: OptionGroupProps<Value>) {
  const name = useId();
  return (
    <div className={css.group} role="radiogroup" aria-label={label}>
      {options.map(({ value, label: text, icon, shortcut }) => (
        <label key={value} className={css.option} title={withShortcut(text, shortcut)}>
          <input type="radio" name={name} aria-label={text} checked={value === chosen} onChange={() => onChoose(value)} />
          <Icon name={icon} />
        </label>
      ))}
    </div>
  );
}

interface IconButtonProps {
  label: string;
  icon: IconName;
  shortcut?: string;
  /** For what is on or off. */
  pressed?: boolean;
  onClick: () => void;
}

/** A button without words. */
export function IconButton({ label, icon, shortcut, pressed, onClick }: IconButtonProps) {
  return (
    <button
      type="button"
      className={css.option}
      title={withShortcut(label, shortcut)}
      aria-label={label}
      aria-pressed={pressed}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}

function withShortcut(label: string, shortcut: string | undefined): string {
  return shortcut === undefined ? label : `${label} (${shortcut})`;
}
