import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { provideHcl } from "../../../server/src/hcl";
import { hostsFor, mayBeHost, readSettings } from "../../../server/src/service";
import { HOST_CASES } from "../../support/hostFiles";

provideHcl();

describe("the look at a file that may hold integrations", () => {
  for (const { name, uri, text, setting } of HOST_CASES) {
    it(`finds ${name}, unless its setting is off`, () => {
      const path = uri.split("/").at(-1) ?? "";
      assert.equal(mayBeHost({ path, text }), true);
      assert.equal(mayBeHost({ path, text }, { [setting]: false }), false);
      // It must not miss what the hosts take.
      assert.ok(hostsFor({ path, text }).length > 0);
    });
  }

  const others: readonly (readonly [name: string, path: string, text: string])[] = [
    ["a Compose file", "docker-compose.yaml", "services:\n  web:\n    image: nginx\n    http: 80\n"],
    ["an OpenAPI document without integrations", "openapi.yaml", "openapi: 3.0.1\npaths: {}\n"],
    ["a template of other resources", "template.yaml", "Resources:\n  B:\n    Type: AWS::S3::Bucket\n"],
    ["Terraform of other resources", "main.tf", 'resource "aws_s3_bucket" "b" {}\n'],
    [
      "text about integrations",
      "notes.md",
      "x-amazon-apigateway-integration AWS::ApiGateway aws_api_gateway_\n",
    ],
    ["a package", "package.json", '{"name": "serverless-http", "scripts": {"http": "x"}}'],
  ];
  for (const [name, path, text] of others) {
    it(`leaves ${name} alone`, () => assert.equal(mayBeHost({ path, text }), false));
  }

  it("costs less than a millisecond for 100 KB", () => {
    const text = "  - name: value, and some other text that is as long as a line in a file\n".repeat(1500);
    const times = Array.from({ length: 20 }, () => {
      const started = performance.now();
      mayBeHost({ path: "values.yaml", text });
      mayBeHost({ path: "main.tf", text });
      return performance.now() - started;
    });
    assert.ok(Math.min(...times) < 1, `${Math.min(...times)} ms`);
  });
});

describe("the setting for hosts", () => {
  it("takes booleans for known hosts, and nothing else", () => {
    assert.deepEqual(
      readSettings({ hosts: { openapi: false, cloudformation: true, terraform: "no", x: true } }).hosts,
      {
        openapi: false,
        cloudformation: true,
      },
    );
    assert.deepEqual(readSettings({ hosts: false }).hosts, {});
  });
});
