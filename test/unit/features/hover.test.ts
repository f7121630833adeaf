import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { OPERATIONS } from "../../../server/src/model/operations";
import { analyze, hover } from "../../../server/src/service";
import { parseCursor } from "../../support/markers";

function hoverAt(marked: string, format: "json" | "yaml" = "json") {
  const { text, offset } = parseCursor(marked);
  const found = hover(analyze(text, "create-integration", { format }), offset);
  return found && { markdown: found.markdown, on: text.slice(found.span.start, found.span.end) };
}

describe("hover", () => {
  for (const [name, schema] of OPERATIONS["create-integration"].members) {
    it(`documents ${name} with its APIs, an example and a link`, () => {
      const found = hoverAt(`{"${name.slice(0, 2)}<|>${name.slice(2)}": "x"}`);
      assert.equal(found?.on, `"${name}"`);
      assert.match(found.markdown, new RegExp(`^\\*\\*${name}\\*\\* · ${schema.type}`));
      assert.match(found.markdown, /Applies to: (HTTP APIs|WebSocket APIs|HTTP APIs, WebSocket APIs)\n/);
      assert.match(found.markdown, /```json\n"/);
      assert.match(found.markdown, /\[AWS documentation\]\(https:\/\/docs\.aws\.amazon\.com\//);
      assert.match(found.markdown, new RegExp(`Flag: \`${schema.flag}\``));
    });

    for (const value of [...(schema.enum ?? []), ...(schema.values ?? [])]) {
      it(`documents ${name} ${value.value}`, () => {
        const found = hoverAt(
          `{"${name}": "<|>${value.value}"}`.replace('"<|>', '"').replace(/"}$/, '<|>"}'),
        );
        assert.equal(found?.on, `"${value.value}"`);
        assert.ok(found.markdown.includes(value.description) && value.description.length > 10);
      });
    }
  }

  it("shows defaults and limits", () => {
    assert.match(
      hoverAt('{"Timeout<|>InMillis": 1}')?.markdown ?? "",
      /Default: `30000` \(HTTP APIs\), `29000` \(WebSocket APIs\)/,
    );
    assert.match(
      hoverAt('{"Timeout<|>InMillis": 1}')?.markdown ?? "",
      /Limits: 50 to 30,000 \(HTTP\), 50 to 29,000 \(WebSocket\)/,
    );
    assert.match(hoverAt('{"Connection<|>Id": ""}')?.markdown ?? "", /Limits: 1 to 1,024 characters/);
    assert.match(hoverAt('{"Connection<|>Type": ""}')?.markdown ?? "", /Default: `INTERNET`/);
  });

  it("shows which values are only for one protocol", () => {
    assert.match(hoverAt('{"Integration<|>Type": ""}')?.markdown ?? "", /`MOCK` \(WebSocket APIs only\)/);
  });

  it("works in a half-typed file", () => {
    assert.equal(hoverAt('{"Connection<|>Type": "VPC_LINK", "Integ')?.on, '"ConnectionType"');
    assert.equal(hoverAt('{"ConnectionType": "VPC<|>_LINK')?.on, '"VPC_LINK');
  });

  it("explains a half-typed name in YAML like the finished one", () => {
    const found = hoverAt("TlsConfig:\n  ServerName<|>ToVerify", "yaml");
    assert.equal(found?.on, "ServerNameToVerify");
    assert.match(found.markdown, /^\*\*ServerNameToVerify\*\* · string/);
  });

  for (const [what, marked] of [
    ["an unknown member", '{"No<|>pe": 1}'],
    ["a brace", "<|>{}"],
    ["a comment", "{/* Connection<|>Type */}"],
    ["nothing", "<|>"],
  ] as const) {
    it(`shows nothing on ${what}`, () => assert.equal(hoverAt(marked), undefined));
  }
});
