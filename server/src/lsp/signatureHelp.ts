import type { Connection } from "vscode-languageserver";
import { signatureHelp } from "../service";
import { type ClientFeatures, toMarkup } from "./convert";
import type { AnalysisAt } from "./inputs";
import type { SamplesOf } from "./sampleTexts";

/** Registers signature help in mapping templates. */
export function registerSignatureHelp(
  connection: Connection,
  analysisAt: AnalysisAt,
  samplesOf: SamplesOf,
  client: ClientFeatures,
): void {
  connection.onSignatureHelp(async ({ textDocument: { uri }, position }) => {
    const found = await analysisAt(uri);
    if (!found) return null;
    const offset = found.document.offsetAt(position);
    const help = signatureHelp(found.analysis, offset, await samplesOf(uri));
    if (!help) return null;
    const { label, documentation, parameters, active } = help;
    return {
      signatures: [
        {
          label,
          documentation: toMarkup(documentation, client),
          // As text, because not every client supports offsets in the label.
          parameters: parameters.map(({ start, end }) => ({ label: label.slice(start, end) })),
          activeParameter: active,
        },
      ],
      activeSignature: 0,
      activeParameter: active,
    };
  });
}
