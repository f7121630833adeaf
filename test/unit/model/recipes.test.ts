import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "mocha";
import {
  check,
  type JsonValue,
  type SampleRequest,
  type SampleResponse,
  type Simulation,
  simulate,
} from "../../../server/src/index";
import {
  permissionsPolicy,
  permissionsPolicyOf,
  permissionTexts,
  TRUST_POLICY,
} from "../../../server/src/model/rolePolicy";
import { filled, type NewInputTarget, newInput, TARGETS } from "../../../server/src/model/targets";
import { isRecord } from "../../../server/src/syntax/json";
import { HOSTILE_BODIES, RECIPES } from "../../support/recipes";

const WITH_REQUEST = TARGETS.filter(({ request }) => request !== undefined);

function nameOf({ protocol, id }: NewInputTarget): string {
  return `${protocol} ${id}`;
}

function requestOf({ request }: NewInputTarget): SampleRequest {
  return filled(request ?? {}, {}) as SampleRequest;
}

interface Text {
  readonly text: string;
  readonly fileName: string;
}

function responsesOf({ protocol, responses }: NewInputTarget): readonly Text[] {
  const operation = protocol === "REST" ? "put-integration-response" : "create-integration-response";
  return responses.map((response) => ({
    text: JSON.stringify(newInput(response)),
    fileName: `${operation}.json`,
  }));
}

function run(target: NewInputTarget, request: SampleRequest, backend?: SampleResponse): Simulation {
  return simulate(JSON.stringify(newInput(target)), request, {
    fileName: `${target.operations[0]}.json`,
    protocol: target.protocol,
    ...(backend && { backend }),
    ...(target.responses.length > 0 && { responses: responsesOf(target) }),
  });
}

function sentBy({ steps }: Simulation) {
  return steps.flatMap((step) => (step.kind === "integrationRequest" ? [step.request] : []))[0];
}

function seriousProblems(text: string, fileName: string, { protocol }: NewInputTarget) {
  const { problems } = check(text, { fileName, protocol });
  return problems.filter(({ severity }) => severity === "error" || severity === "warning");
}

describe("new integrations with a sample request", () => {
  it("are all covered here", () => {
    assert.deepEqual(WITH_REQUEST.map(nameOf).sort(), Object.keys(RECIPES).sort());
  });

  it("include every integration with a role or with templates", () => {
    const needy = TARGETS.filter(
      ({ operations, document }) =>
        !operations.some((name) => name.endsWith("response")) &&
        /"(?:credentials|CredentialsArn|requestTemplates|RequestTemplates)":/.test(JSON.stringify(document)),
    );
    assert.deepEqual(needy.map(nameOf), WITH_REQUEST.map(nameOf));
  });

  for (const target of WITH_REQUEST) {
    const name = nameOf(target);
    const expected = RECIPES[name];

    it(`${name} has no errors or warnings, and neither have its integration responses`, () => {
      for (const operation of target.operations) {
        const text = JSON.stringify(newInput(target));
        assert.deepEqual(seriousProblems(text, `${operation}.json`, target), []);
      }
      for (const { text, fileName } of responsesOf(target))
        assert.deepEqual(seriousProblems(text, fileName, target), []);
    });

    it(`${name} sends what the service expects`, () => {
      const result = run(target, requestOf(target));
      const sent = sentBy(result);
      assert.deepEqual(result.problems, []);
      const actual =
        sent &&
        (sent.parameters
          ? { parameters: sent.parameters }
          : { line: `${sent.method} ${sent.uri}`, headers: sent.headers, body: sent.body });
      assert.deepEqual(actual, expected?.sent);
    });

    it(`${name} answers the client for each sample response`, () => {
      const answers = target.responses.map(({ name, response }) => {
        const backend = response === undefined ? undefined : (filled(response, {}) as SampleResponse);
        const result = run(target, requestOf(target), backend);
        assert.deepEqual([result.problems, result.outcome], [[], "answered"]);
        return [name, [result.response?.status, result.response?.body]] as const;
      });
      assert.deepEqual(Object.fromEntries(answers), expected?.answers);
    });

    it(`${name} names the permissions of its role`, () => {
      assert.deepEqual(permissionTexts(target), expected?.permissions);
    });

    it(`${name} withstands quotes, line breaks and separators in the request`, () => {
      const { body, pathParameters: _, path, resourcePath, ...request } = requestOf(target);
      for (const hostile of HOSTILE_BODIES) {
        const hostileRequest: SampleRequest =
          body === undefined
            ? { ...request, pathParameters: { id: JSON.stringify(hostile), key: "a.txt" } }
            : {
                ...request,
                ...(path && { path }),
                ...(resourcePath && { resourcePath }),
                body: hostile ?? {},
              };
        const result = run(target, hostileRequest);
        if (target.protocol === "HTTP") continue;
        assert.deepEqual(result.problems, [], JSON.stringify(hostile));
        const sent = sentBy(result);
        if (sent?.body) assertIntact(sent.body, hostile ?? {}, target);
      }
    });
  }
});

