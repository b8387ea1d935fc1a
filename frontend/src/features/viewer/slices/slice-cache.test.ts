import { expect, test } from "vitest";

import { SliceCache } from "./slice-cache";
import type { Slice } from "./slice-source";

const slice = (bytes: number): Slice => ({ rows: 1, columns: bytes, pixels: new Uint8Array(bytes), slope: 1, intercept: 0 });

test("the slices that were not used for longest go first", () => {
  const cache = new SliceCache(30);
  cache.set("a", slice(10));
  cache.set("b", slice(10));
  cache.set("c", slice(10));
  cache.get("a");
  cache.set("d", slice(10));
  expect(["a", "b", "c", "d"].filter((id) => cache.has(id))).toEqual(["a", "c", "d"]);
});

test("a slice that is larger than the cache is still kept, alone", () => {
  const cache = new SliceCache(30);
  cache.set("a", slice(10));
  cache.set("b", slice(99));
  expect(["a", "b"].filter((id) => cache.has(id))).toEqual(["b"]);
});

test("setting a slice again counts it once", () => {
  const cache = new SliceCache(30);
  for (let time = 0; time < 5; time += 1) cache.set("a", slice(20));
  cache.set("b", slice(10));
  expect(cache.has("a")).toBe(true);
});

test("the slices of one volume go together, and make room", () => {
  const cache = new SliceCache(30);
  for (const id of ["image/t1/axial/1", "image/t1ce/axial/1", "image/t1/coronal/2"]) cache.set(id, slice(10));
  cache.dropAll("image/t1/");
  expect(cache.has("image/t1/axial/1")).toBe(false);
  expect(cache.has("image/t1/coronal/2")).toBe(false);
  cache.set("a", slice(20));
  expect(cache.has("image/t1ce/axial/1")).toBe(true);
});
