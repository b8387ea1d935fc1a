import { inflate } from "./inflate";

export interface Png {
  width: number;
  height: number;
  /** One value per pixel, row by row from the top: a grey, or red, green, blue and opacity as the machine packs them. */
  pixels: Uint8Array | Uint16Array | Uint32Array;
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const GREY = 0;
const RGBA = 6;
/** Bytes of a pixel by colour type, bits and interlacing, for those kinds that are read. */
const PIXEL_BYTES: Readonly<Record<string, 1 | 2 | 4>> = { [`${GREY}/8/0`]: 1, [`${GREY}/16/0`]: 2, [`${RGBA}/8/0`]: 4 };

/**
 * Read a grey PNG of 8 or 16 bits, or one in colours with opacity, exactly.
 *
 * A canvas would cut 16 bits to 8, and some browsers add noise to what a canvas gives back against fingerprinting:
 * neither may happen to a label or to a value that is windowed.
 *
 * Source: PNG specification (third edition), sections 5, 7 and 9.
 */
export async function decodePng(bytes: Uint8Array): Promise<Png> {
  const { header, data } = readChunks(bytes);
  const { width, height, bytesPerPixel } = header;
  const filtered = await inflate(data);
  const rowLength = width * bytesPerPixel;
  if (filtered.length !== height * (rowLength + 1)) throw new Error("The PNG holds fewer pixels than it says.");
  const raw = unfilter(filtered, { height, rowLength, bytesPerPixel });
  return { width, height, pixels: toPixels(raw, bytesPerPixel) };
}

interface Header {
  width: number;
  height: number;
  bytesPerPixel: 1 | 2 | 4;
}

function readChunks(bytes: Uint8Array): { header: Header; data: Uint8Array<ArrayBuffer>[] } {
  if (SIGNATURE.some((byte, at) => bytes[at] !== byte)) throw new Error("Not a PNG.");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const data: Uint8Array<ArrayBuffer>[] = [];
  let header: Header | null = null;
  let at = SIGNATURE.length;
  while (at + 12 <= bytes.length) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const body = bytes.subarray(at + 8, at + 8 + length) as Uint8Array<ArrayBuffer>;
    if (type === "IHDR") header = readHeader(new DataView(body.buffer, body.byteOffset, body.byteLength));
    if (type === "IDAT") data.push(body);
    if (type === "IEND") break;
    at += length + 12;
  }
  if (header === null) throw new Error("The PNG has no header.");
  return { header, data };
}

function readHeader(view: DataView): Header {
  const bitDepth = view.getUint8(8);
  const colourType = view.getUint8(9);
  const interlace = view.getUint8(12);
  const bytesPerPixel = PIXEL_BYTES[`${colourType}/${bitDepth}/${interlace}`];
  if (bytesPerPixel === undefined) {
    throw new Error(`Expected a PNG in grey or RGBA, received colour type ${colourType}, ${bitDepth} bits.`);
  }
  return { width: view.getUint32(0), height: view.getUint32(4), bytesPerPixel };
}

interface Layout {
  height: number;
  rowLength: number;
  bytesPerPixel: number;
}

function unfilter(filtered: Uint8Array, { height, rowLength, bytesPerPixel }: Layout): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(height * rowLength);
  for (let row = 0; row < height; row += 1) {
    const from = row * (rowLength + 1);
    const to = row * rowLength;
    const above = to - rowLength;
    const filter = filtered[from];
    for (let column = 0; column < rowLength; column += 1) {
      const value = filtered[from + 1 + column]!;
      const left = column >= bytesPerPixel ? out[to + column - bytesPerPixel]! : 0;
      const up = row > 0 ? out[above + column]! : 0;
      const upLeft = row > 0 && column >= bytesPerPixel ? out[above + column - bytesPerPixel]! : 0;
      out[to + column] = value + prediction(filter, left, up, upLeft);
    }
  }
  return out;
}

function prediction(filter: number | undefined, left: number, up: number, upLeft: number): number {
  switch (filter) {
    case 0:
      return 0;
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4:
      return paeth(left, up, upLeft);
    default:
      throw new Error(`Unknown PNG filter ${filter}.`);
  }
}

function paeth(left: number, up: number, upLeft: number): number {
  const estimate = left + up - upLeft;
  const toLeft = Math.abs(estimate - left);
  const toUp = Math.abs(estimate - up);
  const toUpLeft = Math.abs(estimate - upLeft);
  if (toLeft <= toUp && toLeft <= toUpLeft) return left;
  return toUp <= toUpLeft ? up : upLeft;
}

function toPixels(raw: Uint8Array<ArrayBuffer>, bytesPerPixel: 1 | 2 | 4): Png["pixels"] {
  if (bytesPerPixel === 1) return raw;
  return bytesPerPixel === 2 ? bigEndian16(raw) : new Uint32Array(raw.buffer);
}

function bigEndian16(raw: Uint8Array): Uint16Array {
  const pixels = new Uint16Array(raw.length / 2);
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = (raw[2 * at]! << 8) | raw[2 * at + 1]!;
  return pixels;
}
