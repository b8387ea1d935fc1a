import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";

import type { Group } from "@/lib/api-types";
import { ApiError, NetworkError } from "@/lib/http/problem";
import { sendForm } from "@/lib/http/send-form";
import { renderFor } from "@/testing/render";
import { JOB, PICTURES, STUDY, TASK } from "@/testing/samples";

import { UploadPanel } from "./upload-panel";

vi.mock("@/lib/http/send-form", () => ({ sendForm: vi.fn() }));

const send = vi.mocked(sendForm);
const onAccepted = vi.fn();

beforeEach(() => {
  send.mockReset();
  onAccepted.mockReset();
});

const NEUROSURGERY: Group = { id: 3, name: "Neurosurgery", created_at: "2026-01-02T10:00:00Z" };
const ONCOLOGY: Group = { ...NEUROSURGERY, id: 4, name: "Oncology" };

async function openFilled(groups: readonly Group[] = []) {
  renderFor("radiologist", <UploadPanel task={TASK} patient={STUDY.patient} onAccepted={onAccepted} />, { groups });
  const files = ["a_flair.nii.gz", "a_t1.nii.gz", "a_seg.nii.gz", "notes.txt"].map((name) => new File(["x"], name));
  await userEvent.upload(screen.getByTestId("folder-input"), files);
}

async function submit() {
  const button = screen.getByRole("button", { name: "Upload and segment" });
  await waitFor(() => expect(button).toBeEnabled());
  await userEvent.click(button);
}
const sentForm = () => send.mock.calls.at(-1)![1];
const sentKey = () => send.mock.calls.at(-1)![2].headers["Idempotency-Key"];

test("files are recognised, and what is no volume is left out", async () => {
  await openFilled();
  expect(screen.getByLabelText("File for FLAIR")).toHaveDisplayValue("a_flair.nii.gz");
  expect(screen.getByLabelText("File for T1")).toHaveDisplayValue("a_t1.nii.gz");
  expect(screen.getByRole("list", { name: "Not used" })).toHaveTextContent("a_seg.nii.gz");
  expect(screen.queryByText(/notes\.txt/)).toBeNull();
});

test("nothing is sent while something is missing", async () => {
  renderFor("radiologist", <UploadPanel task={TASK} patient={null} onAccepted={onAccepted} />);
  await submit();
  expect(screen.getAllByRole("alert").map((alert) => alert.textContent)).toContain("Choose at least one volume.");
  expect(screen.getByLabelText("Record number")).toBeInvalid();
  expect(send).not.toHaveBeenCalled();
});

