import type { Connection } from "vscode-languageserver";
import { signatureHelp } from "../service";
import { type ClientFeatures, toMarkup } from "./convert";
import type { PlaceAt } from "./inputs";
import type { SamplesOf } from "./sampleTexts";

/** Registers signature help in mapping templates. */
export function registerSignatureHelp(
  connection: Connection,
  placeAt: PlaceAt,
  samplesOf: SamplesOf,
  client: ClientFeatures,
): void {
  connection.onSignatureHelp(async ({ textDocument: { uri }, position }) => {
    const found = await placeAt(uri, position);
    if (!found) return null;
    const help = signatureHelp(found.analysis, found.offset, await samplesOf(uri, found.sample));
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
