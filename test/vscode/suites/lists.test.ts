import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { newApi, useAwsEnvironment } from "../../deployment/apis";
import { newFunction } from "../../deployment/functions";
import { useEmulator } from "../../support/moto";
import { actionTitles } from "../support/host/actions";
import { completionsAt, labelOf } from "../support/host/completion";
import { serverLookedAtAll } from "../support/host/diagnostics";
import { answering } from "../support/host/dialogs";
import { useEndpoint } from "../support/host/endpoint";
import { openAtCursor } from "../support/host/files";
import { views } from "../support/host/views";

const emulator = useEmulator();
useAwsEnvironment();

before("connect the extension to the emulator", () => useEndpoint(emulator.endpoint));

const NAME = "listed.put-integration.json";
const ACTION = "Insert a Lambda function from AWS…";

describe("what AWS lists", () => {
  let apiId = "";
  let functionArn = "";

  before(async () => {
    apiId = await newApi(emulator.endpoint, "HTTP");
    functionArn = await newFunction(emulator.endpoint, "orders");
  });

  const labels = async (name: string, marked: string) => {
    const editor = await openAtCursor(name, marked);
    await serverLookedAtAll();
    return (await completionsAt(editor)).map(labelOf);
  };

  it("is offered while typing after the view was opened, and not before", async () => {
    const name = "listed.create-integration.json";
    assert.ok(!(await labels(name, '{"ApiId": "|"}\n')).includes(apiId));
    await (await views()).apis.getChildren();
    assert.ok((await labels(name, '{"ApiId": "|"}\n')).includes(apiId));
  });

  it("is inserted by a code action that asks AWS, in the form that the API takes", async () => {
    const { document } = await openAtCursor(NAME, '{"type": "AWS_PROXY", "uri": "|"}\n');
    await serverLookedAtAll();
    const offset = document.getText().indexOf('"uri"') + 2;
    const at = new vscode.Range(document.positionAt(offset), document.positionAt(offset));
    assert.ok((await actionTitles(document.uri, at)).includes(ACTION));
    const shown = await answering(["orders"], () =>
      vscode.commands.executeCommand("apigw.insertFunction", document.uri.toString()),
    );
    assert.deepEqual(shown.texts, ["API Gateway: Select one of the Lambda functions"]);
    assert.equal(
      document.getText(),
      `{"type": "AWS_PROXY", "uri": "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${functionArn}/invocations"}\n`,
    );
    const offered = await labels("again.put-integration.json", '{"type": "AWS_PROXY", "uri": "|"}\n');
    assert.ok(offered.includes("orders"), offered.join(", "));
  });

  it("is forgotten with another endpoint", async () => {
    await useEndpoint("http://127.0.0.1:9");
    assert.ok(
      !(await labels("again.put-integration.json", '{"type": "AWS_PROXY", "uri": "|"}\n')).includes("orders"),
    );
    const shown = await answering([], () => vscode.commands.executeCommand("apigw.insertRole"));
    assert.match(shown.texts.join("\n"), /ECONNREFUSED.*Check the network/s);
  });
});
