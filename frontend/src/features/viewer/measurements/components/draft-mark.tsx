import type { Draft } from "../draft";
import { useMeasuringContext } from "../measuring-context";
import css from "./marks.module.css";
import { ShapeLabel } from "./shape-label";
import { ShapeLines } from "./shape-lines";

/** What is being drawn, and what it comes to so far. */
export function DraftMark({ draft }: { draft: Draft }) {
  const { valuesOf } = useMeasuringContext();
  return (
    <g className={css.mark} data-testid="draft">
      <ShapeLines shape={draft} open={draft.kind === "freehand" && !draft.finished} />
      <ShapeLabel shape={draft} values={valuesOf(draft, draft.channel ?? undefined)} />
    </g>
  );
}
