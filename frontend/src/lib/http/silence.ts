import { makeSignal } from "@/lib/signal";

/** A request was not answered, by the server at least. */
export const { listen: onSilence, announce: announceSilence } = makeSignal();

/** Whether only a proxy speaks, to say that the server does not. */
export function isSilence(status: number): boolean {
  return status === 502 || status === 504;
}
