import { useDebounced } from "./use-debounced";
import { useTypedParams } from "./use-typed-params";

interface Search {
  /** As it is typed. */
  text: string;
  /** What is asked for, once typing rests. */
  q: string;
  change: (text: string) => void;
}

/** Hold a search in the address, so that a link and the back button lead to what was found. */
export function useSearch(): Search {
  const [params, type] = useTypedParams();
  const text = params.get("q") ?? "";
  return { text, q: useDebounced(text.trim()), change: (next) => type(next === "" ? {} : { q: next }) };
}
