import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { NetworkError } from "@/lib/http/problem";
import { onUnauthorized } from "@/lib/http/unauthorized";

import { VolumeLoader } from "./volume-loader";
import type { VolumeReply, VolumeRequest } from "./volume-messages";

/** The page's end of a worker. */
class Line {
  onmessage: ((event: { data: VolumeReply }) => void) | null = null;
  onerror: ((event: { message: string }) => void) | null = null;
  readonly asked: VolumeRequest[] = [];
  terminated = false;

  postMessage(request: VolumeRequest) {
    this.asked.push(request);
  }

  terminate() {
    this.terminated = true;
  }

  answer(reply: VolumeReply) {
    this.onmessage?.({ data: reply });
  }
}

const FLAIR = { kind: "image", channel: "flair" } as const;
const VOLUME = { shape: [1, 1, 1], pixels: new Uint16Array(1), slope: 1, intercept: 0 } as const;

let lines: Line[];
let controller: AbortController;
const onProgress = vi.fn();

function open() {
  const loader = new VolumeLoader(7, () => {
    lines.push(new Line());
    return lines.at(-1) as unknown as Worker;
  });
  const loaded = loader.load(FLAIR, { signal: controller.signal, onProgress });
  // Handled where it is awaited.
  loaded.catch(() => undefined);
  return { loader, loaded };
}

beforeEach(() => {
  lines = [];
  controller = new AbortController();
});

afterEach(() => {
  onProgress.mockReset();
});

test("a worker is asked for a volume, tells how far it is, and gives it", async () => {
  const { loaded } = open();
  expect(lines[0]!.asked).toEqual([{ id: 1, type: "load", studyId: 7, volume: FLAIR }]);
  lines[0]!.answer({ id: 1, type: "progress", progress: 0.5 });
  lines[0]!.answer({ id: 1, type: "loaded", volume: VOLUME });
  await expect(loaded).resolves.toBe(VOLUME);
  expect(onProgress).toHaveBeenCalledExactlyOnceWith(0.5);
});

test("one worker loads all volumes", () => {
  const { loader } = open();
  void loader.load({ kind: "labels", segmentationId: 3 }, { signal: controller.signal, onProgress });
  expect(lines.length).toBe(1);
  expect(lines[0]!.asked.length).toBe(2);
});

test("a volume that is no longer wanted is given up in the worker too", async () => {
  const { loaded } = open();
  controller.abort();
  await expect(loaded).rejects.toThrow("no longer wanted");
  expect(lines[0]!.asked.at(-1)).toEqual({ id: 1, type: "abort" });
  lines[0]!.answer({ id: 1, type: "progress", progress: 0.5 });
  expect(onProgress).not.toHaveBeenCalled();
});

test("a reply that did not come is told apart from one that was refused", async () => {
  const { loader, loaded } = open();
  lines[0]!.answer({ id: 1, type: "failed", message: "gone", status: null, network: true });
  await expect(loaded).rejects.toBeInstanceOf(NetworkError);
  const refused = loader.load(FLAIR, { signal: controller.signal, onProgress });
  lines[0]!.answer({ id: 2, type: "failed", message: "no such image", status: 404, network: false });
  await expect(refused).rejects.toMatchObject({ name: "ApiError", status: 404, message: "no such image" });
});

test("a session that ended is told to the page", async () => {
  const ended = vi.fn();
  const stop = onUnauthorized(ended);
  const { loaded } = open();
  lines[0]!.answer({ id: 1, type: "failed", message: "sign in", status: 401, network: false });
  await expect(loaded).rejects.toThrow("sign in");
  expect(ended).toHaveBeenCalledOnce();
  stop();
});

test("a worker that cannot start fails its volumes", async () => {
  const { loaded } = open();
  lines[0]!.onerror?.({ message: "blocked" });
  await expect(loaded).rejects.toThrow("blocked");
});

test("closing ends the worker, and a later load starts another", async () => {
  const { loader, loaded } = open();
  loader.close();
  expect(lines[0]!.terminated).toBe(true);
  await expect(loaded).rejects.toThrow("no longer wanted");
  void loader.load(FLAIR, { signal: controller.signal, onProgress }).catch(() => undefined);
  expect(lines.length).toBe(2);
});
