import type { Random } from "./random";

const names = ["a", "b", "c", "id", "name", "price", "length", "0", "x-y", "é"] as const;
const quotedNames = [...names, "a b", "a.b", "$", "it", "a]b", "a[b", 'q"q'] as const;
const indexes = ["0", "1", "2", "-1", "-2", "7", "00", " 1 "] as const;
const literals = [
  "1",
  "2",
  "7",
  "10",
  "1.0",
  "3.0",
  "-1",
  "'a'",
  "'b c'",
  "'42'",
  "true",
  "false",
  "null",
  "'null'",
  "'true'",
  "'it\\'s'",
  "a",
  "''",
  "1e1",
  "'a&b'",
  "'x'",
] as const;
const patterns = ["/a/", "/A/i", "/.*a.*/", "/[a-z]+/", "/\\d+/", "/^a?b*$/", "/a|b c/", "/.*/i"] as const;
const operators = ["==", "!=", "<", "<=", ">", ">=", "=~"] as const;

/**
 * A path as people write it, with every kind of step and an occasional typo.
 * @param document the parsed document that most steps follow.
 */
export function jsonPath(random: Random, document: unknown): string {
  let path = random.chance(97) ? "$" : random.pick(["", "@", "a", "$a", " $"]);
  let value = document;
  const steps = 1 + random.below(4);
  for (let i = 0; i < steps; i++) {
    const [next, below] = random.chance(85) ? fittingStep(random, value) : [step(random), undefined];
    path += next;
    value = below;
  }
  return random.chance(5) ? damaged(random, path) : path;
}

/** A step and one of the values that it leads to. */
type Followed = readonly [step: string, below: unknown];

/** A step that matches a value. */
function fittingStep(random: Random, value: unknown): Followed {
  if (Array.isArray(value)) {
    const index = random.below(value.length + 1);
    const below: unknown = value[Math.min(index, value.length - 1)];
    const text = random.pick<() => string>([
      () => `[${index}]`,
      () => `[${index}]`,
      () => random.pick(["[*]", ".*", "..*"]),
      () => `[${slice(random)}]`,
      () => `[${index},${random.below(3)}]`,
      () => `[?(${filter(random)})]`,
      () => `[?(${filter(random)})]`,
      () => "[(@.length-1)]",
    ])();
    return [text, below];
  }
  if (typeof value !== "object" || value === null) return [random.chance(60) ? "" : step(random), undefined];
  const keys = Object.keys(value);
  const key = keys[random.below(keys.length)];
  if (key === undefined || random.chance(25)) {
    const below: unknown = Object.values(value)[0];
    return random.pick<() => Followed>([
      () => [".*", below],
      () => [`..${random.pick(names)}`, undefined],
      () => [`[?(${filter(random)})]`, value],
      () => [`['${random.pick(names)}','${key ?? "a"}']`, undefined],
    ])();
  }
  const below: unknown = Reflect.get(value, key);
  return [/^[\w-]+$/.test(key) && random.chance(70) ? `.${key}` : `['${key}']`, below];
}

function step(random: Random): string {
  const dots = random.chance(12) ? ".." : "";
  switch (random.below(14)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return `${dots || "."}${random.pick(names)}`;
    case 4:
      return `${dots}['${random.pick(quotedNames)}']`;
    case 5:
      return dots ? `${dots}*` : random.pick([".*", "[*]", "[*]", "[ * ]"]);
    case 6:
    case 7:
      return `${dots}[${random.pick(indexes)}]`;
    case 8:
      return `${dots}[${slice(random)}]`;
    case 9:
      return random.pick([
        `[${random.pick(indexes)},${random.pick(indexes)}]`,
        `['${random.pick(quotedNames)}','${random.pick(names)}']`,
        `['${random.pick(names)}', '${random.pick(names)}', '${random.pick(names)}']`,
      ]);
    case 10:
      return random.pick([
        "[(@.length-1)]",
        "[(@.length - 2)]",
        "[(@.size()-1)]",
        "[@.length-1]",
        ".length()",
        ".size()",
        "[?]",
        '["a"]',
        "[a]",
        "[1:2,0]",
        "[,1]",
        ".keys()",
      ]);
    default:
      return `${dots}[?(${filter(random)})]`;
  }
}

function slice(random: Random): string {
  const number = (): string => String(random.below(6) - 2);
  return random.pick([`${number()}:`, `:${number()}`, `${number()}:${number()}`, ":", "::1", "1:2:3"]);
}

function filter(random: Random): string {
  const first = criterion(random);
  if (random.chance(70)) return first;
  const rest = [1, 2]
    .slice(random.below(2))
    .map(() => `${random.pick([" && ", " || ", "&&", "||"])}${criterion(random)}`);
  return random.chance(15) ? `(${first}${rest.join("")})` : first + rest.join("");
}

function criterion(random: Random): string {
  if (random.chance(25)) return `${random.pick(["", "", "!"])}${predicatePath(random)}`;
  if (random.chance(5))
    return `${predicatePath(random)} ${random.pick(["in", "nin", "size", "contains", "="])} ${random.pick(literals)}`;
  const space = random.pick([" ", "", " "]);
  const operator = random.pick(operators);
  const right = (): string => {
    if (operator === "=~" && random.chance(80)) return random.pick(patterns);
    return random.chance(85) ? random.pick(literals) : predicatePath(random);
  };
  const left = random.chance(90) ? predicatePath(random) : random.pick(literals);
  return `${left}${space}${operator}${space}${right()}`;
}

function predicatePath(random: Random): string {
  let path = random.chance(90) ? "@" : "$";
  for (let i = random.below(10) < 7 ? 1 : random.below(3); i > 0; i--) {
    path += random.pick([
      () => `.${random.pick(names)}`,
      () => `.${random.pick(names)}`,
      () => `.${random.pick(names)}`,
      () => `['${random.pick(quotedNames)}']`,
      () => `[${random.pick(indexes)}]`,
      () => random.pick([".*", "..a", "['a','b']", "[0:1]", "[(@.length-1)]"]),
    ])();
  }
  return path;
}

/** The path with a character inserted or removed, or truncated. */
function damaged(random: Random, path: string): string {
  const at = random.below(path.length + 1);
  switch (random.below(3)) {
    case 0:
      return path.slice(0, at);
    case 1:
      return path.slice(0, at) + path.slice(at + 1);
    default:
      return (
        path.slice(0, at) +
        random.pick([..." .[]()'?$@*,:&|!=<>\\/\"-1a"] as [string, ...string[]]) +
        path.slice(at)
      );
  }
}
