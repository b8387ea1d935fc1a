import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import type { Segmentation } from "@/lib/api-types";
import { renderFor } from "@/testing/render";
import { SEGMENTATION, TASK } from "@/testing/samples";

import type { RegionStyles } from "../painting/region-style";
import { PictureProvider } from "../picture-context";
import { MaskRegionsProvider } from "../regions/region-context";
import { RegionPanel } from "./region-panel";

const STYLES: RegionStyles = { WT: { on: true, opacity: 0.45, mode: "fill" }, ET: { on: false, opacity: 0.45, mode: "both" } };

const PROFILE = {
  sagittal: { WT: [0, 3, 5], ET: [0, 0, 0] },
  coronal: { WT: [8, 0], ET: [0, 0] },
  axial: { WT: [0, 0, 0, 8], ET: [0, 0, 0, 0] },
};

interface Opening {
  picture?: boolean;
  disabled?: boolean;
  outlined?: boolean;
  segmentation?: Segmentation;
  styles?: RegionStyles;
}

function open({ picture = false, disabled = false, outlined = false, segmentation = SEGMENTATION, styles = STYLES }: Opening = {}) {
  const onChange = vi.fn();
  const onGoTo = vi.fn();
  renderFor(
    "viewer",
    <PictureProvider value={picture}>
      <MaskRegionsProvider value={{ regions: TASK.regions, profile: disabled ? null : PROFILE }}>
        <RegionPanel
          regions={TASK.regions}
          styles={styles}
          segmentation={disabled ? null : segmentation}
          disabled={disabled}
          outlined={outlined}
          onChange={onChange}
          onGoTo={onGoTo}
        />
      </MaskRegionsProvider>
    </PictureProvider>,
  );
  return { onChange, onGoTo };
}

test("every region of the task has a switch, an opacity and its volume", () => {
  open();
  expect(screen.getByRole("switch", { name: "WT" })).toBeChecked();
  expect(screen.getByRole("switch", { name: "ET" })).not.toBeChecked();
  expect(within(screen.getByTestId("region-WT")).getByTestId("volume-WT")).toHaveTextContent("56.5mL");
});

test("switches and opacities tell what is wanted", async () => {
  const { onChange } = open();
  await userEvent.click(screen.getByRole("switch", { name: "WT" }));
  expect(onChange).toHaveBeenCalledWith("WT", { on: false });
  fireEvent.change(screen.getByRole("slider", { name: "Opacity of WT" }), { target: { value: "80" } });
  expect(onChange).toHaveBeenCalledWith("WT", { opacity: 0.8 });
});

test("without a mask there is nothing to switch", () => {
  open({ disabled: true });
  expect(screen.getByRole("switch", { name: "WT" })).toBeDisabled();
  expect(screen.getByTestId("volume-WT")).toHaveTextContent("–");
});

test("beside each volume stands how sure it is, and a low one is flagged in words", () => {
  open();
  expect(screen.getByTestId("confidence-WT")).toHaveTextContent(/^confidence 0\.93$/);
  const low = screen.getByTestId("confidence-ET");
  expect(low).toHaveTextContent(/^Low confidence 0\.41$/);
  expect(low.querySelector("svg")).not.toBeNull();
});

test("nothing is said of how sure a mask from before is", () => {
  open({ segmentation: { ...SEGMENTATION, confidence: null, low_confidence: [] } });
  expect(screen.queryByTestId("confidence-WT")).toBeNull();
});

test("how all regions are drawn is chosen at once, and of one by its own button", async () => {
  const { onChange } = open();
  expect(screen.getByRole("radio", { name: "Fill" })).not.toBeChecked();
  await userEvent.click(screen.getByRole("radio", { name: "Outline" }));
  expect(onChange.mock.calls).toEqual([
    ["WT", { mode: "outline" }],
    ["ET", { mode: "outline" }],
  ]);
  await userEvent.click(screen.getByRole("button", { name: "WT is drawn as: Fill. Change" }));
  expect(onChange).toHaveBeenLastCalledWith("WT", { mode: "outline" });
});

test("while nothing but edges is drawn, how regions are drawn is not to be chosen", () => {
  const edge = { on: true, opacity: 0.5, mode: "outline" as const };
  open({ outlined: true, styles: { WT: edge, ET: edge } });
  expect(screen.getByRole("radio", { name: "Outline" })).toBeChecked();
  expect(screen.getByRole("radio", { name: "Fill" })).toBeDisabled();
  expect(screen.getByRole("button", { name: "WT is drawn as: Outline. Change" })).toBeDisabled();
  expect(screen.getByRole("switch", { name: "WT" })).toBeEnabled();
});

test("an outline has no opacity to set", () => {
  open({ styles: { WT: { on: true, opacity: 0.5, mode: "outline" }, ET: { on: true, opacity: 0.5, mode: "both" } } });
  expect(screen.getByRole("slider", { name: "Opacity of WT" })).toBeDisabled();
  expect(screen.getByRole("slider", { name: "Opacity of ET" })).toBeEnabled();
});

test("one goes to where a region is largest; one that is nowhere leads nowhere", async () => {
  const { onGoTo } = open();
  await userEvent.click(screen.getByRole("button", { name: "Go to where WT is largest" }));
  expect(onGoTo).toHaveBeenCalledWith([2, 0, 3]);
  expect(screen.getByRole("button", { name: "Go to where ET is largest" })).toBeDisabled();
});

test("the colours for eyes that mix up red and green are switched on for the account", async () => {
  const sent: unknown[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    sent.push(await request.json());
    return Response.json({});
  });
  open();
  const colours = screen.getByRole("switch", { name: "Colour-blind-safe colours" });

  await userEvent.click(colours);
  expect(colours).toBeChecked();
  await userEvent.click(colours);

  expect(colours).not.toBeChecked();
  await waitFor(() => expect(sent).toEqual([{ palette: "colour-blind" }, { palette: "standard" }]));
  vi.unstubAllGlobals();
});

test("of a picture the pixels of a region are counted", () => {
  open({ picture: true, segmentation: { ...SEGMENTATION, volumes_ml: { WT: 1.377 } } });
  expect(screen.getByTestId("volume-WT")).toHaveTextContent("1,377px²");
});
