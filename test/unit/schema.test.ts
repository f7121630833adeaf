import assert from "node:assert/strict";
import * as sdk from "@aws-sdk/client-apigatewayv2";
import { describe, it } from "mocha";
import { getLanguageService, TextDocument } from "vscode-json-languageservice";
import schema from "../../schemas/apigatewayv2/create-integration.schema.json";
import members from "../../schemas/apigatewayv2/members.json";
import { OPERATIONS } from "../../server/src/model/operations";
import { RULES } from "../../server/src/rules";

/** The SDK's own description of a structure: names at 4, and how many of them, from the first, are required at 6. */
type StaticStructure = readonly [number, string, string, unknown, readonly string[], ...unknown[]];

const { members: known, required } = OPERATIONS["create-integration"];

describe("the schema of create-integration", () => {
  it("has the members of the installed AWS SDK, no more and no fewer", () => {
    const [, , name, , names] = sdk.CreateIntegrationRequest$ as unknown as StaticStructure;
    assert.equal(name, "CreateIntegrationRequest");
    assert.deepEqual([...known.keys()].sort(), [...names].sort());
  });

  it("requires what the SDK's types require", () => {
    // The compiler is the test: a required member too few or too many does not compile.
    const least: Pick<sdk.CreateIntegrationRequest, "ApiId" | "IntegrationType"> = {
      ApiId: "a",
      IntegrationType: "MOCK",
    };
    const request: sdk.CreateIntegrationRequest = least;
    assert.deepEqual([...required].sort(), Object.keys(request).sort());
  });

  for (const [name, values] of [
    ["IntegrationType", sdk.IntegrationType],
    ["ConnectionType", sdk.ConnectionType],
    ["ContentHandlingStrategy", sdk.ContentHandlingStrategy],
    ["PassthroughBehavior", sdk.PassthroughBehavior],
  ] as const) {
    it(`has the SDK's values of ${name}`, () => {
      assert.deepEqual(
        known
          .get(name)
          ?.enum?.map(({ value }) => value)
          .sort(),
        Object.values(values).sort(),
      );
    });
  }

  it("describes every member and value", () => {
    for (const member of known.values()) {
      assert.ok(
        member.description && member.docs && member.flag && member.example !== undefined,
        member.name,
      );
      for (const { value, description } of [...(member.enum ?? []), ...(member.values ?? [])]) {
        assert.ok(description, value);
      }
    }
  });

  it("is a JSON Schema that a JSON editor can use: it agrees on the shape of the rules' examples", async () => {
    const service = getLanguageService({ schemaRequestService: async () => JSON.stringify(members) });
    service.configure({
      schemas: [{ uri: schema.$id, fileMatch: ["*"], schema: { ...schema, required: [] } }],
    });
    const invalid = async (text: string): Promise<boolean> => {
      const document = TextDocument.create("file:///a.json", "json", 1, text);
      return (await service.doValidation(document, service.parseJSONDocument(document))).length > 0;
    };
    const shapeRules = [
      "AG0002",
      "AG0003",
      "AG0004",
      "AG0006",
      "AG0007",
      "AG0008",
      "AG0009",
      "AG0023",
      "AG0024",
      "AG0025",
      "AG0026",
    ];
    for (const rule of RULES.filter(({ code }) => shapeRules.includes(code))) {
      assert.ok(await invalid(rule.bad.text), `${rule.code}: ${rule.bad.text}`);
    }
    for (const rule of RULES) assert.ok(!(await invalid(rule.good.text)), `${rule.code}: ${rule.good.text}`);
  });
});
