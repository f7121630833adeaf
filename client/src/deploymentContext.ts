import type * as vscode from "vscode";
import type { AccountLists } from "./deploy/accountLists";
import type { AwsFacts } from "./deploy/awsFacts";
import type { LanguageServer } from "./languageServer";
import type { StatusItem } from "./statusItem";
import type { LazyTree } from "./views/lazyTree";
import type { TreeNode } from "./views/treeNode";

/** What the activation has made and the AWS half continues to use. */
export interface DeploymentContext {
  readonly context: vscode.ExtensionContext;
  readonly status: StatusItem;
  readonly facts: AwsFacts;
  readonly lists: AccountLists;
  readonly server: LanguageServer;
  readonly apis: LazyTree;
  readonly workspace: LazyTree;
  readonly apisView: vscode.TreeView<TreeNode>;
}
