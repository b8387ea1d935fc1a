/** The languages of the pages, each by its own name. */
export const LANGUAGES = { en: "English", ko: "한국어" } as const;

export type Language = keyof typeof LANGUAGES;

export const DEFAULT_LANGUAGE: Language = "en";

export function isLanguage(value: unknown): value is Language {
  return typeof value === "string" && Object.hasOwn(LANGUAGES, value);
}

/**
 * Choose the language of the pages.
 *
 * Args:
 *   chosen: what the reader chose before, if anything.
 *   preferred: the browser's languages (BCP 47), the dearest first.
 */
export function languageFor(chosen: string | null, preferred: readonly string[]): Language {
  if (isLanguage(chosen)) return chosen;
  return preferred.map(primary).find(isLanguage) ?? DEFAULT_LANGUAGE;
}

/** Choose how dates and numbers are written: as in the reader's own country, if it speaks the language of the pages. */
export function localeFor(language: string, preferred: readonly string[]): string {
  return preferred.find((tag) => primary(tag) === language) ?? language;
}

function primary(tag: string): string {
  return tag.split("-")[0]?.toLowerCase() ?? "";
}