test("what is missing is said before it is sent, and sent only by a button that says so", async () => {
  send.mockResolvedValue({ study: STUDY, job: JOB });
  await openFilled();
  expect(screen.queryByRole("list", { name: "Missing volumes" })).toBeNull();
  await userEvent.selectOptions(screen.getByLabelText("File for FLAIR"), "No file");
  expect(screen.getByRole("list", { name: "Missing volumes" })).toHaveTextContent(
    "FLAIR is missing: whole tumour (WT) will be less exact.",
  );
  expect(screen.queryByRole("button", { name: "Upload and segment" })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Upload without FLAIR" }));
  expect([...sentForm().keys()]).toEqual(["task", "patient_id", "study_date", "t1"]);
  await waitFor(() => expect(onAccepted).toHaveBeenCalledOnce());
});

test("a study is sent as one form, fields first, and leads on when it is accepted", async () => {
  send.mockResolvedValue({ study: STUDY, job: JOB });
  await openFilled();
  await submit();
  expect([...sentForm().keys()]).toEqual(["task", "patient_id", "study_date", "flair", "t1"]);
  await waitFor(() => expect(onAccepted).toHaveBeenCalledWith({ study: STUDY, job: JOB }));
});

test("what is wrong with a file is said beside that file, until the file is changed", async () => {
  const fieldErrors = [{ field: "t1", message: "T1 has 150 axial slices, FLAIR has 155." }];
  send.mockRejectedValue(new ApiError(422, "Not accepted", { fieldErrors }));
  await openFilled();
  await submit();
  expect(await within(screen.getByTestId("slot-t1")).findByRole("alert")).toHaveTextContent("FLAIR has 155");
  expect(within(screen.getByTestId("slot-flair")).queryByRole("alert")).toBeNull();
  await userEvent.selectOptions(screen.getByLabelText("File for T1"), "a_seg.nii.gz");
  expect(screen.queryByRole("alert")).toBeNull();
});

test("sending the same again after a broken connection is the same attempt", async () => {
  send.mockRejectedValue(new NetworkError("gone"));
  await openFilled();
  await submit();
  const key = sentKey();
  expect(await screen.findByRole("alert")).toHaveTextContent("The server does not answer");
  await submit();
  await waitFor(() => expect(send).toHaveBeenCalledTimes(2));
  expect(sentKey()).toBe(key);
  await userEvent.type(screen.getByLabelText("Description"), "later");
  await submit();
  await waitFor(() => expect(send).toHaveBeenCalledTimes(3));
  expect(sentKey()).not.toBe(key);
});

test("while a study is sent each file shows how much of it has gone", async () => {
  send.mockImplementation((_, __, { onProgress }) => {
    onProgress({ loaded: 101, total: 102 });
    return new Promise(() => undefined);
  });
  await openFilled();
  await submit();
  expect(await screen.findByRole("progressbar", { name: "Upload of FLAIR" })).toHaveAttribute("aria-valuenow", "100");
  expect(screen.getByRole("progressbar", { name: "Upload of T1" })).toHaveAttribute("aria-valuenow", "0");
  expect(screen.getByRole("button", { name: "Upload and segment" })).toBeDisabled();
});

test("who is in one group uploads for that group, unless everyone is chosen", async () => {
  send.mockResolvedValue({ study: STUDY, job: JOB });
  await openFilled([NEUROSURGERY]);
  expect(screen.getByLabelText("Seen by")).toHaveDisplayValue("Neurosurgery");
  await submit();
  expect(sentForm().get("group_id")).toBe("3");

  await userEvent.selectOptions(screen.getByLabelText("Seen by"), "Everyone");
  await submit();
  expect(sentForm().get("group_id")).toBe("0");
});

test("who is in several groups has to choose", async () => {
  send.mockResolvedValue({ study: STUDY, job: JOB });
  await openFilled([NEUROSURGERY, ONCOLOGY]);
  await submit();
  expect(screen.getByLabelText("Seen by")).toBeInvalid();
  expect(send).not.toHaveBeenCalled();

  await userEvent.selectOptions(screen.getByLabelText("Seen by"), "Oncology");
  await submit();
  expect(sentForm().get("group_id")).toBe("4");
});

test("a picture is taken for a task of pictures, and what is none is refused in words", async () => {
  send.mockResolvedValue({ study: STUDY, job: JOB });
  renderFor("radiologist", <UploadPanel task={PICTURES} patient={STUDY.patient} onAccepted={onAccepted} />);
  expect(screen.queryByRole("button", { name: "Choose a folder" })).toBeNull();
  const input = screen.getByTestId("file-input");
  const give = (name: string) => userEvent.upload(input, [new File(["x"], name)], { applyAccept: false });
  await give("volume.nii.gz");
  expect(screen.getByText("There is no PNG or TIFF file (.png, .tif or .tiff) among these.")).toBeVisible();
  await submit();
  expect(screen.getAllByRole("alert").map((alert) => alert.textContent)).toContain("Choose a picture.");
  await give("slide 3.png");
  expect(screen.getByLabelText("File for Electron microscopy")).toHaveDisplayValue("slide 3.png");
  await submit();
  expect(sentForm().get("task")).toBe("em-membranes");
  expect((sentForm().get("em") as File).name).toBe("slide 3.png");
});

test("a sample is asked for by its number and name, as no patient is", async () => {
  send.mockResolvedValue({ study: STUDY, job: JOB });
  renderFor("radiologist", <UploadPanel task={PICTURES} patient={null} onAccepted={onAccepted} />);
  expect(screen.getByRole("radiogroup", { name: "Sample" })).toHaveTextContent("New sampleExisting sample");
  expect(screen.queryByText(/patient|record number|birth date|^sex/i)).toBeNull();
  await userEvent.upload(screen.getByTestId("file-input"), [new File(["x"], "slide.png")]);
  await userEvent.type(screen.getByLabelText("Sample number"), "S-1");
  await userEvent.type(screen.getByLabelText("Name"), "Culture 4");
  await submit();
  expect([...sentForm().keys()]).toEqual(["task", "patient_mrn", "patient_name", "study_date", "em"]);
  await userEvent.click(screen.getByLabelText("Existing sample"));
  expect(screen.getByRole("combobox", { name: "Find sample" })).toBeVisible();
});
