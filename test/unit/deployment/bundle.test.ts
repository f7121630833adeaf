import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";

describe("The bundle with the AWS SDK", () => {
  it("contains the SDK, but none of the rules", () => {
    const text = readFileSync(join("dist", "aws.js"), "utf8");
    assert.match(text, /CreateIntegrationResponse/);
    assert.doesNotMatch(text, /AG0013/);
  });

  it("is not part of the extension or the command line", () => {
    for (const name of ["extension.js", "deployment.js", "cli.js"])
      assert.doesNotMatch(readFileSync(join("dist", name), "utf8"), /ApiGatewayV2Client/);
  });
});

describe("The bundle that the extension loads at activation", () => {
  const text = readFileSync(join("dist", "extension.js"), "utf8");

  for (const [what, pattern] of [
    ["the rules", /AG0013/],
    ["the template engine", /#foreach/],
    ["the language client", /createDefaultErrorHandler\(\) ?\{/],
  ] as const) {
    it(`has no part of ${what}`, () => assert.doesNotMatch(text, pattern));
  }
});
