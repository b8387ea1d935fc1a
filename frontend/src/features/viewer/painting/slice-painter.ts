import { fitRect, type Size } from "../geometry/fit";
import type { Slice } from "../slices/slice-source";
import { rasterise, type PixelTable } from "./rasterise";

export interface Picture {
  image: Slice;
  /** Null paints the image alone. */
  labels: Slice | null;
  /** Grey of each stored value. */
  windowTable: PixelTable;
  /** Colour of each label. */
  colourTable: PixelTable;
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
    const image = this.#image.fill(picture.image, picture.windowTable);
    context.imageSmoothingEnabled = true;
    context.imageSmoothingQuality = "medium";
    context.drawImage(image, x, y, width, height);
    const { labels } = picture;
    if (labels === null) return;
    const mask = this.#labels.fill(labels, picture.colourTable);
    // Labels between labels do not exist: every voxel is drawn as the block it is.
    context.imageSmoothingEnabled = false;
    context.drawImage(mask, x, y, width, height);
  }
}

/** A canvas of one pixel per voxel that is filled again and again. */
class Raster {
  readonly #canvas = document.createElement("canvas");
  #data: ImageData | null = null;

  fill(slice: Slice, table: PixelTable): HTMLCanvasElement {
    const { rows, columns } = slice;
    const context = this.#canvas.getContext("2d");
    if (context === null) return this.#canvas;
    if (this.#data?.width !== columns || this.#data.height !== rows) {
      this.#canvas.width = columns;
      this.#canvas.height = rows;
      this.#data = context.createImageData(columns, rows);
    }
    rasterise(slice, table, new Uint32Array(this.#data.data.buffer));
    context.putImageData(this.#data, 0, 0);
    return this.#canvas;
  }
}
