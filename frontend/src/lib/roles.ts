import type { Role } from "@/lib/api-types";

export const ROLES: readonly Role[] = ["viewer", "radiologist", "admin"];

/** Whether a role may upload, rename, delete, run again and cancel. */
export function mayEdit(role: Role): boolean {
  return role === "radiologist" || role === "admin";
}

export function mayAdminister(role: Role): boolean {
  return role === "admin";
}
