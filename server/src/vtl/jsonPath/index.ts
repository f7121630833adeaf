/** JSONPath as Jayway's JsonPath 2.0 has it, which `$input.path` and `$input.json` read the body with. */
export { compilePath } from "./compile";
export { faultMessage } from "./fault";
export { type ReadResult, readPath } from "./read";
export type { Criterion, JsonPath, PathFault, PathFaultKind, PathStep } from "./types";
