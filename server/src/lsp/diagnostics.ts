import { type Diagnostic, DiagnosticSeverity } from "vscode-languageserver";
import { withCommas } from "../model/numbers";
import type { HostStatus, StatusParams } from "../protocol";
import type { JsonFault } from "../rules/engine/finding";
import type { HostAnalysis } from "../service";
import { type ClientFeatures, toDiagnostic } from "./convert";
import { type FileState, MAX_LENGTH } from "./files";

/** The problems that an editor's JSON support reports, by language ID. */
const REPORTED_BY_EDITOR: Readonly<Record<string, ReadonlySet<JsonFault>>> = {
  json: new Set<JsonFault>(["syntax", "comment", "trailingComma", "duplicateKey"]),
  // This language allows comments, but the AWS CLI does not.
  jsonc: new Set<JsonFault>(["syntax", "trailingComma", "duplicateKey"]),
};

/** Returns the diagnostics of a file, except those that the editor itself reports. */
export function diagnosticsOf(
  state: FileState,
  uri: string,
  languageId: string,
  client: ClientFeatures,
): Diagnostic[] {
  if (state.kind === "other") return [];
  if (state.kind === "tooLarge") {
    const start = { line: 0, character: 0 };
    return [
      {
        range: { start, end: start },
        severity: DiagnosticSeverity.Information,
        code: "too-large",
        source: "apigw",
        message: `This file is not checked because it has more than ${withCommas(MAX_LENGTH)} characters.`,
      },
    ];
  }
  const { analysis, settings } = state;
  const silent = settings.editorReportsJson ? REPORTED_BY_EDITOR[languageId] : undefined;
  return analysis.problems
    .filter(({ alsoReportedBy }) => !alsoReportedBy || !silent?.has(alsoReportedBy))
    .map((problem) => toDiagnostic(problem, analysis, uri, client));
}

/** Returns what the client shows about the file in its status item. */
export function statusOf(state: FileState, uri: string): StatusParams {
  if (state.kind === "other" || state.kind === "template") return { uri };
  if (state.kind === "host") return { uri, host: hostStatus(state.analysis) };
  if (!state.match) return { uri };
  const { operation, operationFrom, member } = state.match;
  if (state.kind === "tooLarge") {
    return {
      uri,
      status: { operation, operationFrom, protocolFrom: "unknown", evidence: [], tooLarge: true },
    };
  }
  const { protocol, protocolFrom, evidence } = state.analysis;
  return {
    uri,
    status: {
      operation,
      operationFrom,
      ...(member !== undefined && { member }),
      ...(protocol && { protocol }),
      protocolFrom,
      evidence,
      tooLarge: false,
    },
  };
}

function hostStatus({ host: { name, title }, inputs }: HostAnalysis): HostStatus {
  const responses = inputs.filter(({ operation }) => operation.name.endsWith("-response"));
  const protocols = inputs.flatMap(({ protocol }) => protocol ?? []);
  return {
    name,
    title,
    integrations: inputs.length - responses.length,
    responses: responses.length,
    protocols: [...new Set(protocols)],
  };
}
