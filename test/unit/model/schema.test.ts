import assert from "node:assert/strict";
import * as rest from "@aws-sdk/client-api-gateway";
import * as v2 from "@aws-sdk/client-apigatewayv2";
import { describe, it } from "mocha";
import { getLanguageService, TextDocument } from "vscode-json-languageservice";
import restMembers from "../../../schemas/apigateway/members.json";
import putSchema from "../../../schemas/apigateway/put-integration.schema.json";
import putResponseSchema from "../../../schemas/apigateway/put-integration-response.schema.json";
import patchSchema from "../../../schemas/apigateway/update-integration.schema.json";
import patchResponseSchema from "../../../schemas/apigateway/update-integration-response.schema.json";
import createSchema from "../../../schemas/apigatewayv2/create-integration.schema.json";
import createResponseSchema from "../../../schemas/apigatewayv2/create-integration-response.schema.json";
import v2Members from "../../../schemas/apigatewayv2/members.json";
import updateSchema from "../../../schemas/apigatewayv2/update-integration.schema.json";
import updateResponseSchema from "../../../schemas/apigatewayv2/update-integration-response.schema.json";
import { withCommas } from "../../../server/src/model/numbers";
import { OPERATION_NAMES, type OperationName } from "../../../server/src/model/operationNames";
import { OPERATIONS } from "../../../server/src/model/operations";
import { PROTOCOLS_OF } from "../../../server/src/model/protocol";
import type { MemberSchema } from "../../../server/src/model/schema";
import { isUntouchedSkeleton } from "../../../server/src/model/skeleton";
import { REST_MAXIMUMS, TIMEOUTS } from "../../../server/src/model/timeouts";
import { RULES } from "../../../server/src/rules";
import { parseJson } from "../../../server/src/syntax/parseJson";
import { fixture, fixturesIn } from "../../support/fixtures";

/**
 * The SDK's description of a structure. Index 4 has the member names, 5 their shapes, and 6 how many of the first
 * members are required.
 */
type StaticStructure = readonly [
  number,
  string,
  string,
  number,
  readonly string[],
  readonly unknown[],
  number?,
];

const REQUESTS: Readonly<Record<OperationName, readonly unknown[]>> = {
  "create-integration": v2.CreateIntegrationRequest$,
  "update-integration": v2.UpdateIntegrationRequest$,
  "create-integration-response": v2.CreateIntegrationResponseRequest$,
  "update-integration-response": v2.UpdateIntegrationResponseRequest$,
  "put-integration": rest.PutIntegrationRequest$,
  "put-integration-response": rest.PutIntegrationResponseRequest$,
  "apigateway update-integration": rest.UpdateIntegrationRequest$,
  "apigateway update-integration-response": rest.UpdateIntegrationResponseRequest$,
};

const V2_ENUMS = {
  IntegrationType: v2.IntegrationType,
  ConnectionType: v2.ConnectionType,
  ContentHandlingStrategy: v2.ContentHandlingStrategy,
  PassthroughBehavior: v2.PassthroughBehavior,
};

/** By operation and member. Other members have no enum: their values are suggestions. */
const ENUMS: Readonly<Record<OperationName, Readonly<Record<string, object>>>> = {
  "create-integration": V2_ENUMS,
  "update-integration": V2_ENUMS,
  "create-integration-response": { ContentHandlingStrategy: v2.ContentHandlingStrategy },
  "update-integration-response": { ContentHandlingStrategy: v2.ContentHandlingStrategy },
  "put-integration": {
    type: rest.IntegrationType,
    connectionType: rest.ConnectionType,
    contentHandling: rest.ContentHandlingStrategy,
    responseTransferMode: rest.ResponseTransferMode,
  },
  "put-integration-response": { contentHandling: rest.ContentHandlingStrategy },
  "apigateway update-integration": {},
  "apigateway update-integration-response": {},
};

const SOURCES = {
  "create-integration": createSchema,
  "update-integration": updateSchema,
  "create-integration-response": createResponseSchema,
  "update-integration-response": updateResponseSchema,
  "put-integration": putSchema,
  "put-integration-response": putResponseSchema,
  "apigateway update-integration": patchSchema,
  "apigateway update-integration-response": patchResponseSchema,
};

function structure(request: readonly unknown[]): StaticStructure {
  return request as unknown as StaticStructure;
}

