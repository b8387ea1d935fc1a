import { useTranslation } from "react-i18next";

import type { Role } from "@/lib/api-types";

/** Give the word for a role. */
export function useRoleName(): (role: Role) => string {
  const { t } = useTranslation();
  return (role) => ({ viewer: t("roles.viewer"), radiologist: t("roles.radiologist"), admin: t("roles.admin") })[role];
}
