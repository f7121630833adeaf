import { isAbsolute, sep } from "node:path";
import { pathToFileURL } from "node:url";
import manifest from "../../package.json";
import { RULES, type Severity } from "../../server/src/service";
import type { CheckedFile } from "./checkedFile";

const LEVELS: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  information: "note",
  hint: "note",
};

/** Formats problems as a SARIF 2.1.0 log, for code scanning services. */
export function toSarif(files: readonly CheckedFile[]): string {
  const results = files.flatMap(({ file, result }) =>
    result.problems.map(({ code, severity, message, range: { start, end }, input }) => ({
      ruleId: code,
      ruleIndex: RULES.findIndex((rule) => rule.code === code),
      level: LEVELS[severity],
      message: { text: message },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: toUri(file) },
            region: {
              startLine: start.line + 1,
              startColumn: start.character + 1,
              endLine: end.line + 1,
              endColumn: end.character + 1,
            },
          },
          ...(input && {
            logicalLocations: [{ name: input.title, fullyQualifiedName: input.id.join("/") }],
          }),
        },
      ],
    })),
  );
  const rules = RULES.map(({ code, title, description, severity }) => ({
    id: code,
    shortDescription: { text: title },
    fullDescription: { text: description },
    defaultConfiguration: { level: LEVELS[severity] },
  }));
  const driver = { name: "apigw", version: manifest.version, rules };
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver }, columnKind: "utf16CodeUnits", results }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function toUri(file: string): string {
  if (isAbsolute(file)) return pathToFileURL(file).href;
  return file.split(sep).map(encodeURIComponent).join("/");
}
