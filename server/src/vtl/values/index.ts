/**
 * Java's values as templates see them: how they print, compare and calculate, and how they are read from and written
 * as JSON.
 *
 * Functions whose result can grow take an optional `Budget`, whose `spend` throws to end the rendering. TooDeepError
 * takes the place of Java's StackOverflowError. Nothing else here throws.
 */

export type { ArithmeticResult, Operator } from "./arithmetic";
export { calculate, compareDecimals, compareNumbers, isNumber, toDouble } from "./arithmetic";
export { parseDecimal } from "./decimal";
export { javaEquals, velocityEquals } from "./equality";
export { hashCode } from "./hash";
export { deepestJson, parseJson } from "./json/parse";
export type { Budget } from "./limits";
export { COLLECTION_BYTES, TooDeepError, tooDeep } from "./limits";
export type { BoxedNumber, JavaNumber } from "./numbers";
export { JavaBigDecimal, JavaBigInteger, JavaDouble, JavaFloat, JavaLong } from "./numbers";
export { doubleText, floatText } from "./numberText";
export { jsonArrayText, print, toJson } from "./print";
export type { JavaObject, Value } from "./types";
export {
  HostObject,
  JavaArray,
  JavaChar,
  JavaEntry,
  JavaIterator,
  JavaList,
  JavaMap,
  JavaRange,
  JavaView,
} from "./types";
