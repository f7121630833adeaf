import type { Severity } from "../rules/engine/finding";
import { readBackend, readRequest } from "../simulate";
import { LineIndex, type Range } from "../syntax/lines";
import type { ParsedDocument } from "../syntax/nodes";
import { isCheckedBySchema, type SampleKind } from "./schema";
import { SECRET_MESSAGE, secretsIn } from "./secrets";

export interface SampleProblem {
  /** `sample`, or `sample-secret` for a value that looks like a credential. */
  readonly code: "sample" | "sample-secret";
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
}

/** Returns what is wrong in a sample file, and its credentials. */
export function checkSample(document: ParsedDocument, kind: SampleKind): readonly SampleProblem[] {
  const { problems } = kind === "request" ? readRequest(document) : readBackend(document);
  const lines = new LineIndex(document.text);
  return [
    ...problems.map(({ message, range }) => ({ code: "sample", severity: "error", message, range }) as const),
    ...secretsIn(document.root).map(({ node }) => {
      const range = lines.range(node.span);
      return { code: "sample-secret", severity: "information", message: SECRET_MESSAGE, range } as const;
    }),
  ];
}

/** Whether a file has members that only samples have, and so is one whatever else is next to it. */
export function isSurelySample({ root }: ParsedDocument, kind: SampleKind): boolean {
  return (
    root?.kind === "object" &&
    isCheckedBySchema(
      kind,
      root.members.map(({ key }) => key.value),
    )
  );
}
