import { type Diagnostic, DiagnosticSeverity, type TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { REQUEST_SUFFIX, RESPONSE_SUFFIX, readSampleFileName, stemOf } from "../model/sampleFiles";
import { parse, readBackend, readRequest } from "../service";
import type { Files } from "./files";

/** The URIs of the samples of a file that is an input or a template, or of an input with a name in a host file. */
export function sampleUrisOf(uri: string, name?: string): readonly string[] {
  const stem = stemOf(uri) + (name === undefined ? "" : `.${encodeURIComponent(name)}`);
  return [REQUEST_SUFFIX, RESPONSE_SUFFIX].map((suffix) => stem + suffix);
}

/**
 * Returns the problems of a sample request or response. Other projects have files with such names, too, so it is one
 * only while the input or the template that it is for is open; undefined for any other file.
 */
export async function sampleDiagnostics(
  document: TextDocument,
  documents: TextDocuments<TextDocument>,
  files: Files,
): Promise<Diagnostic[] | undefined> {
  const name = readSampleFileName(document.uri);
  if (!name) return undefined;
  const owners = documents.all().filter(({ uri }) => `${name.stem}.`.startsWith(`${stemOf(uri)}.`));
  const isOwned = await Promise.all(
    owners.map(async (owner) => {
      const { kind } = await files.state(owner);
      // Only an integration in a host file has samples with a name of its own.
      return (
        kind === "host" || (stemOf(owner.uri) === name.stem && (kind === "input" || kind === "template"))
      );
    }),
  );
  if (!isOwned.includes(true)) return undefined;
  const tree = parse(document.getText(), "json");
  // The editor's own JSON support reports what cannot be read.
  if (tree.problems.length > 0 && (await files.reportsJson(document))) return [];
  const { problems } = name.kind === "request" ? readRequest(tree) : readBackend(tree);
  return problems.map(({ message, range }) => ({
    range,
    severity: DiagnosticSeverity.Error,
    source: "apigw",
    message,
  }));
}
