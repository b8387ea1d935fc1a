import { api, dataOf } from "@/lib/api-client";
import { decodePng } from "@/lib/png/decode-png";

/** Ask for the packed colours of an uncertainty, from sure to undecided: a byte of its volume is a place among them. */
export async function getUncertaintyColours(signal?: AbortSignal): Promise<Uint32Array<ArrayBuffer>> {
  // The document can only say "binary", which its types call a string.
  const png: ArrayBuffer = await dataOf(
    api.GET("/api/segmentations/uncertainty-scale.png", { parseAs: "arrayBuffer", ...(signal && { signal }) }),
  );
  return Uint32Array.from((await decodePng(new Uint8Array(png))).pixels);
}
