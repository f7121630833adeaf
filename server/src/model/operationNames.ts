/** The AWS CLI's names of the operations whose input files are supported. */
export const OPERATION_NAMES = [
  "create-integration",
  "update-integration",
  "create-integration-response",
  "update-integration-response",
  "put-integration",
  "put-integration-response",
] as const;

export type OperationName = (typeof OPERATION_NAMES)[number];

/** Finds an operation by its name in the AWS CLI or the API, in any case. Returns undefined if there is none. */
export function findOperation(name: string): OperationName | undefined {
  const wanted = name.replaceAll("-", "").toLowerCase();
  return OPERATION_NAMES.find((operation) => operation.replaceAll("-", "") === wanted);
}
