import { useTranslation } from "react-i18next";

import type { MeasurementValues } from "@/lib/api-types";
import { useLocale } from "@/lib/use-locale";

import { useViewTransform, type ScreenTransform } from "../../components/view-overlay";
import type { Point } from "../../geometry/view-transform";
import { describeValues } from "../describe-values";
import type { Shape } from "../kinds";
import css from "./marks.module.css";

const LINE_PX = 16;
// About what a letter takes, to keep the text inside the view.
const LETTER_PX = 7;
const AWAY_PX = 10;
const EDGE_PX = 2;

interface ShapeLabelProps {
  shape: Shape;
  values: MeasurementValues;
  /** What somebody called it. */
  name?: string;
}

/** What a measurement comes to, written beside it. */
export function ShapeLabel({ shape, values, name = "" }: ShapeLabelProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const transform = useViewTransform();
  const lines = [name, ...describeValues(values, { t, locale })].filter((line) => line !== "");
  const { x, y } = placeLabel(shape, lines, transform);
  return (
    <text className={css.label} x={x} y={y}>
      {lines.map((line, number) => (
        <tspan key={number} x={x} dy={number === 0 ? 0 : LINE_PX}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

/** Put a text to the right of what it is about, or else to the left, or else below or above it, inside the view. */
function placeLabel({ points }: Shape, lines: readonly string[], { toScreen, width, height }: ScreenTransform): Point {
  const places = points.map(toScreen);
  const [xs, ys] = [places.map(({ x }) => x), places.map(({ y }) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const wide = Math.max(0, ...lines.map((line) => line.length)) * LETTER_PX;
  const high = lines.length * LINE_PX;
  const beside = right + AWAY_PX + wide <= width ? right + AWAY_PX : left - AWAY_PX - wide;
  const fits = beside >= 0;
  const under = bottom + AWAY_PX + high <= height ? bottom + AWAY_PX : top - AWAY_PX - high;
  const x = fits ? beside : (left + right - wide) / 2;
  const y = fits ? (top + bottom - high) / 2 : under;
  const inside = (place: number, room: number) => Math.max(EDGE_PX, Math.min(place, room - EDGE_PX));
  // Text is placed by its base line.
  return { x: inside(x, width - wide), y: inside(y, height - high) + LINE_PX * 0.75 };
}
