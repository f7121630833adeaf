/**
 * The requests and notifications between the language server and its client beyond the Language Server
 * Protocol. Both sides import this file; it imports only types and names.
 */
import type { HostName, HostSettings } from "../hosts/host";
import type { Listed, ListedApi, ListedRole, ListedVpcLink } from "../model/accountLists";
import type { ApiFacts } from "../model/apiFacts";
import type { OperationName } from "../model/operationNames";
import type { Protocol } from "../model/protocol";
import type { RuleSettings } from "../rules/engine/config";
import type { Range } from "../syntax/lines";

export * from "./debug";
export * from "./preview";
export * from "./samples";
export * from "./testing";

/** Options that a client can pass when it starts the server. */
export interface InitializationOptions {
  /** Whether the editor itself reports JSON syntax errors while `json.validate.enable` is on. */
  readonly editorValidatesJson?: boolean;
  /** Whether the client has the command `apigw.previewTemplate`, which code lenses run. */
  readonly canPreview?: boolean;
  /** Whether the client has the command `apigw.debugTemplate`, which code lenses run. */
  readonly canDebug?: boolean;
  /** Whether the client has the command `apigw.simulate`, which code lenses run. */
  readonly canSimulate?: boolean;
  /** Whether the client has the command `apigw.editTemplate`, which code lenses and code actions run. */
  readonly canEditTemplates?: boolean;
  /** Whether the client asks for the `#end` of a block itself, instead of formatting while typing. */
  readonly closesBlocks?: boolean;
  /** Whether the client has the command `apigw.convert`. */
  readonly canConvert?: boolean;
  /** Whether the client has the commands `apigw.insertFunction` and `apigw.insertRole`. */
  readonly canInsertArns?: boolean;
}

/** The settings under `apigw`. */
export interface Settings {
  /** Globs of additional integration inputs. */
  readonly files: readonly string[];
  /** Globs of the mapping template files. If empty, all Velocity files are, except for AppSync's. */
  readonly templateFiles: readonly string[];
  /** Globs of additional test files. */
  readonly tests: readonly string[];
  /** JSON Schema files of request bodies, by content type. Paths are relative to the workspace folder. */
  readonly models: { readonly [contentType: string]: string };
  /** The inlay hints to show in templates: types of variables, and values for the sample request. */
  readonly inlayHints: { readonly types: boolean; readonly values: boolean };
  /** By path relative to the workspace folder, or by glob. */
  readonly pins: { readonly [path: string]: Pin };
  /** By rule code. */
  readonly rules: RuleSettings;
  /** The kinds of files to look for integrations in, beside inputs of the AWS CLI. Those that are absent are on. */
  readonly hosts: HostSettings;
}

/** What the user has fixed for a file. */
export interface Pin {
  readonly operation?: string;
  readonly protocol?: string;
}

/** Notification from the server: what it detected a file to be. Sent after every analysis. */
export const STATUS_NOTIFICATION = "apigw/status";

export interface StatusParams {
  readonly uri: string;
  /** Present if the file holds integrations among other things. */
  readonly host?: HostStatus;
  /** Absent if the file is not an integration input. */
  readonly status?: {
    readonly operation: OperationName;
    readonly operationFrom: "pin" | "name" | "content";
    /** The member that the file holds the value of; absent for a whole input. */
    readonly member?: string;
    /** Absent while the protocol is unknown. */
    readonly protocol?: Protocol;
    /** `aws` if the client has reported the API's protocol on AWS. */
    readonly protocolFrom: "pin" | "aws" | "content" | "unknown";
    /** The parts of the file that the protocol was inferred from. */
    readonly evidence: readonly string[];
    /** Whether the file is too large to be analyzed. */
    readonly tooLarge: boolean;
  };
}

/** What the client shows about a host file. */
export interface HostStatus {
  readonly name: HostName;
  /** The host's name for people: `CloudFormation`. */
  readonly title: string;
  readonly integrations: number;
  readonly responses: number;
  /** The kinds of APIs that they belong to, as far as the file says. */
  readonly protocols: readonly Protocol[];
}

/**
 * Notification to the server: what AWS has reported about the APIs that files belong to. Replaces the previous
 * notification. Facts take precedence over the content of a file; the user's pins take precedence over facts.
 */
