/** Formats whose support is loaded when it is needed, because it is large. */
import type { TextEdit, TreeChange } from "./change";
import type { Format, InputFormat, ParsedDocument } from "./nodes";

export type LoadedFormat = Exclude<Format, InputFormat>;

/** What a format must be able to do. Neither function throws. */
export interface FormatSupport {
  parse(text: string, maxProblems?: number): ParsedDocument;
  edit(document: ParsedDocument, change: TreeChange): readonly TextEdit[];
}

const loaded = new Map<LoadedFormat, FormatSupport>();

/** Makes a format available to `parse` and `edit`. */
export function installFormat(format: LoadedFormat, support: FormatSupport): void {
  loaded.set(format, support);
}

/** Returns the support of a format; undefined while it is not loaded. */
export function formatSupport(format: LoadedFormat): FormatSupport | undefined {
  return loaded.get(format);
}
