import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { Workspace } from "./apigw";

const FAULTY = "#set($a = 1)\n$input.headers $a";

describe("apigw check of mapping templates", () => {
  const workspace = new Workspace({ "faulty.vtl": FAULTY, "sound.vtl": "$input.json('$')" });
  const check = (args: readonly string[], input = "") => workspace.apigw(["check", ...args], input);

  it("reports their problems, and fails", () => {
    const { code, stdout } = check(["faulty.vtl", "sound.vtl"]);
    assert.match(stdout, /^faulty\.vtl:2:8: error AG3001: .*\n\n1 error\n$/);
    assert.equal(code, 1);
  });

  it("detects one on standard input by its file name, and uses the given protocol", () => {
    const args = ["-", "--stdin-filename", "a.vtl", "--protocol", "websocket"];
    assert.match(check(args, "$input.params('a')").stdout, /^a\.vtl:1:8: information AG3022: /);
  });

  it("prints no operation in JSON", () => {
    const [file] = JSON.parse(check(["sound.vtl", "--format", "json"]).stdout);
    assert.deepEqual(file, { file: "sound.vtl", operation: null, protocol: null, problems: [] });
  });
});
