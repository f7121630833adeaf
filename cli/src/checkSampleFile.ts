import { readdir } from "node:fs/promises";
import { basename, dirname } from "node:path";
import type { CheckResult } from "../../server/src";
import {
  checkSample,
  isSampleFile,
  isSurelySample,
  parse,
  readSampleFileName,
  type SampleFileName,
} from "../../server/src/service";

/**
 * Checks a sample request or a sample response; undefined for other files. Other tools have files with such names, so it
 * is one only if its members tell, or if the file that it is a sample of exists.
 */
export async function checkSampleFile(
  fileName: string | undefined,
  text: string,
): Promise<CheckResult | undefined> {
  const name = fileName === undefined ? undefined : readSampleFileName(fileName);
  if (!name) return undefined;
  const document = parse(text, "json");
  if (!isSurelySample(document, name.kind) && !(await hasOwner(name))) return undefined;
  return { operation: undefined, protocol: undefined, problems: checkSample(document, name.kind) };
}

/** The extensions of inputs, templates and host files. */
const OWNER = /\.(?:jsonc?|ya?ml|vtl|vm|template|tf|tofu)$/i;

async function hasOwner({ stem }: SampleFileName): Promise<boolean> {
  const files = await readdir(dirname(stem)).catch(() => []);
  const name = `${basename(stem)}.`;
  return files.some((file) => {
    if (!OWNER.test(file) || isSampleFile(file)) return false;
    // `api.GET-pets` is the name of samples for an integration in `api.yaml`.
    return name.startsWith(file.replace(OWNER, "."));
  });
}
