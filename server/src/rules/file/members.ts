import type { IntegrationInput } from "../../model/input";
import { roleOf } from "../../model/memberNames";
import type { MemberSchema } from "../../model/schema";
import type { ShapedMember } from "../../model/shape";
import type { Json } from "../../syntax/json";
import type { Fix } from "../engine/finding";
import type { InputRule } from "../engine/rule";
import { hasMember } from "../shared/names";
import { nearest } from "../shared/nearest";
import { safe } from "../shared/safe";
import { unknownNameAnswer } from "./answers";
import { CLI_TESTS } from "./evidence";

export const unknownMember: InputRule = {
  code: "AG0003",
  title: "Unknown member",
  severity: "error",
  description:
    "The AWS CLI checks every name against the operation's input before it sends a request, and rejects the whole file if it does not know one. This includes `$schema` and members used as comments. A member that AWS added recently may require a newer AWS CLI.",
  confidence: "verified-local",
  sources: [CLI_TESTS],
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
        message: `"${name}" is not a member of ${structure ?? operation.input}.${near === undefined ? "" : ` Did you mean "${near}"?`}`,
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
  title: "Wrong letter case",
  severity: "error",
  description:
    "Member names are case-sensitive. Inputs for `apigatewayv2` use PascalCase (`IntegrationType`) and inputs for `apigateway` use camelCase (`type`). AWS's responses may use the other form.",
  confidence: "verified-local",
  sources: [CLI_TESTS],
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
      changes.length > 1
        ? [{ title: "Correct the case of all names", change: { kind: "all", changes } }]
        : [];
    for (const { name, shaped, fixes } of found) {
      const { key } = shaped.member;
      report({
        span: key.span,
        message: `Member names are case-sensitive. Expected "${name}".`,
        ...unknownNameAnswer(key.value, structureOf(shaped)),
        fixes: [...fixes, ...all],
      });
    }
  },
};

export const missingMember: InputRule = {
  code: "AG0005",
  title: "Missing required member",
  severity: "error",
  description:
    "An input without its required members is rejected. Members that become part of the request path, such as IDs, are not reported, because they are often passed as options (`--api-id`). A missing type could be passed as an option as well, so it is reported as information.",
  confidence: "verified-local",
  sources: [CLI_TESTS],
  bad: { text: '{ "IntegrationUri": "https://example.com", "IntegrationMethod": "ANY" }' },
  good: {
    text: '{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "ANY" }',
  },
  on: "input",
  check(input, report) {
    for (const name of input.operation.required) {
      const schema = input.operation.members.get(name);
      if (!schema || schema.inPath || input.has(name)) continue;
      const isType = roleOf(name) === "type";
      const value = isType ? likelyType(input) : (schema.example ?? "");
      report({
        severity: isType ? "information" : "error",
        span: { start: input.root.span.start, end: input.root.span.start + 1 },
        message: `Missing ${name}. ${input.operation.input} requires it, in the file or as ${schema.flag ?? "an option"}.`,
        messageInHost: `Missing ${name}, which is required.`,
        aws: `Missing required parameter in input: "${name}"`,
        fixes: [
          { title: `Insert ${name}`, change: { kind: "insertMember", object: input.root, name, value } },
        ],
      });
    }
  },
};

/** Returns the path of the structure that contains the member; undefined for the input itself. */
function structureOf({ member, path }: ShapedMember): string | undefined {
  return path.slice(0, -member.key.value.length - 1) || undefined;
}

/** Returns the known name that differs from the member's name only in case. */
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

/** Returns the integration type that the other members suggest. */
function likelyType(input: IntegrationInput): Json {
  const uri = input.text("IntegrationUri") ?? input.text("uri") ?? "";
  const connection = input.text("ConnectionType") ?? input.text("connectionType");
  if (/^https?:/.test(uri) || connection === "VPC_LINK") return "HTTP_PROXY";
  if (uri === "" && (input.has("RequestTemplates") || input.has("requestTemplates"))) return "MOCK";
  return "AWS_PROXY";
}
