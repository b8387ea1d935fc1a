import { screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { chooseLanguage } from "@/i18n";
import { renderFor } from "@/testing/render";
import { UNTRAINED } from "@/testing/samples";

import { UntrainedTasks } from "./untrained-tasks";

const NEW = { ...UNTRAINED, id: "liver", name: "Liver", description: "Lobes.", train_command: "neuroslice train --task liver" };

afterEach(() => chooseLanguage("en"));

test("a task without weights is shown with the command that trains it, and cannot be started", () => {
  renderFor("radiologist", <UntrainedTasks tasks={[UNTRAINED]} />);
  const card = screen.getByRole("region", { name: "Tasks to train first" });
  expect(within(card).getByRole("heading", { name: "Heart" })).toBeVisible();
  expect(within(card).getByLabelText("Command that trains Heart")).toHaveTextContent(UNTRAINED.train_command!);
  expect(within(card).queryByRole("button")).toBeNull();
  expect(within(card).queryByRole("link")).toBeNull();
});

test("it is said in the reader's language, and a task without words of its own in those of its card", async () => {
  renderFor("radiologist", <UntrainedTasks tasks={[UNTRAINED, NEW]} />);
  await chooseLanguage("ko");
  expect(await screen.findByRole("heading", { name: "심장" })).toBeVisible();
  expect(screen.getByText(/직접 준비한 증례를 학습할 수 있습니다/)).toBeVisible();
  expect(screen.getByRole("heading", { name: "Liver" })).toBeVisible();
  expect(screen.getByText("Lobes.")).toBeVisible();
});
