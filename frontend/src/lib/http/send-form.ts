import { csrfHeaders } from "./csrf";
import { NetworkError, problemToError } from "./problem";
import { announceSilence } from "./silence";
import { announceUnauthorized } from "./unauthorized";

export interface Sent {
  /** Bytes of the body, its own framing included. */
  loaded: number;
  total: number;
}

interface Options {
  headers: Readonly<Record<string, string>>;
  signal: AbortSignal;
  onProgress: (sent: Sent) => void;
}

/**
 * Post a multipart form and tell how far it is; `fetch` cannot tell.
 *
 * Same conventions as the API client: `ApiError` when refused, `NetworkError` when unanswered.
 */
export function sendForm<T>(path: string, form: FormData, { headers, signal, onProgress }: Options): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    for (const [name, value] of Object.entries({ "Accept-Language": document.documentElement.lang, ...csrfHeaders(), ...headers })) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress({ loaded, total });
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) {
        resolve(JSON.parse(request.responseText) as T);
        return;
      }
      if (request.status === 401) announceUnauthorized();
      reject(problemToError(request.status, request.statusText, request.responseText));
    };
    request.onerror = () => {
      announceSilence();
      reject(new NetworkError("The connection broke during the upload."));
    };
    request.onabort = () => reject(new DOMException("The upload was stopped.", "AbortError"));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(form);
  });
}
