import type { ValueNode } from "../../syntax/nodes";
import type { Fix } from "../engine/finding";
import { nearest } from "./nearest";
import { joinWords } from "./words";

/**
 * Returns the value of an enumeration that the text most likely stands for: one that is spelled similarly, or the only
 * one that contains all of its words. `LAMBDA` stands for `AWS_PROXY`. Undefined if there is none.
 */
function likelyValue(text: string, known: readonly string[]): string | undefined {
  const words = text
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((word) => word !== "");
  const similar = nearest(words.join("_"), known);
  if (similar !== undefined || words.length === 0) return similar;
  if (words.includes("LAMBDA") && known.includes("AWS_PROXY")) return "AWS_PROXY";
  const candidates = known.filter((value) => {
    const parts = value.split("_");
    return words.every((word) => parts.includes(word));
  });
  return candidates.length === 1 ? candidates[0] : undefined;
}

/** Describes a value that an enumeration does not contain, with a fix that writes the one that was probably meant. */
export function notAmong(
  node: ValueNode & { readonly kind: "string" },
  name: string,
  known: readonly string[],
): { readonly message: string; readonly fixes: readonly Fix[] } {
  const near = likelyValue(node.value, known);
  const message = `"${node.value}" is not a valid ${name}. Expected ${joinWords(known, "or")}.`;
  return near === undefined
    ? { message, fixes: [] }
    : {
        message: `${message} Did you mean ${near}?`,
        fixes: [{ title: `Write "${near}"`, change: { kind: "replaceValue", node, value: near } }],
      };
}
