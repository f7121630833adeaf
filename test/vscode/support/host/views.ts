import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Views } from "../../../../client/src/deployment";
import type { TreeNode } from "../../../../client/src/views/treeNode";

/** What the extension's views show. */
export async function views(): Promise<Views> {
  const extension = vscode.extensions.getExtension<Views>("apigateway-integrations.apigateway-integrations");
  assert.ok(extension, "the extension is there");
  return extension.activate();
}

type Provider = vscode.TreeDataProvider<TreeNode>;

/** A line as a person reads it: its label, and its description in brackets. */
export async function lineOf(provider: Provider, node: TreeNode): Promise<string> {
  const { label, description } = await provider.getTreeItem(node);
  return description ? `${label} [${description}]` : String(label);
}

/** Expands the lines that start with these texts, one below the other, and gives the node. */
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

/** The lines below those that start with these texts. */
export async function linesBelow(provider: Provider, ...path: readonly string[]): Promise<readonly string[]> {
  const children = (await provider.getChildren(await expand(provider, ...path))) ?? [];
  return Promise.all(children.map((child) => lineOf(provider, child)));
}
