import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Answer, Question } from "../support/java";

/** Where Debian's packages libjsonpath-java and libcommons-lang-java put their jars. */
const jars = "/usr/share/java";
const names = ["commons-lang", "slf4j-api", "slf4j-nop", "json-path", "json-smart", "accessors-smart", "asm"];

/**
 * Asks Java all questions at once.
 * @param source the path of JsonPathOracle.java.
 * @throws when there is no JDK, or when a jar is missing.
 */
export function askJava(questions: readonly Question[], source: string): readonly Answer[] {
  const classes = join(tmpdir(), "apigw-json-path-oracle");
  const classPath = names.map((name) => join(jars, `${name}.jar`)).join(":");
  const compiled = join(classes, "JsonPathOracle.class");
  if (!existsSync(compiled) || statSync(compiled).mtimeMs < statSync(source).mtimeMs) {
    mkdirSync(classes, { recursive: true });
    run("javac", ["-d", classes, "-cp", classPath, source], "");
  }
  const input = questions.map((question) => `${ascii(JSON.stringify(question))}\n`).join("");
  const output = run(
    "java",
    ["-Xss4m", "-Dfile.encoding=UTF-8", "-cp", `${classes}:${classPath}`, "JsonPathOracle"],
    input,
  );
  return output
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Answer);
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
