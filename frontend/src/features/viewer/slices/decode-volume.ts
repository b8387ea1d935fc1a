import type { Volume } from "./cut-slice";
import type { ValueScale } from "./value-scale";
import { VolumeDecoder } from "./volume-decoder";

interface Options {
  /** What the server's pixels mean; null for labels and uncertainties. */
  scale: ValueScale | null;
  /** Packed colours that an uncertainty's bytes stand for. */
  colours?: Uint32Array<ArrayBuffer> | null;
  /** Told now and then how far it is, 0 to 1. */
  onProgress: (progress: number) => void;
}

// Telling of every piece would be hundreds of messages for nothing that can be seen.
const PROGRESS_STEP = 0.05;

/** Unpack a .nii.gz file as it comes, and make a volume of it. */
export async function decodeVolume(
  compressed: ReadableStream<Uint8Array<ArrayBuffer>>,
  { scale, colours = null, onProgress }: Options,
): Promise<Volume> {
  const decoder = new VolumeDecoder(scale, colours);
  const reader = compressed.pipeThrough(new DecompressionStream("gzip")).getReader();
  let told = 0;
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    decoder.push(piece.value);
    if (decoder.progress >= told + PROGRESS_STEP) {
      told = decoder.progress;
      onProgress(told);
    }
  }
  return decoder.finish();
}
