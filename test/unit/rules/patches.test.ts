import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { PATCH_MEMBERS } from "../../../server/src/model/patchPaths";
import { analyze, edit, isPatchOperation, OPERATION_NAMES } from "../../../server/src/service";
import { applyEdits } from "../../support/edits";
import { type Case, type FixCase, itFixes, itPointsAt } from "../../support/ruleCases";

const INTEGRATION = "apigateway update-integration";
const RESPONSE = "apigateway update-integration-response";

/** An input with one patch operation, written as the rest of a JSON object. */
const one = (change: string) => `{"patchOperations": [{${change}}]}`;
const replace = (path: string, value: string) => one(`"op": "replace", "path": "${path}", "value": ${value}`);

const LAMBDA =
  "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:f/invocations";

const integration: readonly Case[] = [
  ["a URI", replace("/uri", `"${LAMBDA}"`)],
  ["a URL with a placeholder, whose mapping AWS may have", replace("/uri", '"https://example.com/{id}"')],
  ["a method", replace("/httpMethod", '"POST"')],
  ["a connection type, whose ID AWS may have", replace("/connectionType", '"VPC_LINK"')],
  ["a connection ID, whose type AWS may have", replace("/connectionId", '"abc123"')],
  ["a timeout", replace("/timeoutInMillis", '"10000"')],
  ["a boolean", replace("/tlsConfig/insecureSkipVerification", '"false"')],
  ["a template", replace("/requestTemplates/application~1json", String.raw`"{\"a\": $input.json('$')}"`)],
  ["an empty value, which unsets a member", replace("/contentHandling", '""')],
  ["a VPC link in two steps", one('"op": "replace", "path": "/connectionType", "value": "VPC_LINK"')],
  [
    "a load balancer, whose connection AWS may have",
    replace(
      "/integrationTarget",
      '"arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/orders/50dc6c495c0c9188"',
    ),
  ],
  ["streaming, whose URI AWS may have", replace("/responseTransferMode", '"STREAM"')],
  ["a passthrough behavior without templates", replace("/passthroughBehavior", '"NEVER"')],
  ["a cache namespace", replace("/cacheNamespace", '"a"')],
  ["a role, whose type AWS may have", replace("/credentials", '"arn:aws:iam::123456789012:role/a"')],
  ["a TLS member, whose type AWS may have", replace("/tlsConfig/insecureSkipVerification", '"true"')],
  ["an added cache key", one('"op": "add", "path": "/cacheKeyParameters/method.request.path.id"')],
  ["a removed entry", one('"op": "remove", "path": "/requestTemplates/application~1json"')],
  ["a removed entry with an empty value", one('"op": "remove", "path": "/requestParameters/a", "value": ""')],
  ["a removed map", one('"op": "remove", "path": "/requestTemplates"')],

  ["an unknown op", one('"op": <|"update"|>, "path": "/uri", "value": "https://a.com"'), "AG0009 error"],
  ["an op that no path takes", one('"op": <|"copy"|>, "path": "/uri"'), "AG1124 error"],
  ["an added member", one('"op": <|"add"|>, "path": "/uri", "value": "https://a.com"'), "AG1124 error"],
  ["a removed member", one('"op": <|"remove"|>, "path": "/credentials"'), "AG1124 error"],
  ["an unknown path", one('"op": "replace", "path": <|"/url"|>, "value": "a"'), "AG1125 error"],
  ["a path without a slash", one('"op": "replace", "path": <|"uri"|>, "value": "a"'), "AG1125 error"],
  [
    "the method's name in a put input",
    one('"op": "replace", "path": <|"/integrationHttpMethod"|>, "value": "POST"'),
    "AG1125 warning",
  ],
  ["the type", one('"op": "replace", "path": <|"/type"|>, "value": "AWS"'), "AG1125 error"],
  [
    "the path of a response",
    one('"op": "replace", "path": <|"/selectionPattern"|>, "value": "2.."'),
    "AG1125 error",
  ],
  [
    "a slash in a key",
    one('"op": "replace", "path": <|"/requestTemplates/application/json"|>, "value": "{}"'),
    "AG1126 error",
  ],
  ["an empty list", '{"patchOperations": <|[]|>}', "AG1127 warning"],
  ["a missing op", '{"patchOperations": [<|{|>"path": "/uri", "value": "https://a.com"}]}', "AG1128 error"],
  ["a missing path", '{"patchOperations": [<|{|>"op": "remove"}]}', "AG1128 error"],
  ["an empty path", one('"op": "remove", "path": <|""|>'), "AG1128 error"],
  ["a missing value", one('"op": <|"replace"|>, "path": "/uri"'), "AG1129 warning"],
  [
    "a value that is ignored",
    one('"op": "remove", "path": "/requestTemplates/application~1json", <|"value": "{}"|>'),
    "AG1130 information",
  ],
  [
    "a source that is ignored",
    one('"op": "replace", "path": "/uri", "value": "https://a.com", <|"from": "/uri"|>'),
    "AG1130 information",
  ],
  ["a timeout that is not a number", replace("/timeoutInMillis", '<|"soon"|>'), "AG1131 error"],
  ["a number instead of a string", replace("/timeoutInMillis", "<|10000|>"), "AG0006 error"],
  ["a boolean in capitals", replace("/tlsConfig/insecureSkipVerification", '<|"True"|>'), "AG1131 error"],
  ["an unknown member", one('"op": "replace", "path": "/uri", <|"val"|>: "https://a.com"'), "AG0003 error"],

  ["a timeout that is too short", replace("/timeoutInMillis", '<|"49"|>'), "AG1030 error"],
  ["an unknown method", replace("/httpMethod", '<|"post"|>'), "AG1053 error"],
  ["an unknown choice", replace("/contentHandling", '<|"TEXT"|>'), "AG0009 error"],
  ["a role that is not one", replace("/credentials", '<|"x"|>'), "AG1009 error"],
  ["a mapping", replace("/requestParameters/integration.request.header.X", '<|"static"|>'), "AG1013 error"],
  ["a key in a path", replace("/requestParameters/integration.request.<|heder|>.X", `"'a'"`), "AG1012 error"],
  ["a content type in a path", replace("/requestTemplates/<|json|>", '"{}"'), "AG1054 warning"],
  ["a cache key", one('"op": "add", "path": "/cacheKeyParameters/<|path.id|>"'), "AG1028 error"],
  [
    "a template",
    replace("/requestTemplates/application~1json", `"<|#if|>($input.path('$.a'))"`),
    "AG3010 error",
  ],
];

