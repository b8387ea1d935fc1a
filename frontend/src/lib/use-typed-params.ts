import { useEffect, useMemo, useRef, useState } from "react";
import { useSearchParams } from "react-router";

/**
 * Hold the address's parameters as they are typed, and let the address follow.
 *
 * The router changes the address in a transition, so a field that shows the address itself would forget what is typed, or
 * chosen in the next field, before the transition ends. Addresses from elsewhere (a link, the back button) are taken over.
 */
export function useTypedParams(): [URLSearchParams, (params: Record<string, string>) => void] {
  const [params, setParams] = useSearchParams();
  const address = params.toString();
  const [typed, setTyped] = useState(address);
  const underway = useRef<string | null>(null);
  useEffect(() => {
    if (underway.current === null) setTyped(address);
    else if (underway.current === address) underway.current = null;
  }, [address]);
  const type = (next: Record<string, string>) => {
    const text = new URLSearchParams(next).toString();
    setTyped(text);
    underway.current = text === address ? null : text;
    setParams(next, { replace: true });
  };
  return [useMemo(() => new URLSearchParams(typed), [typed]), type];
}
