/**
 * Splits a command line into words: blanks separate, quotation marks hold together, and a backslash escapes outside of
 * single quotes. Nothing is expanded. Returns undefined if a quotation mark is missing.
 */
export function splitCommand(text: string): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? "";
    if (character === quote) quote = "";
    else if (character === "\\" && quote !== "'" && isEscape(text[at + 1], quote))
      word = (word ?? "") + text[++at];
    else if (quote !== "") word = (word ?? "") + character;
    else if (character === '"' || character === "'") {
      quote = character;
      word ??= "";
    } else if (/\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? "") + character;
  }
  if (quote !== "") return undefined;
  return word === undefined ? words : [...words, word];
}

/** Other backslashes stay, as in the paths of Windows. */
function isEscape(next: string | undefined, quote: string): boolean {
  if (next === undefined) return false;
  return quote === '"' ? next === '"' || next === "\\" : /["'\\\s]/.test(next);
}
