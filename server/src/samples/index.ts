/** Sample files: their schemas, secrets in them, and new ones from templates and captured requests. Pure. */

export { type Captured, type CaptureSource, readCapture, SOURCES } from "./captured";
export { checkSample, isSurelySample, type SampleProblem } from "./checkSample";
export { sampleFromTemplates } from "./fromTemplate";
export { type NewSample, sampleText } from "./newSample";
export {
  isCheckedBySchema,
  type JsonSchema,
  type JsonSnippet,
  type SampleKind,
  sampleSchema,
  suggestions,
} from "./schema";
export {
  type FoundSecret,
  isSecretName,
  REDACTED,
  redacted,
  replacedSecret,
  SECRET_MESSAGE,
  secretsIn,
} from "./secrets";
