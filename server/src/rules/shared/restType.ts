import type { IntegrationInput } from "../../model/input";

const TYPES = ["AWS", "AWS_PROXY", "HTTP", "HTTP_PROXY", "MOCK"] as const;

/** An integration type of REST APIs. */
export type RestType = (typeof TYPES)[number];

/** Returns the integration type; undefined if it is missing or invalid, which other rules report. */
export function typeOf(input: IntegrationInput): RestType | undefined {
  const text = input.text("type");
  return TYPES.find((type) => type === text);
}
