import type { Settings } from "../protocol";
import { isTemplateFile } from "../syntax/parse";
import { fitsGlob } from "./fileNames";

/** The IDs that editors use for the language of Velocity templates. */
const LANGUAGES: ReadonlySet<string> = new Set(["vtl", "velocity"]);

/** What only AppSync's resolver templates use: `$ctx`, its fields under `$context`, and helpers of its `$util`. */
const APPSYNC =
  /\$!?\{?(?:ctx\b|context\.(?:args|arguments|prev|result|source|stash)\b|utils?\.(?:dynamodb|qr)\b)/;

/** What is known about a file that may be a mapping template. */
export interface TemplateFileCandidate {
  /** Relative to the workspace folder. */
  readonly path: string;
  /** The editor's ID of the file's language. */
  readonly languageId: string;
  readonly text: string;
}

/** Returns whether a file is a Velocity template, of API Gateway or of something else. */
export function isVelocity({ path, languageId }: Omit<TemplateFileCandidate, "text">): boolean {
  return isTemplateFile(path) || LANGUAGES.has(languageId);
}

/**
 * Returns whether a file is a mapping template of API Gateway. If the settings list template files, only those are;
 * otherwise all Velocity files are, except for AppSync's.
 */
export function isMappingTemplate(
  candidate: TemplateFileCandidate,
  { templateFiles }: Pick<Settings, "templateFiles">,
): boolean {
  if (!isVelocity(candidate)) return false;
  const { path, text } = candidate;
  return templateFiles.length > 0 ? templateFiles.some((glob) => fitsGlob(glob, path)) : !APPSYNC.test(text);
}