export const AWS_FACTS_NOTIFICATION = "apigw/awsFacts";

export interface AwsFactsParams {
  /** By the document's URI. */
  readonly facts: { readonly [uri: string]: ApiFacts };
}

/**
 * Notification to the server: what AWS listed for the user, to offer IDs and ARNs while typing. Replaces the previous
 * notification. A list that was not read is absent.
 */
export const ACCOUNT_LISTS_NOTIFICATION = "apigw/accountLists";

export interface AccountListsParams {
  readonly apis?: readonly ListedApi[];
  readonly vpcLinks?: readonly ListedVpcLink[];
  /** By the ID of the API. */
  readonly integrations?: { readonly [apiId: string]: readonly Listed[] };
  /** By the ID of the integration. */
  readonly responses?: { readonly [integrationId: string]: readonly Listed[] };
  /** By the ID of the REST API. */
  readonly resources?: { readonly [apiId: string]: readonly Listed[] };
  readonly functions?: readonly Listed[];
  readonly roles?: readonly ListedRole[];
}

/**
 * Notification to the server, which reads no files: the texts of sample requests, sample responses and models, whenever
 * they change. It adds to previous notifications. Where such a file is an open document, that is what counts.
 */
export const FILE_TEXTS_NOTIFICATION = "apigw/fileTexts";

export interface FileTextsParams {
  /** By URI; null for a file that does not exist any longer. */
  readonly texts: { readonly [uri: string]: string | null };
}

/** Client commands, `[uri]`: ask AWS for functions or roles, and insert the selected one. */
export const INSERT_FUNCTION_COMMAND = "apigw.insertFunction";
export const INSERT_ROLE_COMMAND = "apigw.insertRole";

/** Request to the server: the edits that set the member for a function or a role, in the form that the API takes. */
export const INSERT_ARN_REQUEST = "apigw/insertArn";

export interface InsertArnParams {
  readonly uri: string;
  readonly kind: "function" | "role";
  readonly arn: string;
}

/** Null if the file is not an input, or an input without such a member. */
export type InsertArnResult = {
  readonly edits: readonly { readonly range: Range; readonly newText: string }[];
} | null;

/** Request to the server: the `#end` for the block that starts in the line above an empty one. */
export const CLOSE_BLOCK_REQUEST = "apigw/closeBlock";

export interface CloseBlockParams {
  readonly uri: string;
  /** In the empty line. */
  readonly position: { readonly line: number; readonly character: number };
}

/** An insertion at the end of the line; null if no block misses its end. */
export type CloseBlockResult = { readonly range: Range; readonly newText: string } | null;

/** A client command, `[uri, target]`: sends the request and opens the result. */
export const CONVERT_COMMAND = "apigw.convert";

/** Request to the server: converts an open file to another input. */
export const CONVERT_REQUEST = "apigw/convert";

export interface ConvertParams {
  readonly uri: string;
  readonly target: "json" | "yaml" | "apigateway" | "apigatewayv2";
}

/** Null if the file is incomplete or cannot be converted. */
export type ConvertResult = {
  readonly text: string;
  readonly format: "json" | "yaml";
  /** Members that the new input does not support. */
  readonly lost: readonly string[];
} | null;

/** Request to the server: prints the integration at the cursor as a part of another kind of file. */
export const COPY_AS_REQUEST = "apigw/copyAs";

export interface CopyAsParams {
  readonly uri: string;
  /** The text of the file, which need not be open. */
  readonly text: string;
  /** The cursor, if there is one. */
  readonly position?: TextPosition;
  readonly target: "openapi" | "cloudformation" | "terraform";
}

export type CopyAsResult =
  | {
      readonly kind: "text";
      readonly text: string;
      /** Members that the target does not have. */
      readonly lost: readonly string[];
      /** What is not in the file: values that it does not tell, and what the target needs besides. */
      readonly notes: readonly string[];
    }
  /** The cursor is in no integration, and the file has not only one. */
  | { readonly kind: "none" }
  /** A sentence. */
  | { readonly kind: "refused"; readonly reason: string };

/** The URI scheme of documents that show one template of an input. The query is the template's address. */
export const TEMPLATE_SCHEME = "apigw-template";

/** A client command, `[uri, path]` of a template; without arguments, the template at the cursor. */
export const EDIT_TEMPLATE_COMMAND = "apigw.editTemplate";

