import { utf8Bytes, utf8Text } from "./utf8";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** `$util.base64Encode`: encodes the UTF-8 bytes on one line, with `=` padding. */
export function base64Encode(text: string): string {
  const bytes = utf8Bytes(text);
  let result = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const count = Math.min(3, bytes.length - i);
    const bits = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    for (let k = 0; k < 4; k++) result += k <= count ? alphabet.charAt((bits >> (18 - 6 * k)) & 63) : "=";
  }
  return result;
}

/**
 * `$util.base64Decode`: Java's MIME decoder, which ignores characters other than Base64 digits, with the bytes decoded
 * as UTF-8. Undefined where Java throws: for wrong padding, or digits after it.
 */
export function base64Decode(text: string): string | undefined {
  const bytes: number[] = [];
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
      bytes.push(bits >> 16, (bits >> 8) & 255, bits & 255);
      bits = 0;
      shift = 18;
    }
  }
  if (shift === 12) return undefined;
  if (shift === 6) bytes.push(bits >> 16);
  else if (shift === 0) bytes.push(bits >> 16, (bits >> 8) & 255);
  for (; i < text.length; i++) if (alphabet.includes(text.charAt(i))) return undefined;
  return utf8Text(bytes);
}
