import { cursorContext } from "../context/cursorContext";
import { completeCacheKey } from "./cacheKeys";
import { completeEmptyFile } from "./emptyFile";
import type { CompletedFile, CompletionItem } from "./item";
import { completeName } from "./names";
import { completeValue } from "./values";

export type { CompletionItem } from "./item";

/** True inside a string, where a typed brace can begin a variable such as `${stageVariables.name}`. */
export function isInString(file: CompletedFile, offset: number): boolean {
  const context = cursorContext(file, offset);
  return "string" in context && context.string !== undefined;
}

/** Returns what can be typed at the offset. The context decides which provider answers. */
export function completeInput(file: CompletedFile, offset: number): readonly CompletionItem[] {
  const context = cursorContext(file, offset);
  switch (context.kind) {
    case "none":
      return [];
    case "emptyFile":
      return completeEmptyFile(file, offset);
    case "name":
    case "mapKey":
    case "statusKey":
    case "mappingKey":
      return completeName({ ...file, root: context.root }, context, offset);
    case "cacheKey":
      return completeCacheKey({ ...file, root: context.root }, context, offset);
    default:
      // The rest are values, whose provider tells their kinds apart.
      return completeValue({ ...file, root: context.root }, context, offset);
  }
}
