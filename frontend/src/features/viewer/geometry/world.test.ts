import { expect, test } from "vitest";

import { voxelToWorld } from "./world";

test("an oblique affine places a voxel in the patient, in mm", () => {
  const affine = [
    [0.9, -0.1, 0, -90],
    [0.1, 0.9, 0.2, -126],
    [0, -0.2, 3, -72],
    [0, 0, 0, 1],
  ];
  expect(voxelToWorld(affine, [0, 0, 0])).toEqual([-90, -126, -72]);
  const [right, front, up] = voxelToWorld(affine, [100, 50, 20]);
  expect(right).toBeCloseTo(-5);
  expect(front).toBeCloseTo(-67);
  expect(up).toBeCloseTo(-22);
});
