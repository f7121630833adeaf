import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { openWith } from "../support/host/files";

const PETS = `openapi: 3.0.1
paths:
  /pets:
    get:
      x-amazon-apigateway-integration:
        type: mock
    post:
      x-amazon-apigateway-integration:
        type: http_proxy
        httpMethod: POST
        uri: https://example.com/\${context.stage}
`;

describe("API Gateway: Copy as …", () => {
  it("copies the integration at the cursor of an OpenAPI document as Terraform", async () => {
    await openWith("pets.openapi.yaml", PETS);
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    const cursor = new vscode.Position(9, 10);
    editor.selection = new vscode.Selection(cursor, cursor);
    await vscode.commands.executeCommand("apigw.copyAsTerraform");
    const text = await vscode.env.clipboard.readText();
    assert.ok(text.includes('resource "aws_api_gateway_integration" "post_pets" {\n'), text);
    assert.ok(text.includes('  uri = "https://example.com/$${context.stage}"\n'), text);
    assert.doesNotMatch(text, /get_pets/);
  });

  it("copies an input as CloudFormation and OpenAPI", async () => {
    await openWith(
      "copied.put-integration.json",
      '{"restApiId": "a1", "resourceId": "b2", "httpMethod": "GET", "type": "MOCK"}\n',
    );
    await vscode.commands.executeCommand("apigw.copyAsCloudFormation");
    const template = await vscode.env.clipboard.readText();
    assert.ok(template.includes("  Copied:\n    Type: AWS::ApiGateway::Method\n"), template);
    await vscode.commands.executeCommand("apigw.copyAsOpenApi");
    const document = await vscode.env.clipboard.readText();
    assert.ok(document.includes("    get:\n"), document);
  });

  it("leaves the clipboard alone where there is no integration", async () => {
    await vscode.env.clipboard.writeText("before");
    await openWith("notes.yaml", "a: 1\n");
    await vscode.commands.executeCommand("apigw.copyAsTerraform");
    assert.equal(await vscode.env.clipboard.readText(), "before");
  });
});
