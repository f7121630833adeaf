import type { ParsedDocument } from "./nodes";
import { readYaml } from "./yaml/parser";

/** What may not stand in a YAML file at all: control characters and halves of surrogate pairs. */
const UNPRINTABLE = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/**
 * Parses YAML into the same tree as JSON, reading it as the AWS CLI does. Never throws; a half-typed file
 * keeps its members. Nesting costs no call stack. Linear in the length of the text.
 *
 * The parser is our own. Those there are recurse, drop or misplace what people are in the middle of typing,
 * and take things that the AWS CLI's reader refuses: tabs between tokens, names over 1,024 characters.
 */
export function parseYaml(text: string): ParsedDocument {
  const hasByteOrderMark = text.charCodeAt(0) === 0xfeff;
  const { tree, comments } = readYaml(text, hasByteOrderMark ? 1 : 0);
  const { root, problems } = tree;
  const start = text.search(UNPRINTABLE);
  if (start >= 0) {
    tree.report("syntax", { start, end: start + 1 }, "Control characters must be escaped, in double quotes.");
  }
  return {
    format: "yaml",
    text,
    ...(root && { root }),
    problems,
    comments,
    hasByteOrderMark,
  };
}
