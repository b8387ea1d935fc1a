import { expect, test } from "vitest";

import { messagesOf, NetworkError, problemToError } from "./problem";

test("a problem document becomes an error in its own words", () => {
  const body = JSON.stringify({
    title: "Not accepted",
    status: 422,
    detail: "T2 has 155 axial slices, FLAIR has 154.",
    errors: [{ field: "t2", message: "T2 has 155 axial slices, FLAIR has 154." }],
  });
  const error = problemToError(422, "Unprocessable", body);
  expect(error).toMatchObject({ status: 422, title: "Not accepted", message: "T2 has 155 axial slices, FLAIR has 154." });
  expect(error.messageFor("t2")).toBe("T2 has 155 axial slices, FLAIR has 154.");
  expect(error.messageFor("t1")).toBeUndefined();
});

test.each(["", "<html>Bad gateway</html>", "null", "[1]", '{"errors": [null, 3, {"field": "x"}]}'])(
  "a body that is no problem document still gives an error: %s",
  (body) => {
    expect(problemToError(502, "Bad Gateway", body)).toMatchObject({ status: 502, message: "Bad Gateway", fieldErrors: [] });
  },
);

test("a reply without any words is named by its number", () => {
  expect(problemToError(503, "", "").message).toBe("HTTP 503");
});

test("only what the server says of a field stands beside it", () => {
  const error = problemToError(422, "", JSON.stringify({ errors: [{ field: "mrn", message: "Taken." }] }));
  expect(["mrn", "name"].map(messagesOf(error))).toEqual(["Taken.", undefined]);
  expect(messagesOf(new NetworkError())("mrn")).toBeUndefined();
  expect(messagesOf(null)("mrn")).toBeUndefined();
});
