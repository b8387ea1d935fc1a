import { afterEach, expect, test } from "vitest";

import { standaloneMarkup } from "./capture-overlay";

afterEach(() => document.body.replaceChildren());

function overlay(shapes: string): SVGSVGElement {
  document.body.innerHTML = `<style>.line { stroke: rgb(255, 0, 0) }</style><svg class="overlay">${shapes}</svg>`;
  return document.querySelector("svg")!;
}

test("shapes keep the look that the page gives them", () => {
  const markup = standaloneMarkup(overlay('<g><line class="line" x1="1" x2="9" /></g>'), { width: 200, height: 100 });
  expect(markup).toMatch(/<line[^>]*stroke="rgb\(255, 0, 0\)"/);
  expect(markup).toContain('width="200"');
});

test("a label keeps its words, and its leader the dashes", () => {
  const markup = standaloneMarkup(overlay('<path style="stroke-dasharray: 4 3" d="M1 1L9 9" /><text>12.0 mm</text>'), { width: 20, height: 10 });
  expect(markup).toMatch(/<path[^>]*stroke-dasharray="4 3"/);
  expect(markup).toContain("12.0 mm");
});

test("the crosshair is left out", () => {
  const markup = standaloneMarkup(overlay('<g data-saved="never"><line id="cross" /></g><line id="kept" />'), {
    width: 10,
    height: 10,
  });
  expect(markup).toContain("kept");
  expect(markup).not.toContain("cross");
});

test("what is on the screen is not changed", () => {
  const svg = overlay('<g data-saved="never" /><line class="line" />');
  const before = svg.outerHTML;
  standaloneMarkup(svg, { width: 10, height: 10 });
  expect(svg.outerHTML).toBe(before);
});
