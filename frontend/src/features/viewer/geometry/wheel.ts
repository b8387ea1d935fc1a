export interface WheelTurn {
  deltaY: number;
  deltaMode: number;
}

// A mouse reports about this many pixels per notch; a trackpad reports many small movements.
const NOTCH = 120;
const PIXELS_PER_SLICE = 40;
const LINES = 1;
const LINES_PER_NOTCH = 3;

/**
 * Turn wheel movements into whole slices: up the wheel is up the axis.
 *
 * Returns the steps to take, and what is left over for the next movement.
 */
export function wheelSteps(leftover: number, { deltaY, deltaMode }: WheelTurn): { steps: number; leftover: number } {
  const pixels = deltaMode === LINES ? (deltaY / LINES_PER_NOTCH) * NOTCH : deltaY;
  if (Math.abs(pixels) >= NOTCH / 2) {
    return { steps: -Math.sign(pixels) * Math.max(1, Math.round(Math.abs(pixels) / NOTCH)), leftover: 0 };
  }
  const sum = Math.sign(pixels) === Math.sign(leftover) ? leftover + pixels : pixels;
  const whole = Math.trunc(sum / PIXELS_PER_SLICE);
  return { steps: whole === 0 ? 0 : -whole, leftover: sum - whole * PIXELS_PER_SLICE };
}

/** How much closer a notch of the wheel comes. */
export const ZOOM_PER_NOTCH = 1.25;
const FINGERS = 4;

/** Tell how much closer a turn of the wheel comes: a notch up a quarter, less for a trackpad's small movements. */
export function wheelZoom({ deltaY, deltaMode }: WheelTurn): number {
  const notches = deltaMode === LINES ? deltaY / LINES_PER_NOTCH : deltaY / NOTCH;
  // Fast wheels report several notches at once; a trackpad's parting fingers, hundredths of one.
  const even = Math.abs(notches) < 0.5 ? notches * FINGERS : Math.min(Math.max(notches, -1), 1);
  return ZOOM_PER_NOTCH ** -even;
}
