import { expect, test } from "vitest";

import { readDrop } from "./read-drop";

const fileEntry = (fullPath: string) => ({
  isFile: true,
  fullPath,
  file: (give: (file: File) => void) => give(new File(["x"], fullPath.split("/").at(-1)!)),
});

/** A folder as browsers give it: some entries at a time, then none. */
const folderEntry = (fullPath: string, ...batches: object[][]) => ({
  isFile: false,
  fullPath,
  createReader: () => {
    const left = [...batches];
    return { readEntries: (give: (entries: object[]) => void) => give(left.shift() ?? []) };
  },
});

const transfer = (...entries: (object | null)[]) =>
  ({
    items: entries.map((entry) => ({
      webkitGetAsEntry: () => (entry instanceof File ? null : entry),
      getAsFile: () => (entry instanceof File ? entry : null),
    })),
  }) as unknown as DataTransfer;

test("files and whole folders may be dropped at once", async () => {
  const inner = folderEntry("/case/more", [fileEntry("/case/more/c.nii")]);
  const folder = folderEntry("/case", [fileEntry("/case/a.nii")], [fileEntry("/case/b.nii"), inner]);
  const dropped = await readDrop(transfer(fileEntry("/d.nii"), folder, null));
  expect(dropped.map(({ path }) => path)).toEqual(["d.nii", "case/a.nii", "case/b.nii", "case/more/c.nii"]);
});

test("a file that is no entry of a folder is taken as it is", async () => {
  const dropped = await readDrop(transfer(new File(["x"], "e.nii")));
  expect(dropped.map(({ path }) => path)).toEqual(["e.nii"]);
});
