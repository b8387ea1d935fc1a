import { createContext, use, useMemo, type ReactNode } from "react";

import type { Triple } from "../geometry/axes";
import type { Point, ViewTransform } from "../geometry/view-transform";
import styles from "./view-overlay.module.css";

/** The way between voxels and the CSS pixels of a view's overlay. */
export interface ScreenTransform extends ViewTransform {
  /** Give the CSS pixel of the centre of a (fractional) voxel. */
  toScreen: (voxel: Triple) => Point;
  /** CSS pixels of the view. */
  width: number;
  height: number;
  /** Device pixels of one CSS pixel. */
  pixelRatio: number;
}

const TransformContext = createContext<ScreenTransform | null>(null);

/** Give the way from voxels to the screen; only for what lies in a view's overlay. */
export function useViewTransform(): ScreenTransform {
  const transform = use(TransformContext);
  if (transform === null) throw new Error("Expected useViewTransform to be called inside a view's overlay.");
  return transform;
}

interface ViewOverlayProps {
  transform: ViewTransform;
  /** Device pixels of the canvas below. */
  frame: { width: number; height: number };
  pixelRatio: number;
  children?: ReactNode;
}

/** What is drawn over a view's canvas as shapes: crosshair, measurements, diameters. */
export function ViewOverlay({ transform, frame, pixelRatio, children }: ViewOverlayProps) {
  const width = frame.width / pixelRatio;
  const height = frame.height / pixelRatio;
  const screen = useMemo<ScreenTransform>(
    () => ({
      ...transform,
      width,
      height,
      pixelRatio,
      toScreen: (voxel) => {
        const { x, y } = transform.toCanvas(voxel);
        return { x: x / pixelRatio, y: y / pixelRatio };
      },
    }),
    [transform, width, height, pixelRatio],
  );
  return (
    <TransformContext value={screen}>
      <svg className={styles.overlay} aria-hidden="true">
        {children}
      </svg>
    </TransformContext>
  );
}
