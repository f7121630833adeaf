import { formatOfFileName, type MessageProblem, type ParsedDocument, parse } from "../../server/src/service";
import { readInput } from "./readInput";
import { complain } from "./report";

/** A file of a message, parsed; undefined, with a complaint, where it cannot be read. */
export async function readMessageFile(file: string): Promise<ParsedDocument | undefined> {
  const input = await readInput(file);
  if (input.kind === "text") return parse(input.text, formatOfFileName(file));
  complain(file, input.message);
  return undefined;
}

/** A request that says nothing, for who gives none. */
export const EMPTY_REQUEST = parse("{}", "json");

/** Tells what is wrong with a message's file. */
export function complainOf(file: string, problems: readonly MessageProblem[]): void {
  for (const { message, range } of problems) {
    complain(`${file}:${range.start.line + 1}:${range.start.character + 1}`, message);
  }
}
