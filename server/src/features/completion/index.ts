import { cursorContext } from "../context/cursorContext";
import { completeCacheKey } from "./cacheKeys";
import { completeEmptyFile } from "./emptyFile";
import type { CompletedFile, CompletionItem } from "./item";
import { completeName } from "./names";
import { completeValue } from "./values";

export type { CompletionItem } from "./item";

/**
 * Whether the typed character asks for suggestions. Where Enter is likely to be the next key, it does not, because Enter
 * would accept the first suggestion instead of starting a new line.
 */
export function asksForItems(file: CompletedFile, offset: number, typed: string): boolean {
  const context = cursorContext(file, offset);
  const isInString = "string" in context && context.string !== undefined;
  const isYaml = file.document.format === "yaml";
  switch (typed) {
    case "'":
    case "[":
      // In a template, they begin a name.
      return isInString;
    case "{":
      // In a string, it can begin a variable such as `${stageVariables.name}`.
      return isInString;
    case ":":
      // In YAML, a value follows after a space; `overwrite:` begins a name.
      return !isYaml || isInString || !("node" in context);
    case " ":
      return isYaml && "node" in context && "member" in context && context.member.colon === offset - 2;
    default:
      return true;
  }
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
