/** Inflate zlib-compressed chunks with the browser's own decoder. */
export async function inflate(chunks: readonly Uint8Array<ArrayBuffer>[]): Promise<Uint8Array> {
  const compressed = new Blob([...chunks]).stream();
  const reply = new Response(compressed.pipeThrough(new DecompressionStream("deflate")));
  return new Uint8Array(await reply.arrayBuffer());
}
