/**
 * What the language server and its client tell each other beyond the Language Server Protocol. Imported by
 * both sides; imports nothing but types.
 */
import type { ApiFacts } from "./model/apiFacts";
import type { OperationName } from "./model/operationNames";
import type { Protocol } from "./model/protocol";
import type { RuleSettings } from "./rules/engine/config";

/** What a client may pass when it starts the server. */
export interface InitializationOptions {
  /** True where the editor itself reports JSON syntax errors while `json.validate.enable` is on. */
  readonly editorValidatesJson?: boolean;
  /** True for a client that knows the command `apigw.previewTemplate`, which code lenses call. */
  readonly canPreview?: boolean;
  /** True for a client that knows the command `apigw.convert`. */
  readonly canConvert?: boolean;
}

/** The settings under `apigw`. */
export interface Settings {
  /** Globs of files that are integration inputs, besides those known by name and content. */
  readonly files: readonly string[];
  /** By path relative to the workspace folder, or by glob. */
  readonly pins: { readonly [path: string]: Pin };
  /** By code. */
  readonly rules: RuleSettings;
}

/** What a person has settled for a file. */
export interface Pin {
  readonly operation?: string;
  readonly protocol?: string;
}

/** Notification from the server: what it takes a file for. Sent whenever it has looked at it. */
export const STATUS_NOTIFICATION = "apigw/status";

export interface StatusParams {
  readonly uri: string;
  /** Absent where the file is no integration input. */
  readonly status?: {
    readonly operation: OperationName;
    readonly operationFrom: "pin" | "name" | "content";
    /** Absent while the API may be either. */
    readonly protocol?: Protocol;
    /** `aws` where the client has said what the API is at AWS. */
    readonly protocolFrom: "pin" | "aws" | "content" | "unknown";
    /** What in the file speaks for a protocol. */
    readonly evidence: readonly string[];
    /** True where the file is too large to be looked at. */
    readonly tooLarge: boolean;
  };
}

/**
 * Notification to the server: what is known from AWS of the APIs that files belong to. It takes the place of the
 * one before. A fact counts more than what a file's content says, and less than a person's pin.
 */
export const AWS_FACTS_NOTIFICATION = "apigw/awsFacts";

export interface AwsFactsParams {
  /** By the document's URI. */
  readonly facts: { readonly [uri: string]: ApiFacts };
}

/** A command of the client: `[uri, target]`. It asks with the request and opens what comes back. */
export const CONVERT_COMMAND = "apigw.convert";

/** Request to the server: an open file as another input. */
export const CONVERT_REQUEST = "apigw/convert";

export interface ConvertParams {
  readonly uri: string;
  readonly target: "json" | "yaml" | "apigateway" | "apigatewayv2";
}

/** Null where the file is not complete, or cannot be turned into that. */
export type ConvertResult = {
  readonly text: string;
  readonly format: "json" | "yaml";
  /** Members that have no place in the new input. */
  readonly lost: readonly string[];
} | null;

/** A command of the client: `[uri, path]` of a template; that at the cursor without them. */
export const PREVIEW_COMMAND = "apigw.previewTemplate";

/** Where a template's sample request and its backend's sample response are kept, behind the file's name. */
export const REQUEST_SUFFIX = ".request.json";
export const RESPONSE_SUFFIX = ".response.json";

/** Request to the server: which template is meant, for a preview. */
export const TEMPLATE_AT_REQUEST = "apigw/templateAt";

export interface TemplateAtParams {
  readonly uri: string;
  /** The names that lead to the template: the member's and the template's own. */
  readonly path?: readonly string[];
  /** Where it is looked for without a path; without both it is the first one. */
  readonly position?: { readonly line: number; readonly character: number };
}

/** Null where there is none. */
export type TemplateAtResult = {
  /** Empty for a file that is one template. */
  readonly path: readonly string[];
  /** The text of a request file to start from. */
  readonly sampleRequest: string;
} | null;

/** Request to the server: what a template prints. */
export const PREVIEW_REQUEST = "apigw/preview";

export interface PreviewParams {
  readonly uri: string;
  readonly path: readonly string[];
  /** The request file's text; an empty request when absent. */
  readonly request?: string;
  /** The backend's answer in its file's text, for a response template; an empty one when absent. */
  readonly response?: string;
}

/** Null where the template is no longer there. */
export type PreviewResult = {
  readonly output: string;
  /** What went wrong, each with its place. */
  readonly problems: readonly string[];
} | null;
