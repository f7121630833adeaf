/** The AWS CLI's names of the operations whose input files we know. */
export const OPERATION_NAMES = [
  "create-integration",
  "update-integration",
  "create-integration-response",
  "update-integration-response",
  "put-integration",
  "put-integration-response",
] as const;

export type OperationName = (typeof OPERATION_NAMES)[number];

/** Finds an operation by the AWS CLI's name or the API's, in any case; undefined when there is none. */
export function findOperation(name: string): OperationName | undefined {
  const wanted = name.replaceAll("-", "").toLowerCase();
  return OPERATION_NAMES.find((operation) => operation.replaceAll("-", "") === wanted);
}
