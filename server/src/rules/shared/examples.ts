import type { Json } from "../../syntax/json";
import type { Example } from "../engine/rule";

/** The members of an example's input. */
export type Members = { readonly [name: string]: Json };

/** Makes an input file for `put-integration`. */
export function put(members: Members): Example {
  return { text: JSON.stringify(members, null, 2), operation: "put-integration" };
}

/** Makes an input file for `put-integration-response`. */
export function putResponse(members: Members): Example {
  return { text: JSON.stringify(members, null, 2), operation: "put-integration-response" };
}
