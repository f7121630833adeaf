/** Looking at a rendering from within: what a debugger shows of it. */
export {
  changingMethodIn,
  type NoExpression,
  readExpression,
  type TypedExpression,
} from "./expression";
export { javaTypeOf } from "./javaType";
export type { Member, Members } from "./members";
export { type Evaluated, Moment, PROVIDED } from "./moment";
export { referencesIn } from "./references";
