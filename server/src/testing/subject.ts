/** What a test is about: a template, or an integration with its integration responses. */
import { analyze } from "../analysis/analyze";
import { analyzeHost, type HostAnalysis, type HostedAnalysis } from "../analysis/analyzeHost";
import { hostedSimulation } from "../analysis/hostedSimulation";
import { findHosted, isIntegration } from "../analysis/hostInputs";
import { isUnknownText, templatesIn } from "../model/templates";
import { hostPath } from "../recognition/hostFile";
import { inputKindOf } from "../recognition/recognize";
import {
  type PreviewableTemplate,
  previewablesOf,
  type SimulatedInput,
  type SimulationOptions,
  type SimulationPlace,
  wholeTemplate,
} from "../simulate";
import { defined } from "../syntax/defined";
import { LineIndex } from "../syntax/lines";
import { findMember } from "../syntax/locate";
import type { ObjectNode, ParsedDocument, Span, StringNode } from "../syntax/nodes";
import { formatOfFileName, isTemplateFile, parse } from "../syntax/parse";
import { stringMap } from "../syntax/stringMap";
import type { CoveredTemplate } from "./coverage";
import type { TestedPlace } from "./result";
import type { KnownNames } from "./schema";

/** A file under test. */
export interface TestedFile {
  /** As the test file writes it. */
  readonly path: string;
  readonly text: string;
}

/** What was found, with its file, or a sentence about what is wrong. */
export type Subject =
  | {
      readonly kind: "template";
      readonly template: PreviewableTemplate;
      readonly file: TestedFile;
      /** The number of the file among the files under test. */
      readonly index: number;
      /** Absent for a file that is a template. */
      readonly node?: StringNode;
      /** The integration in a host file. */
      readonly title?: string;
    }
  | {
      readonly kind: "integration";
      readonly file: TestedFile;
      readonly title?: string;
      /** What starts the integration in its file, such as its key. */
      readonly head: Span;
      readonly inputs: readonly SimulatedInput[];
      readonly options: Pick<SimulationOptions, "isComplete" | "facts">;
    }
  | { readonly kind: "unknown"; readonly message: string };

/** The files of a test, which are read once for all of its cases. */
export class TestedFiles {
  readonly #host: HostAnalysis | undefined;
  readonly #inputs: readonly SimulatedInput[];
  readonly #templates: readonly FoundTemplate[];
  readonly #isTemplate: boolean;
  readonly #files: readonly TestedFile[];
  readonly #found = new Map<string, Subject>();
  readonly #lines = new Map<number, LineIndex>();

