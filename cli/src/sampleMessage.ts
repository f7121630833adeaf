import { formatOfFileName, type MessageProblem, type ParsedDocument, parse } from "../../server/src/service";
import { readInput } from "./readInput";
import { complain } from "./report";

/** Reads and parses the file of a message. Prints the reason and returns undefined if it cannot be read. */
export async function readMessageFile(file: string): Promise<ParsedDocument | undefined> {
  const input = await readInput(file);
  if (input.kind === "text") return parse(input.text, formatOfFileName(file));
  complain(file, input.message);
  return undefined;
}

/** The option for a sample request. */
export const REQUEST_OPTION = {
  value: "FILE",
  description: "the sample request, in JSON or YAML; empty by default",
} as const;

/** The request that is used if none is given. */
export const EMPTY_REQUEST = parse("{}", "json");

/** Prints the problems of a message's file. */
export function complainOf(file: string, problems: readonly MessageProblem[]): void {
  for (const { message, range } of problems) {
    complain(`${file}:${range.start.line + 1}:${range.start.character + 1}`, message);
  }
}
