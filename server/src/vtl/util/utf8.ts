import { TextChunks } from "./textChunks";

/** What Java writes for an unpaired surrogate. */
const questionMark = 63;

/** Java's `getBytes(UTF_8)`. */
export function utf8Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(utf8Length(text));
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) bytes[at++] = unit;
    else if (unit < 0x800) {
      bytes[at++] = 0xc0 | (unit >> 6);
      bytes[at++] = 0x80 | (unit & 63);
    } else {
      const point = text.codePointAt(i) ?? 0;
      if (point > 0xffff) {
        bytes[at++] = 0xf0 | (point >> 18);
        bytes[at++] = 0x80 | ((point >> 12) & 63);
        i++;
      } else if (isSurrogate(unit)) {
        bytes[at++] = questionMark;
        continue;
      } else bytes[at++] = 0xe0 | (unit >> 12);
      bytes[at++] = 0x80 | ((point >> 6) & 63);
      bytes[at++] = 0x80 | (point & 63);
    }
  }
  return bytes;
}

function utf8Length(text: string): number {
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) length++;
    else if (unit < 0x800) length += 2;
    else if (!isSurrogate(unit)) length += 3;
    else if ((text.codePointAt(i) ?? 0) > 0xffff) {
      length += 4;
      i++;
    } else length++;
  }
  return length;
}

const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;

const replacement = 0xfffd;

/**
 * Java's `new String(bytes, UTF_8)`. Invalid UTF-8 becomes U+FFFD: one for each truncated sequence, and one for a whole
 * encoded surrogate, where browsers emit three.
 */
export function utf8Text(bytes: ArrayLike<number>): string {
  const text = new TextChunks();
  for (let i = 0; i < bytes.length; ) {
    const first = bytes[i] ?? 0;
    if (first < 0x80) {
      text.add(first);
      i++;
      continue;
    }
    const expected = sequenceLength(first);
    const good = goodBytes(bytes, i, expected);
    text.add(good === expected && expected > 1 ? codePoint(bytes, i, expected) : replacement);
    i += good;
  }
  return text.toString();
}

/** The length of the sequence that a byte starts; 1 for a byte that cannot start one. */
function sequenceLength(first: number): number {
  if (first >= 0xc2 && first < 0xe0) return 2;
  if (first >= 0xe0 && first < 0xf0) return 3;
  return first >= 0xf0 && first < 0xf5 ? 4 : 1;
}

/** How many bytes from `start` on can belong to one sequence. */
function goodBytes(bytes: ArrayLike<number>, start: number, expected: number): number {
  const first = bytes[start] ?? 0;
  for (let k = 1; k < expected; k++) {
    const byte = bytes[start + k] ?? 0;
    const tooLow = (first === 0xe0 && byte < 0xa0) || (first === 0xf0 && byte < 0x90);
    const tooHigh = first === 0xf4 && byte > 0x8f;
    if ((byte & 0xc0) !== 0x80 || (k === 1 && (tooLow || tooHigh))) return k;
  }
  return expected;
}

function codePoint(bytes: ArrayLike<number>, start: number, length: number): number {
  let point = (bytes[start] ?? 0) & (0xff >> (length + 1));
  for (let k = 1; k < length; k++) point = (point << 6) | ((bytes[start + k] ?? 0) & 63);
  return isSurrogate(point) ? replacement : point;
}