const response: readonly Case[] = [
  ["a pattern", replace("/selectionPattern", '"2.."')],
  ["a template", replace("/responseTemplates/application~1json", String.raw`"{\"a\": $input.json('$')}"`)],
  ["the status code", one('"op": "replace", "path": <|"/statusCode"|>, "value": "200"'), "AG1125 error"],
  ["the path of an integration", one('"op": "replace", "path": <|"/uri"|>, "value": "a"'), "AG1125 error"],
  ["a pattern that is not one", replace("/selectionPattern", '<|"["|>'), "AG1102 error"],
  [
    "a template",
    replace("/responseTemplates/application~1json", `"<|#if|>($input.path('$.a'))"`),
    "AG3010 error",
  ],
];

describe("the rules for patch operations", () => {
  const rules = { AG1014: "off", AG1105: "off", AG1109: "off", AG3032: "off" } as const;
  itPointsAt(integration, { operation: INTEGRATION, rules });
  itPointsAt(response, { operation: RESPONSE, rules });
  itPointsAt(
    [
      ["a bare list", '[{"op": "replace", "path": "/uri", "value": "https://example.com"}]'],
      ["a bare list", '[{"op": "replace", "path": <|"/url"|>, "value": "a"}]', "AG1125 error"],
    ],
    { operation: INTEGRATION },
  );
  itPointsAt(
    [
      [
        "a template in YAML",
        "patchOperations:\n- op: replace\n  path: /requestTemplates/application~1json\n  value: |\n    <|#if|>($input.path('$.a'))\n",
        "AG3010 error",
      ],
      [
        "a key in YAML",
        "patchOperations:\n- op: replace\n  path: /requestTemplates/<|json|>\n  value: '{}'\n",
        "AG1054 warning",
      ],
      ["a bare list in YAML", "- op: replace\n  path: <|/url|>\n  value: a\n", "AG1125 error"],
    ],
    { operation: INTEGRATION, format: "yaml", rules },
  );
});

