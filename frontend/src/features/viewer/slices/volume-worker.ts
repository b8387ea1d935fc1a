import { ApiError, NetworkError } from "@/lib/http/problem";

import { getVolume } from "../api/get-volume";
import { decodeVolume } from "./decode-volume";
import type { VolumeReply, VolumeRequest } from "./volume-messages";

// A window's types are at hand, a worker's are not: this is the part of them that is used.
interface WorkerScope {
  onmessage: ((event: MessageEvent<VolumeRequest>) => void) | null;
  postMessage: (reply: VolumeReply, transfer?: Transferable[]) => void;
}

const scope = globalThis as unknown as WorkerScope;
const running = new Map<number, AbortController>();

scope.onmessage = ({ data }) => {
  if (data.type === "abort") running.get(data.id)?.abort();
  else void load(data);
};

async function load({ id, studyId, volume }: Extract<VolumeRequest, { type: "load" }>): Promise<void> {
  const controller = new AbortController();
  running.set(id, controller);
  try {
    const { bytes, scale, colours } = await getVolume(studyId, volume, controller.signal);
    const onProgress = (progress: number) => scope.postMessage({ id, type: "progress", progress });
    const decoded = await decodeVolume(bytes, { scale, colours, onProgress });
    scope.postMessage({ id, type: "loaded", volume: decoded }, [decoded.pixels.buffer]);
  } catch (error) {
    if (!controller.signal.aborted) scope.postMessage({ id, type: "failed", ...describe(error) });
  } finally {
    running.delete(id);
  }
}

function describe(error: unknown) {
  return {
    message: error instanceof Error ? error.message : String(error),
    status: error instanceof ApiError ? error.status : null,
    // A reply that breaks off is a TypeError of its stream.
    network: error instanceof NetworkError || error instanceof TypeError,
  };
}
