/** `String.format`, with the conversions that templates use. */
import { isNumber, JavaChar, toDouble, type Value } from "../../values";
import type { Machine } from "../machine";
import { JavaFault } from "../stops";
import { wholeOf } from "./number";

const SPECIFIER = /%(?:(\d+)\$)?([-#+ 0,(<]*)(\d+)?(?:\.(\d+))?([a-zA-Z%])/g;

export function formatText(pattern: string, values: readonly Value[], machine: Machine): string {
  let next = 0;
  let last = 0;
  let text = "";
  for (const match of pattern.matchAll(SPECIFIER)) {
    const [whole, position, flags = "", width = "0", precision, conversion = ""] = match;
    plain(pattern.slice(last, match.index));
    text += pattern.slice(last, match.index);
    last = match.index + whole.length;
    const size = Number(width);
    if (size > 100_000 || Number(precision ?? 0) > 100_000)
      throw new JavaFault("The width or precision in this format is too large.");
    machine.meter.spend(size);
    if (conversion === "%" || conversion === "n") {
      text += conversion === "%" ? pad("%", size, flags) : "\n";
      continue;
    }
    const index = position === undefined ? next++ : Number(position) - 1;
    const value = values[index];
    if (value === undefined) throw new JavaFault(`Missing value for the format specifier \`${whole}\`.`);
    text += pad(convert(value, conversion, flags, size, precision, machine), size, flags);
  }
  plain(pattern.slice(last));
  text += pattern.slice(last);
  machine.meter.spend(text.length);
  return text;
}

function plain(text: string): void {
  if (text.includes("%"))
    throw new JavaFault("This format contains a `%` that is not followed by a conversion.");
}

function pad(text: string, width: number, flags: string): string {
  return flags.includes("-") ? text.padEnd(width) : text.padStart(width);
}

function convert(
  value: Value,
  conversion: string,
  flags: string,
  width: number,
  precision: string | undefined,
  machine: Machine,
): string {
  const upper = conversion !== conversion.toLowerCase();
  const text = lower(value, conversion.toLowerCase(), flags, width, precision, machine);
  return upper ? text.toUpperCase() : text;
}

function lower(
  value: Value,
  conversion: string,
  flags: string,
  width: number,
  precision: string | undefined,
  machine: Machine,
): string {
  switch (conversion) {
    case "s": {
      const text = machine.print(value);
      return precision === undefined ? text : text.slice(0, Number(precision));
    }
    case "b":
      return String(typeof value === "boolean" ? value : value !== null);
    case "c":
      if (value instanceof JavaChar) return value.value;
      if (typeof value === "number" && value >= 0 && value <= 0x10ffff) return String.fromCodePoint(value);
      break;
    case "d":
      if (value !== null && isNumber(value) && isWhole(value)) {
        return signed(String(wholeOf(value)), flags, width);
      }
      break;
    case "x":
    case "o":
      if (typeof value === "number") {
        return zeros((value >>> 0).toString(conversion === "x" ? 16 : 8), flags, width);
      }
      break;
    case "f":
      if (value !== null && isNumber(value) && !isWhole(value)) {
        return signed(fixed(toDouble(value), Number(precision ?? 6)), flags, width);
      }
      break;
  }
  if (value === null) return "null";
  throw new JavaFault(`\`%${conversion}\` does not accept \`${machine.print(value).slice(0, 40)}\`.`);
}

function isWhole(value: Exclude<Value, null | boolean | string>): boolean {
  return typeof value === "number" || value.kind === "long" || value.kind === "bigInteger";
}

/** Rounds half up, based on the decimal digits that Java prints. */
function fixed(value: number, digits: number): string {
  if (!Number.isFinite(value)) return String(value);
  const [mantissa = "", exponent = "0"] = Math.abs(value).toExponential().split("e");
  const all = mantissa.replace(".", "");
  const shift = Number(exponent) - all.length + 1 + digits;
  let scaled = shift >= 0 ? BigInt(all) * 10n ** BigInt(shift) : 0n;
  if (shift < 0) {
    const unit = 10n ** BigInt(-shift);
    scaled = (BigInt(all) * 2n + unit) / (unit * 2n);
  }
  const text = String(scaled).padStart(digits + 1, "0");
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

function signed(text: string, flags: string, width: number): string {
  const negative = text.startsWith("-");
  let digits = negative ? text.slice(1) : text;
  if (flags.includes(",")) digits = digits.replace(/^\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ","));
  if (negative && flags.includes("(")) return `(${digits})`;
  const sign = negative ? "-" : flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
  return flags.includes("0") ? sign + digits.padStart(width - sign.length, "0") : sign + digits;
}

function zeros(text: string, flags: string, width: number): string {
  return flags.includes("0") ? text.padStart(width, "0") : text;
}
