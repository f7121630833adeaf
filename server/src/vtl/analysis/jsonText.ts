import { type Fault, faultAtEnd, scanText, startState } from "./jsonStates";

/**
 * Returns the first place at which a text stops being JSON, and why; undefined if it is JSON. Strict, as RFC 8259
 * and the parsers behind API Gateway are. Takes time linear in the length, and is safe for any nesting.
 */
export function jsonFault(text: string): Fault | undefined {
  const end = scanText(startState(), { value: text, node: { start: 0, end: text.length }, start: 0 });
  if (text.trim() === "") return { start: 0, end: text.length, message: "The text is empty." };
  return end.fault ?? faultAtEnd([end], text.length);
}
