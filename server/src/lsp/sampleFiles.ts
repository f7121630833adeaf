/** Sample requests and sample responses as open documents: what is wrong in them, completion and hovers. */
import {
  type CodeAction,
  CodeActionKind,
  type CompletionItem,
  type Diagnostic,
  DiagnosticSeverity,
  type Hover,
  type Position,
  type Range,
  type TextDocuments,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import {
  REQUEST_SUFFIX,
  RESPONSE_SUFFIX,
  readSampleFileName,
  type SampleFileName,
  stemOf,
} from "../model/sampleFiles";
import {
  checkSample,
  completeBySchema,
  hoverBySchema,
  isSurelySample,
  LineIndex,
  type ParsedDocument,
  type Protocol,
  parse,
  replacedSecret,
  type SampleProblem,
  SECRET_MESSAGE,
  secretsIn,
  suggestions,
} from "../service";
import { type ClientFeatures, toCompletionItem, toMarkup } from "./convert";
import type { FileState, Files } from "./files";

/** The URIs of the samples of a file that is an input or a template, or of an input with a name in a host file. */
export function sampleUrisOf(uri: string, name?: string): readonly string[] {
  const stem = stemOf(uri) + (name === undefined ? "" : `.${encodeURIComponent(name)}`);
  return [REQUEST_SUFFIX, RESPONSE_SUFFIX].map((suffix) => stem + suffix);
}

/** A sample file in one version. */
interface OpenSample {
  readonly name: SampleFileName;
  readonly tree: ParsedDocument;
  readonly lines: LineIndex;
  /** The state of the open input or template that it is for. */
  readonly owner: FileState | undefined;
}

/** The code of the diagnostic about a credential. */
const SECRET_CODE = "sample-secret";

/** Longer files are not examined. */
const MAX_LENGTH = 4_000_000;

export class SampleFiles {
  constructor(
    private readonly documents: TextDocuments<TextDocument>,
    private readonly files: Files,
    /** Whether the editor completes and explains JSON by the schemas. */
    private readonly editorKnowsSchemas: boolean,
    private readonly client: ClientFeatures,
  ) {}

  /**
   * Returns the problems of a sample file; undefined for any other file. Other projects have files with such names, too,
   * so it is one only while the input or the template that it is for is open, or if its members tell.
   */
  async diagnostics(document: TextDocument): Promise<Diagnostic[] | undefined> {
    const sample = await this.#open(document);
    if (!sample) return undefined;
    const { name, tree } = sample;
    const tells = isSurelySample(tree, name.kind);
    if (!sample.owner && !tells) return undefined;
    const editorReports = await this.files.reportsJson(document);
    // The editor's own JSON support reports what cannot be read, and what contradicts the schema.
    if (tree.problems.length > 0 && editorReports) return [];
    return checkSample(tree, name.kind)
      .filter(({ code }) => code === SECRET_CODE || !(editorReports && tells))
      .map(toDiagnostic);
  }

  /** Returns completions in a sample file; undefined for any other file, and where the editor knows them. */
  async complete(uri: string, position: Position): Promise<CompletionItem[] | undefined> {
    const found = await this.#suggested(uri);
    if (!found) return undefined;
    const { document, sample, schema } = found;
    const items = completeBySchema(sample.tree, schema, document.offsetAt(position));
    return items.map((item) => toCompletionItem(item, sample, this.client));
  }

  /** Returns the explanation of a member; undefined for other files, and where the editor knows it. */
  async hover(uri: string, position: Position): Promise<Hover | undefined> {
    const found = await this.#suggested(uri);
    if (!found) return undefined;
    const { document, sample, schema } = found;
    const hover = hoverBySchema(sample.tree, schema, document.offsetAt(position));
    return (
      hover && { contents: toMarkup(hover.markdown, this.client), range: sample.lines.range(hover.span) }
    );
  }

  /** Returns the actions that replace credentials in the range; undefined for files without any. */
  async actions(uri: string, range: Range): Promise<CodeAction[] | undefined> {
    const document = this.documents.get(uri);
    if (!document || !(await this.diagnostics(document))) return undefined;
    const sample = await this.#open(document);
    if (!sample) return undefined;
    const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
    return secretsIn(sample.tree.root)
      .filter(({ node: { span } }) => span.start <= end && start <= span.end)
      .map((secret) => {
        const newText = replacedSecret(secret);
        const range = sample.lines.range(secret.node.span);
        const problem = {
          code: SECRET_CODE,
          severity: "information",
          message: SECRET_MESSAGE,
          range,
        } as const;
        return {
          title: "Replace with a placeholder",
          kind: CodeActionKind.QuickFix,
          isPreferred: true,
          diagnostics: [toDiagnostic(problem)],
          edit: { changes: { [uri]: [{ range, newText }] } },
        };
      });
  }

  async #suggested(uri: string) {
    const document = this.documents.get(uri);
    if (!document || this.editorKnowsSchemas) return undefined;
    const sample = await this.#open(document);
    if (!sample) return undefined;
    const schema = suggestions(sample.name.kind, protocolOf(sample.owner));
    // A file that another tool has under such a name has members of its own.
    const isOther = namesIn(sample.tree).some((name) => !Object.hasOwn(schema.properties ?? {}, name));
    const isOurs = sample.owner || !isOther || isSurelySample(sample.tree, sample.name.kind);
    return isOurs ? { document, sample, schema } : undefined;
  }

  async #open(document: TextDocument): Promise<OpenSample | undefined> {
    const name = readSampleFileName(document.uri);
    const text = document.getText();
    if (!name || text.length > MAX_LENGTH) return undefined;
    return {
      name,
      tree: parse(text, "json"),
      lines: new LineIndex(text),
      owner: await this.#ownerOf(name),
    };
  }

  async #ownerOf({ stem }: SampleFileName): Promise<FileState | undefined> {
    const owners = this.documents.all().filter(({ uri }) => `${stem}.`.startsWith(`${stemOf(uri)}.`));
    const states = await Promise.all(
      owners.map(async (owner) => ({
        state: await this.files.state(owner),
        isExact: stemOf(owner.uri) === stem,
      })),
    );
    // Only an integration in a host file has samples with a name of its own.
    return states.find(({ state: { kind }, isExact }) => {
      return kind === "host" || (isExact && (kind === "input" || kind === "template"));
    })?.state;
  }
}

function namesIn({ root }: ParsedDocument): readonly string[] {
  return root?.kind === "object" ? root.members.map(({ key }) => key.value) : [];
}

function toDiagnostic({ code, severity, message, range }: SampleProblem): Diagnostic {
  const level = severity === "error" ? DiagnosticSeverity.Error : DiagnosticSeverity.Information;
  return { range, severity: level, code, source: "apigw", message };
}

/** The kind of API of the owner, as far as it is known. */
function protocolOf(owner: FileState | undefined): Protocol | undefined {
  if (owner?.kind === "input") {
    const { operation, protocol } = owner.analysis;
    return operation.family === "apigateway" ? "REST" : protocol;
  }
  if (owner?.kind !== "host") return undefined;
  const [only, ...others] = new Set(owner.analysis.inputs.map(({ protocol }) => protocol));
  return others.length === 0 ? only : undefined;
}
