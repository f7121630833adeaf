import { forgetMessages } from "../features/messages/knownMessage";
import { RULES } from "../rules";
import { RuleRunner } from "../rules/engine/run";
import { forgetRecent } from "../syntax/recent";
import { HostedProblemCache } from "./hostedProblemCache";

// Pure, so that a bundle that only needs the types and tables above does not get all rules.
export const runner = /* @__PURE__ */ new RuleRunner(RULES);

export const hostedProblemCache = /* @__PURE__ */ new HostedProblemCache();

/**
 * Releases the memory for the templates that were not analyzed since the last call, so that two calls release all of
 * it. For when a document is closed: those that are still open keep their templates until the next one is.
 */
export function forgetTemplates(): void {
  runner.forgetTemplates();
  hostedProblemCache.forget();
  forgetRecent();
  forgetMessages();
}
