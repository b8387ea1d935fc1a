import { makeSignal } from "@/lib/signal";

/** A request was not answered, by the server at least. */
export const { listen: onSilence, announce: announceSilence } = makeSignal();

/** The server answers again. */
export const { listen: onAnswer, announce: announceAnswer } = makeSignal();

/** Whether only a proxy speaks, to say that the server does not. */
export function isSilence(status: number): boolean {
  return status === 502 || status === 504;
}
