import type { Condition, JsonPath, Operand, PathStep, TestOperand } from "./types";

/** All steps of a path, including those of paths in its filters and calls. */
export function stepsIn(path: Pick<JsonPath, "steps" | "calls">): readonly PathStep[] {
  return [...path.steps, ...path.calls].flatMap((step) => [step, ...below(step)]);
}

function below(step: PathStep): readonly PathStep[] {
  switch (step.kind) {
    case "filter":
      return step.groups
        .flat()
        .flatMap((criterion) =>
          criterion.kind === "exists"
            ? inOperand(criterion.path)
            : [...inOperand(criterion.left), ...inOperand(criterion.right)],
        );
    case "condition":
      return inCondition(step.condition);
    case "call":
      return step.parameters.flatMap((each) => (each.kind === "path" ? stepsIn(each.path) : []));
    default:
      return [];
  }
}

function inCondition(condition: Condition): readonly PathStep[] {
  switch (condition.kind) {
    case "every":
    case "some":
      return condition.of.flatMap(inCondition);
    case "not":
      return inCondition(condition.of);
    case "exists":
      return inOperand(condition.path);
    case "test":
      return [...inOperand(condition.left), ...inOperand(condition.right)];
  }
}

function inOperand(operand: Operand | TestOperand): readonly PathStep[] {
  if (typeof operand === "string" || operand.kind !== "path") return [];
  return stepsIn({ steps: operand.steps, calls: [] });
}
