/** Strokes of the viewer's icons, on a square of 20. */
const STROKES = {
  crosshair: "M10 2v6M10 12v6M2 10h6M12 10h6",
  window: "M10 3a7 7 0 1 0 0 14zM10 3a7 7 0 0 1 0 14M12 6h3M12 10h5M12 14h3",
  pan: "M10 2v16M2 10h16M10 2 7.5 4.5M10 2l2.5 2.5M10 18l-2.5-2.5M10 18l2.5-2.5M2 10l2.5-2.5M2 10l2.5 2.5M18 10l-2.5-2.5M18 10l-2.5 2.5",
  zoom: "M8.5 3a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M12.6 12.6 17.5 17.5M8.5 6v5M6 8.5h5",
  distance: "M3 17 17 3M3 17l.4-4M3 17l4-.4M17 3l-.4 4M17 3l-4 .4",
  bidirectional: "M3 17 17 3M6.5 6.5l7 7",
  angle: "M3 16h14M3 16 14 4M9 16a6 6 0 0 0-2-4.4",
  ellipse: "M10 5c4.4 0 8 2.2 8 5s-3.6 5-8 5-8-2.2-8-5 3.6-5 8-5z",
  freehand: "M3 12c0-5 5-9 9-8s6 5 4 8-4 1-6 3-7 2-7-3z",
  probe: "M10 7a3 3 0 1 0 0 6 3 3 0 0 0 0-6M10 2v2M10 16v2M2 10h2M16 10h2",
  three: "M2 4h16v12H2zM7.3 4v12M12.7 4v12",
  large: "M2 4h16v12H2zM12 4v12M12 10h6",
  channels: "M2 4h16v12H2zM10 4v12M2 10h16",
  single: "M2 4h16v12H2z",
  fit: "M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4M7 7h6v6H7z",
  fullScreen: "M2 4h16v12H2zM5.5 9.5V7h3M14.5 10.5V13h-3",
  panel: "M2 4h16v12H2zM13 4v12M15 7h1M15 9.5h1",
  play: "M6 4l10 6-10 6z",
  pause: "M7 4v12M13 4v12",
  flip: "M10 2v16M7 6 3 10l4 4zM13 6l4 4-4 4z",
  smoothing: "M2 15c4 0 4-10 8-10s4 10 8 10",
  invert: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM10 3v14M10 5.5l-4 2M10 8.5l-5.4 2.6M10 11.5l-5 2.5M10 14.5l-3 1.6",
  link: "M8 12l4-4M9 6l1.5-1.5a3.5 3.5 0 0 1 5 5L14 11M11 14l-1.5 1.5a3.5 3.5 0 0 1-5-5L6 9",
  reset: "M4.5 3.5v4h4M4.7 7.5a6.5 6.5 0 1 1-1 4.5",
  save: "M4 7h2.5L8 4.5h4L13.5 7H16v9H4zM10 9a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5",
  help: "M7 7.5a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.100-1.5 2.400M10 16v.5",
} as const;

export type IconName = keyof typeof STROKES;

/** A small drawing beside or instead of a word. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg width="18" height="18" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={STROKES[name]} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
