import { roleOf } from "../../model/memberNames";
import type { MemberSchema, ValueSchema } from "../../model/schema";
import { memberText } from "../context/inputMembers";
import type { CompletionSource } from "./item";

const TYPES = ["AWS_PROXY", "HTTP_PROXY", "AWS", "HTTP", "MOCK"] as const;

/** Returns the values of a member, likeliest first. Members without a known order keep AWS's order. */
export function likeliestFirst(
  source: CompletionSource,
  { name }: MemberSchema,
  values: readonly ValueSchema[],
): readonly ValueSchema[] {
  const order = orderOf(source, name);
  const rank = ({ value }: ValueSchema): number => {
    const index = order.indexOf(value);
    return index < 0 ? order.length : index;
  };
  return [...values].sort((a, b) => rank(a) - rank(b));
}

function orderOf(source: CompletionSource, name: string): readonly string[] {
  if (name === "PayloadFormatVersion") return takesEvents(source) ? ["2.0", "1.0"] : ["1.0", "2.0"];
  switch (roleOf(name)) {
    case "type":
      return TYPES;
    case "method":
      return backendMethods(source);
    case "httpMethod":
      return routeMethods(textOf(source, "type"));
    default:
      return [];
  }
}

/** True for Lambda functions of HTTP APIs, the only backends that support format 2.0. */
function takesEvents(source: CompletionSource): boolean {
  const isLambda = textOf(source, "type") === "AWS_PROXY" && textOf(source, "subtype") === undefined;
  return isLambda && source.protocol !== "WEBSOCKET";
}

/** The methods of requests to the backend. */
function backendMethods(source: CompletionSource): readonly string[] {
  const type = textOf(source, "type");
  const isHttp = type === "HTTP_PROXY" || type === "HTTP";
  // Lambda and most services only accept POST; messages of WebSocket APIs have a body.
  if (!isHttp || source.protocol === "WEBSOCKET") return ["POST", "GET", "ANY", "PUT", "DELETE", "PATCH"];
  // An HTTP backend is usually called with the method of the request.
  const same = textOf(source, "httpMethod");
  return [...(same === undefined ? [] : [same]), "ANY", "GET", "POST", "PUT", "DELETE", "PATCH"];
}

/** The methods of requests to a resource of a REST API. */
function routeMethods(type: string | undefined): readonly string[] {
  switch (type) {
    case "AWS_PROXY":
    case "HTTP_PROXY":
      return ["ANY", "GET", "POST", "PUT", "DELETE", "PATCH"];
    case "MOCK":
      // For CORS preflight requests.
      return ["OPTIONS", "GET", "POST", "ANY", "PUT", "DELETE", "PATCH"];
    default:
      return ["GET", "POST", "ANY", "PUT", "DELETE", "PATCH"];
  }
}

function textOf({ root, operation }: CompletionSource, role: "type" | "subtype" | "httpMethod") {
  return memberText(root, operation, role) || undefined;
}
