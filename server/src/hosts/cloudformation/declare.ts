/** The changes of a method in a template that declare what a mapping needs. */
import type { Declare } from "../../model/apiFacts";
import { findMember } from "../../syntax/locate";
import type { ArrayNode, ObjectNode, ParsedDocument } from "../../syntax/nodes";
import { stringOf } from "../intrinsics";
import { appended } from "../openapi/declare";

/** Returns how the properties of a method declare more, where they are written out. */
export function declareIn(document: ParsedDocument, properties: ObjectNode): Declare {
  const responses = (): ArrayNode | undefined => {
    const value = findMember(properties, "MethodResponses")?.value;
    return value?.kind === "array" && value.closed && value.tag === undefined ? value : undefined;
  };
  return {
    parameter: (parameter) => entry(properties, "RequestParameters", parameter),
    response: (status) => {
      const list = responses();
      const value = { StatusCode: status };
      if (list) return appended(document, list, value);
      return findMember(properties, "MethodResponses")
        ? undefined
        : { kind: "insertMember", object: properties, name: "MethodResponses", value: [value] };
    },
    header: (status, name) => {
      const response = responses()?.items.find(
        (item) => item.kind === "object" && stringOf(findMember(item, "StatusCode")?.value)?.value === status,
      );
      return response?.kind === "object"
        ? entry(response, "ResponseParameters", `method.response.header.${name}`)
        : undefined;
    },
  };
}

/** The change that adds a parameter to a map; undefined if the map is not written out. */
function entry(object: ObjectNode, member: string, name: string): ReturnType<Declare["parameter"]> {
  const map = findMember(object, member)?.value;
  if (!map) return { kind: "insertMember", object, name: member, value: { [name]: isPath(name) } };
  return map.kind === "object" && map.tag === undefined
    ? { kind: "insertMember", object: map, name, value: isPath(name) }
    : undefined;
}

/** Parameters of the path are always required. */
function isPath(name: string): boolean {
  return name.startsWith("method.request.path.");
}
