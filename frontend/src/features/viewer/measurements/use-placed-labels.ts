import { useMemo, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";

import { useLocale } from "@/lib/use-locale";

import { useViewTransform, type ScreenTransform } from "../components/view-overlay";
import type { Triple } from "../geometry/axes";
import type { Size } from "../geometry/fit";
import type { Point } from "../geometry/view-transform";
import { describeValues } from "./describe-values";
import type { Shape } from "./kinds";
import type { Mark, MarkId } from "./marks";
import { useMeasuringContext } from "./measuring-context";
import { placeLabels, type PlacedLabel } from "./place-labels";
import { trace } from "./trace";
import { useLengthUnit } from "./use-length-unit";

/** What is drawn at this moment has a label too, which no hand can move. */
export type LabelId = MarkId | "draft";

/** Words beside a mark, and where they stand. */
export interface MarkWords extends PlacedLabel {
  lines: readonly string[];
}

/** CSS pixels between two lines of a label, and around all of them. */
export const LINE_PX = 16;
export const PADDING_PX = 2;
// About what a letter takes at the labels' size, in a wide font.
const LETTER_PX = 8;
const DIGIT_PX = 8.4;
const NARROW_PX = 5;
const WIDE_PX = 13;
const DIGIT = /\d/;
const NARROW = /[\s.,:;'|iljtfr()²°]/;
const WIDE = /[mwMW×±\u1100-\uffdc]/;

/**
 * Say beside each mark what it comes to; the marks of a view share its room.
 *
 * Args: matters: tells which voxels should not be hidden by words.
 */
export function usePlacedLabels(marks: readonly Mark<LabelId>[], matters: (voxel: Triple) => boolean): ReadonlyMap<LabelId, MarkWords> {
  const { t } = useTranslation();
  const locale = useLocale();
  const unit = useLengthUnit();
  const transform = useViewTransform();
  const { labels: places } = useMeasuringContext();
  const put = useSyncExternalStore(places.subscribe, places.state);
  const words = useMemo(
    () =>
      new Map(
        marks.map(({ id, name, readOn = "", values }) => {
          const lines = [name, readOn, ...describeValues(values, { t, locale, unit })];
          return [id, lines.filter((line) => line !== "")];
        }),
      ),
    [marks, t, locale, unit],
  );
  return useMemo(() => {
    const labels = marks.map(({ id, shape }) => {
      const away = id === "draft" ? undefined : put.get(id);
      const wanted = away === undefined ? null : transform.toScreen(plus(middleOf(shape), away));
      const hollow = shape.kind === "bidirectional" || shape.kind === "ellipse" || shape.kind === "freehand";
      return { id, size: sizeOf(words.get(id) ?? []), pieces: trace(shape, transform.toScreen), hollow, wanted };
    });
    const { toVoxel, pixelRatio } = transform;
    const index = marks[0]?.shape.index ?? 0;
    const placed = placeLabels(labels, transform, ({ x, y }) => matters(toVoxel({ x: x * pixelRatio, y: y * pixelRatio }, index)));
    return new Map([...placed].map(([id, place]) => [id, { ...place, lines: words.get(id) ?? [] }]));
  }, [marks, words, put, transform, matters]);
}

/** Give how far a place of the screen is from the middle of a shape, in voxels. */
export function awayFrom(shape: Shape, { x, y }: Point, { toVoxel, pixelRatio }: ScreenTransform): Triple {
  const there = toVoxel({ x: x * pixelRatio, y: y * pixelRatio }, shape.index);
  const [mx, my, mz] = middleOf(shape);
  return [there[0] - mx, there[1] - my, there[2] - mz];
}

function middleOf({ points }: Shape): Triple {
  const middle = (dimension: 0 | 1 | 2) => points.reduce((sum, point) => sum + point[dimension], 0) / points.length;
  return [middle(0), middle(1), middle(2)];
}

function plus(a: Triple, b: Triple): Triple {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

function sizeOf(lines: readonly string[]): Size {
  const widths = lines.map((line) => [...line].reduce((sum, letter) => sum + widthOf(letter), 0));
  return { width: Math.max(0, ...widths) + 2 * PADDING_PX, height: lines.length * LINE_PX + 2 * PADDING_PX };
}

function widthOf(letter: string): number {
  if (WIDE.test(letter)) return WIDE_PX;
  if (NARROW.test(letter)) return NARROW_PX;
  return DIGIT.test(letter) ? DIGIT_PX : LETTER_PX;
}
