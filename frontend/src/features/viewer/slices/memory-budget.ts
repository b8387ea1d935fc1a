const GIB = 2 ** 30;
const MIB = 2 ** 20;
/** Where a browser does not say how much memory there is: enough for four channels and a mask of 240x240x155. */
const UNKNOWN_BYTES = 256 * MIB;
const LARGEST_BYTES = 512 * MIB;
/** A tab may use a part of the machine's memory; volumes a part of that. */
const SHARE = 1 / 16;

/**
 * Say how many bytes of volumes this browser may keep.
 *
 * Args: deviceMemory: GiB of the machine as the browser tells them, rounded, at most 8; undefined where it does not.
 */
export function memoryBudget(deviceMemory: number | undefined): number {
  if (deviceMemory === undefined || !(deviceMemory > 0)) return UNKNOWN_BYTES;
  return Math.min(deviceMemory * GIB * SHARE, LARGEST_BYTES);
}
