import type { AccountLists, Listed } from "../model/accountLists";
import { PROTOCOLS } from "../model/protocol";
import { isRecord } from "../service";

/** Longer lists are cut: nobody looks through them while typing. */
const MOST_ITEMS = 1_000;
/** The lists of more APIs are left out. */
const MOST_LISTS = 1_000;
const LONGEST_NAME = 100;

const ID = /^[\w-]{1,64}$/;
const FUNCTION = /^arn:[\w-]{1,30}:lambda:[\w-]{1,40}:\d{12}:function:[\w-]{1,140}$/;
const ROLE = /^arn:[\w-]{1,30}:iam::\d{12}:role\/[\w+=,.@/-]{1,600}$/;

/**
 * Reads the lists that a client sent. Names come from AWS, where anybody with access to the account may have chosen
 * them, so what does not look like an ID or an ARN is left out, and names are cut.
 */
export function readAccountLists(params: unknown): AccountLists {
  const from = isRecord(params) ? params : {};
  return {
    apis: listOf(from.apis, ID, ({ protocol }) => {
      const known = PROTOCOLS.find((candidate) => candidate === protocol);
      return known && { protocol: known };
    }),
    vpcLinks: listOf(from.vpcLinks, ID, ({ family }) =>
      family === "apigateway" || family === "apigatewayv2" ? { family } : undefined,
    ),
    integrations: listsOf(from.integrations),
    responses: listsOf(from.responses),
    resources: listsOf(from.resources),
    functions: listOf(from.functions, FUNCTION, () => ({})),
    roles: listOf(from.roles, ROLE, ({ isForApiGateway }) => ({ isForApiGateway: isForApiGateway === true })),
  };
}

function listsOf(value: unknown): ReadonlyMap<string, readonly Listed[]> {
  if (!isRecord(value)) return new Map();
  return new Map(
    Object.entries(value)
      .slice(0, MOST_LISTS)
      .filter(([id]) => ID.test(id))
      .map(([id, list]) => [id, listOf(list, ID, () => ({}))]),
  );
}

/** Returns the items that can be read, each ID once. */
function listOf<T extends object>(
  value: unknown,
  pattern: RegExp,
  read: (item: Readonly<Record<string, unknown>>) => T | undefined,
): readonly (Listed & T)[] {
  if (!Array.isArray(value)) return [];
  const found = new Map<string, Listed & T>();
  for (const item of value.slice(0, MOST_ITEMS)) {
    if (!isRecord(item) || typeof item.id !== "string" || !pattern.test(item.id)) continue;
    const more = read(item);
    if (more) found.set(item.id, { id: item.id, name: nameOf(item.name), ...more });
  }
  return [...found.values()];
}

/** Cuts the name, without control characters and those that change the direction of the text around them. */
function nameOf(value: unknown): string {
  if (typeof value !== "string") return "";
  const [...characters] = value
    .slice(0, 2 * LONGEST_NAME)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
    .trim();
  return characters.length > LONGEST_NAME
    ? `${characters.slice(0, LONGEST_NAME - 1).join("")}…`
    : characters.join("");
}
