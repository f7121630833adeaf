import type { TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { DebugStartParams, DebugTargetParams, DebugTargetResult } from "../protocol";
import {
  type DebugSubject,
  debugSource,
  findHosted,
  type HostedAnalysis,
  hostedSubject,
  inputAtCursor,
  inputOfPath,
  integrationSubject,
  isIntegration,
  readTestFile,
  sampleDocuments,
  sampleNameIn,
  templateAtPath,
  templateSubject,
  testSubject,
} from "../service";
import { defined } from "../syntax/defined";
import type { FileAnalysis, FileAt } from "./inputs";
import { isSame, type Previewables } from "./previewables";
import { readTemplateUri } from "./templateUri";

type Host = Extract<FileAnalysis, { readonly inputs: unknown }>;

/** Finds what to debug. */
export class DebugTargets {
  constructor(
    private readonly documents: TextDocuments<TextDocument>,
    private readonly fileAt: FileAt,
    private readonly templates: Previewables,
  ) {}

  /** Finds the template or the integration that names or a cursor stand for. */
  async find({ uri, input, template, path, position }: DebugTargetParams): Promise<DebugTargetResult> {
    const templates = await this.templates.of(uri);
    const { analysis } = (await this.fileAt(uri)) ?? {};
    const host = analysis && "inputs" in analysis ? analysis : undefined;
    const offset = position && this.documents.get(uri)?.offsetAt(position);
    const at = await this.#inputOf(host, input, offset);
    if ("message" in at) return { kind: "none", message: at.message };
    const id = at.input?.hosted.id ?? [];
    const own = templates.filter((each) => isSame(each.path.slice(0, id.length), id));
    const isWhole = templates.some((each) => each.path.length === 0);
    const found = path
      ? own.filter((each) => isSame(each.path, path))
      : template !== undefined
        ? own.filter(
            (each) => each.key === template || each.path.slice(id.length).join("/") === template || isWhole,
          )
        : offset !== undefined && !isWhole
          ? own.filter(({ span }) => span.start <= offset && offset <= span.end)
          : isWhole
            ? own
            : [];
    const [first, second] = found;
    if (first && (!second || path)) {
      const title = first.path.length === 0 ? "template" : first.path.slice(-2).join(" › ");
      const sampleName = await this.templates.sampleNameOf(uri, first.path);
      return { kind: "template", path: first.path, title, ...defined({ sampleName }) };
    }
    if (second) return none(`There are several templates ${template}. Write the path to one, with slashes.`);
    if (path ?? template !== undefined) {
      const names = own.map((each) => each.path.slice(id.length).join("/")).join(", ");
      return none(
        `There is no template ${path?.at(-1) ?? template}.${names ? ` Expected one of: ${names}.` : ""}`,
      );
    }
    if (host && at.input) {
      const sampleName = sampleNameIn(host, at.input);
      return { kind: "integration", path: id, title: at.input.hosted.title, ...defined({ sampleName }) };
    }
    if (!analysis || "template" in analysis) return none("This file has no mapping template.");
    return { kind: "integration", path: [], title: "integration" };
  }

  /** Prepares what a session runs. */
  async subject(params: DebugStartParams): Promise<DebugSubject | { readonly message: string }> {
    if (params.kind === "test") return testOf(params);
    const { uri, path, kind } = params;
    const samples = sampleDocuments(params.request, params.response);
    const text = this.documents.get(uri)?.getText() ?? "";
    const { analysis } = (await this.fileAt(uri)) ?? {};
    if (kind === "template") {
      const template = (await this.templates.of(uri)).findLast((each) => isSame(each.path, path));
      if (!template) return { message: "The template no longer exists." };
      const isInString = analysis && !("template" in analysis);
      const node = isInString ? templateAtPath(analysis, path)?.node : undefined;
      return templateSubject({ uri, text, template, samples, ...(node && { node }) });
    }
    if (!analysis || "template" in analysis) return { message: "The integration no longer exists." };
    const documentOf = readTemplateUri;
    if ("inputs" in analysis) {
      const input = inputOfPath(analysis, path);
      if (!input) return { message: "The integration no longer exists." };
      return hostedSubject(analysis, input, uri, samples, documentOf);
    }
    const { document, operation, protocol } = analysis;
    return integrationSubject({
      inputs: [{ document, operation: operation.name, ...defined({ protocol }) }],
      sources: [debugSource(uri, text)],
      options: {},
      samples,
      documentOf,
    });
  }

  async #inputOf(
    host: Host | undefined,
    name: string | undefined,
    offset: number | undefined,
  ): Promise<{ readonly input?: HostedAnalysis } | { readonly message: string }> {
    if (!host) return {};
    if (name === undefined && offset !== undefined) {
      const at = inputAtCursor(host, offset);
      const integration = at && !isIntegration(at) ? at.hosted.integration : undefined;
      const input = (integration && inputOfPath(host, integration)) ?? at;
      if (input) return { input };
    }
    const found = findHosted(host, name);
    if (found.kind === "found") return { input: found.input };
    const names = found.names.slice(0, MOST_NAMES).join(", ");
    const what =
      name === undefined ? "This file has several integrations." : `There is no integration ${name}.`;
    return { message: `${what} Set input to one of: ${names}.` };
  }
}

const MOST_NAMES = 30;

function none(message: string): DebugTargetResult {
  return { kind: "none", message };
}

function testOf({
  uri,
  text,
  name,
  texts,
  uris,
}: Extract<DebugStartParams, { readonly kind: "test" }>): ReturnType<typeof testSubject> {
  const file = readTestFile(text, uri);
  const test = file.cases.find((each) => each.name === name);
  if (!test) return { message: `There is no test ${name}.` };
  return testSubject({
    file,
    test,
    uriOf: (path) => (Object.hasOwn(uris, path) ? uris[path] : undefined) ?? path,
    textOf: (path) => (Object.hasOwn(texts, path) ? texts[path] : undefined),
  });
}
