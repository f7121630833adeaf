import names from "../../../schemas/java-regex-names.json";
import type { CharacterSet } from "./nodes";
import type { Scanner } from "./scanner";
import { NOTHING, not, property } from "./sets";

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** What `\p{…}` accepts: general categories, ASCII classes, methods of `java.lang.Character`. Case counts. */
const PROPERTIES = words(names.properties);
/** The rest, in capitals: Java ignores their case. */
const BINARY_PROPERTIES = words(names.binaryProperties);
const POSIX_CLASSES = words(names.posixClasses);
const SCRIPTS = words(names.scripts);
const BLOCKS: ReadonlySet<string> = new Set(
  names.blocks.split("|").flatMap((block) => [block, block.replace(/ /g, ""), block.replace(/[ -]/g, "_")]),
);

/** Reads `\pL` or `\p{IsLatin}`, with the cursor on the backslash. */
export function readProperty(scanner: Scanner): CharacterSet {
  const start = scanner.pos;
  const isNegative = scanner.at(start + 1) === 0x50;
  scanner.pos++;
  const name = readName(scanner, start);
  if (name === undefined) return NOTHING;
  const set = property(scanner.flags.ignoreCase ? anyCaseName(name) : name);
  if (!set) scanner.reject(`\`\\${isNegative ? "P" : "p"}{${name}}\``);
  return isNegative ? not(set ?? NOTHING) : (set ?? NOTHING);
}

/** Returns the property that Java takes for one that depends on case, if case does not count. */
function anyCaseName(name: string): string {
  if (name === "Lower" || name === "Upper") return "Alpha";
  const inner = name.replace(/^(?:Is|(?:gc|general_category)=)/i, "");
  if (inner === "Lu" || inner === "Ll" || inner === "Lt") return "LC";
  return /^(?:is|java)(?:lower|upper|title)case$/i.test(name) ? "Cased" : name;
}

/** Reads the name of a property that Java knows. */
function readName(scanner: Scanner, start: number): string | undefined {
  const { unicodeClasses } = scanner.flags;
  if (scanner.next() !== 0x7b) {
    const at = scanner.pos;
    const name = scanner.text(at, at + 1);
    scanner.pos++;
    if (isKnown(name, unicodeClasses)) return name;
    scanner.fail("unknownProperty", start, at + 1);
    return undefined;
  }
  scanner.next();
  const nameStart = scanner.pos;
  while (!scanner.isAtEnd && scanner.read() !== 0x7d) {}
  if (scanner.at(scanner.pos - 1) !== 0x7d || scanner.pos === nameStart) {
    scanner.fail("unclosedProperty", start);
    return undefined;
  }
  const name = scanner.text(nameStart, scanner.pos - 1);
  if (isKnown(name, unicodeClasses)) return name;
  if (name === "") scanner.fail("emptyProperty", start);
  else scanner.fail("unknownProperty", nameStart, scanner.pos - 1);
  return undefined;
}

function isKnown(name: string, unicodeClasses: boolean): boolean {
  const equals = name.indexOf("=");
  if (equals >= 0) return isKnownValue(name.slice(0, equals).toLowerCase(), name.slice(equals + 1));
  if (name.startsWith("In")) return isBlock(name.slice(2));
  if (name.startsWith("Is")) {
    const short = name.slice(2);
    return BINARY_PROPERTIES.has(short.toUpperCase()) || PROPERTIES.has(short) || isScript(short);
  }
  return PROPERTIES.has(name) || (unicodeClasses && POSIX_CLASSES.has(name.toUpperCase()));
}

function isKnownValue(property: string, value: string): boolean {
  switch (property) {
    case "sc":
    case "script":
      return isScript(value);
    case "blk":
    case "block":
      return isBlock(value);
    case "gc":
    case "general_category":
      return PROPERTIES.has(value);
    default:
      return false;
  }
}

const isScript = (name: string): boolean => SCRIPTS.has(name.toUpperCase());
const isBlock = (name: string): boolean => BLOCKS.has(name.toUpperCase());
