import { type Budget, TooDeepError, tooDeep } from "./limits";
import type { JavaObject, Value } from "./types";

/** What an element of a collection costs. */
const element = 16;

/** Java's `hashCode()`: a 32-bit integer. */
export function hashCode(value: Value, budget?: Budget): number {
  return hash(value, 0, budget);
}

function hash(value: Value, depth: number, budget: Budget | undefined): number {
  if (typeof value === "string") {
    budget?.spend(value.length);
    return stringHash(value);
  }
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1231 : 1237;
  if (value === null) return 0;
  if (depth > tooDeep) throw new TooDeepError();
  switch (value.kind) {
    case "char":
      return value.value.charCodeAt(0);
    case "long":
      return Number(BigInt.asIntN(32, value.value ^ (value.value >> 32n)));
    case "bigInteger":
      return bigIntegerHash(value.value);
    case "double":
      return doubleHash(value.value);
    case "float":
      return floatHash(value.value);
    case "bigDecimal":
      return (Math.imul(31, bigDecimalUnscaledHash(value.unscaled)) + value.scale) | 0;
    case "list":
      return listHash(value.items, depth, budget);
    case "range":
      return listHash(value.asList().items, depth, budget);
    case "map": {
      let sum = 0;
      for (const [key, entry] of value.pairs()) sum = (sum + pairHash(key, entry, depth, budget)) | 0;
      return sum;
    }
    case "entry":
      return pairHash(value.key, value.value, depth, budget);
    case "view": {
      if (value.of === "values") return identityHash(value);
      let sum = 0;
      for (const item of value.items()) {
        budget?.spend(element);
        sum = (sum + hash(item, depth + 1, budget)) | 0;
      }
      return sum;
    }
    default:
      return identityHash(value);
  }
}

function stringHash(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(31, hash) + text.charCodeAt(i)) | 0;
  return hash;
}

function listHash(items: readonly Value[], depth: number, budget: Budget | undefined): number {
  let result = 1;
  for (const item of items) {
    budget?.spend(element);
    result = (Math.imul(31, result) + hash(item, depth + 1, budget)) | 0;
  }
  return result;
}

function pairHash(key: Value, value: Value, depth: number, budget: Budget | undefined): number {
  budget?.spend(element);
  return hash(key, depth + 1, budget) ^ hash(value, depth + 1, budget);
}

/** Hashes the 32-bit words of the magnitude, highest first. */
function bigIntegerHash(value: bigint): number {
  const magnitude = value < 0n ? -value : value;
  const hex = magnitude.toString(16);
  let hash = 0;
  for (let start = hex.length % 8 || 8, from = 0; from < hex.length; from = start, start += 8) {
    hash = (Math.imul(31, hash) + Number.parseInt(hex.slice(from, start), 16)) | 0;
  }
  return value < 0n ? -hash | 0 : hash;
}

/** BigDecimal combines two words at once if the unscaled value fits into a Long. */
function bigDecimalUnscaledHash(unscaled: bigint): number {
  if (BigInt.asIntN(64, unscaled) !== unscaled || unscaled === -(1n << 63n)) return bigIntegerHash(unscaled);
  const magnitude = unscaled < 0n ? -unscaled : unscaled;
  const mixed = Number(BigInt.asIntN(32, (magnitude >> 32n) * 31n + (magnitude & 0xffffffffn)));
  return unscaled < 0n ? -mixed | 0 : mixed;
}

const bits = new DataView(new ArrayBuffer(8));

function doubleHash(value: number): number {
  bits.setFloat64(0, value);
  return bits.getInt32(0) ^ bits.getInt32(4);
}

function floatHash(value: number): number {
  bits.setFloat32(0, value);
  return bits.getInt32(0);
}

const identities = new WeakMap<JavaObject, number>();
let lastIdentity = 0x1b2c3d;

/** A made-up object address, the same for one object as long as it lives. */
export function identityHash(value: JavaObject): number {
  let hash = identities.get(value);
  if (hash === undefined) {
    lastIdentity = (Math.imul(lastIdentity, 1103515245) + 12345) & 0x7fffffff;
    hash = lastIdentity;
    identities.set(value, hash);
  }
  return hash;
}
