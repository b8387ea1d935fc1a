import { useTranslation } from "react-i18next";

import { Choice } from "@/components/ui/choice";
import { chooseLanguage } from "@/i18n";
import { isLanguage, LANGUAGES, type Language } from "@/i18n/languages";
import { chooseTheme, useTheme, type Theme } from "@/lib/theme";

import styles from "./appearance.module.css";

const LANGUAGE_OPTIONS = Object.entries(LANGUAGES).flatMap(([value, name]) =>
  isLanguage(value) ? [{ value, name, lang: value }] : [],
);

/** Choose the language and the theme of the pages. */
export function Appearance() {
  const { t, i18n } = useTranslation();
  const theme = useTheme();
  const themes: { value: Theme; name: string }[] = [
    { value: "dark", name: t("appearance.dark") },
    { value: "light", name: t("appearance.light") },
  ];
  return (
    <div className={styles.appearance}>
      <Choice<Language>
        label={t("appearance.language")}
        options={LANGUAGE_OPTIONS}
        value={isLanguage(i18n.language) ? i18n.language : "en"}
        onChoose={(language) => void chooseLanguage(language)}
      />
      <Choice label={t("appearance.theme")} options={themes} value={theme} onChoose={chooseTheme} />
    </div>
  );
}
