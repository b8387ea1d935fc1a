import { useState } from "react";

import { useViewTransform } from "../../components/view-overlay";
import type { HeldMark } from "../marks";
import { useMeasuringContext } from "../measuring-context";
import { awayFrom, LINE_PX, PADDING_PX, type MarkWords } from "../use-placed-labels";
import css from "./marks.module.css";
import { useHold } from "./use-hold";

interface MarkLabelProps {
  words: MarkWords;
  /** What can be selected by its label, which can be moved; nothing while it is drawn. */
  mark?: HeldMark;
}

/** What a mark comes to, beside it; a dashed line leads to it from further away. */
export function MarkLabel({ words, mark }: MarkLabelProps) {
  const { x, y, width, height, leader, lines } = words;
  const way = leader && `M${leader.map((end) => `${end.x.toFixed(1)} ${end.y.toFixed(1)}`).join("L")}`;
  return (
    <>
      {way !== null && (
        <>
          <path className={css.leaderEdge} d={way} />
          <path className={css.leader} d={way} data-testid="leader" />
        </>
      )}
      <rect className={css.plate} x={x} y={y} width={width} height={height} rx={3} />
      {mark && <Grip words={words} mark={mark} />}
      <text className={css.label} x={x + PADDING_PX} y={y + PADDING_PX + LINE_PX * 0.75}>
        {lines.map((line, number) => (
          <tspan key={number} x={x + PADDING_PX} dy={number === 0 ? 0 : LINE_PX}>
            {line}
          </tspan>
        ))}
      </text>
    </>
  );
}

/** Where a label is taken hold of. */
function Grip({ words: { x, y, width, height }, mark: { id, shape } }: Required<MarkLabelProps>) {
  const { drawing, labels } = useMeasuringContext();
  const transform = useViewTransform();
  const hold = useHold();
  /** From the pointer to the middle of the label. */
  const [held, setHeld] = useState({ x: 0, y: 0 });
  const holding = hold({
    start: (event) => {
      setHeld({ x: x + width / 2 - event.clientX, y: y + height / 2 - event.clientY });
      return true;
    },
    move: ({ clientX, clientY }) => {
      labels.put(id, awayFrom(shape, { x: clientX + held.x, y: clientY + held.y }, transform));
    },
    end: () => drawing.select(id),
  });
  return <rect className={css.grip} x={x} y={y} width={width} height={height} {...holding} />;
}
