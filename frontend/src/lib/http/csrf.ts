/** The token that proves a change was asked for by our own page; the server gives it with the session. */
let token: string | null = null;

export function setCsrfToken(value: string | null): void {
  token = value;
}

export function csrfHeaders(): Record<string, string> {
  return token === null ? {} : { "X-CSRF-Token": token };
}
