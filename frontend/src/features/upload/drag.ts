/** How one of our own files is named while it is dragged between slots. */
const TYPE = "application/x-neuroslice-file";

export function startFileDrag(transfer: DataTransfer, fileId: number): void {
  transfer.setData(TYPE, String(fileId));
  transfer.effectAllowed = "move";
}

/** Give the id of the dragged file, or null when something else is dragged. */
export function draggedFile(transfer: DataTransfer): number | null {
  const value = transfer.getData(TYPE);
  return value === "" ? null : Number(value);
}