/** Asserts that a body is whole, and has the hostile value in the place where the service expects text. */
function assertIntact(text: string, hostile: JsonValue, { id, protocol }: NewInputTarget): void {
  if (id === "s3-put-object") {
    assert.deepEqual(JSON.parse(text), hostile);
    return;
  }
  if (text.startsWith("Action=")) {
    const form = new URLSearchParams(text);
    const message = form.get("MessageBody") ?? form.get("Message");
    assert.deepEqual(JSON.parse(message ?? ""), hostile);
    assert.equal(form.getAll("Action").length, 1);
    assert.equal([...form.keys()].length, new Set(form.keys()).size);
    return;
  }
  const sent: JsonValue = JSON.parse(text);
  const found = payloadOf(id, sent, hostile);
  if (found !== undefined) assert.deepEqual(found, hostile, `${id} of ${protocol}`);
}

/** The request's value in a JSON payload, decoded; undefined if the payload contains only a part of it. */
function payloadOf(id: string, sent: JsonValue, hostile: JsonValue): JsonValue | undefined {
  const at = (...path: readonly string[]): JsonValue | undefined =>
    path.reduce<JsonValue | undefined>(
      (value, name) =>
        isRecord(value) ? value[name] : Array.isArray(value) ? value[Number(name)] : undefined,
      sent,
    );
  const parsed = (value: JsonValue | undefined): JsonValue => JSON.parse(String(value));
  switch (id) {
    case "lambda":
    case "http":
      return at("body") ?? at("message");
    case "step-functions-start-execution":
    case "step-functions-start-sync-execution":
      return parsed(at("input"));
    case "eventbridge-put-events":
      return parsed(at("Entries", "0", "Detail"));
    case "kinesis-put-record":
      return parsed(Buffer.from(String(at("Data")), "base64").toString("utf8"));
    case "dynamodb-get-item":
      return parsed(at("Key", "id", "S"));
    case "dynamodb-query":
      return parsed(at("ExpressionAttributeValues", ":id", "S"));
    case "dynamodb-put-item": {
      if (at("Item", "message") !== undefined) return parsed(at("Item", "message", "S"));
      const name = isRecord(hostile) ? (hostile.name ?? "") : "";
      assert.equal(at("Item", "name", "S"), name);
      return undefined;
    }
    default:
      return undefined;
  }
}

describe("the page on new integrations", () => {
  const page = readFileSync("docs/recipes.md", "utf8");
  const apis = { REST: "REST APIs", WEBSOCKET: "WebSocket APIs", HTTP: "HTTP APIs" } as const;

  it("lists every service of every kind of API with its permission", () => {
    for (const { id, protocol, permissions } of WITH_REQUEST) {
      const [permission] = permissions;
      if (!permission || id === "aws-service") continue;
      const section = page.split(`\n## ${apis[protocol]}: `)[1]?.split("\n## ")[0] ?? "";
      assert.ok(section.includes(`| \`${id}\` | \`${permission.action}\` | `), `${id} of ${protocol}`);
    }
  });
});

