import type { Connection } from "vscode-languageserver";
import {
  CONVERT_REQUEST,
  type ConvertParams,
  type ConvertResult,
  INSERT_ARN_REQUEST,
  type InsertArnParams,
  type InsertArnResult,
} from "../protocol";
import { convert, insertArn } from "../service";
import { toTextEdit } from "./convert";
import type { InputAt } from "./inputs";

/** Registers the requests that are not part of the Language Server Protocol. See the protocol folder. */
export function registerCustomRequests(connection: Connection, inputAt: InputAt): void {
  connection.onRequest(CONVERT_REQUEST, async ({ uri, target }: ConvertParams): Promise<ConvertResult> => {
    const input = await inputAt(uri);
    if (!input) return null;
    const { document, operation, protocol } = input.analysis;
    return convert(document, operation, protocol, target) ?? null;
  });

  connection.onRequest(
    INSERT_ARN_REQUEST,
    async ({ uri, kind, arn }: InsertArnParams): Promise<InsertArnResult> => {
      const input = await inputAt(uri);
      if (!input || input.analysis.member !== undefined) return null;
      const edits = insertArn(input.analysis, kind, arn);
      return edits ? { edits: edits.map((change) => toTextEdit(change, input.analysis)) } : null;
    },
  );
}
