/** Stored values as numbers; 64-bit whole numbers beyond 2^53 are rounded, as anywhere in floating point. */
export type StoredValues = ArrayLike<number>;

export interface NumberFormat {
  /** Bytes of one value. */
  size: 1 | 2 | 4 | 8;
  /** Read little-endian values from the start of a buffer. */
  read: (buffer: ArrayBuffer) => StoredValues;
}

/** The formats of one real number per voxel, by NIfTI's `datatype`; complex numbers, colours and bits are no images. */
export const NUMBER_FORMATS: ReadonlyMap<number, NumberFormat> = new Map<number, NumberFormat>([
  [2, { size: 1, read: (buffer) => new Uint8Array(buffer) }],
  [4, { size: 2, read: (buffer) => new Int16Array(buffer) }],
  [8, { size: 4, read: (buffer) => new Int32Array(buffer) }],
  [16, { size: 4, read: (buffer) => new Float32Array(buffer) }],
  [64, { size: 8, read: (buffer) => new Float64Array(buffer) }],
  [256, { size: 1, read: (buffer) => new Int8Array(buffer) }],
  [512, { size: 2, read: (buffer) => new Uint16Array(buffer) }],
  [768, { size: 4, read: (buffer) => new Uint32Array(buffer) }],
  [1024, { size: 8, read: (buffer) => Float64Array.from(new BigInt64Array(buffer), Number) }],
  [1280, { size: 8, read: (buffer) => Float64Array.from(new BigUint64Array(buffer), Number) }],
]);

/** Turn the bytes of each value around in place, from big- to little-endian. */
export function swapBytes(bytes: Uint8Array, size: number): void {
  if (size === 1) return;
  for (let at = 0; at < bytes.length; at += size) bytes.subarray(at, at + size).reverse();
}
