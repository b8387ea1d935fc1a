import { useViewTransform } from "../../components/view-overlay";
import { handlesOf } from "../edit";
import type { HeldEnd } from "../hold";
import type { HeldMark } from "../marks";
import { useMeasuringContext } from "../measuring-context";
import type { MarkWords } from "../use-placed-labels";
import { MarkLabel } from "./mark-label";
import css from "./marks.module.css";
import { voxelUnder } from "./pointer-place";
import { ShapeLines, usePath } from "./shape-lines";
import { useHold } from "./use-hold";

const HANDLE_PX = 4;
const HELD_PX = 6;
const TOUCH_PX = 12;

interface MarkProps {
  mark: HeldMark;
  words: MarkWords | undefined;
  selected: boolean;
  /** What keys hold of it. */
  held: HeldEnd | null;
}

/** What can be taken hold of: by a handle to change it, by its line to move it, by its label to move that. */
export function Mark({ mark, words, selected, held }: MarkProps) {
  const { drawing, mayKeep } = useMeasuringContext();
  const transform = useViewTransform();
  const hold = useHold();
  const { id, shape, pending } = mark;
  const path = usePath(shape);
  const movable = mayKeep && !pending;
  const proposed = typeof id === "string";
  const testId = proposed ? id : `measurement-${id}`;

  const holding = (handle: number | null) =>
    hold({
      start: (event) => {
        if (movable) return drawing.grab(mark, { handle, at: voxelUnder(event, transform, shape.index), pointer: event.pointerId });
        drawing.select(id);
        return false;
      },
      move: (event) => drawing.drag(voxelUnder(event, transform, shape.index)),
      end: () => drawing.drop(),
      cancel: () => drawing.cancel(),
    });

  const look = [css.mark, selected ? css.selected : "", proposed ? css.proposed : "", !proposed && id < 0 ? css.unsaved : ""].join(" ");
  return (
    <g className={look} onDoubleClick={(event) => event.stopPropagation()} data-testid={testId} data-selected={selected}>
      <ShapeLines shape={shape} />
      {/* A proposal is not pushed aside by a click that was meant for the image below. */}
      {(!proposed || selected) && <path className={css.hold} d={path} {...holding(null)} />}
      {handlesOf(shape).map((handle) => {
        const { x, y } = transform.toScreen(handle.at);
        const byKeys = held !== null && (held.handle === null || held.handle === handle.id);
        return (
          <g key={handle.id} className={movable ? css.handle : css.end} {...holding(handle.id)}>
            <circle className={css.touch} cx={x} cy={y} r={TOUCH_PX} data-testid={`${testId}-end-${handle.id}`} />
            <circle
              className={byKeys ? `${css.knob} ${css.held}` : css.knob}
              cx={x}
              cy={y}
              r={byKeys ? HELD_PX : HANDLE_PX}
              data-testid={`${testId}-knob-${handle.id}`}
              data-held={byKeys}
            />
          </g>
        );
      })}
      {words && <MarkLabel words={words} mark={mark} />}
    </g>
  );
}
