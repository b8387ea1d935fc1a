import { NUMBER_FORMATS, swapBytes } from "@/lib/nifti/number-formats";
import { HEADER_BYTES, NiftiError, readHeader, type NiftiHeader } from "@/lib/nifti/read-header";

import type { Volume } from "./cut-slice";
import type { ValueScale } from "./value-scale";

const PIXEL_MAX = 65535;
/** Added to a number below 2^51 and taken away again, it leaves the nearest whole number, halves to even. */
const ROUNDING = 1.5 * 2 ** 52;
const BYTES = NUMBER_FORMATS.get(2);
const AS_STORED: ValueScale = { slope: 1, intercept: 0 };

/**
 * Turns the bytes of a NIfTI file into a volume, piece by piece as they come.
 *
 * An image becomes the very 16-bit pixels that the server cuts its PNGs from, so that either source paints the same;
 * the stored values are never all in memory.
 */
export class VolumeDecoder {
  readonly #scale: ValueScale | null;
  readonly #colours: Uint32Array<ArrayBuffer> | null;
  #start = new Uint8Array(0);
  #header: NiftiHeader | null = null;
  #skip = 0;
  #pixels: Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> = new Uint8Array(0);
  #filled = 0;
  /** Bytes of a value whose other bytes are still to come. */
  #rest = new Uint8Array(0);

  /**
   * Args:
   *   scale: what the server's pixels mean; null for labels and uncertainties, whose bytes are kept as they are.
   *   colours: packed colours that those bytes stand for.
   */
  constructor(scale: ValueScale | null, colours: Uint32Array<ArrayBuffer> | null = null) {
    this.#scale = scale;
    this.#colours = colours;
  }

  /** How much of the voxels has come, 0 to 1. */
  get progress(): number {
    return this.#header === null ? 0 : this.#filled / this.#pixels.length;
  }

  /** Take in the next bytes of the unpacked file. */
  push(bytes: Uint8Array): void {
    if (this.#header !== null) {
      this.#pushVoxels(this.#header, bytes);
      return;
    }
    this.#start = joined(this.#start, bytes);
    if (this.#start.length >= HEADER_BYTES) this.#begin(readHeader(this.#start));
  }

  /** Give the volume once all bytes were pushed. */
  finish(): Volume {
    if (this.#header === null) this.#begin(readHeader(this.#start));
    if (this.#header === null || this.#filled < this.#pixels.length) throw new NiftiError("The file is cut off.");
    const { shape } = this.#header;
    return { shape, pixels: this.#pixels, ...(this.#scale ?? AS_STORED), ...(this.#colours && { colours: this.#colours }) };
  }

  #begin(header: NiftiHeader): void {
    const { shape, format, offset, slope, intercept } = header;
    const voxels = shape[0] * shape[1] * shape[2];
    if (this.#scale === null) {
      // What a colour stands for is said by its place in their scale, not by the file's slope.
      const asStored = this.#colours !== null || (slope === 1 && intercept === 0);
      if (format !== BYTES || !asStored) throw new NiftiError("Labels must be bytes as they are.");
      this.#pixels = new Uint8Array(voxels);
    } else {
      this.#pixels = new Uint16Array(voxels);
    }
    this.#header = header;
    this.#skip = offset;
    const start = this.#start;
    this.#start = new Uint8Array(0);
    this.#pushVoxels(header, start);
  }

  #pushVoxels({ format, littleEndian, slope, intercept }: NiftiHeader, bytes: Uint8Array): void {
    const skipped = Math.min(this.#skip, bytes.length);
    this.#skip -= skipped;
    const all = joined(this.#rest, bytes.subarray(skipped));
    const count = Math.min(Math.floor(all.length / format.size), this.#pixels.length - this.#filled);
    // Copied, so that values lie where arrays of their size may begin.
    const whole = all.slice(0, count * format.size);
    this.#rest = all.slice(count * format.size);
    if (!littleEndian) swapBytes(whole, format.size);
    const stored = format.read(whole.buffer);
    if (this.#scale === null) this.#pixels.set(stored, this.#filled);
    else toPixels(stored, { stored: { slope, intercept }, pixels: this.#scale }, this.#pixels.subarray(this.#filled));
    this.#filled += count;
  }
}

/** Turn stored values into the server's pixels, in its arithmetic: scale, shift, round halves to even, clip. */
function toPixels(
  stored: ArrayLike<number>,
  scales: { stored: ValueScale; pixels: ValueScale },
  target: Uint8Array | Uint16Array,
): void {
  const slope = scales.stored.slope / scales.pixels.slope;
  const intercept = (scales.stored.intercept - scales.pixels.intercept) / scales.pixels.slope;
  for (let at = 0; at < stored.length; at += 1) {
    const pixel = stored[at]! * slope + intercept;
    target[at] = pixel <= 0 ? 0 : pixel >= PIXEL_MAX ? PIXEL_MAX : pixel + ROUNDING - ROUNDING;
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}
