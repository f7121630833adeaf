import { RegexError } from "./errors";
import { FAULT_TEXTS } from "./faultText";
import type { RegexNode } from "./nodes";
import { parseJavaRegex } from "./parse";

/** A pattern that can be matched. */
export interface CompiledRegex {
  readonly root: RegexNode;
  /** The number of capturing groups. */
  readonly groups: number;
  /** The numbers of the named groups. */
  readonly names: ReadonlyMap<string, number>;
  /** The text that the pattern matches, if it is a plain text. */
  readonly literal?: string;
}

/** Characters of a pattern that a message quotes. */
const QUOTED = 60;

/**
 * Compiles a pattern for matching.
 * @throws RegexError if Java rejects the pattern, or if it contains something that the matcher does not support.
 */
export function compileJavaRegex(text: string): CompiledRegex {
  const { root, groups, fault, unsupported } = parseJavaRegex(text);
  if (fault) {
    const quoted = text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text;
    throw new RegexError(`Java rejects the pattern \`${quoted}\`: ${FAULT_TEXTS[fault.kind]}.`);
  }
  if (unsupported !== undefined) {
    throw new RegexError(`The simulation does not support ${unsupported} in patterns.`);
  }
  const names = new Map<string, number>();
  for (const [index, { name }] of groups.entries()) if (name !== undefined) names.set(name, index + 1);
  const isText = root.kind === "literal" && !root.ignoreCase;
  return { root, groups: groups.length, names, ...(isText && { literal: root.text }) };
}