  constructor(
    private readonly file: TestedFile,
    responses: readonly TestedFile[],
  ) {
    const { path, text } = file;
    this.#files = [file, ...responses];
    this.#isTemplate = isTemplateFile(path);
    this.#host = this.#isTemplate ? undefined : analyzeHost(text, hostPath(path, text));
    if (this.#host) {
      this.#inputs = [];
      this.#templates = [];
      return;
    }
    if (this.#isTemplate) {
      this.#inputs = [];
      this.#templates = [{ file, index: 0, template: wholeTemplate(text) }];
      return;
    }
    const files = this.#files.map((each) => ({ file: each, analysis: analyzed(each) }));
    this.#inputs = files.map(({ analysis: { document, operation, protocol } }) => ({
      document,
      operation: operation.name,
      ...defined({ protocol }),
    }));
    this.#templates = files.flatMap((each, index) => foundTemplates(each.analysis, each.file, index));
  }

  /** Finds what a case tests. */
  find(input: string | undefined, template: string | undefined): Subject {
    // Thousands of tests may have the same.
    const key = JSON.stringify([input, template]);
    const found = this.#found.get(key) ?? this.#find(input, template);
    this.#found.set(key, found);
    return found;
  }

  #find(input: string | undefined, template: string | undefined): Subject {
    if (this.#isTemplate) return this.#template(this.#templates, template);
    if (!this.#host) {
      if (input !== undefined)
        return unknown(`${this.file.path} is one input, so input must not name another one.`);
      if (template !== undefined) return this.#template(this.#templates, template);
      const [{ document } = { document: undefined }] = this.#inputs;
      const head = { start: document?.root?.span.start ?? 0, end: document?.root?.span.start ?? 0 };
      return { kind: "integration", file: this.file, head, inputs: this.#inputs, options: {} };
    }
    const found = findHosted(this.#host, input);
    if (found.kind !== "found") {
      const names = found.names.slice(0, MOST_NAMES).join(", ");
      const problem = input === undefined ? "has several integrations" : `has no integration ${input}`;
      return unknown(`${this.file.path} ${problem}. Set input to one of: ${names}.`);
    }
    const { inputs, ...options } = hostedSimulation(this.#host, found.input);
    const { title, head } = found.input.hosted;
    if (template === undefined) return { kind: "integration", file: this.file, title, head, inputs, options };
    const ids = new Set(inputs.map(({ document }) => document.root));
    const analyses = this.#host.inputs.filter(({ document }) => ids.has(document.root));
    const templates = analyses.flatMap((each) => foundTemplates(each, this.file, 0));
    const subject = this.#template(templates, template);
    return subject.kind === "template" ? { ...subject, title } : subject;
  }

  /** The paths of the files under test, in the order of their numbers. */
  get paths(): readonly string[] {
    return this.#files.map(({ path }) => path);
  }

  /** Returns what `input` and `template` of a test may be. */
  names(): Pick<KnownNames, "inputs" | "templates"> {
    if (this.#isTemplate) return { inputs: [], templates: [] };
    const found = this.#host
      ? this.#host.inputs.flatMap((each) => previewablesOf(each))
      : this.#templates.map(({ template }) => template);
    const inputs = (this.#host?.inputs ?? []).filter(isIntegration).map(({ hosted }) => hosted.title);
    const keys = found.flatMap(({ key }) => (key === undefined ? [] : [key]));
    const paths = found.map(({ path }) => path.join("/"));
    return { inputs: [...new Set(inputs)], templates: [...new Set([...keys, ...paths])] };
  }

  /** Returns all templates of the files, in source order. */
  templates(): readonly CoveredTemplate[] {
    const { text } = this.file;
    if (this.#isTemplate) return [{ name: "template", file: 0, document: { text } }];
    if (this.#host) return this.#host.inputs.flatMap((each) => coveredInHost(each));
    return this.#inputs.flatMap(({ document }, file) =>
      document.root?.kind === "object" ? coveredTemplates(document, document.root, file) : [],
    );
  }

  /** Returns the place of a part of a template in its file. */
  placeInTemplate({ index, node }: FoundTemplate, span: Span): TestedPlace {
    const file = this.#files[index] ?? this.file;
    const at = node ? stringMap({ text: file.text }, node).toSource(span) : span;
    return { path: file.path, range: this.#linesOf(index).range(at) };
  }

  /** Returns the place of a part of a simulated document in its file. */
  placeIn({ document, range }: SimulationPlace): TestedPlace {
    return { path: this.paths[this.fileOf(document)] ?? this.file.path, range };
  }

  #linesOf(index: number): LineIndex {
    const lines = this.#lines.get(index) ?? new LineIndex((this.#files[index] ?? this.file).text);
    this.#lines.set(index, lines);
    return lines;
  }

  /** Returns the number of the file that has a document of a simulation. */
  fileOf(document: number): number {
    return this.#host ? 0 : document;
  }

  #template(templates: readonly FoundTemplate[], name: string | undefined): Subject {
    const found =
      name === undefined ? templates : templates.filter((each) => namesOf(each.template).includes(name));
    const [only, ...others] = found;
    if (only && others.length === 0) return { kind: "template", ...only };
    const names = templates.map((each) => each.template.path.join("/")).join(", ");
    if (!only) return unknown(`${this.file.path} has no template ${name}. Set template to one of: ${names}.`);
    return unknown(`${this.file.path} has several templates ${name}. Set template to one of: ${names}.`);
  }
}

type FoundTemplate = Omit<Extract<Subject, { readonly kind: "template" }>, "kind">;

const MOST_NAMES = 30;

function foundTemplates(
  analysis: Parameters<typeof previewablesOf>[0],
  file: TestedFile,
  index: number,
): readonly FoundTemplate[] {
  const { input } = analysis;
  const nodes = new Map(input && templatesIn(input.root).map(({ path, node }) => [path.join("\n"), node]));
  return previewablesOf(analysis).map((template) => ({
    template,
    file,
    index,
    ...defined({ node: nodes.get(template.path.join("\n")) }),
  }));
}

function coveredInHost({ input, hosted }: HostedAnalysis): readonly CoveredTemplate[] {
  return input ? coveredTemplates(input.document, input.root, 0, `${hosted.title} `) : [];
}

/** The member in which `get-integration` prints the integration responses of a REST API. */
const OWN_RESPONSES = "integrationResponses";

function coveredTemplates(
  document: ParsedDocument,
  root: ObjectNode,
  file: number,
  prefix = "",
): readonly CoveredTemplate[] {
  const own = templatesIn(root)
    .filter(({ node }) => !isUnknownText(node))
    .map(({ path, node }) => ({ name: prefix + path.join("/"), file, document, node }));
  const responses = findMember(root, OWN_RESPONSES)?.value;
  if (responses?.kind !== "object") return own;
  const inside = responses.members.flatMap(({ key, value }) =>
    value?.kind === "object"
      ? coveredTemplates(document, value, file, `${prefix}${OWN_RESPONSES}/${key.value}/`)
      : [],
  );
  return [...own, ...inside];
}

function namesOf({ path, key }: PreviewableTemplate): readonly string[] {
  return [path.join("/"), ...(key === undefined ? [] : [key])];
}

function unknown(message: string): Subject {
  return { kind: "unknown", message };
}

function analyzed({ path, text }: TestedFile) {
  const document = parse(text, formatOfFileName(path));
  const { operation, member } = inputKindOf(path, document.root);
  return analyze(text, operation, { document, ...defined({ member }) });
}
