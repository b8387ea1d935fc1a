import { NVImage, Niivue, SLICE_TYPE } from "@niivue/niivue";

import type { Triple } from "../geometry/axes";
import type { Point } from "../geometry/view-transform";
import { packTable, type PixelTable } from "../painting/rasterise";
import type { Window } from "../painting/window-table";
import type { Direction } from "./direction";

/** What the 3D view shows, and how. */
export interface Scene {
  direction: Direction;
  /** 1 shows the whole volume. */
  zoom: number;
  /** How opaque the image is, 0 to 1; the mask is as opaque as its colours say. */
  imageOpacity: number;
  window: Window;
  /** Colour of each label, or null while none is to be shown. */
  colourTable: PixelTable | null;
  crosshair: Triple;
}

/** Whole NIfTI files, both on the canonical grid. */
export interface SceneVolumes {
  image: ArrayBuffer;
  mask: ArrayBuffer | null;
}

const CROSSHAIR_COLOUR = [1, 0.85, 0.54, 1];
// How much the light models the surfaces, 0 to 1.
const LIGHT = 0.6;
// A ray goes through many voxels of a region: at the opacity of a slice they would hide what lies inside.
const DEPTH = 3;
// NIfTI's code for four bytes a voxel: red, green, blue, opacity.
const RGBA = 2304;

/**
 * Draws a study in three dimensions with NiiVue: the only place that knows of that library.
 *
 * NiiVue is told what to draw and listens to nothing: pointers and keys are the pane's.
 */
export class NiivueRenderer {
  readonly #viewer: Niivue;
  readonly #canvas: HTMLCanvasElement;
  readonly #onLost: () => void;
  #labels: ArrayLike<number> | null = null;
  #scene: Scene | null = null;
  #recoloured = false;
  #frame = 0;
  #fence: WebGLSync | null = null;

  private constructor(viewer: Niivue, canvas: HTMLCanvasElement, onLost: () => void) {
    this.#viewer = viewer;
    this.#canvas = canvas;
    this.#onLost = onLost;
    canvas.addEventListener("webglcontextlost", onLost);
  }

  /**
   * Start drawing in an element.
   *
   * Args: onLost: called when the graphics card gives up; nothing is drawn any more.
   */
  static async open(host: HTMLElement, onLost: () => void): Promise<NiivueRenderer> {
    const canvas = document.createElement("canvas");
    host.replaceChildren(canvas);
    const viewer = new Niivue({
      sliceType: SLICE_TYPE.RENDER,
      interactive: false,
      dragAndDropEnabled: false,
      isOrientCube: false,
      isOrientationTextVisible: false,
      show3Dcrosshair: true,
      crosshairColor: CROSSHAIR_COLOUR,
      backColor: [0, 0, 0, 1],
      logLevel: "silent",
      loadingText: "",
    });
    await viewer.attachToCanvas(canvas, true);
    const renderer = new NiivueRenderer(viewer, canvas, onLost);
    await viewer.setVolumeRenderIllumination(LIGHT);
    return renderer;
  }

  /** Show other volumes. */
  async load({ image, mask }: SceneVolumes): Promise<void> {
    const files = mask === null ? [image] : [image, mask];
    const volumes = await Promise.all(files.map(readNifti));
    // Not added one by one: each would be prepared again with every other.
    this.#viewer.volumes = volumes;
    this.#viewer.back = volumes[0] ?? null;
    this.#viewer.overlays = volumes.slice(1);
    this.#labels = volumes[1] === undefined ? null : takeLabels(volumes[1]);
    const scene = this.#scene;
    this.#scene = null;
    if (scene !== null) this.show(scene);
  }

