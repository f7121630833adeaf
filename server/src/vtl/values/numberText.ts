import { decimalText } from "./decimal";
import { hasLongDigits, longDigitsText } from "./longDigits";
import type { BoxedNumber } from "./numbers";

/**
 * Java's `Double.toString()`: the shortest digits that identify the number, except for very large numbers, very small
 * ones and powers of two, which Java printed with more digits until JDK 19.
 */
export function doubleText(value: number): string {
  const magnitude = Math.abs(value);
  if (magnitude >= 1e-3 && magnitude < 1e7) {
    const text = String(value);
    return Number.isInteger(value) ? `${text}.0` : text;
  }
  if (magnitude === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
  if (!Number.isFinite(value)) return String(value);
  if (hasLongDigits(magnitude)) return `${value < 0 ? "-" : ""}${longDigitsText(magnitude)}`;
  return scientific(value.toExponential());
}

/** Java's `Float.toString()` of a value that is already rounded to 32 bits. */
export function floatText(value: number): string {
  if (!Number.isFinite(value) || value === 0) return doubleText(value);
  let digits = 0;
  while (digits < 8 && Math.fround(Number(value.toExponential(digits))) !== value) digits++;
  const magnitude = Math.abs(value);
  if (magnitude >= 1e-3 && magnitude < 1e7) return doubleText(Number(value.toExponential(digits)));
  return scientific(value.toExponential(digits));
}

/** `1.5e+10` as Java writes it: `1.5E10`. */
function scientific(text: string): string {
  const at = text.indexOf("e");
  const mantissa = text.slice(0, at);
  const exponent = text.charCodeAt(at + 1) === 43 ? text.slice(at + 2) : text.slice(at + 1);
  return `${mantissa.includes(".") ? mantissa : `${mantissa}.0`}E${exponent}`;
}

/** What `toString()` returns for a number other than an Integer. */
export function numberText(value: BoxedNumber): string {
  switch (value.kind) {
    case "double":
      return doubleText(value.value);
    case "float":
      return floatText(value.value);
    case "bigDecimal":
      return decimalText(value);
    default:
      return String(value.value);
  }
}
