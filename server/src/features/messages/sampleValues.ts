/** The values that parts of a template have in its sample messages. */
import type { SampleTexts } from "../../model/sampleTexts";
import { hasBackend, type PreviewedTemplate, sampleDocuments, watchTemplate } from "../../simulate";
import type { Watch } from "../../vtl";
import { MAX_SAMPLE } from "./knownMessage";

/** Values of a part of a template, as they print: several if it is in a loop. Empty if it never runs. */
export interface SampleValues {
  /** What the values are from. */
  readonly from: "sample request" | "sample response";
  of(watch: Watch): readonly string[];
}

/** Returns how to look up values; undefined if there is no sample for the template. */
export function sampleValues(template: PreviewedTemplate, samples: SampleTexts): SampleValues | undefined {
  const { request, response } = samples;
  const isResponse = template.kind === "response";
  if ((request?.length ?? 0) > MAX_SAMPLE || (response?.length ?? 0) > MAX_SAMPLE) return undefined;
  const documents = sampleDocuments(request, isResponse ? response : undefined);
  const isInRequest = request !== undefined && (!isResponse || hasBackend(documents.request));
  if (!isInRequest && !documents.response) return undefined;
  return {
    from: isInRequest ? "sample request" : "sample response",
    of: (watch) => watchTemplate(template, documents, watch),
  };
}
