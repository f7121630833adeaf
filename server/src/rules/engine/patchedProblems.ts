import type { PatchedInput } from "../../model/patchedInput";
import { escapeKey } from "../../model/patchPaths";
import type { SingleChange } from "../../syntax/change";
import type { ValueNode } from "../../syntax/nodes";
import type { Fix, Problem, RuleCode } from "./finding";
import { within } from "./problems";

/** Rules about what else an integration has, and about member names that older versions of the AWS CLI reject. */
const ABOUT_THE_REST: ReadonlySet<RuleCode> = new Set<RuleCode>([
  "AG0022",
  "AG1017",
  "AG1029",
  "AG1033",
  "AG1035",
  "AG1036",
  "AG3013",
]);

/**
 * Returns the problems of what patch operations set, as problems of the file: only those in the values and keys, with
 * the fixes that change them. What a whole input would lack is unknown here.
 */
export function patchedProblems(
  { input, values }: PatchedInput,
  problems: readonly Problem[],
): readonly Problem[] {
  const fixIn = fixesOf({ values });
  const known = problems.filter(({ code }) => !ABOUT_THE_REST.has(code));
  // AWS's answers were recorded for whole inputs.
  return within(known, input.parts ?? []).map(({ fixes, aws: _, ...problem }) => ({
    ...problem,
    ...(fixes && { fixes: fixes.flatMap(fixIn) }),
  }));
}

function fixesOf({ values }: Pick<PatchedInput, "values">): (fix: Fix) => Fix[] {
  return (fix) => {
    const change = adapt(fix.change.kind === "all" ? undefined : fix.change);
    return change ? [{ ...fix, change }] : [];
  };

  /** The change in the text; undefined for one that a patch cannot make, such as removing an entry. */
  function adapt(change: SingleChange | undefined): SingleChange | undefined {
    switch (change?.kind) {
      case "replaceText":
        return isValue(change.node) ? change : undefined;
      case "replaceValue": {
        const { node, value } = change;
        const isText = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
        if (!isText) return undefined;
        const key = values.find(({ at, member }) => at.holds === "items" && member.value === node);
        if (key) return renamed(key, String(value));
        return isValue(node) ? { kind: "replaceValue", node, value: String(value) } : undefined;
      }
      case "renameMember": {
        const found = values.find(({ member }) => member === change.member);
        return found && renamed(found, change.name);
      }
      default:
        return undefined;
    }
  }

  function isValue(node: ValueNode): boolean {
    return values.some(({ at, member }) => at.holds !== "items" && member.value === node);
  }

  function renamed(
    { path, keyStart }: PatchedInput["values"][number],
    key: string,
  ): SingleChange | undefined {
    if (keyStart === undefined) return undefined;
    const value = path.value.slice(0, keyStart) + escapeKey(key);
    return { kind: "replaceValue", node: path, value };
  }
}
