/**
 * The AWS CLI's names of the operations whose input files are supported. Two names exist in both families; those of
 * REST APIs are written with their family.
 */
export const OPERATION_NAMES = [
  "create-integration",
  "update-integration",
  "create-integration-response",
  "update-integration-response",
  "put-integration",
  "put-integration-response",
  "apigateway update-integration",
  "apigateway update-integration-response",
] as const;

export type OperationName = (typeof OPERATION_NAMES)[number];

/** The operations whose input is a list of changes, with the operation that takes the whole input. */
export const WHOLE_OF_PATCH = {
  "apigateway update-integration": "put-integration",
  "apigateway update-integration-response": "put-integration-response",
} as const satisfies Partial<Record<OperationName, OperationName>>;

export type PatchOperationName = keyof typeof WHOLE_OF_PATCH;

/** Whether the input of an operation is a list of changes. */
export function isPatchOperation(name: OperationName): name is PatchOperationName {
  return Object.hasOwn(WHOLE_OF_PATCH, name);
}

/** Finds an operation by its name in the AWS CLI or the API, in any case. Returns undefined if there is none. */
export function findOperation(name: string): OperationName | undefined {
  const wanted = compact(name);
  return OPERATION_NAMES.find((operation) => compact(operation) === wanted);
}

function compact(name: string): string {
  return name.replace(/[-\s]/g, "").toLowerCase();
}