/** Converts a shape in the SDK, which is a number or a nested structure, with or without traits. */
function typeInSdk(shape: unknown): MemberSchema["type"] {
  const bare = Array.isArray(shape) && shape.length === 2 ? shape[0] : shape;
  if (bare === 0) return "string";
  if (bare === 1) return "integer";
  if (bare === 2) return "boolean";
  if (bare === 64) return "array";
  // A list whose items are structures.
  const list: unknown = typeof bare === "function" ? bare() : bare;
  return Array.isArray(list) && list[0] === 1 ? "array" : "object";
}

for (const name of OPERATION_NAMES) {
  const { members, required, input, family, command } = OPERATIONS[name];
  const [, , shape, , names, shapes, requiredCount = 0] = structure(REQUESTS[name]);

  describe(`the schema of ${name}`, () => {
    it("is compared with the operation's request", () => assert.equal(shape, `${input}Request`));

    it("has exactly the members of the installed AWS SDK", () => {
      assert.deepEqual([...members.keys()].sort(), [...names].sort());
    });

    it("has the SDK's types", () => {
      for (const [i, member] of names.entries()) {
        // The shape of a path segment consists of its traits.
        assert.equal(members.get(member)?.type, typeInSdk(shapes[i]), member);
      }
    });

    it("requires what the SDK requires", () => {
      assert.deepEqual([...required].sort(), names.slice(0, requiredCount).sort());
    });

    it("has exactly the enumerations of the SDK", () => {
      const ours = [...members.values()].flatMap(({ name: member, enum: values }) =>
        values ? [[member, values.map(({ value }) => value).sort()]] : [],
      );
      const theirs = Object.entries(ENUMS[name]).map(([member, values]) => [
        member,
        Object.values(values).sort(),
      ]);
      assert.deepEqual(Object.fromEntries(ours), Object.fromEntries(theirs));
    });

    it("describes every member and value", () => {
      const described = [...members.values()].flatMap((member) => [
        member,
        ...(member.properties?.values() ?? []),
      ]);
      for (const { name: member, description, docs, flag, example, protocols, ...schema } of described) {
        assert.ok(description && docs && flag && example !== undefined, member);
        assert.ok(
          protocols.length > 0 && protocols.every((protocol) => PROTOCOLS_OF[family].includes(protocol)),
          member,
        );
        for (const value of [...(schema.enum ?? []), ...(schema.values ?? []), ...(schema.keys ?? [])]) {
          assert.ok(value.description, `${member} ${value.value}`);
        }
      }
    });

    it("names the command and its documentation page", () => {
      const cliName = name.split(" ").at(-1);
      assert.equal(command, `aws ${family} ${cliName}`);
      assert.match(OPERATIONS[name].docs, new RegExp(`/${family}/${cliName}\\.html$`));
    });

    it("is a JSON Schema that accepts its examples and rejects values of other types", async () => {
      const examples = Object.fromEntries(
        Array.from(members.values(), ({ name, example }) => [name, example]),
      );
      assert.deepEqual(await faultsIn(name, JSON.stringify(examples)), []);
      for (const wrong of [...members.keys()]
        .map((member) => ({ [member]: null }))
        .concat({ unknown: null })) {
        assert.ok((await faultsIn(name, JSON.stringify(wrong))).length > 0, JSON.stringify(wrong));
      }
    });
  });
}

describe("nested structures", () => {
  for (const [operation, member, sdkStructure] of [
    ["create-integration", "TlsConfig", v2.TlsConfigInput$],
    ["update-integration", "TlsConfig", v2.TlsConfigInput$],
    ["put-integration", "tlsConfig", rest.TlsConfig$],
  ] as const) {
    it(`${member} of ${operation} has the SDK's members`, () => {
      const [, , , , names] = structure(sdkStructure);
      assert.deepEqual(
        [...(OPERATIONS[operation].members.get(member)?.properties?.keys() ?? [])],
        [...names],
      );
    });
  }

  it("include the items of arrays", () => {
    assert.equal(OPERATIONS["put-integration"].members.get("cacheKeyParameters")?.items?.type, "string");
  });
});

