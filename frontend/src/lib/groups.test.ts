import { expect, test } from "vitest";

import type { Group } from "@/lib/api-types";

import { EVERYONE, usualGroup } from "./groups";

const NEUROSURGERY: Group = { id: 3, name: "Neurosurgery", created_at: "2026-01-02T10:00:00Z" };
const ONCOLOGY: Group = { ...NEUROSURGERY, id: 4, name: "Oncology" };

test.each([
  ["of somebody of whom no group is known is as the server says", [], "radiologist", undefined],
  ["of somebody in one group is that group's", [NEUROSURGERY], "radiologist", 3],
  ["of somebody in several groups is nobody's until one is chosen", [NEUROSURGERY, ONCOLOGY], "radiologist", null],
  ["of an administrator is everybody's", [NEUROSURGERY], "admin", EVERYONE],
] as const)("a new study %s", (_, groups, role, expected) => {
  expect(usualGroup(groups, role)).toBe(expected);
});
