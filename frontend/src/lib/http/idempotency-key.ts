/** Make a key that names one attempt; `crypto.randomUUID` is missing where the page came without TLS. */
export function makeIdempotencyKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
