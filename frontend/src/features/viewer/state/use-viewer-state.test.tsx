import { act, screen } from "@testing-library/react";
import { expect, test } from "vitest";

import type { Study } from "@/lib/api-types";
import { renderFor } from "@/testing/render";
import { PICTURES, STUDY, TASK } from "@/testing/samples";

import { placeViews } from "./layout";
import { useViewerState } from "./use-viewer-state";
import type { ViewerAction } from "./viewer-state";

const PICTURE: Study = { ...STUDY, task: PICTURES.id, shape: [120, 90, 1], channels: ["em"], segmentations: [] };

/** Open a study, and give what changes it. */
function open(study: Study, task: typeof TASK) {
  let change: (action: ViewerAction) => void = () => undefined;
  function Shown() {
    const [state, dispatch] = useViewerState({ study, task, segmentation: null });
    change = dispatch;
    const views = placeViews(state, study.channels).map(({ id }) => id);
    return <p>{[...views, state.flipped ? "flipped" : "as it is"].join(" ")}</p>;
  }
  renderFor("viewer", <Shown />, { preferences: { convention: "neurological" } });
  return (action: ViewerAction) => act(() => change(action));
}

test("a picture is seen in one view, in which nobody's left is on the right", () => {
  open(PICTURE, PICTURES);
  expect(screen.getByText("axial as it is")).toBeVisible();
});

test.each<ViewerAction>([
  { type: "enlarge", axis: "coronal" },
  { type: "lay out", layout: "three" },
  { type: "change looking", change: { flipped: true } },
])("it stays in one view after %o", (action) => {
  open(PICTURE, PICTURES)(action);
  expect(screen.getByText("axial as it is")).toBeVisible();
});

test("a volume is seen in three, as whoever looks prefers", () => {
  open(STUDY, TASK);
  expect(screen.getByText("axial coronal sagittal flipped")).toBeVisible();
});
