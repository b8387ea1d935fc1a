import { NUMBER_FORMATS, type NumberFormat } from "./number-formats";

/** Something is no NIfTI file, or not one that can be shown. */
export class NiftiError extends Error {
  override readonly name = "NiftiError";
}

export interface NiftiHeader {
  shape: readonly [number, number, number];
  format: NumberFormat;
  littleEndian: boolean;
  /** Where the voxels begin, bytes. */
  offset: number;
  /** Real value = slope * stored value + intercept. */
  slope: number;
  intercept: number;
}

const NIFTI_1 = 348;
const NIFTI_2 = 540;

/** Bytes that hold either version's header. */
export const HEADER_BYTES = NIFTI_2;

/**
 * Read the header of a single-file NIfTI-1 or NIfTI-2 volume of three dimensions, in either byte order.
 *
 * Args: bytes: the file's first `HEADER_BYTES` or more, or all of it.
 *
 * Source: nifti1.h and nifti2.h of the NIfTI Data Format Working Group.
 */
export function readHeader(bytes: Uint8Array): NiftiHeader {
  if (bytes.length < NIFTI_1) throw new NiftiError("The file ends within its header.");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const littleEndian of [true, false]) {
    const length = view.getInt32(0, littleEndian);
    if (length === NIFTI_1 && text(bytes, 344) === "n+1") return check(firstVersion(view, littleEndian), littleEndian);
    if (length === NIFTI_2 && bytes.length >= NIFTI_2 && text(bytes, 4) === "n+2") {
      return check(secondVersion(view, littleEndian), littleEndian);
    }
  }
  throw new NiftiError("Not a single-file NIfTI volume.");
}

interface Fields {
  length: number;
  dim: readonly number[];
  datatype: number;
  offset: number;
  slope: number;
  intercept: number;
}

function firstVersion(view: DataView, little: boolean): Fields {
  return {
    length: NIFTI_1,
    dim: Array.from({ length: 8 }, (_, at) => view.getInt16(40 + 2 * at, little)),
    datatype: view.getInt16(70, little),
    offset: view.getFloat32(108, little),
    slope: view.getFloat32(112, little),
    intercept: view.getFloat32(116, little),
  };
}

function secondVersion(view: DataView, little: boolean): Fields {
  return {
    length: NIFTI_2,
    dim: Array.from({ length: 8 }, (_, at) => Number(view.getBigInt64(16 + 8 * at, little))),
    datatype: view.getInt16(12, little),
    offset: Number(view.getBigInt64(168, little)),
    slope: view.getFloat64(176, little),
    intercept: view.getFloat64(184, little),
  };
}

function check({ length, dim, datatype, offset, slope, intercept }: Fields, littleEndian: boolean): NiftiHeader {
  const [count = 0, x = 0, y = 0, z = 0, ...more] = dim;
  const beyond = more.slice(0, Math.max(count - 3, 0));
  if (count < 3 || count > 7 || Math.min(x, y, z) < 1 || beyond.some((size) => size !== 1)) {
    throw new NiftiError(`Expected one volume of three dimensions, received dim ${dim.join(" ")}.`);
  }
  const format = NUMBER_FORMATS.get(datatype);
  if (format === undefined) throw new NiftiError(`Expected one real number per voxel, received datatype ${datatype}.`);
  if (!Number.isInteger(offset) || offset < length + 4) throw new NiftiError(`The voxels cannot begin at byte ${offset}.`);
  // By the standard a slope of 0 says that values are stored as they are.
  const scaled = slope !== 0 && Number.isFinite(slope);
  if (scaled && !Number.isFinite(intercept)) throw new NiftiError("The scale of the values is none.");
  return {
    shape: [x, y, z],
    format,
    littleEndian,
    offset,
    slope: scaled ? slope : 1,
    intercept: scaled ? intercept : 0,
  };
}

function text(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 3));
}
