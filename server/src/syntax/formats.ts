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
const loaders = new Map<LoadedFormat, () => FormatSupport>();

/** Makes a format available to `parse` and `edit`. */
export function installFormat(format: LoadedFormat, support: FormatSupport): void {
  loaded.set(format, support);
}

/** Lets `parse` and `edit` load a format when they first need it. What `load` throws makes it unavailable. */
export function provideFormat(format: LoadedFormat, load: () => FormatSupport): void {
  loaders.set(format, load);
}

/** Returns the support of a format, which is loaded if it can be; undefined if not. */
export function formatSupport(format: LoadedFormat): FormatSupport | undefined {
  const load = loaders.get(format);
  if (load && !loaded.has(format)) {
    loaders.delete(format);
    try {
      loaded.set(format, load());
    } catch {
      return undefined;
    }
  }
  return loaded.get(format);
}
