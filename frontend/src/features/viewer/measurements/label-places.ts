import type { Triple } from "../geometry/axes";
import type { MarkId } from "./marks";

type Places = ReadonlyMap<MarkId, Triple>;

/** Where hands have put labels: their middle, in voxels from the middle of what they are about. Gone with the page. */
export class LabelPlaces {
  readonly #listeners = new Set<() => void>();
  #places: Places = new Map();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): Places => this.#places;

  readonly put = (id: MarkId, away: Triple): void => {
    this.#places = new Map(this.#places).set(id, away);
    for (const listener of this.#listeners) listener();
  };

  /** The same mark has another name now. */
  readonly carry = (from: MarkId, to: MarkId): void => {
    const away = this.#places.get(from);
    if (away !== undefined) this.put(to, away);
  };
}
