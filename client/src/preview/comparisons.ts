import * as vscode from "vscode";
import { nameOf, uriIn } from "../deploy/inputFile";
import { listSamples } from "../samples/listSamples";
import { locationOf } from "../templates/templateUri";
import type { ChosenSamples } from "./chosenSample";
import type { CommittedTexts } from "./committedTexts";
import type { Previews } from "./previews";
import { type PreviewedTemplate, previewedTemplate, previewUri, templateTitle } from "./previewUri";
import { pickSample, sampleLabel } from "./sampleStatus";
import type { TemplatesAtCursor } from "./templateAtCursor";

/** Registers the commands that show two outputs of a template side by side. */
export function registerComparisons(
  cursor: TemplatesAtCursor,
  previews: Previews,
  samples: ChosenSamples,
  committed: CommittedTexts,
): vscode.Disposable {
  /** The template of a preview, for the button in its title, or the one at the cursor. */
  const templateFor = (at: unknown): PreviewedTemplate | undefined => {
    const uri = uriIn(at);
    const { source, path, sampleName } = (uri && previewedTemplate(uri)) ?? cursor.current ?? {};
    if (!source || !path) {
      void vscode.window.showInformationMessage("Open a mapping template or its preview first.");
      return undefined;
    }
    return { source, path, ...(sampleName !== undefined && { sampleName }) };
  };

  const show = async (left: PreviewedTemplate, right: PreviewedTemplate, names: string): Promise<void> => {
    // In the language of the output from the start.
    await Promise.all([previews.open(left), previews.open(right)]);
    const title = `${templateTitle(right)} (${names})`;
    await vscode.commands.executeCommand("vscode.diff", previewUri(left), previewUri(right), title);
  };

  return vscode.Disposable.from(
    vscode.commands.registerCommand("apigw.compareSamples", async (at?: unknown) => {
      const template = templateFor(at);
      if (!template) return;
      const { source, sampleName } = template;
      const available = await listSamples(source, sampleName);
      if (available.length === 1) {
        const text = `${nameOf(source)} has only one sample request. Add another one to the folder for further requests.`;
        void vscode.window.showInformationMessage(text);
        return;
      }
      const of = { source, sampleName };
      const left = await pickSample(samples, of, "Select the sample request for the left side");
      const right = left && (await pickSample(samples, of, "Select the sample request for the right side"));
      if (!left || !right) return;
      const names = `${sampleLabel(left)} ↔ ${sampleLabel(right)}`;
      await show({ ...template, request: left }, { ...template, request: right }, names);
    }),
    vscode.commands.registerCommand("apigw.compareWithCommit", async (at?: unknown) => {
      const template = templateFor(at);
      if (!template) return;
      // A template that is edited as a document of its own is committed with its file.
      const { host, path } = locationOf(template.source) ?? { host: template.source, path: template.path };
      const { missing } = await committed.read(host);
      if (missing !== undefined) {
        void vscode.window.showInformationMessage(missing);
        return;
      }
      const left = { ...template, source: host, path, isCommitted: true };
      await show(left, template, "HEAD ↔ Working Copy");
    }),
  );
}
