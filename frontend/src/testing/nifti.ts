const FORMATS = {
  uint8: { datatype: 2, size: 1, set: "setUint8" },
  int16: { datatype: 4, size: 2, set: "setInt16" },
  int32: { datatype: 8, size: 4, set: "setInt32" },
  float32: { datatype: 16, size: 4, set: "setFloat32" },
  float64: { datatype: 64, size: 8, set: "setFloat64" },
  int8: { datatype: 256, size: 1, set: "setInt8" },
  uint16: { datatype: 512, size: 2, set: "setUint16" },
  uint32: { datatype: 768, size: 4, set: "setUint32" },
  int64: { datatype: 1024, size: 8, set: "setBigInt64" },
  uint64: { datatype: 1280, size: 8, set: "setBigUint64" },
} as const;

interface Options {
  version?: 1 | 2;
  shape: readonly [number, number, number];
  format: keyof typeof FORMATS;
  littleEndian?: boolean;
  /** Stored values, x varying fastest. */
  values: readonly number[];
  slope?: number;
  intercept?: number;
  /** In place of three dimensions. */
  dim?: readonly number[];
  /** In place of the format's number. */
  datatype?: number;
  /** In place of the byte after the header. */
  offset?: number;
}

/** Write a single-file NIfTI volume, as small as one can be. */
export function nifti({ version = 1, shape, format, littleEndian = true, values, ...fields }: Options) {
  const { datatype, size, set } = FORMATS[format];
  const start = (version === 1 ? 348 : 540) + 4;
  const bytes = new Uint8Array(start + values.length * size);
  const view = new DataView(bytes.buffer);
  const header = { dim: [3, ...shape, 1, 1, 1, 1], datatype, offset: start, slope: 1, intercept: 0, ...fields };
  if (version === 1) writeFirst(view, header, littleEndian);
  else writeSecond(view, header, littleEndian);
  values.forEach((value, place) => {
    const at = start + place * size;
    if (set === "setBigInt64" || set === "setBigUint64") view[set](at, BigInt(value), littleEndian);
    else view[set](at, value, littleEndian);
  });
  return bytes;
}

interface Header {
  dim: readonly number[];
  datatype: number;
  offset: number;
  slope: number;
  intercept: number;
}

function writeFirst(view: DataView, { dim, datatype, offset, slope, intercept }: Header, little: boolean) {
  view.setInt32(0, 348, little);
  dim.forEach((length, at) => view.setInt16(40 + 2 * at, length, little));
  view.setInt16(70, datatype, little);
  view.setFloat32(108, offset, little);
  view.setFloat32(112, slope, little);
  view.setFloat32(116, intercept, little);
  writeMagic(view, 344, [0x6e, 0x2b, 0x31, 0]);
}

function writeSecond(view: DataView, { dim, datatype, offset, slope, intercept }: Header, little: boolean) {
  view.setInt32(0, 540, little);
  writeMagic(view, 4, [0x6e, 0x2b, 0x32, 0, 0x0d, 0x0a, 0x1a, 0x0a]);
  view.setInt16(12, datatype, little);
  dim.forEach((length, at) => view.setBigInt64(16 + 8 * at, BigInt(length), little));
  view.setBigInt64(168, BigInt(offset), little);
  view.setFloat64(176, slope, little);
  view.setFloat64(184, intercept, little);
}

function writeMagic(view: DataView, at: number, magic: readonly number[]) {
  magic.forEach((byte, place) => view.setUint8(at + place, byte));
}
