/** A validation plugin for the AWS CDK: reports the problems of the integrations in synthesized templates. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { getLocation } from "jsonc-parser";
import { type CheckOptions, type CheckProblem, check } from "../../server/src/index";

/** How much a problem matters. */
export type ProblemSeverity = CheckProblem["severity"];

export interface IntegrationValidationOptions {
  /** Severities that replace those of the rules, or `off`, by rule code. */
  readonly rules?: NonNullable<CheckOptions["rules"]>;
  /** The least severity to report. Defaults to `warning`. Only errors fail the synthesis. */
  readonly severity?: ProblemSeverity;
}

/** What the CDK passes to a plugin, as far as this one reads it. */
export interface ValidationContext {
  readonly templatePaths: readonly string[];
  /** The app. Nested stacks are found in it, because the CDK does not list their templates. */
  readonly appConstruct?: { readonly node: { findAll(): readonly unknown[] } };
}

/** The report of a plugin, as the CDK expects it. */
export interface ValidationReport {
  readonly success: boolean;
  readonly violations: Violation[];
}

export interface Violation {
  /** The code of the rule. */
  readonly ruleName: string;
  readonly description: string;
  readonly severity: string;
  readonly violatingResources: ViolatingResource[];
}

export interface ViolatingResource {
  readonly resourceLogicalId: string;
  readonly templatePath: string;
  /** Paths in the resource: `Properties.Integration.Uri`. */
  readonly locations: string[];
}

const SEVERITIES: readonly ProblemSeverity[] = ["error", "warning", "information", "hint"];

/**
 * Checks every template of an app, with those of nested stacks: `Validations.of(app).addPlugins(new
 * IntegrationValidation())`. The same object serves as an `IPolicyValidationPluginBeta1`.
 */
export class IntegrationValidation {
  /** Users acknowledge a rule as `apigw::AG1011`. */
  readonly name = "apigw";
  readonly #options: IntegrationValidationOptions;

  constructor(options: IntegrationValidationOptions = {}) {
    this.#options = options;
  }

  /** Throws if a template cannot be read, which the CDK reports as a failure of the plugin. */
  validate(context: ValidationContext): ValidationReport {
    const least = SEVERITIES.indexOf(this.#options.severity ?? "warning");
    const found = new Map<string, Violation>();
    for (const template of templatesOf(context)) {
      for (const problem of this.#problemsIn(template)) {
        if (SEVERITIES.indexOf(problem.severity) <= least) add(found, problem, template);
      }
    }
    const violations = [...found.values()];
    return { success: violations.every(({ severity }) => severity !== "error"), violations };
  }

  #problemsIn({ file, text }: Template): readonly CheckProblem[] {
    const { rules } = this.#options;
    return check(text, { fileName: path.basename(file), ...(rules && { rules }) }).problems;
  }
}

interface Template {
  readonly file: string;
  readonly text: string;
}

/** Returns the templates of the app and of its nested stacks, each once. */
function templatesOf({ templatePaths, appConstruct }: ValidationContext): readonly Template[] {
  const folders = new Set(templatePaths.map((file) => path.dirname(file)));
  // A folder may have templates of an earlier synthesis, so it is not searched.
  const nested = (appConstruct?.node.findAll() ?? []).flatMap((construct) => {
    const name = nestedTemplateOf(construct);
    return name === undefined ? [] : [...folders].map((folder) => path.join(folder, name));
  });
  return [...new Set([...templatePaths, ...nested.filter((file) => existsSync(file))])].map((file) => ({
    file,
    text: readFileSync(file, "utf8"),
  }));
}

/** Returns the name of the template of a nested stack, in the folder of its parent's. */
function nestedTemplateOf(construct: unknown): string | undefined {
  if (typeof construct !== "object" || construct === null) return undefined;
  const { nestedStackResource, templateFile } = construct as Readonly<Record<string, unknown>>;
  return nestedStackResource !== undefined && typeof templateFile === "string" ? templateFile : undefined;
}

/** Several resources with the same problem are one violation. */
function add(found: Map<string, Violation>, problem: CheckProblem, { file, text }: Template): void {
  const { code, severity, message, range } = problem;
  const [, logicalId, ...steps] = getLocation(text, offsetOf(text, range.start)).path;
  if (logicalId === undefined) return;
  const key = `${code} ${severity} ${message}`;
  const violation = found.get(key) ?? {
    ruleName: code,
    description: message,
    severity: severity === "information" || severity === "hint" ? "info" : severity,
    violatingResources: [],
  };
  found.set(key, violation);
  violation.violatingResources.push({
    resourceLogicalId: String(logicalId),
    templatePath: file,
    locations: [locationOf(steps)],
  });
}

/** The path to a property, without the functions that its value is made of. */
function locationOf(steps: readonly (string | number)[]): string {
  const functions = steps.findIndex((step) => step === "Ref" || String(step).startsWith("Fn::"));
  return (functions < 0 ? steps : steps.slice(0, functions)).join(".");
}

function offsetOf(text: string, { line, character }: CheckProblem["range"]["start"]): number {
  let start = 0;
  for (let count = 0; count < line; count++) start = text.indexOf("\n", start) + 1;
  return start + character;
}
