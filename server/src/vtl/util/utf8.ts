/** What Java writes for an unpaired surrogate. */
const questionMark = 63;

/** Java's `getBytes(UTF_8)`. */
export function utf8Bytes(text: string): number[] {
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) bytes.push(unit);
    else if (unit < 0x800) bytes.push(0xc0 | (unit >> 6), 0x80 | (unit & 63));
    else if (unit < 0xd800 || unit > 0xdfff) {
      bytes.push(0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 63), 0x80 | (unit & 63));
    } else {
      const point = text.codePointAt(i) ?? 0;
      if (point <= 0xffff) bytes.push(questionMark);
      else {
        bytes.push(
          0xf0 | (point >> 18),
          0x80 | ((point >> 12) & 63),
          0x80 | ((point >> 6) & 63),
          0x80 | (point & 63),
        );
        i++;
      }
    }
  }
  return bytes;
}

const replacement = "\ufffd";

/**
 * Java's `new String(bytes, UTF_8)`. Invalid UTF-8 becomes U+FFFD: one for each truncated sequence, and one for a whole
 * encoded surrogate, where browsers emit three.
 */
export function utf8Text(bytes: readonly number[]): string {
  let text = "";
  for (let i = 0; i < bytes.length; ) {
    const first = bytes[i] ?? 0;
    if (first < 0x80) {
      text += String.fromCharCode(first);
      i++;
      continue;
    }
    const expected = sequenceLength(first);
    const good = goodBytes(bytes, i, expected);
    text += good === expected && expected > 1 ? character(bytes, i, expected) : replacement;
    i += good;
  }
  return text;
}

/** The length of the sequence that a byte starts; 1 for a byte that cannot start one. */
function sequenceLength(first: number): number {
  if (first >= 0xc2 && first < 0xe0) return 2;
  if (first >= 0xe0 && first < 0xf0) return 3;
  return first >= 0xf0 && first < 0xf5 ? 4 : 1;
}

/** How many bytes from `start` on can belong to one sequence. */
function goodBytes(bytes: readonly number[], start: number, expected: number): number {
  const first = bytes[start] ?? 0;
  for (let k = 1; k < expected; k++) {
    const byte = bytes[start + k] ?? 0;
    const tooLow = (first === 0xe0 && byte < 0xa0) || (first === 0xf0 && byte < 0x90);
    const tooHigh = first === 0xf4 && byte > 0x8f;
    if ((byte & 0xc0) !== 0x80 || (k === 1 && (tooLow || tooHigh))) return k;
  }
  return expected;
}

function character(bytes: readonly number[], start: number, length: number): string {
  let point = (bytes[start] ?? 0) & (0xff >> (length + 1));
  for (let k = 1; k < length; k++) point = (point << 6) | ((bytes[start + k] ?? 0) & 63);
  return point >= 0xd800 && point <= 0xdfff ? replacement : String.fromCodePoint(point);
}
