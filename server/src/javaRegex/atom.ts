import { readClass } from "./classes";
import { type Groups, readEscape } from "./escapes";
import { EMPTY, type RegexNode } from "./nodes";
import { readProperty } from "./properties";
import type { Scanner } from "./scanner";
import { ANYTHING, lineBreak, not } from "./sets";
import type { RegexPartKind } from "./types";
import { GRAPHEME, LINE_BREAK, NO_WIDTH, ONE, type Repeated, UNBOUNDED, type Width } from "./widths";

/** Something that a quantifier can follow. */
export interface Atom {
  readonly node: RegexNode;
  readonly width: Width;
  readonly what: Repeated;
  /** Absent where nothing was read. */
  readonly part?: RegexPartKind;
}

/** Reads an atom other than a group, which begins with the given code. */
export function readAtom(scanner: Scanner, groups: Groups, code: number): Atom {
  const { dotAll, multiline } = scanner.flags;
  switch (code) {
    case 0x5b: // [
      return character("class", { kind: "set", has: readClass(scanner, groups) });
    case 0x5e: // ^
      scanner.pos++;
      return anchor({ kind: "assert", what: multiline ? "lineStart" : "start" });
    case 0x24: // $
      scanner.pos++;
      return anchor({ kind: "assert", what: multiline ? "lineEnd" : "endOrBreak" });
    case 0x2e: // .
      scanner.pos++;
      return character("any", { kind: "set", has: dotAll ? ANYTHING : not(lineBreak) });
    case 0x7b: // {, a quantifier that has nothing to repeat
      return { node: EMPTY, width: NO_WIDTH, what: "other" };
    case 0x5c: {
      const letter = scanner.at(scanner.pos + 1);
      if (letter !== 0x70 && letter !== 0x50) return escaped(scanner, groups);
      return character("property", { kind: "set", has: readProperty(scanner) });
    }
    default:
      scanner.pos++;
      return character("literal", literal(scanner, code));
  }
}

function escaped(scanner: Scanner, groups: Groups): Atom {
  const found = readEscape(scanner, groups, "pattern");
  switch (found.kind) {
    case "character":
      return character("escape", literal(scanner, found.code));
    case "set":
      return character("escape", found);
    case "anchor":
      return anchor({ kind: "assert", what: found.what });
    case "backReference": {
      const node = { kind: "reference", index: found.index, ignoreCase: scanner.flags.ignoreCase } as const;
      return { node, width: UNBOUNDED, what: "other", part: "backReference" };
    }
    case "lineBreak":
      return { node: EMPTY, width: LINE_BREAK, what: "other", part: "escape" };
    case "grapheme":
      return { node: EMPTY, width: GRAPHEME, what: "other", part: "escape" };
  }
}

function literal({ flags: { ignoreCase } }: Scanner, code: number): RegexNode {
  return { kind: "literal", text: String.fromCodePoint(code), ignoreCase };
}

function character(part: RegexPartKind, node: RegexNode): Atom {
  return { node, width: ONE, what: "character", part };
}

function anchor(node: RegexNode): Atom {
  return { node, width: NO_WIDTH, what: "other", part: "anchor" };
}
