import { MOST_PROBLEMS, type ParsedDocument } from "./nodes";
import { readYaml } from "./yaml/parser";

/** Characters that YAML does not allow: control characters and halves of surrogate pairs. */
const UNPRINTABLE = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/**
 * Parses YAML, as the AWS CLI reads it, into the same kind of tree as JSON. Never throws, and a file keeps its
 * members while it is edited. Does not recurse. Takes time linear in the length of the text.
 *
 * Existing parsers recurse, drop or misplace incomplete members, and accept what the AWS CLI rejects, such as
 * tabs between tokens and keys of more than 1,024 characters.
 */
export function parseYaml(text: string, maxProblems = MOST_PROBLEMS): ParsedDocument {
  const hasByteOrderMark = text.charCodeAt(0) === 0xfeff;
  const { tree, comments } = readYaml(text, hasByteOrderMark ? 1 : 0, maxProblems);
  const { root, problems } = tree;
  const start = text.search(UNPRINTABLE);
  if (start >= 0) {
    tree.report(
      "syntax",
      { start, end: start + 1 },
      "Control characters must be escaped in a double-quoted string.",
    );
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
