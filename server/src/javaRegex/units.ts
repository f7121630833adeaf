/** A pattern without its `\Q…\E`, as code points with the offsets they come from. */
export interface Units {
  readonly codes: readonly number[];
  /** The offset of each unit, followed by the length of the text. */
  readonly offsets: readonly number[];
}

const BACKSLASH = 0x5c;
const isAscii = (code: number): boolean => code < 0x80;
const isLetter = (code: number): boolean => /[A-Za-z]/.test(String.fromCodePoint(code));
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

/**
 * Replaces quoted text by escapes, as Java itself does. As a consequence, the content of a quote can complete
 * what comes before it, such as the name of a group.
 */
export function expandQuotes(text: string): Units {
  const codes: number[] = [];
  const offsets: number[] = [];
  let i = 0;
  let isQuoted = false;
  let isFirst = false;
  const codeAt = (offset: number): number => text.codePointAt(offset) ?? 0;
  const put = (code: number, offset: number): void => {
    codes.push(code);
    offsets.push(offset);
  };
  const take = (): void => {
    const code = codeAt(i);
    put(code, i);
    i += code > 0xffff ? 2 : 1;
  };
  while (i < text.length) {
    const code = codeAt(i);
    if (code === BACKSLASH && text[i + 1] === (isQuoted ? "E" : "Q")) {
      isQuoted = !isQuoted;
      isFirst = isQuoted;
      i += 2;
      continue;
    }
    if (!isQuoted) {
      take();
      if (code === BACKSLASH && i < text.length) take();
    } else {
      // A digit at the start becomes \x3N, so that it does not extend a number before the quote.
      if (isFirst && isDigit(code)) for (const unit of [BACKSLASH, 0x78, 0x33]) put(unit, i);
      else if (isAscii(code) && !isLetter(code) && !isDigit(code)) put(BACKSLASH, i);
      take();
    }
    isFirst = false;
  }
  offsets.push(text.length);
  return { codes, offsets };
}
