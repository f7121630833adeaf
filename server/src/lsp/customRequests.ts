import type { Connection } from "vscode-languageserver";
import { CONVERT_REQUEST, type ConvertParams, type ConvertResult } from "../protocol";
import { convert } from "../service";
import type { InputAt } from "./inputs";

/** Registers the requests that are not part of the Language Server Protocol. See protocol.ts. */
export function registerCustomRequests(connection: Connection, inputAt: InputAt): void {
  connection.onRequest(CONVERT_REQUEST, async ({ uri, target }: ConvertParams): Promise<ConvertResult> => {
    const input = await inputAt(uri);
    if (!input) return null;
    const { document, operation, protocol } = input.analysis;
    return convert(document, operation, protocol, target) ?? null;
  });
}
