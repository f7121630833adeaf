import * as vscode from "vscode";

/** One line of a view. */
export interface TreeNode {
  /** The same for the same thing after a refresh; starts with the parent's and a slash. */
  readonly id: string;
  readonly parent?: TreeNode;
  /** Shown below its siblings, also where these are too many to be shown at once. */
  readonly isLast?: boolean;
  /** May reject: what went wrong is then shown in the children's place. */
  getChildren(): readonly TreeNode[] | Promise<readonly TreeNode[]>;
  getTreeItem(): vscode.TreeItem;
}

export interface Appearance {
  readonly label: string;
  readonly description?: string;
  readonly tooltip?: string;
  /** A codicon's name. */
  readonly icon?: string;
  /** For the `when` clauses of the menus. */
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

/** A line that only tells something, and does what is to be done about it when it is clicked. */
export function messageNode(parentId: string, appearance: Appearance): TreeNode {
  const id = `${parentId}/message`;
  return { id, getChildren: () => [], getTreeItem: () => treeItem(id, appearance) };
}
