import { useEffect, useState, type RefObject } from "react";

import { NiivueRenderer } from "./niivue-renderer";

export type RendererState =
  | { status: "opening" | "lost" | "failed"; renderer: null }
  | { status: "open"; renderer: NiivueRenderer };

const OPENING: RendererState = { status: "opening", renderer: null };

/**
 * Keep a renderer in an element for as long as that is shown.
 *
 * Args: attempt: another number opens anew, after a loss or a failure.
 */
export function useRenderer(host: RefObject<HTMLElement | null>, attempt: number): RendererState {
  const [state, setState] = useState<RendererState>(OPENING);
  useEffect(() => {
    if (host.current === null) return undefined;
    let gone = false;
    const settle = (next: RendererState) => {
      if (!gone) setState(next);
    };
    const opening = NiivueRenderer.open(host.current, () => settle({ status: "lost", renderer: null }));
    opening.then(
      (renderer) => settle({ status: "open", renderer }),
      () => settle({ status: "failed", renderer: null }),
    );
    return () => {
      gone = true;
      setState(OPENING);
      opening.then(
        (renderer) => renderer.close(),
        () => undefined,
      );
    };
  }, [host, attempt]);
  return state;
}
