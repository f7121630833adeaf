/**
 * Doubles that Java before JDK 19 does not print with the shortest digits that identify them: those from 2^53 on, powers
 * of two, and subnormal numbers. Java prints integers of up to 64 bits from their own digits, takes the neighbors of a
 * power of two to be nearer than they are, and never rounds to a number exactly halfway to a neighbor.
 */

const bits = new DataView(new ArrayBuffer(8));

/** A finite positive number: `fraction` × 2^`exponent`, whose highest bit is worth 2^`top`. */
interface Binary {
  readonly fraction: bigint;
  readonly exponent: number;
  readonly top: number;
  /** Significant bits of the number: 53, fewer for subnormal numbers. */
  readonly room: number;
}

/** True for a finite positive double that Java may print with other digits. */
export function hasLongDigits(value: number): boolean {
  if (value >= 2 ** 53 || value < 2 ** -1022) return true;
  bits.setFloat64(0, value);
  return bits.getInt32(4) === 0 && (bits.getInt32(0) & 0xfffff) === 0;
}

/** Java's digits in scientific notation: `1.9999999999999998E23`. */
export function longDigitsText(value: number): string {
  const binary = decoded(value);
  const isLong = binary.top <= 62 && binary.exponent + trailingZeros(binary.fraction) >= 0;
  const [digits, exponent] = isLong ? wholeDigits(value, binary) : develop(binary);
  return `${digits[0]}.${digits.slice(1) || "0"}E${exponent}`;
}

function decoded(value: number): Binary {
  bits.setFloat64(0, value);
  const raw = bits.getBigUint64(0);
  const biased = Number(raw >> 52n);
  const low = raw & 0xfffffffffffffn;
  const fraction = biased === 0 ? low : low | 0x10000000000000n;
  const exponent = Math.max(biased, 1) - 1075;
  const room = fraction.toString(2).length;
  return { fraction, exponent, top: exponent + room - 1, room };
}

function trailingZeros(value: bigint): number {
  const text = value.toString(2);
  return text.length - 1 - text.lastIndexOf("1");
}

/** The digits of an integer, without those that its bits do not determine. */
function wholeDigits(value: number, { top, room }: Binary): readonly [string, number] {
  const vague = top > room + 1 ? String(2n ** BigInt(top - room - 1)).length - 1 : 0;
  const unit = 10n ** BigInt(vague);
  const whole = BigInt(value);
  const kept = whole / unit + (2n * (whole % unit) >= unit && vague > 0 ? 1n : 0n);
  const text = String(kept);
  return [text.replace(/0+$/, ""), text.length - 1 + vague];
}

/**
 * Generates digits until the remainder is within half the distance to a neighbor. Remainder and scale are products of
 * powers of 2 and 5.
 */
function develop({ fraction, top, room }: Binary): readonly [string, number] {
  const tail = trailingZeros(fraction);
  const count = fraction.toString(2).length - tail;
  const odd = fraction >> BigInt(tail);
  let exponent = estimatedExponent(odd, count, top);
  const below = Math.max(0, count - top - 1);
  const fives = Math.max(0, -exponent);
  const scaleFives = Math.max(0, exponent);
  const upper = fives + below + top;
  let twos = upper - (count - 1);
  let scaleTwos = scaleFives + below;
  // For powers of two, Java treats both neighbors as being as near as the lower one.
  let halfTwos = upper - room - (count === 1 ? 1 : 0);
  const shift = Math.min(twos, scaleTwos, halfTwos);
  twos -= shift;
  scaleTwos -= shift;
  halfTwos -= shift;
  const scale = powers(scaleTwos, scaleFives);
  const ten = 10n * scale;
  let rest = odd * powers(twos, fives);
  let half = powers(halfTwos, fives);
  // With 64-bit arithmetic, Java excludes both bounds; beyond that, it includes the upper one.
  const isSmall = count + twos + bitsOfFive(fives) < 64 && scaleTwos + 1 + bitsOfFive(scaleFives + 1) < 64;
  let digits = "";
  let low: boolean;
  let high: boolean;
  do {
    const digit = rest / scale;
    rest = 10n * (rest % scale);
    half *= 10n;
    low = rest < half;
    high = isSmall ? rest + half > ten : rest + half >= ten;
    if (digits !== "" || digit !== 0n || high) digits += String(digit);
    else exponent--;
    // Scientific notation has at least two digits.
  } while ((!low && !high) || (digits.length < 2 && (exponent < -3 || exponent >= 8)));
  const difference = 2n * rest - ten;
  const isOdd = (digits.charCodeAt(digits.length - 1) & 1) === 1;
  const up = high && (!low || difference > 0n || (difference === 0n && isOdd));
  if (!up) return [digits, exponent];
  const raised = String(BigInt(digits) + 1n).padStart(digits.length, "0");
  return raised.length > digits.length ? [raised.slice(0, -1), exponent + 1] : [raised, exponent];
}

const powers = (twos: number, fives: number): bigint => (5n ** BigInt(fives)) << BigInt(twos);

/** The estimated decimal exponent: never too low, and at most one too high. */
function estimatedExponent(odd: bigint, count: number, top: number): number {
  const mantissa = Number(odd) / 2 ** (count - 1);
  return Math.floor((mantissa - 1.5) * 0.289529654 + 0.176091259 + top * 0.301029995663981);
}

/** The number of bits of 5^`power`; from 27 on, an estimate that is always too high. */
function bitsOfFive(power: number): number {
  if (power === 0) return 0;
  return power < 27 ? (5n ** BigInt(power)).toString(2).length : power * 3;
}
