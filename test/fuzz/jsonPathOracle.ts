import type { Answer, Question } from "../support/java";
import { askProgram } from "./oracleProgram";

/** From Debian's packages libjsonpath-java and libcommons-lang-java. */
const JARS = ["commons-lang", "slf4j-api", "slf4j-nop", "json-path", "json-smart", "accessors-smart", "asm"];

/**
 * Asks Java all questions at once.
 * @param source the path of JsonPathOracle.java.
 * @throws when there is no JDK, or when a jar is missing.
 */
export function askJava(questions: readonly Question[], source: string): readonly Answer[] {
  return askProgram(source, JARS, questions);
}
