/** Random changes of texts, as typing and pasting make them, and worse ones. */
import type { Random } from "./random";

/** A replacement of a span of the text. */
export interface Mutation {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const TOKENS: readonly [string, ...string[]] = [
  '"',
  ...["'", "{", "}", "[", "]", ":", ",", ": ", ", ", "/*", "*/", "//", "#", " # x", "null", "true", "1e9"],
  ...[
    "!",
    "!!str ",
    "&a ",
    "*a",
    "<<: *a\n",
    "|",
    "|+",
    "|-\n",
    ">",
    ">+2\n",
    "? ",
    "?",
    "- ",
    "-",
    "---\n",
    "...\n",
  ],
  ...["\n", "\r\n", "\r", "\n\n", "\t", "  ", "    ", "\n  ", "\\", '\\"', "\\u12", "\\n", "\\ud800"],
  ...["\u2028", "\u0085", "\ufeff", "\u0000", "\u{1f600}", "\ud83d", "\ude00", "é"],
  ...[
    "$",
    "${",
    "$!",
    "#if(",
    "#if($a == 1)",
    "#end",
    "#set($a = ",
    "#foreach($x in $y)",
    "#macro(m $x)",
    "#m($a)",
    "##",
    "#*",
    "*#",
  ],
  ...["$input.json('$')", '$input.path("$.a")', "$util.escapeJavaScript(", "$context.", "stageVariables."],
  ...[
    '"IntegrationType": "MOCK"',
    "IntegrationType: MOCK\n",
    "\nApiId: a",
    '"ApiId": "a", ',
    "$request.header.x",
  ],
];

/** Returns a change of the text. It may separate the code units of a character, but never splits the document. */
export function mutation(random: Random, text: string, others: readonly string[]): Mutation {
  const start = random.below(text.length + 1);
  const near = (limit: number): number => Math.min(text.length, start + random.below(limit));
  switch (random.below(10)) {
    case 0:
      return { start, end: near(4), text: "" };
    case 1:
      return { start, end: near(40), text: "" };
    case 2:
      return { start, end: random.chance(80) ? start : text.length, text: "" };
    case 3: {
      const from = random.below(text.length + 1);
      return { start, end: start, text: text.slice(from, from + random.below(60)) };
    }
    case 4: {
      const other = others[random.below(others.length)] ?? "";
      const from = random.below(other.length + 1);
      return { start, end: near(20), text: other.slice(from, from + random.below(80)) };
    }
    case 5:
      return {
        start: text.trimEnd().length,
        end: text.length,
        text: random.pick(["", "\n", "# x", "\n# x", "\r\n"]),
      };
    default:
      return { start, end: random.chance(70) ? start : near(3), text: random.pick(TOKENS) };
  }
}

export function applyMutation(text: string, { start, end, text: added }: Mutation): string {
  return text.slice(0, start) + added + text.slice(end);
}
