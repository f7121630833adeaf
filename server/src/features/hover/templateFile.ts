import type { ApiFacts } from "../../model/apiFacts";
import type { SampleTexts } from "../../model/sampleTexts";
import type { Template } from "../../rules/engine/template";
import { wholeTemplate } from "../../simulate";
import { knownBody, knownParameters } from "../messages/knownMessage";
import { sampleValues } from "../messages/sampleValues";
import type { Hover } from "./hover";
import { hoverInTemplate } from "./template";

/** Returns the documentation of what is at the offset of a file that is one mapping template. */
export function hoverTemplateFile(
  { template, facts }: { readonly template: Template; readonly facts: ApiFacts | undefined },
  offset: number,
  samples: SampleTexts,
): Hover | undefined {
  const { text, scope } = template;
  const { kind = "request", protocol = "REST" } = scope;
  return hoverInTemplate(
    {
      template,
      facts,
      body: knownBody(template, [], [], samples),
      parameters: () => knownParameters({ facts, samples, text, offset: -1 }),
      values: sampleValues({ ...wholeTemplate(text), kind, protocol }, samples),
    },
    offset,
  );
}
