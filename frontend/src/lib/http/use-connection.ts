import { useEffect, useEffectEvent, useState } from "react";

import { onSilence } from "./silence";

const EVERY_MS = 2_000;
const ANSWER_WITHIN_MS = 30_000;

export async function serverAnswers(): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    return (await fetch(new URL("/api/health", location.origin), { cache: "no-store", signal })).ok;
  } catch {
    return false;
  }
}

/**
 * Say whether the server is out of reach, and find out by itself when it is back.
 *
 * One request that was not answered is only a reason to look; so is what the browser says of its network.
 *
 * Args:
 *   onBack: called when the server answers again.
 */
export function useConnection({ onBack }: { onBack: () => void }): { lost: boolean } {
  const [lost, setLost] = useState(false);
  const back = useEffectEvent(onBack);

  useEffect(() => {
    let looking = false;
    let stopped = false;
    let away = false;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const look = async () => {
      clearTimeout(timer);
      if (looking) return;
      looking = true;
      const answered = await serverAnswers();
      looking = false;
      if (stopped) return;
      setLost(!answered);
      if (!answered) timer = setTimeout(() => void look(), EVERY_MS);
      else if (away) back();
      away = !answered;
    };
    const lookNow = () => void look();
    const stopListening = onSilence(() => {
      if (!away) lookNow();
    });
    window.addEventListener("online", lookNow);
    window.addEventListener("offline", lookNow);
    return () => {
      stopped = true;
      clearTimeout(timer);
      stopListening();
      window.removeEventListener("online", lookNow);
      window.removeEventListener("offline", lookNow);
    };
  }, []);
  return { lost };
}
