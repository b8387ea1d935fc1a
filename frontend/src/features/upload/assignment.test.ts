import { expect, test } from "vitest";

import { addFiles, assign, candidates, fileOf, NOTHING, unusedFiles, type LocalFile } from "./assignment";

const CHANNELS = [
  { id: "flair", name: "FLAIR", patterns: ["flair"] },
  { id: "t1", name: "T1", patterns: ["t1"] },
  { id: "t1ce", name: "T1ce", patterns: ["t1ce"] },
];

let nextId = 1;

function files(...paths: string[]): LocalFile[] {
  return paths.map((path) => ({ id: nextId++, path, file: new File(["x"], path.split("/").at(-1)!) }));
}

test("recognised files go to their slots and the others stay unused", () => {
  const state = addFiles(NOTHING, files("c/a_flair.nii", "c/a_t1.nii", "c/a_seg.nii"), CHANNELS);
  expect(fileOf(state, "flair")?.path).toBe("c/a_flair.nii");
  expect(fileOf(state, "t1")?.path).toBe("c/a_t1.nii");
  expect(fileOf(state, "t1ce")).toBeUndefined();
  expect(unusedFiles(state).map((file) => file.path)).toEqual(["c/a_seg.nii"]);
});

test("several files for one channel are left to the user", () => {
  const state = addFiles(NOTHING, files("a_t1.nii", "b_t1.nii"), CHANNELS);
  expect(fileOf(state, "t1")).toBeUndefined();
  expect(candidates(state, "t1", CHANNELS)).toBe(2);
});

test("files may come one after the other", () => {
  const first = addFiles(NOTHING, files("a_flair.nii"), CHANNELS);
  const both = addFiles(first, files("a_t1.nii"), CHANNELS);
  expect(fileOf(both, "flair")?.path).toBe("a_flair.nii");
  expect(fileOf(both, "t1")?.path).toBe("a_t1.nii");
});

test("a file that is put into another slot changes places", () => {
  const state = addFiles(NOTHING, files("a_t1.nii", "a_t1ce.nii"), CHANNELS);
  const t1ce = fileOf(state, "t1ce")!;
  const swapped = assign(state, "t1", t1ce.id);
  expect(fileOf(swapped, "t1")?.path).toBe("a_t1ce.nii");
  expect(fileOf(swapped, "t1ce")?.path).toBe("a_t1.nii");
});

test("what the user has chosen is not overruled by more files", () => {
  const [odd] = files("odd.nii");
  const chosen = assign(addFiles(NOTHING, [odd!], CHANNELS), "t1", odd!.id);
  const more = addFiles(chosen, files("a_t1.nii"), CHANNELS);
  expect(fileOf(more, "t1")?.path).toBe("odd.nii");
});

test("a file with the same path replaces the earlier one in its slot", () => {
  const first = addFiles(NOTHING, files("a_t1.nii"), CHANNELS);
  const [again] = files("a_t1.nii");
  const replaced = addFiles(assign(first, "t1ce", fileOf(first, "t1")!.id), [again!], CHANNELS);
  expect(replaced.files).toHaveLength(1);
  expect(fileOf(replaced, "t1ce")?.id).toBe(again!.id);
});

test("of a task with one channel the only file is what is asked for, whatever its name", () => {
  const only = [{ id: "em", name: "Electron microscopy", patterns: ["em"] }];
  expect(fileOf(addFiles(NOTHING, files("slide 3.png"), only), "em")?.path).toBe("slide 3.png");
  expect(fileOf(addFiles(NOTHING, files("one.png", "two.png"), only), "em")).toBeUndefined();
  expect(fileOf(addFiles(NOTHING, files("one_em.tif", "two.png"), only), "em")?.path).toBe("one_em.tif");
});
