import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { redacted, replacedSecret, secretsIn } from "../../../server/src/samples";
import { parse } from "../../../server/src/syntax/parse";

const JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.SflKxwRJSMeKKF2QT4fwpMeJf36POk6y";

/** The strings that look like credentials, with what replaces them. */
function found(text: string): readonly (readonly [string, string])[] {
  return secretsIn(parse(text, "json").root).map((secret) => {
    const { start, end } = secret.node.span;
    return [text.slice(start, end), replacedSecret(secret)];
  });
}

describe("credentials in sample files", () => {
  for (const [text, expected] of [
    [`{"headers": {"authorization": "Bearer ${JWT}"}}`, [[`"Bearer ${JWT}"`, '"Bearer REDACTED"']]],
    ['{"headers": {"Authorization": "Basic dXNlcjpwYXNz"}}', [['"Basic dXNlcjpwYXNz"', '"Basic REDACTED"']]],
    [
      '{"headers": {"Cookie": ["sid=8Fk2mZq01xPw; lang=en"]}}',
      [['"sid=8Fk2mZq01xPw; lang=en"', '"sid=REDACTED; lang=REDACTED"']],
    ],
    [
      '{"backend": {"headers": {"Set-Cookie": "sid=8Fk2mZq01xPw; Path=/"}}}',
      [['"sid=8Fk2mZq01xPw; Path=/"', '"sid=REDACTED; Path=/"']],
    ],
    [
      '{"headers": {"x-api-key": "aB3dE5fG7hI9jK1lM3nO5pQ7"}}',
      [['"aB3dE5fG7hI9jK1lM3nO5pQ7"', '"REDACTED"']],
    ],
    [`{"body": {"note": "see ${JWT}"}}`, [[`"see ${JWT}"`, '"see REDACTED"']]],
    ['{"body": {"key": "AKIAI44QH8DHBABCDEFG"}}', [['"AKIAI44QH8DHBABCDEFG"', '"REDACTED"']]],
    ['{"body": {"password": "hunter2Hunter2"}}', [['"hunter2Hunter2"', '"REDACTED"']]],
  ] as const) {
    it(`are found: ${text.slice(0, 60)}`, () => assert.deepEqual(found(text), expected));
  }

  for (const text of [
    '{"headers": {"Authorization": "Bearer TOKEN"}}',
    '{"headers": {"Authorization": "Bearer REDACTED"}}',
    '{"headers": {"Authorization": "Bearer <token of a user>"}}',
    '{"headers": {"Authorization": "Bearer my-test-token-1"}}',
    '{"headers": {"Authorization": ""}}',
    '{"headers": {"Cookie": "session=VALUE"}}',
    '{"headers": {"X-Api-Key": "KEY"}}',
    '{"body": {"key": "AKIAIOSFODNN7EXAMPLE"}}',
    '{"body": {"nextToken": "aB3dE5fG7hI9jK1lM3nO5pQ7"}}',
    '{"body": {"tokens": 5, "text": "The eyJ prefix and sk- are harmless."}}',
    '{"headers": {"X-Request-Id": "c6af9ac6-7b61-11e6-9a41-93e8deadbeef"}}',
  ]) {
    it(`are not placeholders and other values: ${text}`, () => assert.deepEqual(found(text), []));
  }

  it("are found in linear time, however often something looks like their beginning", () => {
    const text =
      "eyJaaaaaa-".repeat(100_000) + "a=".repeat(100_000) + "-----BEGIN PRIVATE KEY".repeat(50_000);
    const start = performance.now();
    redacted({ headers: { Cookie: text, "Set-Cookie": text }, body: text }, "", "", []);
    secretsIn(parse(JSON.stringify({ body: [text] }), "json").root);
    assert.ok(performance.now() - start < 2000);
  });
});

describe("captured messages", () => {
  it("get placeholders for credentials, whose paths are listed", () => {
    const paths: string[] = [];
    const safe = redacted(
      {
        headers: { Authorization: ["Bearer abc"], Cookie: "a=1; b=2", Accept: "*/*" },
        queryStringParameters: { access_token: "abc", limit: "10", nextToken: "n1" },
        body: { user: { password: "p", name: "Ann" }, list: [{ token: "t" }] },
      },
      "",
      "",
      paths,
    );
    assert.deepEqual(safe, {
      headers: { Authorization: ["Bearer REDACTED"], Cookie: "a=REDACTED; b=REDACTED", Accept: "*/*" },
      queryStringParameters: { access_token: "REDACTED", limit: "10", nextToken: "n1" },
      body: { user: { password: "REDACTED", name: "Ann" }, list: [{ token: "REDACTED" }] },
    });
    assert.deepEqual(paths, [
      "headers.Authorization[0]",
      "headers.Cookie",
      "queryStringParameters.access_token",
      "body.user.password",
      "body.list[0].token",
    ]);
  });

  it("get placeholders for the fields of a form", () => {
    const paths: string[] = [];
    assert.deepEqual(redacted({ body: "user=ann&password=p%20q&x=" }, "", "", paths), {
      body: "user=ann&password=REDACTED&x=",
    });
    assert.deepEqual(paths, ["body"]);
  });
});