describe("the timeouts", () => {
  const v2Timeout = OPERATIONS["create-integration"].members.get("TimeoutInMillis");
  const restTimeout = OPERATIONS["put-integration"].members.get("timeoutInMillis");
  const { HTTP, WEBSOCKET, REST } = TIMEOUTS;

  it("match the bounds in AWS's model, which does not distinguish protocols", () => {
    assert.equal(v2Timeout?.minimum, Math.min(HTTP.minimum, WEBSOCKET.minimum));
    assert.equal(v2Timeout?.maximum, Math.max(HTTP.maximum, WEBSOCKET.maximum));
  });

  it("match the defaults", () => {
    assert.deepEqual(v2Timeout?.default, { HTTP: HTTP.maximum, WEBSOCKET: WEBSOCKET.maximum });
    assert.equal(restTimeout?.default, REST.maximum);
  });

  it("match the limits in words", () => {
    const numbersIn = (text = "") => text.match(/\d[\d,]*/g);
    assert.deepEqual(
      numbersIn(v2Timeout?.limits),
      [HTTP.minimum, HTTP.maximum, WEBSOCKET.minimum, WEBSOCKET.maximum].map(withCommas),
    );
    const { withRaisedQuota, whenStreamed } = REST_MAXIMUMS;
    assert.deepEqual(
      numbersIn(restTimeout?.limits),
      [REST.minimum, REST.maximum, withRaisedQuota, whenStreamed].map(withCommas),
    );
  });
});

describe("the order of the members", () => {
  for (const name of OPERATION_NAMES) {
    it(`is the AWS CLI's for ${name}`, () => {
      const { family, members } = OPERATIONS[name];
      const skeleton: object = JSON.parse(fixture(`skeletons/v1.${family}_${name.split(" ").at(-1)}.json`));
      assert.deepEqual([...members.keys()], Object.keys(skeleton));
    });
  }
});

describe("an untouched skeleton", () => {
  for (const path of fixturesIn("skeletons").filter((path) => path.endsWith(".json"))) {
    const operation = OPERATION_NAMES.find((name) =>
      path.endsWith(`.${OPERATIONS[name].family}_${name.split(" ").at(-1)}.json`),
    );
    const isUntouched = (text: string): boolean => {
      const { root } = parseJson(text);
      assert.ok(operation && root?.kind === "object", path);
      return isUntouchedSkeleton(root, OPERATIONS[operation]);
    };

    it(`is detected: ${path}`, () => assert.ok(isUntouched(fixture(path))));

    it(`is no longer detected when a value is filled in: ${path}`, () => {
      const skeleton: Readonly<Record<string, unknown>> = JSON.parse(fixture(path));
      for (const [member, value] of Object.entries(skeleton)) {
        const filledIn = JSON.stringify({ ...skeleton, [member]: filled(value) });
        assert.ok(!isUntouched(filledIn), member);
      }
    });

    it(`can have any value that AWS CLI version 1 picks: ${path}`, () => {
      const skeleton: Readonly<Record<string, unknown>> = JSON.parse(fixture(path));
      for (const member of operation ? OPERATIONS[operation].members.values() : []) {
        for (const { value } of member.enum ?? []) {
          assert.ok(isUntouched(JSON.stringify({ ...skeleton, [member.name]: value })), value);
        }
      }
    });
  }
});

describe("the schema of create-integration in a JSON editor", () => {
  it("agrees with the rules about their examples", async () => {
    const shapeRules = [
      "AG0002",
      "AG0003",
      "AG0004",
      "AG0006",
      "AG0007",
      "AG0008",
      "AG0009",
      "AG0023",
      "AG0024",
      "AG0025",
      "AG0026",
    ];
    const examples = RULES.filter(({ bad, good }) =>
      [bad, good].every(
        ({ operation = "create-integration", fileName = "" }) =>
          operation === "create-integration" && !/\.(?:ya?ml|vtl)$/.test(fileName),
      ),
    );
    for (const { code, bad, good } of examples) {
      if (shapeRules.includes(code)) {
        assert.ok((await faultsIn("create-integration", bad.text)).length > 0, `${code}: ${bad.text}`);
      }
      assert.deepEqual(await faultsIn("create-integration", good.text), [], `${code}: ${good.text}`);
    }
  });
});

/** Returns a value of the same type that no skeleton has. */
function filled(value: unknown): unknown {
  if (Array.isArray(value)) return ["a"];
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filled(inner)]));
  }
  if (typeof value === "boolean") return !value;
  return typeof value === "number" ? 1000 : "filled in";
}

/** Returns the messages of VS Code's JSON support for the text and the operation's schema, without required members. */
async function faultsIn(operation: OperationName, text: string): Promise<readonly unknown[]> {
  const members = OPERATIONS[operation].family === "apigateway" ? restMembers : v2Members;
  const schema = SOURCES[operation];
  const service = getLanguageService({ schemaRequestService: async () => JSON.stringify(members) });
  service.configure({
    schemas: [{ uri: schema.$id, fileMatch: ["*"], schema: { ...schema, required: [] } }],
  });
  const document = TextDocument.create("file:///a.json", "json", 1, text);
  const faults = await service.doValidation(document, service.parseJSONDocument(document));
  return faults.map(({ message }) => message);
}
