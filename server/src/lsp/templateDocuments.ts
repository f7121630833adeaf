import type { Connection, TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import {
  FORMAT_TEMPLATE_REQUEST,
  type FormatTemplateParams,
  type FormatTemplateResult,
  REPLACE_TEMPLATE_REQUEST,
  type ReplaceTemplateParams,
  type ReplaceTemplateResult,
  TEMPLATES_REQUEST,
  type TemplatesParams,
  type TemplatesResult,
} from "../protocol";
import {
  formatHostedTemplate,
  formatTemplateFile,
  insertFile,
  isUnknownText,
  replaceOrAddTemplate,
  templateAtPath,
  templatesIn,
} from "../service";
import { toTextEdit } from "./convert";
import type { FileAt } from "./inputs";

/** Registers what a client needs to show the templates of an input as documents of their own, and to change them. */
export function registerTemplateDocuments(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  fileAt: FileAt,
): void {
  connection.onRequest(TEMPLATES_REQUEST, async ({ uri }: TemplatesParams): Promise<TemplatesResult> => {
    const { analysis } = (await fileAt(uri)) ?? {};
    if (!analysis || "template" in analysis) return [];
    const { lines } = analysis;
    const templates =
      "inputs" in analysis
        ? analysis.inputs.flatMap(({ input, hosted: { id, title } }) =>
            (input ? templatesIn(input.root) : []).map((held) => ({
              ...held,
              path: [...id, ...held.path],
              title,
            })),
          )
        : (analysis.input ? templatesIn(analysis.input.root) : []).map((held) => ({
            ...held,
            title: undefined,
          }));
    return templates.flatMap(({ path, keyNode, node, title }) =>
      // The text of an alias is written elsewhere.
      node.anchored || isUnknownText(node)
        ? []
        : {
            path,
            text: node.value,
            range: lines.range({ start: keyNode.span.start, end: node.span.end }),
            ...(title !== undefined && { of: title }),
          },
    );
  });

  connection.onRequest<ReplaceTemplateResult, void>(
    REPLACE_TEMPLATE_REQUEST,
    async ({ uri, path, text, canAdd = false, isFile = false }: ReplaceTemplateParams) => {
      const found = await fileAt(uri);
      if (!found || "template" in found.analysis) return { kind: "missing" };
      // The document may have changed while it was analyzed.
      if (documents.get(uri)?.version !== found.document.version) return { kind: "outdated" };
      const write = isFile ? insertFile : replaceOrAddTemplate;
      const replaced = write(found.analysis, path, text, { canAdd });
      if (replaced.kind !== "edits") return replaced;
      return {
        kind: "edits",
        version: found.document.version,
        edits: replaced.edits.map((edit) => toTextEdit(edit, found.analysis)),
      };
    },
  );

  connection.onRequest<FormatTemplateResult, void>(
    FORMAT_TEMPLATE_REQUEST,
    async ({ uri, path, options }: FormatTemplateParams) => {
      const found = await fileAt(uri);
      const hosted = found && templateAtPath(found.analysis, path);
      if (!hosted) return { kind: "missing" };
      const { analysis, document } = found;
      const edits =
        "template" in analysis
          ? formatTemplateFile(analysis, options)
          : formatHostedTemplate(analysis, hosted);
      return {
        kind: "edits",
        version: document.version,
        edits: edits.map((edit) => toTextEdit(edit, analysis)),
      };
    },
  );
}
