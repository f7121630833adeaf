/** Calls of CloudFormation's intrinsic functions, in their long form (`Fn::Sub:`) and their short one (`!Sub`). */
import type { ArrayNode, StringNode, ValueNode } from "../../syntax/nodes";
import { asText } from "../coerce";

export interface Call {
  /** In the long form: `Ref`, `Fn::Sub`. */
  readonly name: string;
  /** Absent while it is being typed. */
  readonly argument?: ValueNode;
}

const LONG = /^(?:Ref|Condition|Fn::[\w:]+)$/;

/** Returns the call that a value is; undefined for other values. */
export function callOf(node: ValueNode): Call | undefined {
  if (node.tag !== undefined) {
    const word = node.tag.replace(/^!<?!?|>$/g, "");
    const { tag: _, ...argument } = node;
    return { name: word === "Ref" || word === "Condition" ? word : `Fn::${word}`, argument };
  }
  if (node.kind !== "object" || node.members.length !== 1) return undefined;
  const [member] = node.members;
  if (!member || !LONG.test(member.key.value)) return undefined;
  return { name: member.key.value, ...(member.value && { argument: member.value }) };
}

/** Returns the items of a list; undefined for other nodes. */
export function itemsOf(node: ValueNode | undefined): ArrayNode["items"] | undefined {
  return node?.kind === "array" ? node.items : undefined;
}

/** Returns a string, or a scalar that CloudFormation turns into one; undefined for other nodes. */
export function stringOf(node: ValueNode | undefined): StringNode | undefined {
  if (node?.tag !== undefined) return undefined;
  return node?.kind === "string" ? node : asText(node);
}

/** Returns the name and, for `Fn::GetAtt`, the attribute that a call refers to; undefined if another call gives it. */
export function referenceOf({ name, argument }: Call): readonly [string, string?] | undefined {
  if (name === "Ref") {
    const target = stringOf(argument)?.value;
    return target === undefined ? undefined : [target];
  }
  if (name !== "Fn::GetAtt") return undefined;
  const parts = itemsOf(argument)?.map((item) => stringOf(item)?.value) ?? split(stringOf(argument)?.value);
  const [target, ...attribute] = parts;
  if (target === undefined || attribute.length === 0 || attribute.includes(undefined)) return undefined;
  return [target, attribute.join(".")];
}

/** Splits at the first dot, since attributes may have dots too. */
function split(text: string | undefined): readonly string[] {
  const dot = text?.indexOf(".") ?? -1;
  return text === undefined || dot < 0 ? [] : [text.slice(0, dot), text.slice(dot + 1)];
}
