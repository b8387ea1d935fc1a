import { act, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { MemoryRouter } from "react-router";
import { expect, test } from "vitest";

import { SEGMENTATION, STUDY } from "@/testing/samples";

import { useShownMask } from "./use-shown-mask";

const studyWith = (...ids: number[]) => ({ ...STUDY, segmentations: ids.map((id) => ({ ...SEGMENTATION, id })) });

function open(search: string, ...ids: number[]) {
  const wrapper = ({ children }: { children: ReactNode }) => (
    <MemoryRouter initialEntries={[`/studies/7${search}`]}>{children}</MemoryRouter>
  );
  const hook = renderHook(useShownMask, { wrapper, initialProps: studyWith(...ids) });
  return { ...hook, shown: () => [hook.result.current.segmentation?.id, hook.result.current.older] };
}

test.each([
  ["the one that the address names", "?mask=11", 11, true],
  ["the newest one where the address names that", "?mask=12", 12, false],
  ["the newest one where the address names none", "", 12, false],
  ["the newest one where the study has not the one that is named", "?mask=99", 12, false],
])("of two masks %s is shown, and whether it is older is known", (_, search, id, older) => {
  expect(open(search, 11, 12).shown()).toEqual([id, older]);
});

test("without a mask none is shown, and none is older", () => {
  expect(open("?mask=11").shown()).toEqual([undefined, false]);
});

test("the newest one is a step away", () => {
  const { result, shown } = open("?mask=11", 11, 12);
  act(() => result.current.showNewest());
  expect(shown()).toEqual([12, false]);
});

test("who looks at the newest one sees the next one when it is made", () => {
  const { rerender, shown } = open("?mask=12", 11, 12);
  rerender(studyWith(11, 12, 13));
  expect(shown()).toEqual([13, false]);
});

test("who was sent an older one goes on seeing it when another one is made", () => {
  const { rerender, shown } = open("?mask=11", 11, 12);
  rerender(studyWith(11, 12, 13));
  expect(shown()).toEqual([11, true]);
});
