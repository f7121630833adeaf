/** Patterns of `java.util.regex`, which `selectionPattern` and an `IntegrationResponseKey` are. */
export { parseJavaRegex } from "./parse";
export type {
  JavaRegex,
  RegexFault,
  RegexFaultKind,
  RegexGroup,
  RegexPart,
  RegexPartKind,
} from "./types";
