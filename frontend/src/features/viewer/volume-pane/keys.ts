/** What a key does to the 3D view: degrees to the right and down, and a factor of its zoom. */
export interface Move {
  right: number;
  down: number;
  zoom: number;
}

const DEGREES = 10;
const ZOOM = 1.15;
const STILL: Move = { right: 0, down: 0, zoom: 1 };

/** Return what a key does, or null when it is not for the 3D view. */
export function moveForKey(key: string): Move | null {
  switch (key) {
    case "ArrowLeft":
      return { ...STILL, right: -DEGREES };
    case "ArrowRight":
      return { ...STILL, right: DEGREES };
    case "ArrowUp":
      return { ...STILL, down: -DEGREES };
    case "ArrowDown":
      return { ...STILL, down: DEGREES };
    case "+":
    case "=":
      return { ...STILL, zoom: ZOOM };
    case "-":
      return { ...STILL, zoom: 1 / ZOOM };
    default:
      return null;
  }
}
