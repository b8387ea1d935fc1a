import { describe, expect, test } from "vitest";

import { isNifti, isPicture, recogniseChannel } from "./recognise";

const CHANNELS = [
  { id: "flair", name: "FLAIR", patterns: ["flair", "t2f", "t2-flair"] },
  { id: "t1", name: "T1", patterns: ["t1", "t1n", "t1w"] },
  { id: "t1ce", name: "T1ce", patterns: ["t1ce", "t1c", "t1gd", "t1-ce", "t1-post-contrast"] },
  { id: "t2", name: "T2", patterns: ["t2", "t2w"] },
];

describe("a file name is recognised", () => {
  test.each([
    ["BraTS2021_00002_flair.nii.gz", "flair"],
    ["BraTS2021_00002_t1.nii.gz", "t1"],
    ["BraTS2021_00002_t1ce.nii.gz", "t1ce"],
    ["BraTS2021_00002_t2.nii.gz", "t2"],
    ["BraTS-SSA-00010-000-t2f.nii.gz", "flair"],
    ["BraTS-SSA-00010-000-t1n.nii.gz", "t1"],
    ["BraTS-SSA-00010-000-t1c.nii.gz", "t1ce"],
    ["BraTS-SSA-00010-000-t2w.nii.gz", "t2"],
    ["Sub 7 T1Gd.NII", "t1ce"],
    ["FLAIR.nii", "flair"],
  ])("%s is %s", (name, channel) => {
    expect(recogniseChannel(name, CHANNELS)).toBe(channel);
  });

  test("the longest run of tokens wins", () => {
    expect(recogniseChannel("a_t1_ce.nii.gz", CHANNELS)).toBe("t1ce");
    expect(recogniseChannel("t1-post contrast_reg.nii.gz", CHANNELS)).toBe("t1ce");
    expect(recogniseChannel("a_T2-FLAIR_t1.nii.gz", CHANNELS)).toBe("flair");
  });

  test("among equally long runs the last in the name wins", () => {
    expect(recogniseChannel("t1_to_t2.nii.gz", CHANNELS)).toBe("t2");
    expect(recogniseChannel("t2_to_t1.nii.gz", CHANNELS)).toBe("t1");
  });

  test("a pattern inside a longer word is none", () => {
    expect(recogniseChannel("patient1.nii.gz", CHANNELS)).toBeNull();
    expect(recogniseChannel("at2b.nii.gz", CHANNELS)).toBeNull();
  });

  test("a mask and a nameless file are nobody's", () => {
    expect(recogniseChannel("BraTS2021_00002_seg.nii.gz", CHANNELS)).toBeNull();
    expect(recogniseChannel(".nii.gz", CHANNELS)).toBeNull();
  });
});

test("only NIfTI names can be volumes", () => {
  expect(["a.nii", "a.nii.gz", "A.NII.GZ"].every(isNifti)).toBe(true);
  expect(["a.dcm", "a.gz", "nii", ".DS_Store"].some(isNifti)).toBe(false);
});

test.each([
  ["a.png", true],
  ["A.TIF", true],
  ["a.b.tiff", true],
  ["a.jpg", false],
  ["a.png.nii", false],
  ["png", false],
])("%s can be a picture: %s", (name, fits) => {
  expect(isPicture(name)).toBe(fits);
});
