import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  accountIn,
  endpointIn,
  parseSections,
  profileNames,
  regionIn,
  type SharedConfig,
} from "../../../deployment/src/sharedConfig";

const CONFIG = `; comment
[default]
region = eu-west-1
[profile work]
region=us-east-2 # behind
services = local
role_arn = arn:aws:iam::123456789012:role/x
s3 =
  max_queue = 10
endpoint_url = http://profile:1
[profile "quoted name"]
[sso-session main]
sso_region = eu-west-1
[services local]
apigatewayv2 =
  endpoint_url = http://v2:1
api_gateway =
  endpoint_url = http://rest:1
`;

const shared: SharedConfig = { config: parseSections(CONFIG), credentialNames: ["default", "keys"] };

describe("The AWS CLI's configuration", () => {
  it("names the profiles of both files, and nothing else", () => {
    assert.deepEqual(profileNames(shared), ["default", "keys", "quoted name", "work"]);
  });

  it("may be missing or broken", () => {
    assert.deepEqual(
      profileNames({ config: parseSections("=\n[\n]\nx=1\n[profile "), credentialNames: [] }),
      [],
    );
  });

  describe("tells the region", () => {
    const cases: readonly (readonly [
      string,
      string | undefined,
      Record<string, string>,
      string | undefined,
    ])[] = [
      ["of the default profile", undefined, {}, "eu-west-1"],
      ["of the environment", undefined, { AWS_REGION: "ap-south-1", AWS_DEFAULT_REGION: "x" }, "ap-south-1"],
      ["of the environment's profile", undefined, { AWS_PROFILE: "work" }, "us-east-2"],
      ["of the named profile before the environment's", "work", { AWS_REGION: "ap-south-1" }, "us-east-2"],
      [
        "of the environment where the profile has none",
        "keys",
        { AWS_DEFAULT_REGION: "sa-east-1" },
        "sa-east-1",
      ],
      ["nowhere", "keys", {}, undefined],
    ];
    for (const [title, profile, environment, region] of cases) {
      it(title, () => assert.equal(regionIn(shared, profile, environment), region));
    }
  });

  it("tells the account of the role that is signed in with", () => {
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

  describe("tells the endpoint", () => {
    const cases: readonly (readonly [
      string,
      string | undefined,
      Record<string, string>,
      string | undefined,
      string | undefined,
    ])[] = [
      ["of the profile's services", "work", {}, "http://v2:1", "http://rest:1"],
      ["that is AWS's own", undefined, {}, undefined, undefined],
      [
        "of the environment before the profile's",
        "work",
        { AWS_ENDPOINT_URL: "http://all:1" },
        "http://all:1",
        "http://all:1",
      ],
      [
        "of the environment's service first",
        "work",
        { AWS_ENDPOINT_URL: "http://all:1", AWS_ENDPOINT_URL_APIGATEWAYV2: "http://two:1" },
        "http://two:1",
        "http://all:1",
      ],
      [
        "of the REST service by its own name",
        undefined,
        { AWS_ENDPOINT_URL_API_GATEWAY: "http://one:1" },
        undefined,
        "http://one:1",
      ],
      [
        "that is not to be looked at",
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
