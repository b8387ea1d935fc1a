import { deflateSync } from "node:zlib";

import { describe, expect, test } from "vitest";

import { decodePng } from "./decode-png";

const CRC = [0, 0, 0, 0];

function chunk(type: string, body: Uint8Array): number[] {
  const length = new DataView(new ArrayBuffer(4));
  length.setUint32(0, body.length);
  return [...new Uint8Array(length.buffer), ...new TextEncoder().encode(type), ...body, ...CRC];
}

/** Args: rows: each starts with its filter. */
function png(width: number, bitDepth: number, rows: number[][], { colourType = 0, parts = 1 } = {}): Uint8Array {
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, rows.length);
  header.setUint8(8, bitDepth);
  header.setUint8(9, colourType);
  const data = deflateSync(new Uint8Array(rows.flat()));
  const cut = Math.ceil(data.length / parts);
  const pieces = Array.from({ length: parts }, (_, part) => data.subarray(part * cut, (part + 1) * cut));
  return new Uint8Array([
    ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    ...chunk("IHDR", new Uint8Array(header.buffer)),
    ...pieces.flatMap((piece) => chunk("IDAT", piece)),
    ...chunk("IEND", new Uint8Array()),
  ]);
}

test("labels come back as they were written", async () => {
  const decoded = await decodePng(png(3, 8, [[0, 0, 1, 2], [0, 4, 4, 0]]));
  expect(decoded).toMatchObject({ width: 3, height: 2 });
  expect([...decoded.pixels]).toEqual([0, 1, 2, 4, 4, 0]);
});

test("sixteen bits stay sixteen bits", async () => {
  const { pixels } = await decodePng(png(2, 16, [[0, 0x12, 0x34, 0xff, 0xfe]]));
  expect(pixels).toBeInstanceOf(Uint16Array);
  expect([...pixels]).toEqual([0x1234, 0xfffe]);
});

test("data in several chunks are one picture", async () => {
  const { pixels } = await decodePng(png(3, 8, [[0, 7, 8, 9], [0, 1, 2, 3]], { parts: 3 }));
  expect([...pixels]).toEqual([7, 8, 9, 1, 2, 3]);
});

test("colours with opacity are packed, one number per pixel", async () => {
  const rows = [
    [2, 1, 2, 3, 4, 250, 6, 7, 8],
    [2, 1, 1, 1, 1, 10, 0, 0, 0],
  ];
  const { pixels } = await decodePng(png(2, 8, rows, { colourType: 6 }));
  expect(pixels).toBeInstanceOf(Uint32Array);
  expect([...new Uint8Array(pixels.buffer)]).toEqual([1, 2, 3, 4, 250, 6, 7, 8, 2, 3, 4, 5, 4, 6, 7, 8]);
});

describe("every filter is undone", () => {
  test.each([
    ["sub", [1, 10, 5, 251], [10, 15, 10]],
    ["up", [2, 1, 1, 1], [101, 201, 51]],
    ["average", [3, 10, 10, 10], [60, 140, 105]],
    ["Paeth", [4, 1, 2, 3], [101, 202, 53]],
  ])("%s", async (_, row, expected) => {
    const { pixels } = await decodePng(png(3, 8, [[0, 100, 200, 50], row]));
    expect([...pixels].slice(3)).toEqual(expected);
  });

  test("up, over the bytes of sixteen bits", async () => {
    const { pixels } = await decodePng(png(1, 16, [[0, 0x01, 0xff], [2, 0x00, 0x02]]));
    expect([...pixels]).toEqual([0x01ff, 0x0101]);
  });
});

describe("refused is", () => {
  test("what is no PNG", async () => {
    await expect(decodePng(new Uint8Array(40))).rejects.toThrow("Not a PNG");
  });

  test("a coloured PNG", async () => {
    await expect(decodePng(png(1, 8, [[0, 1, 2, 3]], { colourType: 2 }))).rejects.toThrow("colour type 2");
  });

  test("a PNG with too few pixels", async () => {
    await expect(decodePng(png(9, 8, [[0, 1, 2, 3]]))).rejects.toThrow("fewer pixels");
  });
});
