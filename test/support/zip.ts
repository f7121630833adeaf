import { inflateRawSync } from "node:zlib";

export interface ZipEntry {
  /** In bytes. */
  readonly compressedSize: number;
  readonly text: string;
}

/** The files in a ZIP archive, by path. Reads the central directory, which is all that our packages need. */
export function zipEntries(zip: Buffer): ReadonlyMap<string, ZipEntry> {
  const end = zip.lastIndexOf("PK\u0005\u0006", undefined, "latin1");
  const entries = new Map<string, ZipEntry>();
  let at = zip.readUInt32LE(end + 16);
  for (let count = zip.readUInt16LE(end + 10); count > 0; count--) {
    const method = zip.readUInt16LE(at + 10);
    const compressedSize = zip.readUInt32LE(at + 20);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) =>
      zip.readUInt16LE(at + field),
    );
    const name = zip.toString("utf8", at + 46, at + 46 + (nameLength ?? 0));
    const header = zip.readUInt32LE(at + 42);
    entries.set(name, { compressedSize, text: textOf(zip, header, method, compressedSize) });
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
  }
  return entries;
}

/** @param header the offset of the file's local header, whose extra field may differ from the directory's */
function textOf(zip: Buffer, header: number, method: number, size: number): string {
  const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
  const data = zip.subarray(start, start + size);
  return (method === 0 ? data : inflateRawSync(data)).toString("utf8");
}
