/** The subjects of debug sessions: one template, an integration with its responses, a case of a test file. */

import type { HostAnalysis, HostedAnalysis } from "../analysis/analyzeHost";
import { hostedSimulation } from "../analysis/hostedSimulation";
import { responsesOf } from "../analysis/hostInputs";
import { isUnknownText, templatesIn } from "../model/templates";
import {
  type PreviewableTemplate,
  previewTemplate,
  type RunningTemplate,
  type Samples,
  type SimulatedInput,
  type SimulationOptions,
  type SimulationProblem,
  simulateInputs,
} from "../simulate";
import { findMember } from "../syntax/locate";
import type { ObjectNode, StringNode } from "../syntax/nodes";
import { isSamePath } from "../templates/hostedTemplate";
import type { TestCase, TestFile } from "../testing";
import { type RunOptions, runTest, testSuite } from "../testing/runTest";
import { TestedFiles } from "../testing/subject";
import {
  DebuggedTemplate,
  type DebugSource,
  type DebugSubject,
  debugSource,
  type ResultProblem,
} from "./subject";

/** A template is debugged in its file, or in a document that shows it alone. */
export interface TemplateTarget {
  readonly uri: string;
  /** The text of the file or document. */
  readonly text: string;
  readonly template: PreviewableTemplate;
  readonly samples: Samples;
  /** The string that the template is written in; absent if the text is the template. */
  readonly node?: StringNode;
}

/** Debugs one template. */
export function templateSubject({ uri, text, template, samples, node }: TemplateTarget): DebugSubject {
  const source = debugSource(uri, text);
  const debugged = debuggedOf(source, template, node);
  return {
    templatesIn: (asked) => (asked === uri ? [{ template: debugged, shown: debugged }] : []),
    run: (follow, isCancelled) => {
      const preview = previewTemplate(template, samples, {
        trace: true,
        observer: follow(debugged),
        isCancelled,
      });
      if (preview.kind !== "done") {
        const of = preview.kind === "badRequest" ? "sample request" : "sample response";
        const problems = preview.problems.map(({ message }): ResultProblem => {
          return { code: preview.kind, severity: "error", message: `The ${of} cannot be used. ${message}` };
        });
        return { problems, notes: [] };
      }
      const problems = preview.problems.map(({ code, severity, message, range, output }): ResultProblem => {
        return { code, severity, message, place: debugged.placeOf(range), ...(output && { output }) };
      });
      return { problems, notes: [] };
    },
  };
}

/** @param node the string that the template is written in; absent for a text that is a template */
function debuggedOf(
  source: DebugSource,
  { path, text, holes }: PreviewableTemplate,
  node: StringNode | undefined,
): DebuggedTemplate {
  const name = nameOf(path);
  return node
    ? DebuggedTemplate.in(source, name, node)
    : new DebuggedTemplate(source, name, text, undefined, holes);
}

function nameOf(path: readonly string[]): string {
  return path.length === 0 ? "template" : path.slice(-2).join(" › ");
}

/** An integration is debugged in the files of its inputs. */
export interface IntegrationTarget extends DebuggedFiles {
  readonly options: Pick<SimulationOptions, "isComplete" | "facts">;
  readonly samples: Samples;
}

interface DebuggedFiles {
  readonly inputs: readonly SimulatedInput[];
  /** The file of each input. */
  readonly sources: readonly DebugSource[];
  /** The ID of each input in a host file. */
  readonly ids?: readonly (readonly string[])[];
  /** The document that shows one of the templates, by its URI. */
  readonly documentOf?: (uri: string) => DocumentOfTemplate | undefined;
}

/** A document that shows a template alone. */
export interface DocumentOfTemplate {
  /** The URI of the file that the template is written in. */
  readonly host: string;
  readonly path: readonly string[];
}

/** Debugs all templates of an integration that a request runs. */
export function integrationSubject(target: IntegrationTarget): DebugSubject {
  const { inputs, options, samples } = target;
  const templates = new TemplatesOfFiles(target);
  return {
    templatesIn: (uri) => templates.in(uri),
    run: (follow, isCancelled) => {
      const simulated = simulateInputs(inputs, samples.request, {
        ...options,
        trace: true,
        observerOf: (running) => follow(templates.running(running)),
        isCancelled,
        ...(samples.response && { backend: samples.response }),
      });
      if (simulated.kind !== "done") {
        const of = simulated.kind === "badRequest" ? "sample request" : "sample response";
        const problems = simulated.problems.map(({ message }): ResultProblem => {
          return { code: simulated.kind, severity: "error", message: `The ${of} cannot be used. ${message}` };
        });
        return { problems, notes: [] };
      }
      const { simulation } = simulated;
      const { outcome, response } = simulation;
      const notes =
        outcome === "needsBackend"
          ? ["The simulation ended at the backend, because its response is unknown."]
          : outcome === "needsResponses"
            ? [
                "The simulation ended at the backend's response, because the integration responses are unknown.",
              ]
            : response
              ? [`Response: ${response.status}`, response.body]
              : [];
      return { problems: simulation.problems.map((problem) => templates.placed(problem)), notes };
    },
  };
}

