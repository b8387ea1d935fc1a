export interface DroppedFile {
  path: string;
  file: File;
}

/** Give every file of a drop, those inside folders too. */
export async function readDrop(transfer: DataTransfer): Promise<DroppedFile[]> {
  // All must be taken before the first await: the browser empties the transfer then.
  const taken = Array.from(transfer.items, (item) => item.webkitGetAsEntry() ?? item.getAsFile());
  const nested = await Promise.all(taken.map(readItem));
  return nested.flat();
}

/** Give the files of an input element, with their paths when a folder was chosen. */
export function readInput(list: FileList): DroppedFile[] {
  return Array.from(list, (file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/** Not everything that can be dropped is an entry: a file from another page is a file alone, and a text is none. */
async function readItem(item: FileSystemEntry | File | null): Promise<DroppedFile[]> {
  if (item === null) return [];
  return item instanceof File ? [{ path: item.name, file: item }] : readEntry(item);
}

async function readEntry(entry: FileSystemEntry): Promise<DroppedFile[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    return [{ path: entry.fullPath.replace(/^\//, ""), file }];
  }
  const children = await readFolder((entry as FileSystemDirectoryEntry).createReader());
  return (await Promise.all(children.map(readEntry))).flat();
}

async function readFolder(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const all: FileSystemEntry[] = [];
  for (;;) {
    // A reader gives a hundred entries at a time, and none when it is done.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
  }
}
