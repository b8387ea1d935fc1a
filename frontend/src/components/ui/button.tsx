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

/** A download looks like a button and stays an ordinary address of the server. */
export function DownloadButton({ href, children, small }: Look & { href: string; children: string }) {
  return (
    <a className={classes({ small })} href={href} download>
      {children}
    </a>
  );
}
