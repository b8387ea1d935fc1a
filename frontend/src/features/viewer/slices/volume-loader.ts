import { ApiError, NetworkError } from "@/lib/http/problem";
import { announceUnauthorized } from "@/lib/http/unauthorized";

import type { Volume } from "./cut-slice";
import type { VolumeRef } from "./slice-source";
import type { VolumeReply, VolumeRequest } from "./volume-messages";

interface LoadOptions {
  signal: AbortSignal;
  /** Told now and then how far it is, 0 to 1. */
  onProgress: (progress: number) => void;
}

interface Pending {
  resolve: (volume: Volume) => void;
  reject: (error: Error) => void;
  onProgress: LoadOptions["onProgress"];
}

/** Loads volumes of a study in a worker of its own, so that nothing on the page ever waits for them. */
export class VolumeLoader {
  readonly #studyId: number;
  readonly #makeWorker: () => Worker;
  readonly #pending = new Map<number, Pending>();
  #worker: Worker | null = null;
  #lastId = 0;

  constructor(studyId: number, makeWorker: () => Worker = startWorker) {
    this.#studyId = studyId;
    this.#makeWorker = makeWorker;
  }

  /** Load one volume. */
  readonly load = (volume: VolumeRef, { signal, onProgress }: LoadOptions): Promise<Volume> =>
    new Promise((resolve, reject) => {
      this.#lastId += 1;
      const id = this.#lastId;
      this.#pending.set(id, { resolve, reject, onProgress });
      signal.addEventListener("abort", () => {
        if (!this.#pending.delete(id)) return;
        this.#post({ id, type: "abort" });
        reject(new DOMException("The volume is no longer wanted.", "AbortError"));
      });
      this.#post({ id, type: "load", studyId: this.#studyId, volume });
    });

  /** Give up everything; a later load starts anew. */
  close(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#failAll(new DOMException("The volume is no longer wanted.", "AbortError"));
  }

  #post(request: VolumeRequest): void {
    this.#worker ??= this.#start();
    this.#worker.postMessage(request);
  }

  #start(): Worker {
    const worker = this.#makeWorker();
    worker.onmessage = ({ data }: MessageEvent<VolumeReply>) => this.#take(data);
    worker.onerror = ({ message }) => this.#failAll(new Error(message || "The worker could not be started."));
    return worker;
  }

  #take(reply: VolumeReply): void {
    const pending = this.#pending.get(reply.id);
    if (pending === undefined) return;
    if (reply.type === "progress") {
      pending.onProgress(reply.progress);
      return;
    }
    this.#pending.delete(reply.id);
    if (reply.type === "loaded") pending.resolve(reply.volume);
    else pending.reject(toError(reply));
  }

  #failAll(error: Error): void {
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of pending) reject(error);
  }
}

function toError({ message, status, network }: Extract<VolumeReply, { type: "failed" }>): Error {
  // The worker has its own copy of the page's modules, so that nobody there listens.
  if (status === 401) announceUnauthorized();
  if (status !== null) return new ApiError(status, message);
  return network ? new NetworkError(message) : new Error(message);
}

function startWorker(): Worker {
  return new Worker(new URL("./volume-worker.ts", import.meta.url), { type: "module" });
}
