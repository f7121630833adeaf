import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import { readSharedConfig } from "../../../deployment/src/sdk/sharedConfig";
import {
  accountIn,
  endpointIn,
  profileNames,
  regionIn,
  type SharedConfig,
} from "../../../deployment/src/sharedConfig";

const CONFIG = `; comment
[default]
region = eu-west-1
[profile work]
region=us-east-2 # a comment
services = local
role_arn = arn:aws:iam::123456789012:role/x
s3 =
  max_queue = 10
endpoint_url = http://profile:1
[profile "quoted-name"]
output = json
[profile empty]
[sso-session main]
sso_region = eu-west-1
[services local]
apigatewayv2 =
  endpoint_url = http://v2:1
api_gateway =
  endpoint_url = http://rest:1
`;
const CREDENTIALS = `[default]
aws_access_key_id = AKIDEFAULT
aws_secret_access_key = secret
[keys]
aws_access_key_id = AKIKEYS
aws_secret_access_key = secret
`;

describe("The AWS CLI's configuration", () => {
  const { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE } = process.env;
  let folder = "";
  let shared: SharedConfig;

  async function read(config: string, credentials: string): Promise<SharedConfig> {
    writeFileSync(join(folder, "config"), config);
    writeFileSync(join(folder, "credentials"), credentials);
    return readSharedConfig();
  }

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "apigw-config-"));
    process.env.AWS_CONFIG_FILE = join(folder, "config");
    process.env.AWS_SHARED_CREDENTIALS_FILE = join(folder, "credentials");
    shared = await read(CONFIG, CREDENTIALS);
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
    for (const [name, value] of Object.entries({ AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE })) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });

  it("names the profiles of both files that have settings, and nothing else", () => {
    assert.deepEqual(profileNames(shared), ["default", "keys", "quoted-name", "work"]);
  });

  it("keeps no secrets", () => {
    assert.doesNotMatch(JSON.stringify(shared), /secret|AKI/);
  });

  it("may be missing or broken", async () => {
    assert.deepEqual(profileNames(await read("=\n[\n]\nx=1\n[profile ", "")), []);
    rmSync(join(folder, "config"));
    rmSync(join(folder, "credentials"));
    assert.deepEqual(profileNames(await readSharedConfig()), []);
  });

  it("is read again when it changes", async () => {
    assert.deepEqual(profileNames(await read("[profile a]\nregion = x", "")), ["a"]);
    assert.deepEqual(profileNames(await read("[profile b]\nregion = x", "")), ["b"]);
  });

  describe("sets the region", () => {
    const cases: readonly (readonly [
      string,
      string | undefined,
      Record<string, string>,
      string | undefined,
    ])[] = [
      ["from the default profile", undefined, {}, "eu-west-1"],
      [
        "from the environment",
        undefined,
        { AWS_REGION: "ap-south-1", AWS_DEFAULT_REGION: "x" },
        "ap-south-1",
      ],
      ["from the environment's profile", undefined, { AWS_PROFILE: "work" }, "us-east-2"],
      ["from the named profile before the environment", "work", { AWS_REGION: "ap-south-1" }, "us-east-2"],
      [
        "from the environment if the profile has none",
        "keys",
        { AWS_DEFAULT_REGION: "sa-east-1" },
        "sa-east-1",
      ],
      ["to nothing if neither has one", "keys", {}, undefined],
    ];
    for (const [title, profile, environment, region] of cases) {
      it(title, () => assert.equal(regionIn(shared, profile, environment), region));
    }
  });

  it("names the account of the role that is used to sign in", () => {
    assert.equal(accountIn(shared, "work", {}), "123456789012");
    assert.equal(
      accountIn(shared, undefined, { AWS_PROFILE: "work", AWS_ACCESS_KEY_ID: "k" }),
      "123456789012",
    );
    assert.equal(
      accountIn(shared, undefined, { AWS_ROLE_ARN: "arn:aws:iam::210987654321:role/r" }),
      "210987654321",
    );
    assert.equal(
      accountIn(shared, undefined, { AWS_ACCESS_KEY_ID: "k", AWS_ROLE_ARN: "arn:aws:iam::1:role/r" }),
      undefined,
    );
    assert.equal(accountIn(shared, undefined, {}), undefined);
  });

  describe("sets the endpoint", () => {
    const cases: readonly (readonly [
      string,
      string | undefined,
      Record<string, string>,
      string | undefined,
      string | undefined,
    ])[] = [
      ["from the profile's services", "work", {}, "http://v2:1", "http://rest:1"],
      ["to nothing by default", undefined, {}, undefined, undefined],
      [
        "from the environment before the profile",
        "work",
        { AWS_ENDPOINT_URL: "http://all:1" },
        "http://all:1",
        "http://all:1",
      ],
      [
        "from the environment's service first",
        "work",
        { AWS_ENDPOINT_URL: "http://all:1", AWS_ENDPOINT_URL_APIGATEWAYV2: "http://two:1" },
        "http://two:1",
        "http://all:1",
      ],
      [
        "of the REST service under its own name",
        undefined,
        { AWS_ENDPOINT_URL_API_GATEWAY: "http://one:1" },
        undefined,
        "http://one:1",
      ],
      [
        "to nothing if configured endpoints are ignored",
        "work",
        { AWS_ENDPOINT_URL: "http://all:1", AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" },
        undefined,
        undefined,
      ],
    ];
    for (const [title, profile, environment, v2, rest] of cases) {
      it(title, () => {
        assert.equal(endpointIn(shared, profile, environment, "apigatewayv2"), v2);
        assert.equal(endpointIn(shared, profile, environment, "api_gateway"), rest);
      });
    }
  });
});