/** Debugs the integration of a host file, with the responses in the file. */
export function hostedSubject(
  analysis: HostAnalysis,
  integration: HostedAnalysis,
  uri: string,
  samples: Samples,
  documentOf?: DebuggedFiles["documentOf"],
): DebugSubject {
  const { inputs, ...options } = hostedSimulation(analysis, integration);
  const source = debugSource(uri, analysis.document.text);
  return integrationSubject({
    inputs,
    options,
    samples,
    sources: inputs.map(() => source),
    ids: [integration, ...responsesOf(analysis, integration)].map(({ hosted }) => hosted.id),
    ...(documentOf && { documentOf }),
  });
}

interface PlacedTemplate {
  readonly template: DebuggedTemplate;
  readonly path: readonly string[];
}

/** The templates of some inputs, each once, so that breakpoints find them. */
class TemplatesOfFiles {
  readonly #byNode = new Map<StringNode, DebuggedTemplate>();
  readonly #placed: readonly PlacedTemplate[];

  constructor(private readonly files: DebuggedFiles) {
    this.#placed = files.inputs.flatMap(({ document: { root } }, index) =>
      (root?.kind === "object" ? [root, ...ownResponses(root)] : []).flatMap((each) =>
        templatesIn(each)
          .filter(({ node }) => !node.anchored && !isUnknownText(node))
          .map(({ node, path }) => ({
            template: this.#of(node, index, nameOf(path)),
            path: [...(files.ids?.[index] ?? []), ...path],
          })),
      ),
    );
  }

  in(uri: string): ReturnType<DebugSubject["templatesIn"]> {
    const document = this.files.documentOf?.(uri);
    const inFile = this.#placed.filter(({ template }) => template.source.uri === (document?.host ?? uri));
    if (!document) return inFile.map(({ template }) => ({ template, shown: template }));
    const own = inFile.filter(({ path }) => isSamePath(path, document.path));
    return own.map(({ template }) => ({ template, shown: template.alone(uri) }));
  }

  running({ document, direction, key, node }: RunningTemplate): DebuggedTemplate {
    return this.#of(node, document, `${direction} template › ${key}`);
  }

  placed({ place, ...problem }: SimulationProblem): ResultProblem {
    const { uri } = this.#source(place?.document ?? 0);
    return { ...problem, ...(place && { place: { uri, range: place.range } }) };
  }

  #source(document: number): DebugSource {
    return this.files.sources[document] ?? this.files.sources[0] ?? debugSource("", "");
  }

  #of(node: StringNode, document: number, name: string): DebuggedTemplate {
    const known = this.#byNode.get(node);
    if (known) return known;
    const template = DebuggedTemplate.in(this.#source(document), name, node);
    this.#byNode.set(node, template);
    return template;
  }
}

/** The integration responses in what `get-integration` prints. */
function ownResponses(root: ObjectNode): readonly ObjectNode[] {
  const listed = findMember(root, "integrationResponses")?.value;
  if (listed?.kind !== "object") return [];
  return listed.members.flatMap(({ value }) => (value?.kind === "object" ? [value] : []));
}

/** A case of a test file is debugged in the files under test. */
export interface TestTarget {
  readonly file: TestFile;
  readonly test: TestCase;
  /** The URI of a file that the test file names. */
  readonly uriOf: (path: string) => string;
  readonly textOf: RunOptions["textOf"];
}

/** Debugs a case of a test file, or says what is wrong with it. */
export function testSubject({
  file,
  test,
  uriOf,
  textOf,
}: TestTarget): DebugSubject | { readonly message: string } {
  const path = file.files.find((each) => textOf(each) !== undefined);
  if (path === undefined) return { message: `There is no file to test. Expected ${file.files.join(", ")}.` };
  const read = (each: string) => ({ path: each, text: textOf(each) ?? "" });
  const tested = new TestedFiles(read(path), file.responses.map(read));
  const suite = testSuite(file, tested, textOf);
  const files = [path, ...file.responses].map(read);
  const subject = tested.find(test.input, test.template);
  if (subject.kind === "unknown") return { message: subject.message };
  const sources = files.map(({ path: each, text }) => debugSource(uriOf(each), text));
  const verdict = (options: Partial<RunOptions>): ReturnType<DebugSubject["run"]> => {
    const result = runTest(test, suite, { textOf, trace: true, ...options });
    if (result.outcome === "passed") return { problems: [], notes: [`Test passed: ${test.name}`] };
    const messages = result.failures.map(({ message }) => message);
    return { problems: [], notes: [`Test failed: ${test.name}`, ...messages] };
  };
  const sourceOf = (each: string): DebugSource =>
    sources.find(({ uri }) => uri === uriOf(each)) ?? debugSource(uriOf(each), "");
  if (subject.kind === "template") {
    const { template, node } = subject;
    const source = sourceOf(subject.file.path);
    const debugged = debuggedOf(source, template, node);
    return {
      templatesIn: (uri) => (uri === source.uri ? [{ template: debugged, shown: debugged }] : []),
      run: (follow, isCancelled) => verdict({ observer: follow(debugged), isCancelled }),
    };
  }
  const { inputs } = subject;
  // An input of the AWS CLI is one for each file. A host file has all of them.
  const isHost = subject.title !== undefined;
  const templates = new TemplatesOfFiles({
    inputs,
    sources: inputs.map((_, index) => sourceOf((isHost ? path : files[index]?.path) ?? path)),
  });
  return {
    templatesIn: (uri) => templates.in(uri),
    run: (follow, isCancelled) =>
      verdict({ observerOf: (running) => follow(templates.running(running)), isCancelled }),
  };
}
