import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { PROJECT } from "../support/fixtures";
import { CLI, FAULTY, SOUND, Workspace } from "./apigw";

const NOT_UTF8 = Buffer.from('{"IntegrationType": "MOCK", "Description": "Gr\xfc\xdfe"}', "latin1");
const UTF16 = Buffer.from(`\uFEFF${SOUND}`, "utf16le");

describe("apigw check reads", () => {
  const workspace = new Workspace({
    "sound.json": SOUND,
    "faulty.json": FAULTY,
    "latin1.json": NOT_UTF8,
    "utf16.json": UTF16,
    "bom.json": `\uFEFF${SOUND}`,
    "empty.json": "",
    "with blank/ä#%.json": FAULTY,
    "folder/inside.txt": SOUND,
  });

  it("standard input for -", () => {
    assert.deepEqual(workspace.apigw(["check", "-"], SOUND), { code: 0, stdout: "", stderr: "" });
    const { code, stdout } = workspace.apigw(["check", "-"], FAULTY);
    assert.equal(code, 1);
    assert.match(stdout, /^<stdin>:2:3: error AG0003: /);
  });

  it("standard input together with files", () => {
    const { code, stdout } = workspace.apigw(["check", "faulty.json", "-", "sound.json"], FAULTY);
    assert.equal(code, 1);
    assert.match(stdout, /^faulty\.json:2:3: .*\n {4}AWS .*\n<stdin>:2:3: .*\n {4}AWS .*\n\n2 errors\n$/);
  });

  it("standard input that is a file", () => {
    const stdin = openSync(join(workspace.folder, "faulty.json"), "r");
    const { status, stdout } = spawnSync(process.execPath, [CLI, "check", "-"], {
      stdio: [stdin, "pipe", "pipe"],
      encoding: "utf8",
    });
    closeSync(stdin);
    assert.equal(status, 1);
    assert.match(stdout, /^<stdin>:2:3: /);
  });

  for (const [file, message] of [
    ["missing.json", /no such file/],
    ["folder", /contains no integrations/],
    ["sound.json/inside", /./],
    ["latin1.json", /not UTF-8/],
    ["utf16.json", /not UTF-8/],
    ["nul\u0001.json", /no such file/],
  ] as const) {
    it(`no unreadable file, and prints why: ${JSON.stringify(file)}`, () => {
      const { code, stdout, stderr } = workspace.apigw(["check", file]);
      assert.deepEqual([code, stdout], [2, ""]);
      assert.ok(stderr.startsWith(`apigw: ${file}: `), stderr);
      assert.match(stderr, message);
      assert.equal(stderr.split("\n").length, 2, "one line");
    });
  }

  it("only UTF-8 from standard input", () => {
    const { code, stderr } = workspace.apigw(["check", "-"], NOT_UTF8);
    assert.equal(code, 2);
    assert.match(stderr, /^apigw: -: is not UTF-8/);
  });

  it("the other files if one is unreadable", () => {
    const { code, stdout, stderr } = workspace.apigw(["check", "missing.json", "faulty.json", "folder"]);
    assert.equal(code, 2);
    assert.match(stdout, /^faulty\.json:2:3: error AG0003: /);
    assert.match(stderr, /^apigw: missing\.json: .*\napigw: folder: .*\n$/);
  });

  it("a byte order mark, which the AWS CLI rejects", () => {
    const { code, stdout } = workspace.apigw(["check", "bom.json"]);
    assert.equal(code, 1);
    assert.match(stdout, /^bom\.json:1:1: error AG0012: /);
  });

  it("an empty file, which is not JSON", () => {
    const { code, stdout } = workspace.apigw(["check", "empty.json"]);
    assert.equal(code, 1);
    assert.match(stdout, /^empty\.json:1:1: error AG0001: /);
  });

  it("a file with an odd name", () => {
    const { code, stdout } = workspace.apigw(["check", "with blank/ä#%.json"]);
    assert.equal(code, 1);
    assert.match(stdout, /^with blank\/ä#%\.json:2:3: /);
  });
});

describe("apigw", () => {
  const workspace = new Workspace();

  it("prints the package's version", () => {
    const { version } = JSON.parse(readFileSync(join(PROJECT, "package.json"), "utf8"));
    assert.deepEqual(workspace.apigw(["--version"]), { code: 0, stdout: `${version}\n`, stderr: "" });
  });

  it("is an executable file", () => {
    assert.match(readFileSync(CLI, "utf8"), /^#!\/usr\/bin\/env node\n/);
  });

  it("handles a file of 1 MB with an error in every line, and a reader that stops early", async () => {
    const lines = Array.from({ length: 40_000 }, (_, i) => `  "member-${i}": "${i}"`);
    const file = workspace.write("large.json", `{"ApiId": "a",\n${lines.join(",\n")}\n}`);
    const whole = workspace.apigw(["check", file]);
    assert.equal(whole.code, 1);
    assert.match(whole.stdout, /\n40000 errors, 1 information\n$/);

    const child = spawn(process.execPath, [CLI, "check", file], { stdio: ["ignore", "pipe", "pipe"] });
    let stderr = "";
    child.stderr.on("data", (data: Buffer) => {
      stderr += data.toString();
    });
    child.stdout.once("data", () => child.stdout.destroy());
    const [code] = await once(child, "close");
    assert.deepEqual([code, stderr], [0, ""]);
  });
});
