import { TextChunks } from "./textChunks";
import { utf8Bytes, utf8Text } from "./utf8";

const plus = 43;
const percent = 37;
const space = 32;
const HEX = "0123456789ABCDEF";

/** `$util.urlEncode`: Java's URLEncoder with UTF-8, which encodes for forms, so a space becomes `+`. */
export function urlEncode(text: string): string {
  const result = new TextChunks();
  for (const byte of utf8Bytes(text)) {
    if (isUnreserved(byte)) result.add(byte);
    else if (byte === space) result.add(plus);
    else {
      result.add(percent);
      result.add(HEX.charCodeAt(byte >> 4));
      result.add(HEX.charCodeAt(byte & 15));
    }
  }
  return result.toString();
}

/** Letters, digits and `.-*_`. */
function isUnreserved(unit: number): boolean {
  return (
    (unit >= 97 && unit <= 122) ||
    (unit >= 65 && unit <= 90) ||
    (unit >= 48 && unit <= 57) ||
    unit === 46 ||
    unit === 45 ||
    unit === 42 ||
    unit === 95
  );
}

/** `$util.urlDecode`: Java's URLDecoder with UTF-8. Undefined for a `%` without two digits, where Java throws. */
export function urlDecode(text: string): string | undefined {
  const result = new TextChunks();
  let i = 0;
  while (i < text.length) {
    const unit = text.charCodeAt(i);
    if (unit !== percent) {
      result.add(unit === plus ? space : unit);
      i++;
    } else {
      const bytes: number[] = [];
      for (; text.charCodeAt(i) === percent; i += 3) {
        const byte = hexByte(text.slice(i + 1, i + 3));
        if (byte === undefined) return undefined;
        bytes.push(byte);
      }
      result.addText(utf8Text(bytes));
    }
  }
  return result.toString();
}

/** Java parses the two digits with `Integer.parseInt`, which accepts a sign: `%+f` is `%0f`, and `%-0` is `%00`. */
function hexByte(digits: string): number | undefined {
  return /^(?:[\da-f]{2}|\+[\da-f]|-0)$/i.test(digits) ? Math.abs(Number.parseInt(digits, 16)) : undefined;
}
