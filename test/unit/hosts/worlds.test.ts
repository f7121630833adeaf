import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { worldsOf } from "../../../server/src/hosts/worlds";
import { OPERATIONS } from "../../../server/src/model/operations";
import { toJson } from "../../../server/src/syntax/json";
import { findMember } from "../../../server/src/syntax/locate";
import type { ObjectNode, StringNode, UnknownNode, ValueNode } from "../../../server/src/syntax/nodes";
import { parseJson } from "../../../server/src/syntax/parseJson";

type Members = Readonly<Record<string, unknown>>;

/** Reads an input in which `{"?": […]}` is an unknown value with these alternatives, null being an absent one. */
function inputOf(members: Members): ObjectNode {
  const { root } = parseJson(JSON.stringify(members));
  assert.ok(root?.kind === "object");
  return withUnknown(root) as ObjectNode;
}

function withUnknown(node: ValueNode): ValueNode {
  if (node.kind !== "object") return node;
  const alternatives = findMember(node, "?")?.value;
  if (alternatives?.kind === "array") {
    const choices = alternatives.items.map((item) => (item.kind === "null" ? "absent" : withUnknown(item)));
    return {
      kind: "unknown",
      span: node.span,
      ...(choices.length > 0 && { alternatives: choices }),
    } satisfies UnknownNode;
  }
  const members = node.members.map((member) =>
    member.value ? { ...member, value: withUnknown(member.value) } : member,
  );
  return { ...node, members };
}

function worldsFrom(members: Members): readonly Members[] {
  return worldsOf(inputOf(members), OPERATIONS["put-integration"]).worlds.map(
    ({ root }) => toJson(root) as Members,
  );
}

const UNKNOWN = { "?": [] };

function valuesOf(name: string, members: Members): readonly unknown[] {
  return [...new Set(worldsFrom(members).map((world) => world[name]))];
}

describe("the inputs that an input with unknown values may be", () => {
  it("are the input itself if nothing is unknown", () => {
    const root = inputOf({ type: "HTTP", requestTemplates: { "a/b": "x" } });
    const { worlds, unknown } = worldsOf(root, OPERATIONS["put-integration"]);
    assert.deepEqual([worlds.length, unknown], [1, []]);
    assert.equal(worlds[0]?.root, root);
  });

  it("have each value that the schema allows", () => {
    assert.deepEqual(valuesOf("type", { type: UNKNOWN, uri: "x" }), [
      "HTTP",
      "AWS",
      "MOCK",
      "HTTP_PROXY",
      "AWS_PROXY",
    ]);
  });

  it("have each branch of a condition, and of the conditions in it", () => {
    const inner = { "?": ["b", "c"] };
    assert.deepEqual([...valuesOf("uri", { uri: { "?": ["a", inner] } })].sort(), ["a", "b", "c"]);
  });

  it("are without a member that may be absent", () => {
    assert.deepEqual(valuesOf("credentials", { credentials: { "?": ["x", null] } }), ["x", undefined]);
  });

  it("combine the values of two members in every way", () => {
    const worlds = worldsFrom({ type: { "?": ["AWS", "HTTP", "MOCK"] }, uri: { "?": ["a", "b"] } });
    assert.equal(new Set(worlds.map((world) => JSON.stringify(world))).size, 6);
  });

  it("have every pair of values, without trying all combinations of many members", () => {
    const worlds = worldsFrom({
      type: UNKNOWN,
      uri: UNKNOWN,
      credentials: UNKNOWN,
      integrationHttpMethod: UNKNOWN,
      connectionType: UNKNOWN,
      connectionId: UNKNOWN,
      passthroughBehavior: UNKNOWN,
      timeoutInMillis: UNKNOWN,
    });
    assert.ok(worlds.length <= 24, String(worlds.length));
    for (const name of ["type", "uri", "credentials", "connectionType"]) {
      assert.ok(new Set(worlds.map((world) => world[name])).size > 1, name);
    }
  });

  it("have nodes of the text where the text has them", () => {
    const root = inputOf({ uri: { "?": ["left", "right"] } });
    const { worlds, alternatives } = worldsOf(root, OPERATIONS["put-integration"]);
    for (const { root: made, chosen } of worlds) {
      const value = findMember(made, "uri")?.value;
      assert.ok(value && alternatives.includes(value) && chosen.has(value));
    }
  });

  it("have a template about which nothing is known where a template is unknown", () => {
    const { worlds } = worldsOf(
      inputOf({ requestTemplates: { "application/json": UNKNOWN } }),
      OPERATIONS["put-integration"],
    );
    const templates = findMember(worlds[0]?.root ?? inputOf({}), "requestTemplates")?.value;
    const template = templates?.kind === "object" ? templates.members[0]?.value : undefined;
    assert.ok(template?.kind === "string");
    assert.deepEqual(template.holes, [{ start: 0, end: template.value.length }]);
  });

  it("have a mapping for each placeholder of the URI where the mappings are unknown", () => {
    const [world] = worldsFrom({ uri: "https://example.com/{id}/{name}", requestParameters: UNKNOWN });
    assert.deepEqual(Object.keys(world?.requestParameters as object), [
      "integration.request.path.id",
      "integration.request.path.name",
    ]);
  });

  it("have and lack what an open object may have", () => {
    const root: ObjectNode = { ...inputOf({ type: "HTTP" }), isOpen: true };
    const { worlds } = worldsOf(root, OPERATIONS["put-integration"]);
    assert.deepEqual(worlds.map((world) => findMember(world.root, "uri") !== undefined).sort(), [
      false,
      true,
    ]);
  });

  it("fill the holes of strings, and move what follows", () => {
    const value = "https://${Host}/x";
    const root = inputOf({ uri: value });
    const uri = findMember(root, "uri");
    assert.ok(uri?.value?.kind === "string");
    const { span } = uri.value;
    const at = (offset: number): number => span.start + 1 + offset;
    const node: StringNode = {
      ...uri.value,
      style: "composed",
      holes: [{ start: 8, end: 15, typical: ["a", "example.com"] }],
      composition: {
        pieces: [
          { start: 0, end: 8, source: { start: at(0), end: at(8) }, kind: "copied" },
          { start: 8, end: 15, source: { start: at(8), end: at(15) }, kind: "hole" },
          { start: 15, end: 17, source: { start: at(15), end: at(17) }, kind: "copied" },
        ],
        closing: at(17),
        write: () => undefined,
      },
    };
    const { worlds } = worldsOf(
      { ...root, members: [{ ...uri, value: node }] },
      OPERATIONS["put-integration"],
    );
    const strings = worlds.map(({ root: made }) => findMember(made, "uri")?.value as StringNode);
    assert.deepEqual(
      strings.map((string) => string.value),
      ["https://a/x", "https://example.com/x"],
    );
    for (const string of strings) {
      const last = string.composition?.pieces.at(-1);
      assert.deepEqual(last?.source, { start: at(15), end: at(17) });
      assert.equal(string.value.slice(last?.start, last?.end), "/x");
    }
  });
});
