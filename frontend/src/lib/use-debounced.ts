import { useEffect, useState } from "react";

/** Follow a value, but only once it has rested for `delay` ms. */
export function useDebounced<T>(value: T, delay = 250): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), delay);
    return () => clearTimeout(timer);
  }, [value, delay]);
  return rested;
}
