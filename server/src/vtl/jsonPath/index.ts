/**
 * JSONPath for `$input.path` and `$input.json`, as in Jayway's JsonPath 2.0. Where that version rejects a path or finds
 * nothing, features of 2.4 and newer apply: functions, more filter operators, double-quoted names, negative indexes.
 */
export { compilePath } from "./compile";
export { faultMessage } from "./fault";
export { type ReadResult, readPath } from "./read";
export type { Criterion, JsonPath, PathFault, PathFaultKind, PathStep } from "./types";
export { stepsIn } from "./walk";
