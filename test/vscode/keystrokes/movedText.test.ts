import * as assert from "node:assert/strict";
import { useEditor } from "../support/page/useEditor";

const VTL = '#set($a = 1)\n{"statusCode": $a}';
const JSON_FILE = "moved.put-integration.json";
const YAML_FILE = "moved.put-integration.yaml";
const jsonWith = (template: string): string =>
  `{\n"type": "MOCK",\n"requestTemplates": {\n"application/json": "${template}"\n}\n}\n`;
const ESCAPED = '#set($a = 1)\\n{\\"statusCode\\": $a}';

describe("text that is moved", () => {
  const editor = useEditor({
    "source.vtl": VTL,
    "target.vtl": "",
    [JSON_FILE]: jsonWith(""),
    "copied.put-integration.json": jsonWith(ESCAPED),
    [YAML_FILE]: "type: MOCK\nrequestTemplates:\n  application/json: |-\n    #\n",
  });

  /** Copies a file's text with the keyboard. */
  const copyAll = async (name: string): Promise<void> => {
    await editor().openFile(name);
    await editor().press("Control+A", "Control+C");
  };

  it("is escaped when it is pasted into a JSON string", async () => {
    await editor().openFile(JSON_FILE);
    await editor().languageStatus.waitFor();
    await copyAll("source.vtl");
    await editor().switchTo(JSON_FILE);
    await editor().goTo(4, 22);
    await editor().press("Control+V");
    await editor().shows("statusCode");
    await editor().save();
    assert.equal(await editor().readFile(JSON_FILE), jsonWith(ESCAPED));
  });

  it("is pasted as it is with one more choice", async () => {
    await editor().press("Control+Z");
    await editor().goTo(4, 22);
    await editor().press("Control+V");
    await editor().shows("statusCode");
    await editor().pasteAs("Insert Plain Text");
    await editor().shows('{"statusCode": $a}');
    await editor().save();
    assert.equal(await editor().readFile(JSON_FILE), jsonWith(VTL));
  });

  it("is indented when it is pasted into a block scalar", async () => {
    await editor().openFile(YAML_FILE);
    await editor().goTo(4, 5);
    await editor().press("Shift+End", "Control+V");
    await editor().shows("statusCode");
    await editor().save();
    assert.equal(
      await editor().readFile(YAML_FILE),
      `type: MOCK\nrequestTemplates:\n  application/json: |-\n    ${VTL.replace("\n", "\n    ")}\n`,
    );
  });

  it("is decoded when it is copied from a string to a template file", async () => {
    await editor().openFile("copied.put-integration.json");
    await editor().goTo(4, 22);
    await editor().press("Shift+End", "Shift+ArrowLeft", "Control+C");
    await editor().openFile("target.vtl");
    await editor().press("Control+V");
    await editor().shows("statusCode");
    await editor().save();
    assert.equal(await editor().readFile("target.vtl"), VTL);
  });
});
