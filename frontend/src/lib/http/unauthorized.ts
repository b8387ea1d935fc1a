import { makeSignal } from "@/lib/signal";

/** The server no longer knows this browser. */
export const { listen: onUnauthorized, announce: announceUnauthorized } = makeSignal();
