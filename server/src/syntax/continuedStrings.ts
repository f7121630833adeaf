const BACKSLASH = 92;

/**
 * Decides whether a JSON string that is still open at a line break continues on the next lines, as in a pasted
 * template, or lacks its closing quote, as in a half-typed value. Expects the strings in order. Takes time linear in
 * the length of the text in total: strings that run into the same quote share the search for it.
 */
export class ContinuedStrings {
  /** The next quote after `#from` that is not escaped; -1 if there is none. */
  #quote = -1;
  #from = Number.POSITIVE_INFINITY;
  #canClose = { value: false, key: false };

  constructor(private readonly text: string) {}

  /** Returns the offset after the closing quote of the string that is open at the line break, if it has one. */
  endOf(lineBreak: number, isKey: boolean): number | undefined {
    const isKnown = this.#from <= lineBreak && (this.#quote < 0 || lineBreak <= this.#quote);
    if (!isKnown) {
      this.#from = lineBreak;
      this.#quote = nextQuote(this.text, lineBreak);
      this.#canClose = closes(this.text, this.#quote);
    }
    return this.#canClose[isKey ? "key" : "value"] ? this.#quote + 1 : undefined;
  }
}

function nextQuote(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === BACKSLASH) at++;
    else if (unit === 34) return at;
  }
  return -1;
}

/** Whether the quote can close a value or a key, judging by what follows it: an opening quote is followed by text. */
function closes(text: string, quote: number): { readonly value: boolean; readonly key: boolean } {
  if (quote < 0) return { value: false, key: false };
  const following = text.charAt(afterBlanks(text, quote + 1));
  const isFirst = isFirstOnLine(text, quote);
  // A quote that was just typed at the end of the file opens the next key. `"}":` is a key, too.
  const isOpening = isFirst && (following === "" || isKeyAt(text, quote));
  const value = !isOpening && (following === "" || /[,\]}]/.test(following));
  return { value, key: value || (!isOpening && following === ":") };
}

function afterBlanks(text: string, start: number): number {
  let at = start;
  while (isBlank(text.charCodeAt(at)) || isBreak(text.charCodeAt(at))) at++;
  return at;
}

function isFirstOnLine(text: string, quote: number): boolean {
  let at = quote;
  while (isBlank(text.charCodeAt(at - 1))) at--;
  return isBreak(text.charCodeAt(at - 1));
}

/** True at the quote of a key that ends on the same line and is followed by a colon. */
function isKeyAt(text: string, quote: number): boolean {
  let at = quote + 1;
  for (; at < text.length && text.charCodeAt(at) !== 34; at++) {
    const unit = text.charCodeAt(at);
    if (isBreak(unit)) return false;
    if (unit === BACKSLASH) at++;
  }
  at++;
  while (isBlank(text.charCodeAt(at))) at++;
  return text.charAt(at) === ":";
}

function isBlank(unit: number): boolean {
  return unit === 32 || unit === 9;
}

function isBreak(unit: number): boolean {
  return unit === 10 || unit === 13;
}
