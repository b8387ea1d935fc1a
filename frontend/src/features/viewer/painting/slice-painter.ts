import type { Rect, Size } from "../geometry/fit";
import type { Slice } from "../slices/slice-source";
import { outlineBlocks } from "./outline";
import { copyColours, rasterise, type PixelTable } from "./rasterise";
import type { RegionOutline, RegionPaint } from "./region-compositor";
import { smoothingQuality } from "./smoothing-quality";

export interface Picture {
  image: Slice;
  /** Null paints the image alone. */
  labels: Slice | null;
  /** Grey of each stored value. */
  windowTable: PixelTable;
  /** What is painted of the labels. */
  regions: RegionPaint;
  /** Colours of its own, painted over everything but the outlines; null paints none. */
  uncertainty: Slice | null;
  /** 0 to 1. */
  uncertaintyOpacity: number;
  /** Where the whole slice lies on the canvas, device pixels. */
  rect: Rect;
  /** Whether left and right change sides. */
  mirrored: boolean;
  /** Whether greys run into each other between voxels; else every voxel is the block it is. */
  smooth: boolean;
}

/** Paints a view's canvas: the image and what lies over it in one go, into the same rectangle. */
export class SlicePainter {
  readonly #canvas: HTMLCanvasElement;
  readonly #image = new Raster();
  readonly #labels = new Raster();
  readonly #uncertainty = new Raster();

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
  }

  /** Args: frame: device pixels of the canvas. */
  paint(picture: Picture | null, frame: Size): void {
    const canvas = this.#canvas;
    if (canvas.width !== frame.width) canvas.width = frame.width;
    if (canvas.height !== frame.height) canvas.height = frame.height;
    const context = canvas.getContext("2d", { alpha: false });
    if (context === null) return;
    context.resetTransform();
    context.clearRect(0, 0, frame.width, frame.height);
    if (picture === null) return;
    const { y, width, height } = picture.rect;
    // A mirrored canvas runs from right to left.
    const x = picture.mirrored ? frame.width - picture.rect.x - width : picture.rect.x;
    if (picture.mirrored) context.setTransform(-1, 0, 0, 1, frame.width, 0);
    const { labels, uncertainty, windowTable, regions } = picture;
    const image = this.#image.fill(picture.image, windowTable);
    context.imageSmoothingEnabled = picture.smooth;
    context.imageSmoothingQuality = smoothingQuality(picture.image, picture.rect);
    context.drawImage(image, x, y, width, height);
    // Labels between labels do not exist: every voxel is drawn as the block it is.
    context.imageSmoothingEnabled = false;
    if (labels !== null) context.drawImage(this.#labels.fill(labels, regions.fill), x, y, width, height);
    if (uncertainty !== null) {
      context.globalAlpha = picture.uncertaintyOpacity;
      context.drawImage(this.#uncertainty.fill(uncertainty, null), x, y, width, height);
      context.globalAlpha = 1;
    }
    // A network is least sure along the edges: there above all they are to be seen.
    if (labels !== null) drawOutlines(context, labels, regions.outlines, { x, y, width, height });
  }
}

function drawOutlines(context: CanvasRenderingContext2D, labels: Slice, outlines: readonly RegionOutline[], rect: Rect): void {
  for (const { colour, inside } of outlines) {
    context.beginPath();
    for (const { x, y, width, height } of outlineBlocks(labels, inside, rect)) context.rect(x, y, width, height);
    context.fillStyle = colour;
    context.fill();
  }
}

/** A canvas of one pixel per voxel that is filled again when something else is to be seen. */
class Raster {
  readonly #canvas = document.createElement("canvas");
  #data: ImageData | null = null;
  #slice: Slice | null = null;
  #table: PixelTable | null = null;

  constructor() {
    // A graphics card that was reset gives canvases back empty.
    this.#canvas.addEventListener("contextrestored", () => {
      this.#slice = null;
    });
  }

  /** Args: table: colour of each stored value; null where the slice holds colours. */
  fill(slice: Slice, table: PixelTable | null): HTMLCanvasElement {
    const context = this.#canvas.getContext("2d");
    // A window is dragged over the same labels, and a picture is moved without any other pixel.
    if (context === null || (slice === this.#slice && table === this.#table)) return this.#canvas;
    const { rows, columns } = slice;
    if (this.#data?.width !== columns || this.#data.height !== rows) {
      this.#canvas.width = columns;
      this.#canvas.height = rows;
      this.#data = context.createImageData(columns, rows);
    }
    const pixels = new Uint32Array(this.#data.data.buffer);
    if (table === null) copyColours(slice, pixels);
    else rasterise(slice, table, pixels);
    context.putImageData(this.#data, 0, 0);
    this.#slice = slice;
    this.#table = table;
    return this.#canvas;
  }
}
