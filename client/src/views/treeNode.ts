import * as vscode from "vscode";

/** One node of a tree view. */
export interface TreeNode {
  /** Stable across refreshes; starts with the parent's ID and a slash. */
  readonly id: string;
  readonly parent?: TreeNode;
  /** True to show it below its siblings, even if those take several pages. */
  readonly isLast?: boolean;
  /** May reject; the error is then shown in place of the children. */
  getChildren(): readonly TreeNode[] | Promise<readonly TreeNode[]>;
  getTreeItem(): vscode.TreeItem;
}

export interface Appearance {
  readonly label: string;
  readonly description?: string;
  readonly tooltip?: string;
  /** The name of a codicon. */
  readonly icon?: string;
  /** For the `when` clauses of menus. */
  readonly contextValue?: string;
  readonly command?: vscode.Command;
  readonly isExpandable?: boolean;
}

export function treeItem(id: string, appearance: Appearance): vscode.TreeItem {
  const { label, description, tooltip, icon, contextValue, command, isExpandable = false } = appearance;
  const state = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(label, isExpandable ? state.Collapsed : state.None);
  item.id = id;
  item.tooltip = tooltip ?? [label, description].filter(Boolean).join("\n");
  if (description !== undefined) item.description = description;
  if (icon !== undefined) item.iconPath = new vscode.ThemeIcon(icon);
  if (contextValue !== undefined) item.contextValue = contextValue;
  if (command) item.command = command;
  return item;
}

/** A node that only shows a message, with an optional command on click. */
export function messageNode(parentId: string, appearance: Appearance): TreeNode {
  const id = `${parentId}/message`;
  return { id, getChildren: () => [], getTreeItem: () => treeItem(id, appearance) };
}
