import * as vscode from "vscode";
import { RESPONSE_SUFFIX } from "../../../../server/src/protocol";
import { type Analysis, type PreviewableTemplate, previewablesOf } from "../../../../server/src/service";
import type { AwsFacts } from "../../deploy/awsFacts";
import type { DriftState, DriftStates } from "../../deploy/driftStates";
import { nameOf } from "../../deploy/inputFile";
import { readText, samplesOf } from "../../preview/requestFile";
import { listSamples } from "../../samples/listSamples";
import { type TreeNode, treeItem } from "../treeNode";
import { analysisOf } from "./fileAnalysis";
import { decoratedUri, problemCountText } from "./problemDecorations";

/** A node for a file in the workspace. File commands accept it in place of a URI. */
export interface FileNode extends TreeNode {
  readonly uri: vscode.Uri;
}

/** A node for a template in a file. The preview command accepts it. */
interface TemplateNode extends FileNode {
  /** The member names that lead to the template. */
  readonly path: readonly string[];
}

/** What is known about files from AWS. */
export interface AwsKnowledge {
  readonly states: DriftStates;
  readonly facts: AwsFacts;
}

/** A node for an input file with its state and problems; its templates and sample files are its children. */
export async function fileNode(
  parent: TreeNode,
  uri: vscode.Uri,
  { states, facts }: AwsKnowledge,
): Promise<FileNode> {
  const id = `${parent.id}/${uri.toString()}`;
  const analysis = analysisOf(uri, (await readText(uri)) ?? "", facts.of(uri));
  const state = await states.of(uri);
  const templates = previewablesOf(analysis);
  const samples = await existingSamples(uri);
  const node: FileNode = {
    id,
    parent,
    uri,
    getChildren: () => [
      ...templates.map((template) => templateNode(node, uri, analysis, template)),
      ...samples.map((sample) => sampleNode(node, sample)),
    ],
    getTreeItem: () => {
      const { text, icon, color } = APPEARANCES[state];
      const item = treeItem(id, {
        // Begins with the folder's name if there are several.
        label: vscode.workspace.asRelativePath(uri),
        description: [text, problemCountText(analysis.problems)].filter((part) => part !== "").join(" · "),
        contextValue: `file.${analysis.operation.name}`,
        command: { title: "Open", command: "vscode.open", arguments: [uri] },
        isExpandable: templates.length + samples.length > 0,
      });
      item.resourceUri = decoratedUri(uri, analysis.problems);
      item.iconPath = new vscode.ThemeIcon(
        icon,
        color === undefined ? undefined : new vscode.ThemeColor(color),
      );
      return item;
    },
  };
  return node;
}

interface StateAppearance {
  readonly text: string;
  readonly icon: string;
  readonly color?: string;
}

const APPEARANCES: Readonly<Record<DriftState, StateAppearance>> = {
  "not-deployed": { text: "not deployed", icon: "circle-outline" },
  deployed: { text: "deployed, not compared", icon: "cloud" },
  "in-sync": { text: "in sync", icon: "pass", color: "testing.iconPassed" },
  "changed-locally": { text: "changed locally", icon: "cloud-upload", color: "charts.yellow" },
  "changed-on-aws": { text: "changed on AWS", icon: "cloud-download", color: "charts.yellow" },
  "changed-both": { text: "changed locally and on AWS", icon: "git-compare", color: "charts.red" },
  differs: { text: "differs from AWS", icon: "git-compare", color: "charts.yellow" },
  gone: { text: "deleted on AWS", icon: "circle-slash", color: "charts.red" },
  "no-api": { text: "API not found in this region", icon: "circle-slash" },
  "has-errors": { text: "has errors, not compared", icon: "error", color: "charts.red" },
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
        description: problemCountText(own),
        icon: "symbol-snippet",
        contextValue: "template",
        command: { title: "Open", command: "vscode.open", arguments: [uri, { selection }] },
      });
      item.resourceUri = decoratedUri(uri, own);
      return item;
    },
  };
}

/** The existing sample files of an input: the requests, then the response. */
async function existingSamples(uri: vscode.Uri): Promise<readonly vscode.Uri[]> {
  const requests = (await listSamples(uri)).map((sample) => sample.uri);
  const [, response] = samplesOf(uri);
  return response && (await readText(response)) !== undefined ? [...requests, response] : requests;
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
        description: uri.path.endsWith(RESPONSE_SUFFIX) ? "sample response" : "sample request",
        icon: "beaker",
        contextValue: "sample",
        command: { title: "Open", command: "vscode.open", arguments: [uri] },
      });
      item.resourceUri = uri;
      return item;
    },
  };
}
