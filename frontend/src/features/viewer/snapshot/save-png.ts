import { saveFile } from "@/lib/save-file";

/** Give a canvas's picture to the browser as a download. */
export async function savePng(canvas: HTMLCanvasElement, name: string): Promise<void> {
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  if (blob === null) throw new Error("The picture is too large for this browser.");
  saveFile(blob, name);
}
