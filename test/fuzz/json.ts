import type { Random } from "./random";

const numbers = [
  "0",
  "1",
  "-1",
  "42",
  "007",
  "2147483647",
  "2147483648",
  "-2147483648",
  "-2147483649",
  "9223372036854775807",
  "9223372036854775808",
  "-9223372036854775808",
  "123456789012345678901",
  "000000000000000000012",
  "1.0",
  "3.0",
  "-0.0",
  "1.5",
  "0.001",
  "0.0001",
  "1e8",
  "1E-7",
  "1.e5",
  "1.",
  "1e999",
  "12345678.9",
  "1.23456789012345678901",
  "1.0000000000000000000e40",
  "-0.00000000000000000001",
  "1e+",
  "-",
  "-.5",
  "-.",
  "12a",
  "1.5x",
  "1e5é",
  "1 2",
  "NaN",
  "-0",
] as const;

const strings = [
  "",
  "a",
  "b c",
  "é",
  "😀",
  "\u2028",
  "a/b",
  "</script>",
  "\u007f",
  "\u0085",
  "it's",
  'say "x"',
  "x\\y",
  "null",
  "true",
  "42",
  "1.5",
  "a.b",
  "$",
  "@",
  "[0]",
  "*",
  "tab\there",
  "line\nbreak",
] as const;

const names = ["a", "b", "c", "id", "name", "price", "a b", "x-y", "0", "é", "length", "$", "a.b"] as const;

/** JSON as programs write it, with numbers and strings at the edges of their types. */
export function jsonValue(random: Random, depth = 4): string {
  const kind = random.below(depth > 0 ? 10 : 6);
  if (kind < 2) return jsonNumber(random);
  if (kind < 4) return JSON.stringify(random.pick(strings));
  if (kind < 6) return random.pick(["true", "false", "null", "1", '"a"', "2"]);
  if (kind < 8) return `[${random.some(5, () => jsonValue(random, depth - 1)).join(",")}]`;
  const members = random.some(
    5,
    () => `${JSON.stringify(random.pick(names))}:${jsonValue(random, depth - 1)}`,
  );
  return `{${members.join(",")}}`;
}

function jsonNumber(random: Random): string {
  if (random.chance(50)) return String(random.below(20));
  const number = random.pick(numbers);
  return Number.isNaN(Number(number)) || /^0\d|\.$|\.e|-\./.test(number) ? "7" : number;
}

/** Text that only a lenient parser accepts, or none: unquoted, with stray characters, or truncated. */
export function looseJson(random: Random, depth = 3): string {
  const space = (): string => random.pick(["", "", "", " ", "\n", "\t", "\u0001", "\u000b"]);
  switch (random.below(depth > 0 ? 9 : 6)) {
    case 0:
      return random.pick(numbers);
    case 1:
      return quoted(random, random.pick(strings));
    case 2:
      return random.pick([
        "null",
        "true",
        "false",
        "nul",
        "truex",
        "word",
        "two words",
        "N",
        "NaN",
        "~",
        "a'b",
      ]);
    case 3:
      return random.pick([
        '"\\x41\\u00e9\\n\\q\\/"',
        "'\\'\\\"'",
        '"a\\u12"',
        '"\\',
        '"open',
        '"ctl\u0001\\t\u0002"',
      ]);
    case 4:
      return `${space()}${random.pick(names)}${space()}`;
    case 5:
      return random.pick(["", " ", ":", "]", "}", ",", "\u001a", "-", "\u00e9"]);
    case 6:
    case 7: {
      const items = random.some(4, () => space() + looseJson(random, depth - 1) + space());
      return `[${items.join(random.pick([",", ",", ",", ",,", " "]))}${random.pick(["]", "]", "]", ",]", "", "}"])}`;
    }
    default: {
      const name = (): string =>
        random.chance(40) ? random.pick(names) : quoted(random, random.pick(names));
      const member = (): string =>
        `${space()}${name()}${space()}${random.pick([":", ":", ":", ":", "=", ""])}${space()}${looseJson(random, depth - 1)}`;
      return `{${random.some(4, member).join(random.pick([",", ",", ",", ",,", " "]))}${random.pick(["}", "}", "}", ",}", "", "]"])}`;
    }
  }
}

function quoted(random: Random, text: string): string {
  const json = JSON.stringify(text);
  return random.chance(70) ? json : `'${json.slice(1, -1)}'`;
}
