import i18next from "i18next";
import { initReactI18next } from "react-i18next";

import { remember, remembered } from "@/lib/remembered";

import en from "./en.json";
import ko from "./ko.json";
import { DEFAULT_LANGUAGE, languageFor, type Language } from "./languages";

const REMEMBERED_AS = "language";

i18next.on("languageChanged", (language) => {
  if (globalThis.document !== undefined) document.documentElement.lang = language;
});

void i18next.use(initReactI18next).init({
  lng: languageFor(remembered(REMEMBERED_AS), globalThis.navigator?.languages ?? []),
  fallbackLng: DEFAULT_LANGUAGE,
  resources: { en: { translation: en }, ko: { translation: ko } },
  interpolation: { escapeValue: false },
});

/** Show the pages in another language, now and at the next visit. */
export async function chooseLanguage(language: Language): Promise<void> {
  remember(REMEMBERED_AS, language);
  await i18next.changeLanguage(language);
}

export { i18next };
