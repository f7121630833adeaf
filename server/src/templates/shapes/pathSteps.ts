import { compilePath } from "../../vtl/jsonPath";
import type { Step } from "./shape";

/** The steps of a JSONPath. */
export interface PathSteps {
  readonly steps: readonly Step[];
  /** False if the path may lead to several values, so that API Gateway returns a list of them. */
  readonly isDefinite: boolean;
}

/** Returns the steps of a complete path; undefined if it is invalid or computes something. */
export function pathSteps(path: string): PathSteps | undefined {
  if (path.length > LONGEST) return undefined;
  const compiled = compilePath(path);
  if (compiled.fault || compiled.calls.length > 0) return undefined;
  const steps: Step[] = [];
  for (const step of compiled.steps) {
    switch (step.kind) {
      case "root":
        break;
      case "property": {
        const [name, ...others] = step.names;
        if (name === undefined || others.length > 0) return undefined;
        steps.push({ kind: "member", name });
        break;
      }
      case "index":
      case "indexes":
      case "slice":
      case "filter":
      case "condition":
        steps.push({ kind: "element" });
        break;
      case "wildcard":
        steps.push({ kind: "any" });
        break;
      case "scan":
        steps.push({ kind: "descendants" });
        break;
      case "placeholder":
      case "call":
        return undefined;
    }
  }
  return { steps, isDefinite: compiled.definite };
}

/** Longer paths do not occur in practice. */
const LONGEST = 2000;
