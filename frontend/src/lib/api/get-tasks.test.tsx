import { screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { chooseLanguage } from "@/i18n";
import { renderFor } from "@/testing/render";
import { TASK } from "@/testing/samples";

import { useTask } from "./get-tasks";

function Regions() {
  return <p>{useTask(TASK.id)?.regions.map(({ name }) => name).join()}</p>;
}

afterEach(() => chooseLanguage("en"));

test("the regions are called as the reader calls them", async () => {
  renderFor("viewer", <Regions />);
  expect(screen.getByText("Whole tumour,Enhancing tumour")).toBeVisible();
  await chooseLanguage("ko");
  expect(await screen.findByText("전체 종양,조영증강 종양")).toBeVisible();
});
