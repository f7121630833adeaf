import * as vscode from "vscode";
import { REQUEST_SUFFIX } from "../../../../server/src/protocol";
import { type Analysis, type PreviewableTemplate, previewablesOf } from "../../../../server/src/service";
import type { AwsFacts } from "../../deploy/awsFacts";
import type { DriftState, DriftStates } from "../../deploy/driftStates";
import { nameOf } from "../../deploy/inputFile";
import { readText, samplesOf } from "../../preview/requestFile";
import { type TreeNode, treeItem } from "../treeNode";
import { analysisOf } from "./fileAnalysis";
import { decoratedUri, problemsInWords } from "./problemDecorations";

/** A line for a file of the workspace; the commands for files take it as they take an address. */
export interface FileNode extends TreeNode {
  readonly uri: vscode.Uri;
}

/** A line for a template of a file; the command that previews takes it. */
interface TemplateNode extends FileNode {
  /** The names that lead to it. */
  readonly path: readonly string[];
}

/** What is known of files from AWS. */
export interface Known {
  readonly states: DriftStates;
  readonly facts: AwsFacts;
}

/** An input with its state and its problems; its templates and the samples they are tried with are below. */
export async function fileNode(
  parent: TreeNode,
  uri: vscode.Uri,
  { states, facts }: Known,
): Promise<FileNode> {
  const id = `${parent.id}/${uri.toString()}`;
  const analysis = analysisOf(uri, (await readText(uri)) ?? "", facts.of(uri));
  const state = await states.of(uri);
  const templates = previewablesOf(analysis);
  const samples = await samplesThere(uri);
  const node: FileNode = {
    id,
    parent,
    uri,
    getChildren: () => [
      ...templates.map((template) => templateNode(node, uri, analysis, template)),
      ...samples.map((sample) => sampleNode(node, sample)),
    ],
    getTreeItem: () => {
      const { text, icon, color } = SHOWN[state];
      const item = treeItem(id, {
        label: vscode.workspace.asRelativePath(uri, false),
        description: [text, problemsInWords(analysis.problems)].filter((part) => part !== "").join(" · "),
        contextValue: `file.${analysis.operation.name}`,
        command: { title: "Open", command: "vscode.open", arguments: [uri] },
        isExpandable: templates.length + samples.length > 0,
      });
      item.resourceUri = decoratedUri(uri, analysis.problems);
      item.iconPath = new vscode.ThemeIcon(icon, color && new vscode.ThemeColor(color));
      return item;
    },
  };
  return node;
}

interface Shown {
  readonly text: string;
  readonly icon: string;
  readonly color?: string;
}

const SHOWN: Readonly<Record<DriftState, Shown>> = {
  "not-deployed": { text: "not deployed", icon: "circle-outline" },
  deployed: { text: "deployed, not compared", icon: "cloud" },
  "in-sync": { text: "in sync", icon: "pass", color: "testing.iconPassed" },
  "changed-here": { text: "changed here", icon: "cloud-upload", color: "charts.yellow" },
  "changed-there": { text: "changed there", icon: "cloud-download", color: "charts.yellow" },
  "changed-both": { text: "changed here and there", icon: "git-compare", color: "charts.red" },
  differs: { text: "differs from what is there", icon: "git-compare", color: "charts.yellow" },
  gone: { text: "no longer there", icon: "circle-slash", color: "charts.red" },
  "no-api": { text: "its API is not in the region", icon: "circle-slash" },
  "has-errors": { text: "not compared for its errors", icon: "error", color: "charts.red" },
};

function templateNode(
  parent: TreeNode,
  uri: vscode.Uri,
  { problems, lines }: Analysis,
  { path, span }: PreviewableTemplate,
): TemplateNode {
  const label = path.join(" › ");
  const id = `${parent.id}/${label}`;
  const own = problems.filter((problem) => problem.span.start >= span.start && problem.span.end <= span.end);
  const { start, end } = lines.range(span);
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  return {
    id,
    parent,
    uri,
    path,
    getChildren: () => [],
    getTreeItem: () => {
      const item = treeItem(id, {
        label,
        description: problemsInWords(own),
        icon: "symbol-snippet",
        contextValue: "template",
        command: { title: "Open", command: "vscode.open", arguments: [uri, { selection }] },
      });
      item.resourceUri = decoratedUri(uri, own);
      return item;
    },
  };
}

/** What the file's previews and tests are made with, as far as somebody wrote it. */
async function samplesThere(uri: vscode.Uri): Promise<readonly vscode.Uri[]> {
  const texts = await Promise.all(samplesOf(uri).map(readText));
  return samplesOf(uri).filter((_, index) => texts[index] !== undefined);
}

function sampleNode(parent: TreeNode, uri: vscode.Uri): FileNode {
  const id = `${parent.id}/${uri.toString()}`;
  return {
    id,
    parent,
    uri,
    getChildren: () => [],
    getTreeItem: () => {
      const item = treeItem(id, {
        label: nameOf(uri),
        description: uri.path.endsWith(REQUEST_SUFFIX) ? "sample request" : "sample response",
        icon: "beaker",
        contextValue: "sample",
        command: { title: "Open", command: "vscode.open", arguments: [uri] },
      });
      item.resourceUri = uri;
      return item;
    },
  };
}
