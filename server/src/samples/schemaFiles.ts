import { sampleSchema } from "./schema";

/** Returns the files with the schemas of sample files, as they are committed. */
export function schemaFiles(): readonly { readonly path: string; readonly text: string }[] {
  return (["request", "response"] as const).map((kind) => ({
    path: `schemas/sample-${kind}.schema.json`,
    text: `${JSON.stringify(sampleSchema(kind), null, 2)}\n`,
  }));
}
