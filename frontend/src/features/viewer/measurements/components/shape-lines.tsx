import { useViewTransform } from "../../components/view-overlay";
import type { Point } from "../../geometry/view-transform";
import type { Shape } from "../kinds";
import { PROBE_PX } from "../trace";
import css from "./marks.module.css";

interface ShapeLinesProps {
  shape: Shape;
  /** A freehand line that is not closed yet. */
  open?: boolean;
}

/** The lines of a measurement: thin, on a dark edge that keeps them visible over bright tissue. */
export function ShapeLines({ shape, open = false }: ShapeLinesProps) {
  const path = usePath(shape, open);
  return (
    <>
      <path className={css.edge} d={path} />
      <path className={css.line} d={path} />
    </>
  );
}

/** Give the outline of a measurement on the screen, in CSS pixels. */
export function usePath({ kind, points }: Shape, open = false): string {
  const { toScreen } = useViewTransform();
  const places = points.map(toScreen);
  const [a, b, c, d] = places;
  if (a === undefined) return "";
  switch (kind) {
    case "probe":
      return `${line([{ x: a.x - PROBE_PX, y: a.y }, { x: a.x + PROBE_PX, y: a.y }])} ${line([
        { x: a.x, y: a.y - PROBE_PX },
        { x: a.x, y: a.y + PROBE_PX },
      ])}`;
    case "ellipse":
      return b === undefined ? "" : ellipse(a, b);
    case "bidirectional":
      return b && c && d ? `${line([a, b])} ${line([c, d])}` : "";
    case "freehand":
      return open ? line(places) : `${line(places)}Z`;
    default:
      return line(places);
  }
}

function line(places: readonly Point[]): string {
  return places.map(({ x, y }, number) => `${number === 0 ? "M" : "L"}${x.toFixed(2)} ${y.toFixed(2)}`).join("");
}

function ellipse(corner: Point, opposite: Point): string {
  const [rx, ry] = [Math.abs(opposite.x - corner.x) / 2, Math.abs(opposite.y - corner.y) / 2];
  const [left, y] = [Math.min(corner.x, opposite.x), (corner.y + opposite.y) / 2];
  const half = (across: number) => `a${rx.toFixed(2)} ${ry.toFixed(2)} 0 1 0 ${across.toFixed(2)} 0`;
  return `M${left.toFixed(2)} ${y.toFixed(2)}${half(2 * rx)}${half(-2 * rx)}Z`;
}
