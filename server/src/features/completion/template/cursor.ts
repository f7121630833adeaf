import type { ApiKind } from "../../../expressions";
import type { ApiFacts } from "../../../model/apiFacts";
import type { SampleTexts } from "../../../model/sampleTexts";
import type { Template } from "../../../rules/engine/template";
import type { HostedTemplate } from "../../../templates/hostedTemplate";
import type { KnownBody } from "../../../templates/shapes/valueShapes";
import { knownBody, type NameSources } from "../../messages/knownMessage";

/** The cursor in a template, and what is known there. */
export interface TemplateCursor {
  readonly template: Template;
  readonly offset: number;
  /** Undefined if unknown. */
  readonly api: ApiKind | undefined;
  readonly body: KnownBody;
  readonly names: NameSources;
}

/** What the file around a template tells about it. */
export interface TemplateFile {
  readonly api: ApiKind | undefined;
  readonly facts: ApiFacts | undefined;
  /** The text of the file, and the cursor in it. */
  readonly text: string;
  readonly offset: number;
  /** The templates of the file. */
  readonly templates: readonly HostedTemplate[];
  readonly samples: SampleTexts;
}

/** Gathers what is known at an offset of a template. */
export function templateCursor(
  template: Template,
  path: readonly string[],
  offset: number,
  file: TemplateFile,
): TemplateCursor {
  const { api, facts, samples, templates, text, offset: offsetInFile } = file;
  return {
    template,
    offset,
    api,
    body: knownBody(template, path, templates, samples),
    names: { facts, samples, text, offset: offsetInFile },
  };
}
