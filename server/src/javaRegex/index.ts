/**
 * Regular expressions of Java (`java.util.regex`): `selectionPattern`, `IntegrationResponseKey`, the string
 * methods of templates and the filters of JSONPath use them.
 */
export type { Budget } from "./budget";
export { type CompiledRegex, compileJavaRegex } from "./compile";
export { RegexError } from "./errors";
export { FAULT_TEXTS } from "./faultText";
export { parseJavaRegex } from "./parse";
export { matchesWhole, replaceMatches, splitAtMatches } from "./strings";
export type {
  JavaRegex,
  RegexFault,
  RegexFaultKind,
  RegexGroup,
  RegexPart,
  RegexPartKind,
} from "./types";
