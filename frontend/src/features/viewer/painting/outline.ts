import type { Rect } from "../geometry/fit";
import type { Slice } from "../slices/slice-source";

// What sums of device pixels are rounded by.
const ROUNDING = 1e-6;

/** A straight part of a region's edge: the side of the region's voxels that looks at other ones. */
interface Edge {
  /** Which side of its voxels it is. */
  side: "top" | "bottom" | "left" | "right";
  /** Row of its voxels where it is a top or a bottom, else their column. */
  at: number;
  /** First column (or row) along it, and the one after the last. */
  from: number;
  to: number;
}

/**
 * Draw the edge of a region as blocks of device pixels: those of the region that lie along its edge.
 *
 * A device pixel is of the voxel that its centre lies in, between two of the first (as browsers draw images), so that the outline is one pixel wide at every zoom, lies
 * wholly on the region, and meets a fill of the same rectangle to the pixel. A voxel too small for a pixel gets one.
 *
 * Args:
 *   slice: labels.
 *   inside: by label, whether it is of the region.
 *   rect: where the whole slice lies, device pixels.
 */
export function outlineBlocks(slice: Slice, inside: Uint8Array, rect: Rect): Rect[] {
  const columns = pixelStarts(rect.x, rect.width, slice.columns);
  const rows = pixelStarts(rect.y, rect.height, slice.rows);
  return findEdges(slice, inside).map(({ side, at, from, to }) => {
    if (side === "top" || side === "bottom") {
      const y = side === "top" ? rows[at]! : Math.max(rows[at + 1]! - 1, rows[at]!);
      return { x: columns[from]!, y, width: Math.max(columns[to]! - columns[from]!, 1), height: 1 };
    }
    const x = side === "left" ? columns[at]! : Math.max(columns[at + 1]! - 1, columns[at]!);
    return { x, y: rows[from]!, width: 1, height: Math.max(rows[to]! - rows[from]!, 1) };
  });
}

/** Give the first device pixel of every voxel of a row, and the one after the last voxel. */
function pixelStarts(start: number, length: number, count: number): number[] {
  return Array.from({ length: count + 1 }, (_, voxel) => Math.floor(start + (voxel * length) / count - 0.5 + ROUNDING) + 1);
}

function findEdges({ rows, columns, pixels }: Slice, inside: Uint8Array): Edge[] {
  const edges: Edge[] = [];
  const has = (row: number, column: number) =>
    row >= 0 && row < rows && column >= 0 && column < columns && inside[pixels[row * columns + column]!] === 1;
  const collect = (side: Edge["side"], at: number, length: number, isEdge: (along: number) => boolean) => {
    for (let from = 0; from < length; from += 1) {
      if (!isEdge(from)) continue;
      let to = from + 1;
      while (to < length && isEdge(to)) to += 1;
      edges.push({ side, at, from, to });
      from = to;
    }
  };
  const box = boundingBox({ rows, columns, pixels }, inside);
  for (let row = box.top; row <= box.bottom; row += 1) {
    collect("top", row, columns, (column) => has(row, column) && !has(row - 1, column));
    collect("bottom", row, columns, (column) => has(row, column) && !has(row + 1, column));
  }
  for (let column = box.left; column <= box.right; column += 1) {
    collect("left", column, rows, (row) => has(row, column) && !has(row, column - 1));
    collect("right", column, rows, (row) => has(row, column) && !has(row, column + 1));
  }
  return edges;
}

/** Give the rows and columns that a region reaches; top lies below bottom where it is not on the slice. */
function boundingBox({ rows, columns, pixels }: Pick<Slice, "rows" | "columns" | "pixels">, inside: Uint8Array) {
  const box = { top: rows, bottom: -1, left: columns, right: -1 };
  for (let at = 0; at < pixels.length; at += 1) {
    if (inside[pixels[at]!] !== 1) continue;
    const row = Math.floor(at / columns);
    const column = at - row * columns;
    box.top = Math.min(box.top, row);
    box.bottom = row;
    box.left = Math.min(box.left, column);
    box.right = Math.max(box.right, column);
  }
  return box;
}
