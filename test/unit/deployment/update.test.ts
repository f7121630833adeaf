import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Members } from "../../../deployment/src";
import { normalize, type Place } from "../../../deployment/src/normalize";
import { updateBetween } from "../../../deployment/src/update";
import { isRecord } from "../../../server/src/service";
import type { Json } from "../../../server/src/syntax/json";
import { seeded } from "../../support/fixtures";

/** AWS, as its documentation has it: parameters are merged by key and by status code, the rest is replaced. */
function atAws(stored: Members, update: Members): Members {
  const result: Record<string, Json> = { ...stored };
  for (const [name, value] of Object.entries(update)) {
    if (name !== "RequestParameters" && name !== "ResponseParameters") result[name] = value;
    else result[name] = merged(stored[name], value);
  }
  return result;
}

function merged(stored: Json | undefined, update: Json): Json {
  const all = { ...(isRecord(stored) ? stored : {}), ...(isRecord(update) ? update : {}) };
  const isDeleted = (value: Json): boolean =>
    value === "" || (isRecord(value) && Object.keys(value).length === 0);
  return Object.fromEntries(Object.entries(all).filter(([, value]) => !isDeleted(value)));
}

/** An emulator that replaces what AWS merges. */
function atEmulator(stored: Members, update: Members): Members {
  return {
    ...stored,
    ...Object.fromEntries(
      Object.entries(update).map(([name, value]) => [
        name,
        isRecord(value) ? merged(undefined, value) : value,
      ]),
    ),
  };
}

describe("An update", () => {
  const place: Place = { operation: "create-integration", protocol: "HTTP" };
  const random = seeded(7);
  const choose = <T>(...choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T;
  const map = (keys: readonly string[], value: () => Json): Json =>
    Object.fromEntries(keys.filter(() => random() < 0.5).map((key) => [key, value()]));
  const integration = (): Members => ({
    IntegrationType: choose("HTTP_PROXY", "AWS_PROXY"),
    IntegrationUri: choose("https://a", "https://b"),
    IntegrationMethod: choose("GET", "POST"),
    TimeoutInMillis: choose(1000, 30_000),
    Description: choose("", "a", "b"),
    ConnectionType: choose("INTERNET", "VPC_LINK"),
    ConnectionId: choose("a", "b"),
    RequestParameters: map(["overwrite:path", "append:header.a", "remove:header.b"], () =>
      choose("x", "$request.path"),
    ),
    ResponseParameters: map(["200", "404", "500"], () => ({ "overwrite:statuscode": choose("200", "201") })),
  });

  for (const [name, service] of [
    ["AWS", atAws],
    ["an emulator", atEmulator],
  ] as const) {
    it(`changes ${name} from any state to any other, or reports that it cannot`, () => {
      for (let i = 0; i < 2000; i++) {
        const [stored, wanted] = [normalize(integration(), place), normalize(integration(), place)];
        const { members, stuck } = updateBetween(stored, wanted, place);
        const reached = normalize(service(stored, members), place);
        for (const key of stuck) assert.ok(!(key in wanted), key);
        const kept = Object.fromEntries(stuck.map((key) => [key, stored[key] ?? ""]));
        assert.deepEqual(
          reached,
          normalize({ ...wanted, ...kept }, place),
          JSON.stringify([stored, wanted, members]),
        );
        if (JSON.stringify(stored) === JSON.stringify(wanted)) assert.deepEqual(members, {});
      }
    });
  }
});
