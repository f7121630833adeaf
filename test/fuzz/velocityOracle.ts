import type { RenderRequest } from "../../server/src/vtl";
import { askProgram } from "./oracleProgram";

/** A question for test/oracle/VelocityOracle.java. */
export interface TemplateQuestion {
  readonly template: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly request?: RenderRequest;
}

/** The output of Velocity, or the class of the exception. */
export type TemplateAnswer =
  | { readonly output: string; readonly error?: undefined }
  | { readonly error: string; readonly output?: undefined };

/** From the Debian packages velocity, libjsonpath-java and libcommons-lang-java. */
const JARS = [
  "velocity-1.7",
  "commons-collections3",
  "commons-lang",
  "commons-lang3",
  "commons-io",
  "slf4j-api",
  "slf4j-nop",
  "json-path",
  "json-smart",
  "accessors-smart",
  "asm",
  "oro",
];

/**
 * Asks Velocity all questions at once.
 * @param source the path of VelocityOracle.java.
 * @throws if there is no JDK or a JAR is missing.
 */
export function askVelocity(
  questions: readonly TemplateQuestion[],
  source: string,
): readonly TemplateAnswer[] {
  return askProgram(source, JARS, questions);
}

/** How many templates Velocity parses, and parses and renders, per second after warming up. */
export interface VelocitySpeed {
  readonly parsed: number;
  readonly rendered: number;
}

/** Like `askVelocity`; each question takes four times its `seconds`. */
export function askVelocitySpeed(
  questions: readonly (TemplateQuestion & { readonly seconds: number })[],
  source: string,
): readonly VelocitySpeed[] {
  return askProgram(source, JARS, questions);
}
