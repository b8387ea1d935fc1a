import type { Slice } from "./slice-source";

/** Keep the slices used last, up to a number of bytes. */
export class SliceCache {
  readonly #slices = new Map<string, Slice>();
  readonly #capacity: number;
  #bytes = 0;

  /** Args: capacity: bytes of pixels. */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get(id: string): Slice | undefined {
    const slice = this.#slices.get(id);
    if (slice !== undefined) {
      // A Map keeps the order of insertion: the first entry is the one unused for longest.
      this.#slices.delete(id);
      this.#slices.set(id, slice);
    }
    return slice;
  }

  /** Keep a slice longer than those that nobody asks for. */
  touch(id: string): void {
    this.get(id);
  }

  has(id: string): boolean {
    return this.#slices.has(id);
  }

  set(id: string, slice: Slice): void {
    this.#drop(id);
    this.#slices.set(id, slice);
    this.#bytes += slice.pixels.byteLength;
    for (const oldest of this.#slices.keys()) {
      if (this.#bytes <= this.#capacity || oldest === id) break;
      this.#drop(oldest);
    }
  }

  /** Drop every slice whose name begins so. */
  dropAll(start: string): void {
    for (const id of [...this.#slices.keys()]) if (id.startsWith(start)) this.#drop(id);
  }

  #drop(id: string): void {
    const slice = this.#slices.get(id);
    if (slice === undefined) return;
    this.#slices.delete(id);
    this.#bytes -= slice.pixels.byteLength;
  }
}