const fixes: readonly FixCase[] = [
  [
    "AG1124",
    'Write "replace"',
    one('"op": "add", "path": "/uri", "value": "https://a.com"'),
    one('"op": "replace", "path": "/uri", "value": "https://a.com"'),
  ],
  ["AG1125", 'Write "/uri"', replace("/url", '"a"'), replace("/uri", '"a"')],
  [
    "AG1125",
    'Write "/httpMethod"',
    replace("/integrationHttpMethod", '"GET"'),
    replace("/httpMethod", '"GET"'),
  ],
  ["AG1125", 'Write "/uri"', replace("uri", '"a"'), replace("/uri", '"a"')],
  [
    "AG1125",
    'Write "/requestTemplates/application~1json"',
    replace("/requestTemplate/application~1json", '"{}"'),
    replace("/requestTemplates/application~1json", '"{}"'),
  ],
  [
    "AG1126",
    'Write "/requestTemplates/application~1json"',
    replace("/requestTemplates/application/json", '"{}"'),
    replace("/requestTemplates/application~1json", '"{}"'),
  ],
  [
    "AG1131",
    'Write "true"',
    replace("/tlsConfig/insecureSkipVerification", '"True"'),
    replace("/tlsConfig/insecureSkipVerification", '"true"'),
  ],
  ["AG1053", 'Write "POST"', replace("/httpMethod", '"post"'), replace("/httpMethod", '"POST"')],
  ["AG1031", "Write 29000", replace("/timeoutInMillis", '"30000"'), replace("/timeoutInMillis", '"29000"')],
  [
    "AG1012",
    'Rename to "integration.request.header.X"',
    replace("/requestParameters/integration.request.heder.X", `"'a'"`),
    replace("/requestParameters/integration.request.header.X", `"'a'"`),
  ],
  [
    "AG1130",
    'Remove "value"',
    one('"op": "remove", "path": "/requestTemplates/a~1b", "value": "{}"'),
    one('"op": "remove", "path": "/requestTemplates/a~1b"'),
  ],
  [
    "AG1129",
    "Insert value",
    one('"op": "replace", "path": "/uri"'),
    one('"op": "replace", "path": "/uri", "value": ""'),
  ],
];

describe("the fixes for patch operations", () => {
  itFixes(fixes, { operation: INTEGRATION });

  it("keep the values of patch operations strings", () => {
    const text = replace("/timeoutInMillis", '"30000"');
    for (const format of ["json", "yaml"] as const) {
      const { document, problems } = analyze(text, INTEGRATION, { format });
      const fix = problems.flatMap(({ fixes = [] }) => fixes)[0];
      assert.ok(fix);
      assert.equal(applyEdits(text, edit(document, fix.change)), replace("/timeoutInMillis", '"29000"'));
    }
  });
});

describe("the paths of patch operations", () => {
  for (const operation of OPERATION_NAMES.filter(isPatchOperation)) {
    for (const { path, ops, holds } of PATCH_MEMBERS[operation]) {
      it(`take what is documented: ${path} of ${operation}`, () => {
        const whole = holds === "value" ? path : `${path}/a`;
        for (const op of ["add", "replace", "remove", "move", "copy", "test"]) {
          const text = JSON.stringify({ patchOperations: [{ op, path: whole, value: "" }] });
          const isRefused = analyze(text, operation).problems.some(({ code }) => code === "AG1124");
          assert.equal(isRefused, !ops.some((known) => known === op), op);
        }
      });
    }
  }
});
