const shortEscapes = new Map([
  [8, "\\b"],
  [9, "\\t"],
  [10, "\\n"],
  [12, "\\f"],
  [13, "\\r"],
  [34, '\\"'],
  [39, "\\'"],
  [47, "\\/"],
  [92, "\\\\"],
]);

/** How many characters are escaped at a time, because the engine remembers each match until the end. */
const SIZE = 8192;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are escaped.
const SPECIAL = /[\u0000-\u001f"'/\\\u0080-\uffff]/g;

/**
 * `$util.escapeJavaScript` as in commons-lang 2.6: escapes quotes, `/` and backslashes with a backslash, and writes
 * control characters and everything beyond ASCII as `\uXXXX`. Note that `\'` is not valid JSON.
 */
export function escapeJavaScript(text: string): string {
  let result = "";
  for (let at = 0; at < text.length; at += SIZE) {
    result += text.slice(at, at + SIZE).replace(SPECIAL, escaped);
  }
  return result;
}

function escaped(character: string): string {
  const unit = character.charCodeAt(0);
  return shortEscapes.get(unit) ?? `\\u${unit.toString(16).toUpperCase().padStart(4, "0")}`;
}
