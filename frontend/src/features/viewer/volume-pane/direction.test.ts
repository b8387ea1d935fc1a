import { expect, test } from "vitest";

import { SIDES, turn } from "./direction";

test("turning goes all the way round", () => {
  expect(turn(SIDES.P, -10, 0)).toEqual({ azimuth: 350, elevation: 0 });
  expect(turn({ azimuth: 350, elevation: 0 }, 20, 0)).toEqual({ azimuth: 10, elevation: 0 });
});

test("turning up and down stops when looking straight from above or below", () => {
  expect(turn(SIDES.A, 0, 500).elevation).toBe(90);
  expect(turn(SIDES.A, 0, -500).elevation).toBe(-90);
});
