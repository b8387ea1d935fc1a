import { expect, test } from "vitest";

import { edgeSides, FIRST_DIRECTION, SIDES, turn } from "./direction";

test("turning goes all the way round", () => {
  expect(turn(SIDES.P, -10, 0)).toEqual({ azimuth: 350, elevation: 0 });
  expect(turn({ azimuth: 350, elevation: 0 }, 20, 0)).toEqual({ azimuth: 10, elevation: 0 });
});

test("turning up and down stops when looking straight from above or below", () => {
  expect(turn(SIDES.A, 0, 500).elevation).toBe(90);
  expect(turn(SIDES.A, 0, -500).elevation).toBe(-90);
});

test("each edge names the side of the patient that lies there", () => {
  expect(edgeSides(SIDES.A)).toEqual({ left: "R", right: "L", top: "S", bottom: "I" });
  expect(edgeSides(SIDES.P)).toEqual({ left: "L", right: "R", top: "S", bottom: "I" });
  expect(edgeSides(SIDES.R)).toEqual({ left: "P", right: "A", top: "S", bottom: "I" });
  expect(edgeSides(SIDES.L)).toEqual({ left: "A", right: "P", top: "S", bottom: "I" });
  expect(edgeSides(SIDES.S)).toEqual({ left: "L", right: "R", top: "A", bottom: "P" });
  expect(edgeSides(SIDES.I)).toEqual({ left: "R", right: "L", top: "A", bottom: "P" });
});

test("between two sides an edge names both, the nearer one first, and one alone when it is near enough", () => {
  expect(edgeSides(turn(SIDES.A, 30, 0))).toEqual({ left: "RP", right: "LA", top: "S", bottom: "I" });
  expect(edgeSides(turn(SIDES.A, 60, 0))).toMatchObject({ left: "PR", right: "AL" });
  expect(edgeSides(turn(SIDES.A, 20, 0))).toEqual(edgeSides(SIDES.A));
  expect(edgeSides(turn(SIDES.A, 0, 40))).toMatchObject({ top: "SP", bottom: "IA" });
});

test("every edge names some side, wherever one looks from, and the opposite edge the opposite ones", () => {
  const opposite: Record<string, string> = { R: "L", L: "R", A: "P", P: "A", S: "I", I: "S" };
  const across = (letters: string) => [...letters].map((letter) => opposite[letter]).join("");
  for (let azimuth = 0; azimuth < 360; azimuth += 15) {
    for (let elevation = -90; elevation <= 90; elevation += 15) {
      const { left, right, top, bottom } = edgeSides({ azimuth, elevation });
      expect([left.length, top.length].every((length) => length > 0)).toBe(true);
      expect([across(left), across(top)]).toEqual([right, bottom]);
    }
  }
  expect(edgeSides(FIRST_DIRECTION).top).toBe("S");
});
