import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

import "@/i18n";

afterEach(cleanup);

// What never appears is waited for this long; what appears is not waited for, however slow the machine is.
configure({ asyncUtilTimeout: 60_000 });

// jsdom knows the dialog element but not how to open it.
HTMLDialogElement.prototype.showModal = function showModal(this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close = function close(this: HTMLDialogElement) {
  this.open = false;
};
