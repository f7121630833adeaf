import type { OperationName } from "../../../server/src/model/operationNames";
import type { Family } from "../../../server/src/model/protocol";
import type { Members } from "./port";

/** One thing to do at AWS. An input names what it is for, as the AWS CLI takes it. */
export type Step =
  | { readonly kind: "create" | "update" | "put"; readonly operation: OperationName; readonly input: Members }
  /** What a put takes away with the integration it replaces is put back where it is gone. */
  | { readonly kind: "responses"; readonly inputs: readonly Members[] }
  | {
      readonly kind: "deployment";
      readonly family: Family;
      readonly apiId: string;
      readonly stage: string;
    };

/** What the step does, to stand in a list. */
export function titleOf(step: Step): string {
  switch (step.kind) {
    case "create":
    case "update":
    case "put":
      return OPERATION_TITLES[step.operation];
    case "responses":
      return `put back the integration responses, where AWS drops them (${step.inputs.map(({ statusCode }) => String(statusCode)).join(", ")})`;
    case "deployment":
      return `deploy the API to the stage ${step.stage}`;
  }
}

const OPERATION_TITLES: Readonly<Record<OperationName, string>> = {
  "create-integration": "create the integration",
  "update-integration": "update the integration",
  "create-integration-response": "create the integration response",
  "update-integration-response": "update the integration response",
  "put-integration": "put the integration",
  "put-integration-response": "put the integration response",
};
