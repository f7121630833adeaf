/** Finding a template in a file, for the module API. */
import { analyze, isTemplateFile, type PreviewableTemplate, previewablesOf, stringMap } from "../service";
import { chosenInput, type HostFileOptions, readHost } from "./host";
import { readInput } from "./input";

/** Where a template is in a file. */
export interface TemplatePlace extends HostFileOptions {
  /**
   * The name of the file, if the text is not the template itself but that of a file: an input or a host file, such as
   * an OpenAPI document. Positions are then those of the file.
   */
  readonly fileName?: string;
  /** For a host file: the title of the input, such as `GET /pets 200`, or its ID. Defaults to the only integration. */
  readonly input?: string;
  /** The key of the template, such as `application/json`. Defaults to the only template. */
  readonly template?: string;
}

/** A template in a file. */
export interface FoundTemplate {
  readonly template: PreviewableTemplate;
  /** Returns the offset in the file. */
  toSourceOffset(offset: number): number;
}

/** Finds the template; undefined if the text itself is one. Throws a RangeError for a name that is not in the file. */
export function findTemplate(text: string, place: TemplatePlace): FoundTemplate | undefined {
  const { fileName, input, template: key } = place;
  if (fileName === undefined || isTemplateFile(fileName)) return undefined;
  const host = readHost(text, place);
  const analysis = host ? chosenInput(host, input) : analyzeInput(text, fileName);
  const templates = previewablesOf(analysis);
  const [only, ...others] = key === undefined ? templates : templates.filter((each) => each.key === key);
  if (!only || others.length > 0) {
    const known = templates.map((each) => each.key).join(", ");
    if (key !== undefined) throw new RangeError(`Unknown template: ${key} (known: ${known})`);
    throw new RangeError(only ? `The input has several templates: ${known}` : "The input has no templates");
  }
  const node = only.path.reduce(
    (at, name) =>
      at?.kind === "object" ? at.members.findLast(({ key: each }) => each.value === name)?.value : at,
    analysis.input?.root ?? analysis.document.root,
  );
  const map = node?.kind === "string" ? stringMap(analysis.document, node) : undefined;
  return { template: only, toSourceOffset: (offset) => map?.toSourceOffset(offset) ?? only.span.start };
}

function analyzeInput(text: string, fileName: string) {
  const { operation, ...read } = readInput(text, { fileName });
  return analyze(text, operation, read);
}
