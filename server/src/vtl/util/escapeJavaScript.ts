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

/**
 * `$util.escapeJavaScript` as in commons-lang 2.6: escapes quotes, `/` and backslashes with a backslash, and writes
 * control characters and everything beyond ASCII as `\uXXXX`. Note that `\'` is not valid JSON.
 */
export function escapeJavaScript(text: string): string {
  let result = "";
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const short = shortEscapes.get(unit);
    if (short === undefined && unit >= 32 && unit <= 127) continue;
    result += text.slice(from, i) + (short ?? `\\u${unit.toString(16).toUpperCase().padStart(4, "0")}`);
    from = i + 1;
  }
  return from === 0 ? text : result + text.slice(from);
}
