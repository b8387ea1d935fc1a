import { expect, test } from "vitest";

import { readElsewhere } from "./marks";

const channelName = (channel: string) => channel.toUpperCase();

test("over another channel than its own, what reads values says on which one", () => {
  const ellipse = { kind: "ellipse", channel: "t1ce" } as const;
  expect(readElsewhere(ellipse, { channel: "flair", channelName })).toBe("T1CE");
  expect(readElsewhere(ellipse, { channel: "t1ce", channelName })).toBeUndefined();
});

test("a length is the same on every channel, and names none", () => {
  expect(readElsewhere({ kind: "distance", channel: "t1ce" }, { channel: "flair", channelName })).toBeUndefined();
  expect(readElsewhere({ kind: "probe", channel: null }, { channel: "flair", channelName })).toBeUndefined();
});
