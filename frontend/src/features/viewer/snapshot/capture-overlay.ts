import type { Size } from "../geometry/fit";

// What the page's style sheets say of shapes; a picture of its own knows no style sheet.
const STYLES = [
  "display",
  "visibility",
  "opacity",
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-opacity",
  "stroke-dasharray",
  "stroke-linejoin",
  "stroke-linecap",
  "paint-order",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
  "dominant-baseline",
] as const;

/**
 * Turn the shapes that lie over a view into a picture: measurements and diameters, but not the crosshair.
 *
 * Args: size: device pixels of the picture.
 */
export async function captureOverlay(overlay: SVGSVGElement, size: Size): Promise<HTMLImageElement> {
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(standaloneMarkup(overlay, size))}`;
  await picture.decode();
  return picture;
}

/** Write shapes as a document of their own, each with the styles that it has on the page. */
export function standaloneMarkup(overlay: SVGSVGElement, size: Size): string {
  const copy = overlay.cloneNode(true) as SVGSVGElement;
  const originals = overlay.querySelectorAll<SVGElement>("*");
  for (const [at, shape] of copy.querySelectorAll<SVGElement>("*").entries()) {
    const shown = getComputedStyle(originals[at]!);
    // As attributes: a style inside the element is what the content security policy keeps out.
    for (const name of STYLES) shape.setAttribute(name, shown.getPropertyValue(name));
    shape.removeAttribute("class");
  }
  for (const shape of copy.querySelectorAll("[data-saved='never']")) shape.remove();
  const { width, height } = overlay.getBoundingClientRect();
  copy.setAttribute("viewBox", `0 0 ${width} ${height}`);
  copy.setAttribute("width", String(size.width));
  copy.setAttribute("height", String(size.height));
  return new XMLSerializer().serializeToString(copy);
}
