import { useState } from "react";
import { useTranslation } from "react-i18next";

import { TextField } from "@/components/ui/field";
import { messagesOf } from "@/lib/http/problem";

interface CodeFieldProps {
  value: string;
  error?: string;
  onChange: (code: string) => void;
}

/** Ask for what the authenticator app shows. */
export function CodeField({ value, error, onChange }: CodeFieldProps) {
  const { t } = useTranslation();
  return (
    <TextField
      label={t("signIn.code")}
      hint={t("signIn.codeHint")}
      error={error}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      autoComplete="one-time-code"
      spellCheck={false}
      required
      autoFocus
    />
  );
}

/**
 * Ask for a code once the server has asked for one.
 *
 * Returns the code, empty where none is asked for, the field for it, and what to call when signing in has failed.
 */
export function useCode(error: Error | null) {
  const [asked, setAsked] = useState(false);
  const [code, setCode] = useState("");
  const [sent, setSent] = useState("");
  const onError = (failed: Error) => {
    setSent(code);
    if (messagesOf(failed)("code") !== undefined) setAsked(true);
  };
  // That none was given at first is nobody's mistake.
  const wrong = sent === "" ? undefined : messagesOf(error)("code");
  return { code, onError, field: asked ? <CodeField value={code} error={wrong} onChange={setCode} /> : null };
}
