import type { IntegrationInput } from "../../model/input";
import type { MemberSchema } from "../../model/schema";
import type { ShapedMember } from "../../model/shape";
import type { Json } from "../../syntax/json";
import type { Fix } from "../engine/finding";
import type { InputRule } from "../engine/rule";
import { hasMember } from "../shared/names";
import { nearest } from "../shared/nearest";
import { safe } from "../shared/safe";
import { unknownNameAnswer } from "./answers";

const LOCAL = "The AWS CLI, versions 1.45.11 and 2.9.19, run on such files";

export const unknownMember: InputRule = {
  code: "AG0003",
  title: "Unknown member",
  severity: "error",
  description:
    "The AWS CLI checks every name against the operation's input before it sends anything, and refuses the whole file for one that it does not know. That holds for `$schema` and for remarks, too. A member that AWS added recently may need a newer CLI.",
  confidence: "verified-local",
  sources: [LOCAL],
  bad: { text: '{ "IntegrationType": "MOCK", "IntegrationUrl": "https://example.com" }' },
  good: {
    text: '{ "IntegrationType": "HTTP_PROXY", "IntegrationMethod": "ANY", "IntegrationUri": "https://example.com" }',
  },
  on: "input",
  check({ shape, operation }, report) {
    for (const unknown of shape) {
      if (unknown.schema || !unknown.siblings || otherCase(unknown)) continue;
      const name = unknown.member.key.value;
      const near = nearest(name, unknown.siblings.keys());
      const structure = structureOf(unknown);
      report({
        span: unknown.member.key.span,
        message: `${structure ?? operation.input} has no member "${name}"${near === undefined ? "." : `. Did you mean "${near}"?`}`,
        ...unknownNameAnswer(name, structure),
        fixes: [
          ...renameTo(near, unknown),
          {
            title: `Remove "${name}"`,
            change: { kind: "removeMember", member: unknown.member, object: unknown.object },
          },
        ],
      });
    }
  },
};

export const wrongCase: InputRule = {
  code: "AG0004",
  title: "Name in the wrong case",
  severity: "error",
  description:
    "The letters' case is part of a name. The inputs of `apigatewayv2` are in PascalCase (`IntegrationType`), those of `apigateway` in camelCase, and what AWS answers may be spelt the other way again.",
  confidence: "verified-local",
  sources: [LOCAL],
  bad: {
    text: '{ "integrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "ANY" }',
  },
  good: {
    text: '{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "ANY" }',
  },
  on: "input",
  check({ shape }, report) {
    const found = shape.flatMap((shaped) => {
      const name = otherCase(shaped);
      return name === undefined ? [] : [{ name, shaped, fixes: renameTo(name, shaped).map(safe) }];
    });
    const changes = found.flatMap(({ fixes }) =>
      fixes.flatMap(({ change }) => (change.kind === "all" ? [] : [change])),
    );
    const all: Fix[] =
      changes.length > 1 ? [{ title: "Rename them all", change: { kind: "all", changes } }] : [];
    for (const { name, shaped, fixes } of found) {
      const { key } = shaped.member;
      report({
        span: key.span,
        message: `This member is spelt "${name}": the case of the letters matters.`,
        ...unknownNameAnswer(key.value, structureOf(shaped)),
        fixes: [...fixes, ...all],
      });
    }
  },
};

export const missingMember: InputRule = {
  code: "AG0005",
  title: "Required member missing",
  severity: "error",
  description:
    "Without its required members an input is refused. Identifiers and others that become part of the request's path are often given as flags (`--api-id`), so nothing is said of those; a missing type, which could be given as a flag as well, is only pointed out.",
  confidence: "verified-local",
  sources: [LOCAL],
  bad: { text: '{ "IntegrationUri": "https://example.com", "IntegrationMethod": "ANY" }' },
  good: {
    text: '{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "ANY" }',
  },
  on: "input",
  check(input, report) {
    for (const name of input.operation.required) {
      const schema = input.operation.members.get(name);
      if (!schema || schema.inPath || input.has(name)) continue;
      const isType = name === "IntegrationType" || name === "type";
      const value = isType ? likelyType(input) : (schema.example ?? "");
      report({
        severity: isType ? "information" : "error",
        span: { start: input.root.span.start, end: input.root.span.start + 1 },
        message: `${name} is missing: ${input.operation.input} needs it, here or as ${schema.flag ?? "a flag"}.`,
        aws: `Missing required parameter in input: "${name}"`,
        fixes: [
          { title: `Insert ${name}`, change: { kind: "insertMember", object: input.root, name, value } },
        ],
      });
    }
  },
};

/** The path of the structure that holds the member; undefined for the input itself. */
function structureOf({ member, path }: ShapedMember): string | undefined {
  return path.slice(0, -member.key.value.length - 1) || undefined;
}

/** The right spelling of a name that only its letters' case keeps from being known. */
function otherCase({ schema, siblings, member }: ShapedMember): string | undefined {
  if (schema || !siblings) return undefined;
  return lowerCased(siblings).get(member.key.value.toLowerCase());
}

const lowerCasedOf = new WeakMap<ReadonlyMap<string, MemberSchema>, ReadonlyMap<string, string>>();

function lowerCased(siblings: ReadonlyMap<string, MemberSchema>): ReadonlyMap<string, string> {
  const known = lowerCasedOf.get(siblings);
  if (known) return known;
  const made = new Map([...siblings.keys()].map((name) => [name.toLowerCase(), name]));
  lowerCasedOf.set(siblings, made);
  return made;
}

function renameTo(name: string | undefined, { member, object }: ShapedMember): Fix[] {
  if (name === undefined || hasMember(object, name)) return [];
  return [{ title: `Rename to "${name}"`, change: { kind: "renameMember", member, name } }];
}

/** The integration type that the other members suggest. */
function likelyType(input: IntegrationInput): Json {
  const uri = input.text("IntegrationUri") ?? input.text("uri") ?? "";
  const connection = input.text("ConnectionType") ?? input.text("connectionType");
  if (/^https?:/.test(uri) || connection === "VPC_LINK") return "HTTP_PROXY";
  if (uri === "" && (input.has("RequestTemplates") || input.has("requestTemplates"))) return "MOCK";
  return "AWS_PROXY";
}
