import type { Connection, TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import {
  NEW_SAMPLE_REQUEST,
  type NewSampleFile,
  type NewSampleParams,
  type NewSampleResult,
} from "../protocol";
import {
  type NewSample,
  type PreviewableTemplate,
  readCapture,
  SOURCES,
  sampleFromTemplates,
  sampleText,
} from "../service";
import type { PlaceAt } from "./inputs";
import type { Previewables } from "./previewables";

/** Registers the request for new sample requests. */
export function registerNewSample(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  previewables: Previewables,
  placeAt: PlaceAt,
): void {
  const answer = async (params: NewSampleParams): Promise<NewSampleResult> => {
    const { uri, path, position, text } = params;
    const offset = position && documents.get(uri)?.offsetAt(position);
    const found = path ? await previewables.at(uri, path) : await previewables.near(uri, offset);
    const template = found?.template;
    const place = position && !path ? await placeAt(uri, position) : undefined;
    const sampleName = place?.sample ?? (template && (await previewables.sampleNameOf(uri, template.path)));
    const named = sampleName === undefined ? {} : { sampleName };
    if (text === undefined) {
      const sample = template
        ? await sampleForTemplate(previewables, uri, template)
        : sampleFromTemplates([]);
      return { kind: "samples", samples: [fileOf(sample)], ...named };
    }
    const captured = readCapture(text);
    if (captured.kind === "refused") return captured;
    return {
      kind: "samples",
      source: SOURCES[captured.source],
      samples: captured.samples.map(fileOf),
      ...named,
    };
  };
  connection.onRequest<NewSampleResult, void>(NEW_SAMPLE_REQUEST, answer);
}

/** Makes a sample request for a template, with what the templates of the other kind in its input read. */
export async function sampleForTemplate(
  previewables: Previewables,
  uri: string,
  template: PreviewableTemplate,
): Promise<NewSample> {
  const { input, kind } = template;
  const others = input ? await previewables.of(uri) : [];
  const [response] = others.filter((other) => other.input === input && other.kind !== kind);
  return sampleFromTemplates(response ? [template, response] : [template]);
}

function fileOf({ request, ...sample }: NewSample): NewSampleFile {
  return { ...sample, text: sampleText(request) };
}
