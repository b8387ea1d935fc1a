/** Tell whether this browser draws with WebGL2, as the 3D view needs; leaves no context behind. */
export function hasWebGL2(): boolean {
  const context = document.createElement("canvas").getContext("webgl2");
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return context !== null;
}
