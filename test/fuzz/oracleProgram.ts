import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

/** Where Debian packages install their JARs. */
const JARS = "/usr/share/java";

/**
 * Compiles a Java program if necessary, and asks it all questions at once, one per line.
 * @param source the path of the program.
 * @param jars the names of the JARs that it needs, without the extension.
 * @throws if there is no JDK or a JAR is missing.
 */
export function askProgram<T>(
  source: string,
  jars: readonly string[],
  questions: readonly object[],
): readonly T[] {
  const program = basename(source, ".java");
  const classes = join(tmpdir(), `apigw-${program}`);
  const classPath = jars.map((name) => join(JARS, `${name}.jar`)).join(":");
  const compiled = join(classes, `${program}.class`);
  if (!existsSync(compiled) || statSync(compiled).mtimeMs < statSync(source).mtimeMs) {
    mkdirSync(classes, { recursive: true });
    run("javac", ["-nowarn", "-d", classes, "-cp", classPath, source], "");
  }
  const input = questions.map((question) => `${ascii(JSON.stringify(question))}\n`).join("");
  const options = ["-Xss4m", "-Dfile.encoding=UTF-8", "-cp", `${classes}:${classPath}`];
  return run("java", [...options, program], input)
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as T);
}

/** Escapes non-ASCII characters, because the Java reader drops some control characters. */
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
