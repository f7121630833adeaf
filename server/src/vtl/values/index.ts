/**
 * Java's values as templates see them: what they are, how they print, compare and calculate, and JSON in and out.
 */

export { JavaMap } from "./map";
export type { BoxedNumber, JavaNumber } from "./numbers";
export { JavaBigDecimal, JavaBigInteger, JavaDouble, JavaFloat, JavaLong } from "./numbers";
export type { Budget, JavaObject, Value } from "./types";
export {
  HostObject,
  JavaArray,
  JavaChar,
  JavaEntry,
  JavaIterator,
  JavaList,
  JavaRange,
  JavaView,
} from "./types";
