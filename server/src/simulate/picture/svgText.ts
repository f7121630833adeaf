/** Text in an SVG: escaped, measured without a browser, and cut to a width. */

/** A font, by the width of its characters. */
export type Font = "sans" | "mono";

/**
 * Escapes text for XML. Characters that XML does not allow, and those that change the direction of the text around
 * them, become a replacement character.
 */
export function escapeXml(text: string): string {
  return text
    .replace(FORBIDDEN, "\ufffd")
    .replace(/[&<>"']/g, (character) => ENTITIES[character as keyof typeof ENTITIES]);
}

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" } as const;

const FORBIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Surrogate}/gu;

/** Returns an upper bound of the width of a text in pixels, for the usual fonts. */
export function widthOf(text: string, font: Font, size: number): number {
  let em = 0;
  for (const character of text) em += font === "mono" ? monoWidth(character) : sansWidth(character);
  return em * size;
}

function monoWidth(character: string): number {
  return isWide(character) ? 1.4 : 0.62;
}

function sansWidth(character: string): number {
  if (isWide(character)) return 1.4;
  if (/[iljtfr.,:;'|!()[\] ]/.test(character)) return 0.4;
  if (/[mwMW@%—→…]/.test(character)) return 1;
  return /[A-Z0-9]/.test(character) ? 0.72 : 0.62;
}

/** From the first letters that are wider than Latin ones on; emoji and CJK are as wide as they are high or wider. */
function isWide(character: string): boolean {
  return (character.codePointAt(0) ?? 0) >= 0x1100;
}

/** Cuts a text that is too wide, and ends it with an ellipsis. */
export function cut(text: string, width: number, font: Font, size: number): string {
  // No character is narrower than this, so that the rest of a long text need not be measured.
  const start = text.slice(0, Math.ceil(width / (0.4 * size)) + 1);
  if (start.length === text.length && widthOf(text, font, size) <= width) return text;
  const limit = width - widthOf("…", font, size);
  let result = "";
  let used = 0;
  for (const character of start) {
    used += widthOf(character, font, size);
    if (used > limit) break;
    result += character;
  }
  return `${result}…`;
}

/** Breaks a text between words into lines, the last of which is cut if there is more. */
export function wrap(text: string, width: number, font: Font, size: number, most: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  const words = text.slice(0, MOST_WRAPPED).split(/\s+/);
  for (const [index, word] of words.entries()) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (widthOf(longer, font, size) <= width) {
      line = longer;
      continue;
    }
    if (lines.length === most - 1) {
      line = cut([line, ...words.slice(index)].filter(Boolean).join(" "), width, font, size);
      break;
    }
    if (line !== "") lines.push(line);
    line = cut(word, width, font, size);
  }
  return [...lines, line];
}

const MOST_WRAPPED = 2000;
