import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RenderRequest } from "../../server/src/vtl";

/** A question for test/oracle/VelocityOracle.java. */
export interface TemplateQuestion {
  readonly template: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly request?: RenderRequest;
}

/** What Velocity prints, or the class of the exception. */
export type TemplateAnswer =
  | { readonly output: string; readonly error?: undefined }
  | { readonly error: string; readonly output?: undefined };

/** Where Debian's packages velocity, libjsonpath-java and libcommons-lang-java put their jars. */
const JARS = "/usr/share/java";
const NAMES = [
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
 * @throws when there is no JDK, or when a jar is missing.
 */
export function askVelocity(
  questions: readonly TemplateQuestion[],
  source: string,
): readonly TemplateAnswer[] {
  return ask(questions, source);
}

/** How many templates a second Velocity parses, and parses and renders, after warming up. */
export interface VelocitySpeed {
  readonly parsed: number;
  readonly rendered: number;
}

/** As askVelocity; each question takes four times its seconds. */
export function askVelocitySpeed(
  questions: readonly (TemplateQuestion & { readonly seconds: number })[],
  source: string,
): readonly VelocitySpeed[] {
  return ask(questions, source);
}

function ask<T>(questions: readonly object[], source: string): readonly T[] {
  const classes = join(tmpdir(), "apigw-velocity-oracle");
  const classPath = NAMES.map((name) => join(JARS, `${name}.jar`)).join(":");
  const compiled = join(classes, "VelocityOracle.class");
  if (!existsSync(compiled) || statSync(compiled).mtimeMs < statSync(source).mtimeMs) {
    mkdirSync(classes, { recursive: true });
    run("javac", ["-nowarn", "-d", classes, "-cp", classPath, source], "");
  }
  const input = questions.map((question) => `${ascii(JSON.stringify(question))}\n`).join("");
  const output = run(
    "java",
    ["-Xss4m", "-Dfile.encoding=UTF-8", "-cp", `${classes}:${classPath}`, "VelocityOracle"],
    input,
  );
  return output
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as T);
}

/** The reader at the other end drops some control characters that are not written as escapes. */
function ascii(json: string): string {
  return json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function run(command: string, args: readonly string[], input: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    input,
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} failed: ${stderr}`);
  return stdout;
}
