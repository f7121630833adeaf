import type { Answer, Question } from "../support/java";
import { askProgram } from "./oracleProgram";

/** From the Debian packages libjsonpath-java and libcommons-lang-java. */
const JARS = ["commons-lang", "slf4j-api", "slf4j-nop", "json-path", "json-smart", "accessors-smart", "asm"];

/**
 * Asks Java all questions at once.
 * @param source the path of JsonPathOracle.java.
 * @throws if there is no JDK or a JAR is missing.
 */
export function askJava(questions: readonly Question[], source: string): readonly Answer[] {
  return askProgram(source, JARS, questions);
}
