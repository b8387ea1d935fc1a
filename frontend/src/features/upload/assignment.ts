import type { Channel } from "@/lib/api-types";

import { recogniseChannel } from "./recognise";

/** A file the user has given, not yet sent. */
export interface LocalFile {
  id: number;
  /** Path within the dropped folder, or the bare name. */
  path: string;
  file: File;
}

export interface Slot {
  fileId: number | null;
  /** Chosen by the user: recognition leaves it alone. */
  byHand: boolean;
}

/** Which file is which channel. */
export interface Assignment {
  files: readonly LocalFile[];
  slots: Readonly<Record<string, Slot>>;
}

export const NOTHING: Assignment = { files: [], slots: {} };

const EMPTY_SLOT: Slot = { fileId: null, byHand: false };

export function slotOf(assignment: Assignment, channel: string): Slot {
  return assignment.slots[channel] ?? EMPTY_SLOT;
}

export function fileOf(assignment: Assignment, channel: string): LocalFile | undefined {
  const { fileId } = slotOf(assignment, channel);
  return assignment.files.find((file) => file.id === fileId);
}

/** Add files; one with the path of an earlier one replaces it, in its slot too. */
export function addFiles(assignment: Assignment, added: readonly LocalFile[], channels: readonly Channel[]): Assignment {
  const newIds = new Map(added.map(({ path, id }) => [path, id]));
  const replaced = new Map(assignment.files.map(({ path, id }) => [id, newIds.get(path) ?? id]));
  const kept = assignment.files.filter(({ path }) => !newIds.has(path));
  const slots = mapSlots(assignment.slots, (slot) => ({
    ...slot,
    fileId: slot.fileId === null ? null : (replaced.get(slot.fileId) ?? null),
  }));
  return recognise({ files: [...kept, ...added], slots }, channels);
}

/** Put a file into a slot by hand; a file that sat elsewhere changes places with the one that was here. */
export function assign(assignment: Assignment, channel: string, fileId: number | null): Assignment {
  const before = slotOf(assignment, channel).fileId;
  const slots = mapSlots(assignment.slots, (slot) =>
    fileId !== null && slot.fileId === fileId ? { fileId: before, byHand: true } : slot,
  );
  return { ...assignment, slots: { ...slots, [channel]: { fileId, byHand: true } } };
}

/** List the files that no slot uses. */
export function unusedFiles({ files, slots }: Assignment): LocalFile[] {
  const used = new Set(Object.values(slots).map((slot) => slot.fileId));
  return files.filter((file) => !used.has(file.id));
}

/** Count the files whose names speak of one channel. */
export function candidates({ files }: Assignment, channel: string, channels: readonly Channel[]): number {
  return files.filter(({ file }) => recogniseChannel(file.name, channels) === channel).length;
}

/** Fill the slots that the user has not set: exactly one file must speak of the channel. */
function recognise({ files, slots }: Assignment, channels: readonly Channel[]): Assignment {
  const taken = new Set(Object.values(slots).flatMap((slot) => (slot.byHand ? [slot.fileId] : [])));
  const free = files.filter((file) => !taken.has(file.id));
  const entries = channels.map(({ id }): [string, Slot] => {
    const slot = slots[id];
    if (slot?.byHand) return [id, slot];
    const named = free.filter(({ file }) => recogniseChannel(file.name, channels) === id);
    // Of a task with one channel there is nothing else that a file could be.
    const [first, ...others] = named.length > 0 || channels.length > 1 ? named : free;
    return [id, { fileId: first !== undefined && others.length === 0 ? first.id : null, byHand: false }];
  });
  return { files, slots: Object.fromEntries(entries) };
}

function mapSlots(slots: Assignment["slots"], change: (slot: Slot) => Slot): Record<string, Slot> {
  return Object.fromEntries(Object.entries(slots).map(([channel, slot]) => [channel, change(slot)]));
}