/** Request to the server: reads the templates of an open input. */
export const TEMPLATES_REQUEST = "apigw/templates";

export interface TemplatesParams {
  readonly uri: string;
}

/** In source order. Empty if the file is not an input. */
export type TemplatesResult = readonly HostedText[];

/** The text of a template, and where it is. */
export interface HostedText {
  /** In a host file: the title of the input, such as `GET /pets`. */
  readonly of?: string;
  /** The member and the key of the template; in a host file, after the ID of the input. */
  readonly path: readonly string[];
  readonly text: string;
  /** From the template's key to the end of its value. */
  readonly range: TextRange;
}

/** Request to the server: finds the edit that gives a template of an open input another text. */
export const REPLACE_TEMPLATE_REQUEST = "apigw/replaceTemplate";

export interface ReplaceTemplateParams {
  readonly uri: string;
  readonly path: readonly string[];
  /** Its line breaks count as those of the template, where the line is the same. */
  readonly text: string;
  /** Whether to add the template to its member if it no longer exists. */
  readonly canAdd?: boolean;
  /** Whether the text is that of a file, whose last line break may be the editor's. */
  readonly isFile?: boolean;
}

export type ReplaceTemplateResult =
  | {
      readonly kind: "edits";
      /** The version of the document that the edits are for. */
      readonly version: number;
      /** One edit; none if the template has this text already. */
      readonly edits: readonly { readonly range: TextRange; readonly newText: string }[];
    }
  /** The file replaces a piece of the template, such as `${Name}`, and the new text no longer has that piece. */
  | { readonly kind: "lostHole"; readonly hole: string }
  /**
   * What the file writes is not text that could be replaced by this one, such as a call of a function. `endsLine` if it
   * could be with a line break at its end, as in a heredoc.
   */
  | { readonly kind: "unwritable"; readonly endsLine: boolean }
  /** The template no longer exists, and cannot or must not be added. */
  | { readonly kind: "missing" }
  /** The document changed in the meantime. */
  | { readonly kind: "outdated" };

/** A client command: formats the template at the cursor, in an input or in a template file. */
export const FORMAT_TEMPLATE_COMMAND = "apigw.formatTemplate";

/** Request to the server: finds the edits that format a template of an open input, or an open template file. */
export const FORMAT_TEMPLATE_REQUEST = "apigw/formatTemplate";

export interface FormatTemplateParams {
  readonly uri: string;
  /** Empty for a template file. */
  readonly path: readonly string[];
  /** The indentation of a template file, as in the Language Server Protocol. */
  readonly options: { readonly tabSize: number; readonly insertSpaces: boolean };
}

/** As for `REPLACE_TEMPLATE_REQUEST`, with any number of edits. */
export type FormatTemplateResult = Extract<ReplaceTemplateResult, { readonly kind: "edits" | "missing" }>;

/** Request to the server: finds how to write a text that is pasted into a string of an open input. */
export const PASTE_REQUEST = "apigw/paste";

export interface PasteParams {
  readonly uri: string;
  /** What the text replaces. */
  readonly range: TextRange;
  readonly text: string;
  /** What the text stands for, if it was copied from a string with `COPY_REQUEST`. */
  readonly copied?: string;
}

/** Null if the text can only be pasted as it is. */
export type PasteResult = {
  /** The source that makes the text part of the string; absent if that is the text as it is. */
  readonly escaped?: string;
  /** For a text that was copied from a string: the source that makes its unescaped form part of this string. */
  readonly unescaped?: string;
  readonly likely: "asItIs" | "escaped" | "unescaped";
} | null;

/** Request to the server: finds what a range in a string of an open input stands for. */
export const COPY_REQUEST = "apigw/copy";

export interface CopyParams {
  readonly uri: string;
  readonly range: TextRange;
  /** The source in the range, which may have been cut out in the meantime. */
  readonly source: string;
}

/** The decoded text. Null outside of strings, if the text has no escapes, and if the source is another. */
export type CopyResult = string | null;

/** As in the Language Server Protocol: zero-based lines and UTF-16 characters, without the end. */
export interface TextRange {
  readonly start: TextPosition;
  readonly end: TextPosition;
}

export interface TextPosition {
  readonly line: number;
  readonly character: number;
}
