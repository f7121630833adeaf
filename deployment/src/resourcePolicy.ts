/** Reads the resource policy of a function. Pure. */
import { isRecord, type Json } from "../../server/src/service";

/** Returns true if the policy allows API Gateway to invoke the function from any of the source ARNs. */
export function allowsInvocation(
  policy: string | undefined,
  sourceArns: readonly string[],
  account: string,
): boolean {
  return statementsOf(policy).some(
    (statement) =>
      statement.Effect === "Allow" &&
      isApiGateway(statement.Principal) &&
      texts(statement.Action).some((action) => matches(action, "lambda:InvokeFunction", "i")) &&
      conditionsHold(statement.Condition, sourceArns, account),
  );
}

type Statement = { readonly [name: string]: Json };

function statementsOf(policy: string | undefined): readonly Statement[] {
  let json: Json;
  try {
    json = JSON.parse(policy ?? "{}") as Json;
  } catch {
    return [];
  }
  const all = isRecord(json) ? json.Statement : undefined;
  return (Array.isArray(all) ? all : [all ?? null]).filter((one: Json) => isRecord(one));
}

function isApiGateway(principal: Json | undefined): boolean {
  if (principal === "*") return true;
  if (!isRecord(principal)) return false;
  return (
    texts(principal.AWS).includes("*") ||
    texts(principal.Service).some((service) => service === "*" || service === "apigateway.amazonaws.com")
  );
}

/** A condition that is not understood does not hold: an unnecessary permission is better than a false "allowed". */
function conditionsHold(
  condition: Json | undefined,
  sourceArns: readonly string[],
  account: string,
): boolean {
  return Object.entries(isRecord(condition) ? condition : {}).every(([operator, keys]) =>
    Object.entries(isRecord(keys) ? keys : {}).every(([key, expected]) => {
      const [, kind, comparison] = /^(Arn|String)(Like|Equals)(?:IfExists)?$/.exec(operator) ?? [];
      if (kind === undefined) return false;
      const actual = key.toLowerCase() === "aws:sourcearn" ? sourceArns : [account];
      if (!["aws:sourcearn", "aws:sourceaccount"].includes(key.toLowerCase())) return false;
      const isExact = kind === "String" && comparison === "Equals";
      return texts(expected).some((pattern) =>
        actual.some((value) => (isExact ? pattern === value : matches(pattern, value))),
      );
    }),
  );
}

function texts(value: Json | undefined): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === "string");
}

/** Matches a pattern with `*` and `?` in linear time for each `*`, without backtracking into earlier ones. */
function matches(pattern: string, text: string, flags: "i" | "" = ""): boolean {
  const [wanted, value] = flags === "i" ? [pattern.toLowerCase(), text.toLowerCase()] : [pattern, text];
  let [at, star, mark] = [0, -1, 0];
  for (let i = 0; i < value.length; ) {
    const expected = wanted[at];
    if (expected === "*") {
      [star, mark] = [at, i];
      at++;
    } else if (expected === "?" || (expected !== undefined && expected === value[i])) {
      at++;
      i++;
    } else if (star >= 0) {
      at = star + 1;
      i = ++mark;
    } else return false;
  }
  return /^\**$/.test(wanted.slice(at));
}
