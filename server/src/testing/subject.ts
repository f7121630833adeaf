/** What a test is about: a template, or an integration with its integration responses. */
import { analyze } from "../analysis/analyze";
import { analyzeHost, type HostAnalysis } from "../analysis/analyzeHost";
import { hostedSimulation } from "../analysis/hostedSimulation";
import { findHosted } from "../analysis/hostInputs";
import { hostPath } from "../recognition/hostFile";
import { inputKindOf } from "../recognition/recognize";
import {
  type PreviewableTemplate,
  previewablesOf,
  type SimulatedInput,
  type SimulationOptions,
  wholeTemplate,
} from "../simulate";
import { defined } from "../syntax/defined";
import type { Span } from "../syntax/nodes";
import { formatOfFileName, isTemplateFile, parse } from "../syntax/parse";

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

  constructor(
    private readonly file: TestedFile,
    responses: readonly TestedFile[],
  ) {
    const { path, text } = file;
    this.#isTemplate = isTemplateFile(path);
    this.#host = this.#isTemplate ? undefined : analyzeHost(text, hostPath(path, text));
    if (this.#host) {
      this.#inputs = [];
      this.#templates = [];
      return;
    }
    if (this.#isTemplate) {
      this.#inputs = [];
      this.#templates = [{ file, template: wholeTemplate(text) }];
      return;
    }
    const files = [file, ...responses].map((each) => ({ file: each, analysis: analyzed(each) }));
    this.#inputs = files.map(({ analysis: { document, operation, protocol } }) => ({
      document,
      operation: operation.name,
      ...defined({ protocol }),
    }));
    this.#templates = files.flatMap((each) =>
      previewablesOf(each.analysis).map((template) => ({ file: each.file, template })),
    );
  }

  /** Finds what a case tests. */
  find(input: string | undefined, template: string | undefined): Subject {
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
    const templates = analyses.flatMap((each) => previewablesOf(each));
    const subject = this.#template(
      templates.map((each) => ({ file: this.file, template: each })),
      template,
    );
    return subject.kind === "template" ? { ...subject, title } : subject;
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

interface FoundTemplate {
  readonly file: TestedFile;
  readonly template: PreviewableTemplate;
}

const MOST_NAMES = 30;

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
