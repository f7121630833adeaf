import names from "../../../schemas/java-regex-names.json";
import type { Scanner } from "./scanner";

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** What `\p{…}` takes: general categories, ASCII classes and methods of `java.lang.Character`, to the letter. */
const PROPERTIES = words(names.properties);
/** The rest in capitals: Java does not mind their case. */
const BINARY_PROPERTIES = words(names.binaryProperties);
const POSIX_CLASSES = words(names.posixClasses);
const SCRIPTS = words(names.scripts);
const BLOCKS: ReadonlySet<string> = new Set(
  names.blocks.split("|").flatMap((block) => [block, block.replace(/ /g, ""), block.replace(/[ -]/g, "_")]),
);

/** Reads `\pL` or `\p{IsLatin}`; the cursor is on the backslash. */
export function readProperty(scanner: Scanner): void {
  const start = scanner.pos;
  scanner.pos++;
  const code = scanner.next();
  if (code !== 0x7b) {
    const name = scanner.text(scanner.pos, scanner.pos + 1);
    const at = scanner.pos;
    scanner.pos++;
    if (!isKnown(name, scanner.flags.unicodeClasses)) scanner.fail("unknownProperty", start, at + 1);
    return;
  }
  scanner.next();
  const nameStart = scanner.pos;
  while (!scanner.isAtEnd && scanner.read() !== 0x7d) {}
  if (scanner.at(scanner.pos - 1) !== 0x7d || scanner.pos === nameStart) {
    scanner.fail("unclosedProperty", start);
    return;
  }
  const name = scanner.text(nameStart, scanner.pos - 1);
  if (name === "") scanner.fail("emptyProperty", start);
  else if (!isKnown(name, scanner.flags.unicodeClasses)) {
    scanner.fail("unknownProperty", nameStart, scanner.pos - 1);
  }
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
