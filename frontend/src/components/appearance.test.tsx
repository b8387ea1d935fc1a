import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";

import { chooseLanguage } from "@/i18n";
import { remembered } from "@/lib/remembered";
import { chooseTheme } from "@/lib/theme";

import { Appearance } from "./appearance";

afterEach(async () => {
  await chooseLanguage("en");
  chooseTheme("dark");
});

test("the language is changed at once, said to the browser and remembered", async () => {
  render(<Appearance />);
  await userEvent.click(screen.getByRole("radio", { name: "한국어" }));
  expect(screen.getByRole("group", { name: "언어" })).toBeVisible();
  expect(document.documentElement.lang).toBe("ko");
  expect(remembered("language")).toBe("ko");
  await userEvent.click(screen.getByRole("radio", { name: "English" }));
  expect(screen.getByRole("group", { name: "Language" })).toBeVisible();
  expect(document.documentElement.lang).toBe("en");
});

test("the theme is dark until the reader wants a light one, which is remembered", async () => {
  render(<Appearance />);
  expect(screen.getByRole("radio", { name: "Dark" })).toBeChecked();
  await userEvent.click(screen.getByRole("radio", { name: "Light" }));
  expect(document.documentElement.dataset.theme).toBe("light");
  expect(remembered("theme")).toBe("light");
});