describe("integration responses of new integrations", () => {
  function answer(name: string, body: JsonValue) {
    const target = TARGETS.find((candidate) => nameOf(candidate) === name);
    assert.ok(target);
    const { problems, response } = run(target, requestOf(target), { status: 200, body });
    assert.deepEqual(problems, []);
    return [response?.status, JSON.parse(response?.body ?? "")];
  }

  it("answer 404 for an item that DynamoDB does not have", () => {
    assert.deepEqual(answer("REST dynamodb-get-item", {}), [404, { message: "Not found" }]);
  });

  it("answer an empty list for a query without results", () => {
    assert.deepEqual(answer("REST dynamodb-query", { Count: 0, Items: [] }), [200, []]);
  });

  it("escape the values of items", () => {
    const items = [{ id: { S: `a"'\n` }, name: { S: "\\" } }];
    const expected = [{ id: `a"'\n`, name: "\\" }];
    assert.deepEqual(answer("REST dynamodb-query", { Items: items }), [200, expected]);
  });

  for (const status of ["FAILED", "TIMED_OUT"]) {
    it(`answer 500 for an Express workflow that ended with ${status}`, () => {
      const body = { status, error: 'States."Timeout"' };
      const expected = { message: "The workflow failed.", error: 'States."Timeout"' };
      assert.deepEqual(answer("REST step-functions-start-sync-execution", body), [500, expected]);
    });
  }

  it("answer with an error for an event that EventBridge did not accept", () => {
    const body = { FailedEntryCount: 1, Entries: [{ ErrorCode: "InternalFailure" }] };
    const expected = { message: "The event was not accepted.", code: "InternalFailure" };
    assert.deepEqual(answer("REST eventbridge-put-events", body), [500, expected]);
    assert.deepEqual(answer("WEBSOCKET eventbridge-put-events", body), [200, expected]);
  });

  it("select the error response for an error message of several lines", () => {
    const target = TARGETS.find((candidate) => nameOf(candidate) === "REST lambda");
    assert.ok(target);
    const { response } = run(target, requestOf(target), { error: "one\ntwo" });
    assert.equal(response?.status, 500);
    assert.equal(JSON.parse(response?.body ?? "").message, "one\ntwo");
  });
});

describe("policies of the roles of new integrations", () => {
  it("allow each action on its resources only", () => {
    for (const target of TARGETS.filter(({ permissions }) => permissions.length > 0)) {
      const policy = JSON.stringify(permissionsPolicy(target));
      assert.ok(!policy.includes("{{"), policy);
      assert.doesNotMatch(policy, /"Resource":"\*"/);
    }
  });

  it("are complete IAM policy documents", () => {
    const target = TARGETS.find(({ id }) => id === "appconfig-get-configuration");
    assert.ok(target);
    assert.deepEqual(permissionsPolicy(target), {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: "appconfig:GetConfiguration",
          Resource: [
            "arn:aws:appconfig:us-east-1:123456789012:application/a1b2c3d",
            "arn:aws:appconfig:us-east-1:123456789012:application/a1b2c3d/environment/e4f5g6h",
            "arn:aws:appconfig:us-east-1:123456789012:application/a1b2c3d/configurationprofile/c7d8e9f",
          ],
        },
      ],
    });
    assert.deepEqual(TRUST_POLICY, {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "apigateway.amazonaws.com" },
          Action: "sts:AssumeRole",
        },
      ],
    });
  });

  it("name the resources of an edited input", () => {
    const examples = { region: "eu-west-1", account: "210987654321", partition: "aws-cn" };
    const names = { queue: "orders", topic: "news", table: "pets", stream: "clicks", bucket: "files" };
    const values = { ...examples, ...names, stateMachine: "checkout", bus: "shop" };
    const more = { application: "x1y2z3a", environment: "b4c5d6e", configuration: "f7g8h9i" };
    for (const target of WITH_REQUEST.filter(({ permissions }) => permissions.length > 0)) {
      const edited = filled(target.document, { ...values, ...more });
      const policy = JSON.stringify(permissionsPolicyOf(target, edited));
      const untouched = /us-east-1|123456789012|my-|a1b2c3d|e4f5g6h|c7d8e9f|arn:aws:|event-bus.default/;
      assert.doesNotMatch(policy, untouched, nameOf(target));
    }
  });

  it("have a wildcard for what the input does not contain", () => {
    const resources = ["eventbridge-put-events", "step-functions-stop-execution"].map((id) => {
      const target = TARGETS.find((candidate) => candidate.id === id && candidate.protocol === "HTTP");
      assert.ok(target);
      const policy = permissionsPolicyOf(target, newInput(target));
      return /"Resource":"([^"]+)"/.exec(JSON.stringify(policy))?.[1];
    });
    assert.deepEqual(resources, [
      "arn:aws:events:*:123456789012:event-bus/default",
      "arn:aws:states:*:123456789012:execution:*:*",
    ]);
  });

  it("keep the example values where an input was changed beyond recognition", () => {
    const target = TARGETS.find(({ id, protocol }) => id === "sqs-send-message" && protocol === "REST");
    assert.ok(target);
    for (const input of [null, [], "x", { uri: 5, credentials: "role" }, { uri: "arn:aws:apigateway:{{x" }])
      assert.deepEqual(permissionsPolicyOf(target, input), permissionsPolicy(target));
  });
});
