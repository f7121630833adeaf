import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Views } from "../../../../client/src/lazyDeployment";
import type { TreeNode } from "../../../../client/src/views/treeNode";

/** The data providers of the extension's views. */
export async function views(): Promise<Views> {
  const extension = vscode.extensions.getExtension<Views>("apigateway-integrations.apigateway-integrations");
  assert.ok(extension, "the extension is installed");
  return extension.activate();
}

type Provider = vscode.TreeDataProvider<TreeNode>;

/** The text of a node: its label, and its description in brackets. */
export async function lineOf(provider: Provider, node: TreeNode): Promise<string> {
  const { label, description } = await provider.getTreeItem(node);
  return description ? `${label} [${description}]` : String(label);
}

/** Expands the nodes whose texts start with these, level by level, and returns the last one. */
export async function expand(provider: Provider, ...path: readonly string[]): Promise<TreeNode | undefined> {
  let node: TreeNode | undefined;
  for (const start of path) {
    const children: readonly TreeNode[] = (await provider.getChildren(node)) ?? [];
    const lines = await Promise.all(children.map((child) => lineOf(provider, child)));
    node = children[lines.findIndex((line) => line.startsWith(start))];
    assert.ok(node, `${start} is among ${lines.slice(0, 20).join("; ")}`);
  }
  return node;
}

/** The texts of the children of the node at this path. */
export async function linesBelow(provider: Provider, ...path: readonly string[]): Promise<readonly string[]> {
  const children = (await provider.getChildren(await expand(provider, ...path))) ?? [];
  return Promise.all(children.map((child) => lineOf(provider, child)));
}
