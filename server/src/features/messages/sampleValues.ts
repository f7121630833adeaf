/** The values that parts of a template have in its sample messages. */
import type { SampleTexts } from "../../model/sampleTexts";
import { type PreviewedTemplate, watchTemplate } from "../../simulate";
import { parseJson } from "../../syntax/parseJson";
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
  const own = isResponse ? response : request;
  if (own === undefined || own.length > MAX_SAMPLE || (request?.length ?? 0) > MAX_SAMPLE) return undefined;
  return {
    from: isResponse ? "sample response" : "sample request",
    of: (watch) =>
      watchTemplate(
        template,
        {
          request: parseJson(request ?? "{}"),
          ...(response !== undefined && isResponse && { response: parseJson(response) }),
        },
        watch,
      ),
  };
}
