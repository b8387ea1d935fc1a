import type { Group, Role } from "@/lib/api-types";
import { mayAdminister } from "@/lib/roles";

/** In an upload's form, and wherever a group is chosen: no group, the study is everybody's. */
export const EVERYONE = 0;

/**
 * Whom a new study is for unless something else is chosen: the only group of its sender; null where there are several;
 * undefined where none is known, which the server is left to decide.
 */
export function usualGroup(groups: readonly Group[], role: Role): number | null | undefined {
  if (groups.length === 0) return undefined;
  // Administrators may choose among all groups, of which theirs are not known here.
  if (mayAdminister(role)) return EVERYONE;
  return groups.length === 1 ? groups[0]!.id : null;
}
