import * as assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { useEditor } from "../support/page/useEditor";

const START = `IntegrationUri: https://orders.example.com
IntegrationMethod: ANY
PayloadFormatVersion: "1.0"
`;

const FINISHED = `${START}IntegrationType: HTTP_PROXY
RequestParameters:
  overwrite:path: $request.path`;

describe("completion with the keyboard", () => {
  const editor = useEditor({
    "new.integration.json": "{}\n",
    "new.integration.yaml": START,
    "typed.integration.json": "",
    "typed.integration.yaml": "",
  });

  before(() => editor().waitForJsonSupport());

  it("builds a file from suggestions", async () => {
    await editor().openFile("new.integration.json");
    await editor().goTo(1, 2);
    await editor().press("Enter");
    await editor().suggest("IntegrationType");
    await editor().press("ArrowDown");
    await editor().showDetails("The kind of backend this integration calls");
    await editor().picture("completion", 400);
    await editor().acceptSuggestion("IntegrationType");
    // The suggestions for the value open automatically.
    await editor().acceptSuggestion("MOCK");
    await editor().save();
    assert.equal(await editor().readFile("new.integration.json"), '{\n    "IntegrationType": "MOCK"\n}\n');
  });

  it("starts a new line with Enter after a brace", async () => {
    await editor().openFile("typed.integration.json");
    await editor().goTo(1, 1);
    await editor().type("{");
    // A list of suggestions would be open by now, and Enter would accept one.
    await setTimeout(2000);
    await editor().press("Enter");
    await editor().save();
    assert.equal((await editor().readFile("typed.integration.json")).replace(/\s/g, ""), "{}");
  });

  it("starts a new line with Enter after a colon in YAML", async () => {
    await editor().openFile("typed.integration.yaml");
    await editor().goTo(1, 1);
    await editor().type("RequestParameters:");
    // As after a brace.
    await setTimeout(2000);
    await editor().press("Enter");
    await editor().type("a: b");
    await editor().save();
    assert.match(await editor().readFile("typed.integration.yaml"), /^RequestParameters:\n *a: b\s*$/);
  });

  it("builds a YAML file from partly typed names", async () => {
    await editor().openFile("new.integration.yaml");
    await editor().goTo(4, 1);
    await editor().type("integrationt");
    await editor().acceptSuggestion("IntegrationType");
    await editor().acceptSuggestion("HTTP_PROXY");
    await editor().press("Enter");
    await editor().type("requestpara");
    await editor().acceptSuggestion("RequestParameters");
    await editor().type("over");
    await editor().acceptSuggestion("overwrite:path");
    await editor().type("$");
    await editor().picture("yaml", 340);
    await editor().acceptSuggestion("$request.path");
    await editor().save();
    assert.equal(await editor().readFile("new.integration.yaml"), FINISHED);
  });
});
