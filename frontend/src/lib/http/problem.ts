/**
 * What can go wrong between the browser and the server:
 *
 * RequestError
 * ├── ApiError      the server refused, with a problem document (RFC 9457)
 * └── NetworkError  no answer came
 */
export class RequestError extends Error {}

export interface FieldError {
  field: string;
  message: string;
}

export class ApiError extends RequestError {
  override readonly name = "ApiError";
  readonly status: number;
  readonly title: string;
  readonly fieldErrors: readonly FieldError[];

  constructor(status: number, title: string, { detail = "", fieldErrors = [] }: Details = {}) {
    super(detail || title);
    this.status = status;
    this.title = title;
    this.fieldErrors = fieldErrors;
  }

  /** Return what the server says about one form field. */
  messageFor(field: string): string | undefined {
    return this.fieldErrors.find((error) => error.field === field)?.message;
  }
}

export class NetworkError extends RequestError {
  override readonly name = "NetworkError";
}

/** Give what an error says about one form field; nothing went wrong says nothing. */
export function messagesOf(error: Error | null): (field: string) => string | undefined {
  return (field) => (error instanceof ApiError ? error.messageFor(field) : undefined);
}

interface Details {
  detail?: string;
  fieldErrors?: readonly FieldError[];
}

/** Turn the body of a refused request into an error; a body that is no problem document still gives one. */
export function problemToError(status: number, statusText: string, body: string): ApiError {
  const problem = parseObject(body);
  const title = textOf(problem.title) || statusText || `HTTP ${status}`;
  return new ApiError(status, title, { detail: textOf(problem.detail), fieldErrors: fieldErrorsOf(problem.errors) });
}

function parseObject(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function fieldErrorsOf(value: unknown): FieldError[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown) => {
    const { field, message } = (entry ?? {}) as Record<string, unknown>;
    return typeof message === "string" ? [{ field: textOf(field), message }] : [];
  });
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
