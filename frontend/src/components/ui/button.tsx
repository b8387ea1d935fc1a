import type { ButtonHTMLAttributes } from "react";
import { Link, type LinkProps } from "react-router";

import styles from "./button.module.css";

interface Look {
  variant?: "plain" | "primary" | "danger" | "quiet";
  small?: boolean;
}

function classes({ variant = "plain", small = false }: Look, className?: string): string {
  return [styles.button, variant === "plain" ? "" : styles[variant], small ? styles.small : "", className ?? ""]
    .filter(Boolean)
    .join(" ");
}

export function Button({ variant, small, className, type = "button", ...rest }: Look & ButtonHTMLAttributes<HTMLButtonElement>) {
  return <button type={type} className={classes({ variant, small }, className)} {...rest} />;
}

export function LinkButton({ variant, small, className, ...rest }: Look & LinkProps) {
  return <Link className={classes({ variant, small }, className)} {...rest} />;
}

interface DownloadButtonProps extends Look {
  href: string;
  /** What the file is called, where the server does not say it. */
  name?: string;
  children: string;
}

/** A download looks like a button and stays an ordinary address of the server. */
export function DownloadButton({ href, name, children, small }: DownloadButtonProps) {
  return (
    <a className={classes({ small })} href={href} download={name ?? true}>
      {children}
    </a>
  );
}
