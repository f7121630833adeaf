import { readGroupName } from "./escapes";
import type { Flags, Scanner } from "./scanner";

/** A kind of group, by what it begins with. */
export type GroupKind =
  | { readonly kind: "nonCapturing" | "atomic" }
  | { readonly kind: "capturing"; readonly name?: string }
  | { readonly kind: "look"; readonly behind: boolean; readonly negative: boolean };

/** What `(?` begins: a group, or flags for the rest of the group around it, such as `(?i)`. */
export type GroupStart = GroupKind | { readonly kind: "flags" };

/** Reads what follows `(?`, with the cursor on the question mark. */
export function readGroupStart(
  scanner: Scanner,
  start: number,
  isDefined: (name: string) => boolean,
): GroupStart {
  scanner.pos++;
  const code = scanner.readRaw();
  switch (code) {
    case 0x3a: // :
      return { kind: "nonCapturing" };
    case 0x3d: // =
    case 0x21: // !
      return { kind: "look", behind: false, negative: code === 0x21 };
    case 0x3e: // >
      return { kind: "atomic" };
    case 0x3c: {
      const first = scanner.read();
      if (first === 0x3d || first === 0x21) return { kind: "look", behind: true, negative: first === 0x21 };
      const nameStart = scanner.pos - 1;
      const name = readGroupName(scanner, first);
      if (name === undefined) return { kind: "nonCapturing" };
      if (isDefined(name)) scanner.fail("duplicateGroupName", nameStart, scanner.pos - 1);
      return { kind: "capturing", name };
    }
    case 0x24: // $
    case 0x40: // @
      scanner.fail("unknownGroupType", start);
      return { kind: "nonCapturing" };
    default: {
      scanner.pos--;
      readFlags(scanner);
      const end = scanner.read();
      if (end === 0x29) return { kind: "flags" };
      if (end !== 0x3a) scanner.fail("unknownFlag", scanner.pos - 1);
      return { kind: "nonCapturing" };
    }
  }
}

const FLAGS: Readonly<Record<string, keyof Flags>> = {
  d: "unixLines",
  i: "ignoreCase",
  m: "multiline",
  s: "dotAll",
  U: "unicodeClasses",
  x: "comments",
};
/** Flags that change what a pattern matches in ways that the matcher does not support. */
const UNSUPPORTED = "cduU";

/** Reads `imsx-d`. A flag takes effect from the very next unit on. */
function readFlags(scanner: Scanner): void {
  let isOn = true;
  for (let code = scanner.peek(); ; code = scanner.next()) {
    const letter = String.fromCodePoint(code);
    if (Object.hasOwn(FLAGS, letter) || UNSUPPORTED.includes(letter)) {
      const flag = FLAGS[letter];
      if (flag) scanner.flags = { ...scanner.flags, [flag]: isOn };
      if (isOn && UNSUPPORTED.includes(letter)) scanner.reject(`the flag \`${letter}\``);
    } else if (letter === "-" && isOn) isOn = false;
    else return;
  }
}
