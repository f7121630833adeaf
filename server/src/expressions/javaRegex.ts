/** Patterns of `java.util.regex`, which `selectionPattern` and an `IntegrationResponseKey` are. */
export { parseJavaRegex } from "./javaRegex/parse";
export type {
  JavaRegex,
  RegexFault,
  RegexFaultKind,
  RegexGroup,
  RegexPart,
  RegexPartKind,
} from "./javaRegex/types";
