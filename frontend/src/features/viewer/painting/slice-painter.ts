import { fitRect, type Size } from "../geometry/fit";
import type { Slice } from "../slices/slice-source";
import { rasteriseImage, rasteriseLabels } from "./rasterise";

export interface Picture {
  image: Slice;
  /** Null paints the image alone. */
  labels: Slice | null;
  /** Grey of each stored value. */
  windowTable: Uint8ClampedArray;
  /** RGBA of each label. */
  colourTable: Uint8ClampedArray;
  /** True size of the slice, mm. */
  extent: Size;
}

/** Paints a view's canvas: the image and its mask in one go, into the same rectangle. */
export class SlicePainter {
  readonly #canvas: HTMLCanvasElement;
  readonly #image = new Raster();
  readonly #labels = new Raster();

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
  }

  /** Args: frame: device pixels of the canvas. */
  paint(picture: Picture | null, frame: Size): void {
    const canvas = this.#canvas;
    if (canvas.width !== frame.width) canvas.width = frame.width;
    if (canvas.height !== frame.height) canvas.height = frame.height;
    const context = canvas.getContext("2d");
    if (context === null) return;
    context.clearRect(0, 0, frame.width, frame.height);
    if (picture === null) return;
    const { x, y, width, height } = fitRect(frame, picture.extent);
    const image = this.#image.fill(picture.image, (rgba) => rasteriseImage(picture.image, picture.windowTable, rgba));
    context.imageSmoothingEnabled = true;
    context.imageSmoothingQuality = "medium";
    context.drawImage(image, x, y, width, height);
    const { labels } = picture;
    if (labels === null) return;
    const mask = this.#labels.fill(labels, (rgba) => rasteriseLabels(labels, picture.colourTable, rgba));
    // Labels between labels do not exist: every voxel is drawn as the block it is.
    context.imageSmoothingEnabled = false;
    context.drawImage(mask, x, y, width, height);
  }
}

/** A canvas of one pixel per voxel that is filled again and again. */
class Raster {
  readonly #canvas = document.createElement("canvas");
  #data: ImageData | null = null;

  fill({ rows, columns }: Slice, write: (rgba: Uint8ClampedArray) => void): HTMLCanvasElement {
    const context = this.#canvas.getContext("2d");
    if (context === null) return this.#canvas;
    if (this.#data?.width !== columns || this.#data.height !== rows) {
      this.#canvas.width = columns;
      this.#canvas.height = rows;
      this.#data = context.createImageData(columns, rows);
    }
    write(this.#data.data);
    context.putImageData(this.#data, 0, 0);
    return this.#canvas;
  }
}
