import { JavaBigDecimal } from "./numbers";

/** Java's `BigDecimal.toString()`: plain digits if the exponent is small, scientific notation otherwise. */
export function decimalText({ unscaled, scale }: JavaBigDecimal): string {
  const negative = unscaled < 0n;
  const digits = String(negative ? -unscaled : unscaled);
  const sign = negative ? "-" : "";
  if (scale === 0) return sign + digits;
  const exponent = digits.length - 1 - scale;
  if (scale > 0 && exponent >= -6) {
    const whole = digits.length - scale;
    if (whole > 0) return `${sign}${digits.slice(0, whole)}.${digits.slice(whole)}`;
    return `${sign}0.${"0".repeat(-whole)}${digits}`;
  }
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : "";
  const power = exponent === 0 ? "" : `E${exponent > 0 ? "+" : ""}${exponent}`;
  return `${sign}${digits[0]}${fraction}${power}`;
}

/**
 * Parses text such as `-12.50e3` as Java's BigDecimal does; undefined if it is not a number or its exponent does not
 * fit into 32 bits.
 */
export function parseDecimal(text: string): JavaBigDecimal | undefined {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,10}))?$/.exec(text);
  if (!match) return undefined;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  if (whole === "" && fraction === "") return undefined;
  const power = Number(exponent);
  const scale = fraction.length - power;
  if (Math.abs(power) > 0x7fffffff || Math.abs(scale) > 0x7fffffff) return undefined;
  const digits = BigInt(whole + fraction);
  return new JavaBigDecimal(sign === "-" ? -digits : digits, scale);
}

/** The exact decimal value of a double, which is always finite. Undefined for NaN and the infinities. */
export function decimalOfDouble(value: number): JavaBigDecimal | undefined {
  if (!Number.isFinite(value)) return undefined;
  if (Number.isInteger(value)) return new JavaBigDecimal(BigInt(value), 0);
  let mantissa = value;
  let shift = 0;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    shift++;
  }
  // value = mantissa / 2^shift = mantissa × 5^shift / 10^shift
  return new JavaBigDecimal(BigInt(mantissa) * 5n ** BigInt(shift), shift);
}
