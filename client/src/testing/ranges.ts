import * as vscode from "vscode";
import type { TestFileResult } from "../../../server/src/protocol";

type Range = TestFileResult["tests"][number]["range"];

/** Converts a range of the protocol. */
export function toRange({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
