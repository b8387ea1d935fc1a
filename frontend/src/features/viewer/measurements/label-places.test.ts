import { expect, test, vi } from "vitest";

import { LabelPlaces } from "./label-places";

test("a label is where it was put last", () => {
  const places = new LabelPlaces();
  const told = vi.fn();
  places.subscribe(told);
  places.put(4, [1, 2, 0]);
  places.put(4, [3, 2, 0]);
  expect(places.state().get(4)).toEqual([3, 2, 0]);
  expect(told).toHaveBeenCalledTimes(2);
});

test("it stays when a proposal becomes a measurement, and where none was put nothing is told", () => {
  const places = new LabelPlaces();
  places.put("proposal-1", [1, 2, 0]);
  places.carry("proposal-1", -3);
  const told = vi.fn();
  places.subscribe(told);
  places.carry(7, 8);
  expect(places.state().get(-3)).toEqual([1, 2, 0]);
  expect(told).not.toHaveBeenCalled();
});
