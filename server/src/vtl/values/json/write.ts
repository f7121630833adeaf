import { type Budget, charge, TooDeepError, tooDeep } from "../limits";
import { doubleText, numberText } from "../numberText";
import type { Value } from "../types";

/** What one writer of JSON does differently from another. */
interface JsonDialect {
  /** Matches strings that need escaping. */
  readonly special: RegExp;
  readonly escape: (unit: number) => string | undefined;
  readonly infinite: (value: number) => string;
}

export interface Style extends JsonDialect {
  /** Gives the text of keys, and of values that JSON has no syntax for; passed in because `print` writes JSON too. */
  readonly print: (value: Value, budget?: Budget) => string;
}

const shortEscapes = new Map([
  [8, "\\b"],
  [9, "\\t"],
  [10, "\\n"],
  [12, "\\f"],
  [13, "\\r"],
  [34, '\\"'],
  [92, "\\\\"],
]);

/** What `$input.json()` writes. */
export const compactJson: JsonDialect = {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON escapes control characters.
  special: /["\\\u0000-\u001f\u2028\u2029\ud800-\udfff]/,
  escape: (unit) =>
    shortEscapes.get(unit) ??
    (unit < 32 || (unit >= 0xd800 && unit <= 0xdfff) || unit === 0x2028 || unit === 0x2029
      ? `\\u${unit.toString(16).padStart(4, "0")}`
      : undefined),
  infinite: doubleText,
};

/** What json-smart's JSONArray prints. */
export const jsonSmart: JsonDialect = {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON escapes control characters.
  special: /["\\/\u0000-\u001f\u007f-\u009f\u2000-\u20ff]/,
  escape: (unit) =>
    shortEscapes.get(unit) ??
    (unit === 47
      ? "\\/"
      : unit < 32 || (unit >= 0x7f && unit <= 0x9f) || (unit >= 0x2000 && unit <= 0x20ff)
        ? `\\u${unit.toString(16).toUpperCase().padStart(4, "0")}`
        : undefined),
  infinite: () => "null",
};

/**
 * Writes a value as JSON.
 * @throws TooDeepError if it is nested too deeply.
 */
export function writeJson(value: Value, style: Style, budget: Budget | undefined, depth: number): string {
  if (typeof value === "string") return quoted(value, style);
  if (typeof value !== "object" || value === null) return String(value);
  switch (value.kind) {
    case "list":
    case "array":
      return writeItems(value.items, style, budget, depth);
    case "range":
      budget?.spend(value.size);
      return writeItems(value.asList().items, style, budget, depth);
    case "view":
      return writeItems(value.items(), style, budget, depth);
    case "map": {
      if (depth > tooDeep) throw new TooDeepError();
      const members: string[] = [];
      let due = 0;
      value.forEach((entry, key) => {
        const name = quoted(style.print(key, budget), style);
        const member = writeJson(entry, style, budget, depth + 1);
        due = charge(budget, due + name.length + member.length + 2);
        members.push(`${name}:${member}`);
      });
      budget?.spend(due);
      return `{${members.join(",")}}`;
    }
    case "double":
    case "float":
      return Math.abs(value.value) === Infinity ? style.infinite(value.value) : numberText(value);
    case "long":
    case "bigInteger":
    case "bigDecimal":
      return numberText(value);
    default:
      return quoted(style.print(value, budget), style);
  }
}

export function writeItems(
  items: readonly Value[],
  style: Style,
  budget: Budget | undefined,
  depth: number,
): string {
  if (depth > tooDeep) throw new TooDeepError();
  let due = 0;
  const texts = items.map((item) => {
    const text = writeJson(item, style, budget, depth + 1);
    due = charge(budget, due + text.length + 1);
    return text;
  });
  budget?.spend(due);
  return `[${texts.join(",")}]`;
}

function quoted(text: string, style: Style): string {
  if (!style.special.test(text)) return `"${text}"`;
  let result = '"';
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const escaped = style.escape(text.charCodeAt(i));
    if (escaped === undefined) continue;
    result += text.slice(from, i) + escaped;
    from = i + 1;
  }
  return `${result}${text.slice(from)}"`;
}
