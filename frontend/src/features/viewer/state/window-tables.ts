import type { PixelTable } from "../painting/rasterise";
import { makeWindowTable, type Window } from "../painting/window-table";
import type { Slice } from "../slices/slice-source";

/** The tables from stored values to grey; made once per window and channel, not once per slice. */
export class WindowTables {
  readonly #windowOf: (channel: string) => Window;
  readonly #inverted: boolean;
  readonly #tables = new Map<string, PixelTable>();

  /** Args: inverted: whether high values are dark. */
  constructor(windowOf: (channel: string) => Window, inverted = false) {
    this.#windowOf = windowOf;
    this.#inverted = inverted;
  }

  for(channel: string, { slope, intercept }: Slice): PixelTable {
    const id = `${channel}/${slope}/${intercept}`;
    const known = this.#tables.get(id);
    if (known !== undefined) return known;
    const table = makeWindowTable(this.#windowOf(channel), { slope, intercept }, this.#inverted);
    this.#tables.set(id, table);
    return table;
  }
}
