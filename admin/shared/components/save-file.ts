export interface NamedFile {
  filename: string;
  content: string;
}

/** Has the browser keep a text as a file, byte for byte. */
export function saveFile({ filename, content }: NamedFile): void {
  const address = URL.createObjectURL(new Blob([content], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = filename;
  link.click();
  URL.revokeObjectURL(address);
}
