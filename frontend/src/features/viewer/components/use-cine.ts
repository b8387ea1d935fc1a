import { useCallback, useEffect, useRef, useState } from "react";

import { remember, remembered } from "@/lib/remembered";

import { sliceCount, type Axis, type Triple } from "../geometry/axes";
import { frameComplete } from "../slices/frame-ready";
import type { Layers } from "../slices/plan";
import type { SliceSource } from "../slices/slice-source";
import { commandFor } from "../state/shortcuts";

/** Slices in a second. */
export const CINE_RATES = { least: 2, first: 10, most: 30 };

const REMEMBERED_AS = "cine-rate";

interface Use {
  source: SliceSource;
  shape: Triple;
  indices: Readonly<Record<Axis, number>>;
  /** What each view along an axis draws. */
  layers: readonly Layers[];
  onGoTo: (axis: Axis, index: number) => void;
}

export interface Cine {
  /** The axis that is gone along; null while nothing plays. */
  axis: Axis | null;
  rate: number;
  play: (axis: Axis) => void;
  stop: () => void;
  setRate: (rate: number) => void;
}

/**
 * Go through the slices of an axis on its own, round and round, until anything is pressed.
 *
 * It begins on request alone, and goes on only from a slice that is on the screen with its mask: where slices come late
 * it is slower, and never shows another one in their place.
 */
export function useCine({ source, shape, indices, layers, onGoTo }: Use): Cine {
  const [axis, setAxis] = useState<Axis | null>(null);
  const [rate, setRate] = useState(rememberedRate);
  const lastStep = useRef(0);
  const index = axis === null ? 0 : indices[axis];

  useEffect(() => {
    if (axis === null) return undefined;
    // Counted from when the last step was due, so that painting takes nothing off the rate.
    const due = Math.max(lastStep.current + 1000 / rate, performance.now());
    let gone = false;
    const advance = () => {
      if (gone || performance.now() < due || !layers.every((each) => frameComplete(source, each, axis, index))) return;
      gone = true;
      lastStep.current = due;
      onGoTo(axis, (index + 1) % sliceCount(shape, axis));
    };
    // A timer may be early by a part of a millisecond.
    const timer = setTimeout(advance, Math.ceil(due - performance.now()) + 1);
    const unsubscribe = source.subscribe(advance);
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [axis, index, rate, layers, source, shape, onGoTo]);

  const stop = useCallback(() => setAxis(null), []);
  useStopAtInput(axis !== null, stop);
  const choose = (next: number) => {
    remember(REMEMBERED_AS, String(next));
    setRate(next);
  };
  return { axis, rate, play: setAxis, stop, setRate: choose };
}

/** Stop as soon as anything is pressed or turned, but for what belongs to playing itself. */
function useStopAtInput(playing: boolean, stop: () => void): void {
  useEffect(() => {
    if (!playing) return undefined;
    const onInput = (event: Event) => {
      if (event.target instanceof Element && event.target.closest("[data-cine]") !== null) return;
      if (event instanceof KeyboardEvent && (event.key === "Tab" || commandFor(event)?.type === "cine")) return;
      stop();
    };
    const kinds = ["pointerdown", "wheel", "keydown"] as const;
    for (const kind of kinds) document.addEventListener(kind, onInput, { capture: true, passive: true });
    return () => {
      for (const kind of kinds) document.removeEventListener(kind, onInput, { capture: true });
    };
  }, [playing, stop]);
}

function rememberedRate(): number {
  const rate = Number(remembered(REMEMBERED_AS));
  return rate >= CINE_RATES.least && rate <= CINE_RATES.most ? rate : CINE_RATES.first;
}
