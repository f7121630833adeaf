import type { Connection } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { COPY_AS_REQUEST, type CopyAsParams, type CopyAsResult } from "../protocol";
import { plainInputsAt, printHost, titleOfFile, unknownTexts } from "../service";
import { MAX_LENGTH } from "./files";
import type { InputAt } from "./inputs";

/** Registers the request for an integration as a part of another kind of file. */
export function registerCopyAs(connection: Connection, inputAt: InputAt): void {
  const copyAs = async (params: CopyAsParams): Promise<CopyAsResult> => {
    const { uri, text, position, target } = params;
    if (text.length > MAX_LENGTH) return { kind: "refused", reason: "The file is too large." };
    const path = decoded(uri.replace(/[?#].*$/, ""));
    const title = titleOfFile(path.split("/").at(-1) ?? "");
    const known = (await inputAt(uri))?.analysis;
    const isInput = known && known.document.text === text && !("hosted" in known);
    const inputs = plainInputsAt({
      text,
      path,
      title,
      ...(position && { offset: TextDocument.create(uri, "", 0, text).offsetAt(position) }),
      ...(isInput && { input: known }),
    });
    if (inputs.length === 0) return { kind: "none" };
    const printed = printHost(inputs, target, { title });
    if (typeof printed === "string") return { kind: "refused", reason: `${sentence(printed)}.` };
    const { lost, added } = printed;
    const unknown = inputs.flatMap((input) => unknownTexts(input));
    return { kind: "text", text: printed.text, lost, notes: [...unknown, ...added] };
  };
  connection.onRequest<CopyAsResult, void>(COPY_AS_REQUEST, copyAs);
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

function sentence(text: string): string {
  return `${text[0]?.toUpperCase()}${text.slice(1)}`;
}
