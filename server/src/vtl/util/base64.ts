import { TextChunks } from "./textChunks";
import { utf8Bytes, utf8Text } from "./utf8";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const padding = 61;

/** `$util.base64Encode`: encodes the UTF-8 bytes on one line, with `=` padding. */
export function base64Encode(text: string): string {
  const bytes = utf8Bytes(text);
  const result = new TextChunks();
  for (let i = 0; i < bytes.length; i += 3) {
    const count = Math.min(3, bytes.length - i);
    const bits = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    for (let k = 0; k < 4; k++) {
      result.add(k <= count ? alphabet.charCodeAt((bits >> (18 - 6 * k)) & 63) : padding);
    }
  }
  return result.toString();
}

/**
 * `$util.base64Decode`: Java's MIME decoder, which ignores characters other than Base64 digits, with the bytes decoded
 * as UTF-8. Undefined where Java throws: for wrong padding, or digits after it.
 */
export function base64Decode(text: string): string | undefined {
  const bytes = new Uint8Array(Math.ceil(text.length / 4) * 3);
  let length = 0;
  let bits = 0;
  let shift = 18;
  let i = 0;
  while (i < text.length) {
    const unit = text.charAt(i++);
    if (unit === "=") {
      // One `=` follows three digits, two `=` follow two.
      if (shift === 18 || (shift === 6 && text.charAt(i++) !== "=")) return undefined;
      break;
    }
    const digit = alphabet.indexOf(unit);
    if (digit < 0) continue;
    bits |= digit << shift;
    shift -= 6;
    if (shift < 0) {
      bytes[length++] = bits >> 16;
      bytes[length++] = (bits >> 8) & 255;
      bytes[length++] = bits & 255;
      bits = 0;
      shift = 18;
    }
  }
  if (shift === 12) return undefined;
  if (shift === 6 || shift === 0) bytes[length++] = bits >> 16;
  if (shift === 0) bytes[length++] = (bits >> 8) & 255;
  for (; i < text.length; i++) if (alphabet.includes(text.charAt(i))) return undefined;
  return utf8Text(bytes.subarray(0, length));
}
