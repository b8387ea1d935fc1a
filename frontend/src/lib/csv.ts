/** What stands in a cell: a number as it is, or words that somebody may have written. */
export type Cell = string | number | null | undefined;

// Tells spreadsheets that the letters are UTF-8.
const BYTE_ORDER_MARK = "\uFEFF";

/** Write a table as comma-separated values (RFC 4180) that a spreadsheet opens as they are. */
export function toCsv(rows: readonly (readonly Cell[])[]): string {
  return BYTE_ORDER_MARK + rows.map((row) => `${row.map(cellOf).join(",")}\r\n`).join("");
}

function cellOf(cell: Cell): string {
  if (cell == null) return "";
  if (typeof cell === "number") return Number.isFinite(cell) ? String(cell) : "";
  const words = harmless(cell);
  return /[",\r\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words;
}

/**
 * Keep a spreadsheet from calculating what somebody wrote.
 *
 * Source: OWASP, "CSV Injection".
 */
function harmless(words: string): string {
  return /^[=+\-@\t\r]/.test(words) ? `'${words}` : words;
}