  /** Draw a scene with the next frame of the screen; colours go to the graphics card only when they have changed. */
  show(scene: Scene): void {
    const before = this.#scene;
    this.#scene = scene;
    if (this.#viewer.volumes.length === 0) return;
    const view = this.#viewer.scene;
    view.crosshairPos = this.#viewer.vox2frac([...scene.crosshair]);
    view.renderAzimuth = scene.direction.azimuth;
    view.renderElevation = scene.direction.elevation;
    view.volScaleMultiplier = scene.zoom;
    this.#recoloured ||=
      before?.window !== scene.window ||
      before.colourTable !== scene.colourTable ||
      before.imageOpacity !== scene.imageOpacity;
    this.#drawSoon();
  }

  /** Return the voxel of the surface under a CSS pixel of the canvas, or null beside the volume. */
  pick({ x, y }: Point): Triple | null {
    const viewer = this.#viewer;
    if (viewer.volumes.length === 0) return null;
    const ratio = this.#canvas.width / Math.max(this.#canvas.clientWidth, 1);
    viewer.mousePos = [x * ratio, y * ratio];
    viewer.uiData.mouseDepthPicker = true;
    viewer.drawScene();
    if (viewer.selectedObjectId !== viewer.VOLUME_ID) return null;
    const [i = 0, j = 0, k = 0] = viewer.frac2vox(viewer.scene.crosshairPos);
    return [i, j, k];
  }

  /** Stop drawing, and give the graphics card everything back. */
  close(): void {
    cancelAnimationFrame(this.#frame);
    this.#canvas.removeEventListener("webglcontextlost", this.#onLost);
    this.#viewer.cleanup();
    this.#viewer.volumes = [];
    // Browsers keep few contexts at once, and free those of elements that are gone only when they collect garbage.
    this.#canvas.getContext("webgl2")?.getExtension("WEBGL_lose_context")?.loseContext();
    this.#canvas.remove();
  }

  #drawSoon(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => (this.#isDrawing() ? this.#drawSoon() : this.#draw()));
  }

  #draw(): void {
    const scene = this.#scene;
    if (scene !== null && this.#recoloured) this.#colour(scene);
    else this.#viewer.drawScene();
    const { gl } = this.#viewer;
    gl.deleteSync(this.#fence);
    this.#fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    gl.flush();
  }

  /** Tell whether the picture before is still being drawn: a slow machine gets the next one later, not both. */
  #isDrawing(): boolean {
    const { gl } = this.#viewer;
    return this.#fence !== null && gl.getSyncParameter(this.#fence, gl.SYNC_STATUS) === gl.UNSIGNALED;
  }

  #colour({ window, imageOpacity, colourTable }: Scene): void {
    const [image, mask] = this.#viewer.volumes;
    if (image === undefined) return;
    this.#recoloured = false;
    image.cal_min = window.low;
    image.cal_max = window.high;
    image.opacity = imageOpacity;
    if (mask !== undefined && this.#labels !== null) mask.img = colourVoxels(this.#labels, colourTable);
    this.#viewer.updateGLVolume();
  }
}

function readNifti(file: ArrayBuffer): Promise<NVImage> {
  return NVImage.loadFromUrl({ url: file, name: "volume.nii.gz", colormap: "gray" });
}

/** Make a volume of labels one of colours; its labels are given back, and its colours are to come. */
function takeLabels(mask: NVImage): ArrayLike<number> {
  const { img, hdr } = mask;
  if (img === undefined || hdr === null) throw new Error("The mask has no voxels.");
  hdr.datatypeCode = RGBA;
  hdr.numBitsPerVoxel = 32;
  return img;
}

/** NiiVue's own colours of labels are opaque or not at all, so each voxel is given its colour here. */
function colourVoxels(labels: ArrayLike<number>, table: PixelTable | null): Uint8Array {
  const voxels = new Uint32Array(labels.length);
  if (table !== null) {
    const deep = deepen(table);
    for (let at = 0; at < voxels.length; at += 1) voxels[at] = deep[labels[at]!] ?? 0;
  }
  return new Uint8Array(voxels.buffer);
}

function deepen(table: PixelTable): PixelTable {
  const bytes = new Uint8ClampedArray(table.slice().buffer);
  for (let at = 3; at < bytes.length; at += 4) bytes[at] = 255 * (bytes[at]! / 255) ** DEPTH;
  return packTable(bytes);
}
