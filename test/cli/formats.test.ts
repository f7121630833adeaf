import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { describe, it } from "mocha";
import { MOCK } from "../support/inputs";
import { DOUBTFUL, FAULTY, INCOMPLETE, SOUND, Workspace } from "./apigw";

interface JsonFile {
  readonly file: string;
  readonly operation: string;
  readonly protocol: string | null;
  readonly problems: readonly {
    readonly code: string;
    readonly severity: string;
    readonly message: string;
    readonly range: unknown;
  }[];
}

describe("apigw check --format", () => {
  const workspace = new Workspace({
    "sound.json": SOUND,
    "faulty.json": FAULTY,
    "doubtful.json": DOUBTFUL,
    "incomplete.json": INCOMPLETE,
    "a,b:c%.json": `{${MOCK}, "50%\\n": 1}`,
  });
  const output = (...args: readonly string[]) => workspace.apigw(["check", ...args]).stdout;

  it("text prints place, severity, code, message, AWS's answer, and the counts", () => {
    const text = output("sound.json", "faulty.json", "doubtful.json", "incomplete.json");
    assert.deepEqual(
      text.split("\n").map((line) => /^(?:.* AG\d{4}: |\s+AWS answers: )/.exec(line)?.[0] ?? line),
      [
        "faulty.json:2:3: error AG0003: ",
        "    AWS answers: ",
        "doubtful.json:1:2: warning AG0021: ",
        "incomplete.json:1:1: information AG0005: ",
        "    AWS answers: ",
        "",
        "1 error, 1 warning, 1 information",
        "",
      ],
    );
    assert.equal(output("faulty.json", "--format", "text"), output("faulty.json"));
  });

  it("json lists every file, including valid ones", () => {
    const files: JsonFile[] = JSON.parse(
      output("sound.json", "incomplete.json", "faulty.json", "--format=json"),
    );
    assert.deepEqual(
      files.map(({ file, operation, protocol, problems }) => [file, operation, protocol, problems.length]),
      [
        ["sound.json", "create-integration", "WEBSOCKET", 0],
        ["incomplete.json", "create-integration", null, 1],
        ["faulty.json", "create-integration", "WEBSOCKET", 1],
      ],
    );
    const problem = files[2]?.problems[0];
    assert.deepEqual([problem?.code, problem?.severity], ["AG0003", "error"]);
    assert.match(problem?.message ?? "", /"Timeout"/);
    const range = { start: { line: 1, character: 2 }, end: { line: 1, character: 11 } };
    assert.deepEqual(problem?.range, range, "zero-based, half-open");
  });

  it("json and sarif are complete documents even if nothing could be read", () => {
    assert.deepEqual(JSON.parse(output("missing.json", "--format=json")), []);
    assert.deepEqual(JSON.parse(output("missing.json", "--format=sarif")).runs[0].results, []);
  });

  it("github prints an escaped workflow command for each problem", () => {
    const lines = output("faulty.json", "doubtful.json", "incomplete.json", "a,b:c%.json", "--format=github")
      .trimEnd()
      .split("\n");
    const [error, warning, notice, odd, ...more] = lines;
    assert.deepEqual(more, []);
    assert.match(
      error ?? "",
      /^::error file=faulty\.json,line=2,endLine=2,col=3,endColumn=12,title=AG0003::./,
    );
    assert.match(warning ?? "", /^::warning file=doubtful\.json,line=1,endLine=1,col=2,/);
    assert.match(notice ?? "", /^::notice file=incomplete\.json,.*%0AAWS answers: /);
    assert.match(odd ?? "", /^::error file=a%2Cb%3Ac%25\.json,line=1,.*"50%25%0A"/);
  });

  it("github prints nothing for a valid file", () => {
    assert.equal(output("sound.json", "--format=github"), "");
  });

  it("sarif prints absolute paths and standard input as URIs", () => {
    const path = workspace.write("with blank/ä.json", FAULTY);
    const uriOf = (stdout: string) =>
      JSON.parse(stdout).runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri;
    assert.equal(uriOf(output(path, "--format=sarif")), pathToFileURL(path).href);
    assert.equal(uriOf(output("with blank/ä.json", "--format=sarif")), "with%20blank/%C3%A4.json");
    const piped = workspace.apigw(["check", "-", "--format=sarif"], FAULTY).stdout;
    assert.ok(URL.canParse(uriOf(piped), "file:///"));
  });
});
