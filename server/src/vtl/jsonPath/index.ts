/**
 * JSONPath as Jayway's JsonPath 2.0 has it, which `$input.path` and `$input.json` read the body with; and, where
 * that refuses a path or finds nothing, what 2.4 and newer have besides: functions, more operators in filters,
 * names in double quotes, negative indexes.
 */
export { compilePath } from "./compile";
export { faultMessage } from "./fault";
export { type ReadResult, readPath } from "./read";
export type { Criterion, JsonPath, PathFault, PathFaultKind, PathStep } from "./types";
export { stepsIn } from "./walk";
