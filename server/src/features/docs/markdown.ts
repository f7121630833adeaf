/**
 * Markdown of text that is not ours. Text from a file or from AWS may contain an image link, which an editor would load,
 * so it is only ever shown through these functions.
 */

/** Shows the text as it is, without a meaning in Markdown or HTML. */
export function escaped(text: string): string {
  return onOneLine(text).replace(/[\\`*_~![\]()<>&#|]/g, "\\$&");
}

/** Shows the text as code in a line. */
export function code(text: string): string {
  const fence = "`".repeat(longestRun(text) + 1);
  const line = onOneLine(text);
  // A backtick at either end would be part of the fence. Markdown drops one space on both sides.
  const space = /^`|`$/.test(line) || /^ .*[^ ].* $/.test(line) ? " " : "";
  return `${fence}${space}${line}${space}${fence}`;
}

/** Shows the text as a block of code in the language. */
export function codeBlock(text: string, language: string): string {
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text}\n${fence}`;
}

// In this order, because nothing in code is a mark.
const MARKS =
  /^(`{3,}).*\n([\s\S]*?)\n\1$|(`+)( ?)(.+?)\4\3(?!`)|\[([^\]\n]*)\]\(([^)\s]*)\)|\\([!-/:-@[-`{-~])|\*\*/gm;

/** Converts Markdown to plain text, for editors that show none. Links keep their addresses. */
export function plainText(markdown: string): string {
  return markdown.replace(
    MARKS,
    (_, __, block?: string, ___?, ____?, line?: string, label?: string, address?: string, mark?: string) =>
      block ?? line ?? (label === undefined ? undefined : `${label}: ${address}`) ?? mark ?? "",
  );
}

/** A line break would end the code or the emphasis around the text. */
function onOneLine(text: string): string {
  return text.replace(/[\r\n\u2028\u2029]+/g, " ");
}

function longestRun(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
}
