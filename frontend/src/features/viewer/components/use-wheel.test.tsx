import { fireEvent, render, screen } from "@testing-library/react";
import { useRef } from "react";
import { expect, test, vi } from "vitest";

import { useWheel } from "./use-wheel";

function turn(onlyZooms: boolean, ctrlKey: boolean) {
  const [onSteps, onZoom] = [vi.fn(), vi.fn()];
  function Wheeled() {
    const element = useRef<HTMLDivElement>(null);
    useWheel(element, { onlyZooms, onSteps, onZoom });
    return <div ref={element} data-testid="stage" />;
  }
  render(<Wheeled />);
  fireEvent.wheel(screen.getByTestId("stage"), { deltaY: -120, clientX: 30, clientY: 20, ctrlKey });
  return { onSteps, onZoom };
}

test("the wheel goes through slices", () => {
  expect(turn(false, false).onSteps).toHaveBeenCalledWith(1);
});

test("with Ctrl it comes closer", () => {
  const { onSteps, onZoom } = turn(false, true);
  expect(onZoom).toHaveBeenCalledWith({ x: 30, y: 20 }, 1.25);
  expect(onSteps).not.toHaveBeenCalled();
});

test("it does so by itself where there is one slice", () => {
  const { onSteps, onZoom } = turn(true, false);
  expect(onZoom).toHaveBeenCalledWith({ x: 30, y: 20 }, 1.25);
  expect(onSteps).not.toHaveBeenCalled();
});
