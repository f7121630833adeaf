// The validators that scripts/compare-validators.mjs compares, each as a function from a file to its errors and
// warnings without their positions.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { root } from "./paths.mjs";
import { temporaryDir } from "./temporary.mjs";

/**
 * @typedef {object} Validator
 * @property {string} name
 * @property {string | undefined} version undefined if it is not installed
 * @property {readonly string[]} hosts
 * @property {boolean} [ours]
 * @property {(file: string) => Promise<string[]>} check
 */

const TEMPLATES = ["cloudformation", "sam"];

/**
 * @param {string} folder where the validators from npm are installed
 * @param {string | undefined} terraformPlugins where Terraform finds its providers
 * @returns {Promise<Validator[]>} also those that are missing
 */
export async function validators(folder, terraformPlugins) {
  const require = createRequire(path.join(folder, "package.json"));
  const ruleset = path.join(temporaryDir(), "ruleset.yaml");
  return [
    cloudFormationValidate("@aws/cloudformation-validate", folder),
    cloudFormationValidate(
      "@aws/cloudformation-validate in aws-cdk-lib",
      path.join(folder, "node_modules/aws-cdk-lib"),
    ),
    {
      name: "cfn-lint (npm)",
      version: versionIn(folder, "cfn-lint"),
      hosts: TEMPLATES,
      check: async (file) => {
        const text = output(bin(folder, "cfn-lint"), ["validate", file]);
        return text.split("\n").filter((line) => line.startsWith("Message: "));
      },
    },
    {
      name: "cfn-lint (Python)",
      version: toolVersion("cfn-lint", ["--version"]),
      hosts: TEMPLATES,
      check: async (file) => {
        /** @type {{ Level: string, Rule: { Id: string }, Message: string }[]} */
        const matches = JSON.parse(output("cfn-lint", ["--format", "json", file]) || "[]");
        return matches
          .filter(({ Level }) => Level !== "Informational")
          .map(({ Rule, Message }) => `${Rule.Id} ${Message}`);
      },
    },
    {
      name: "Spectral",
      version: versionIn(folder, "@stoplight/spectral-cli"),
      hosts: ["openapi"],
      check: async (file) => {
        if (!existsSync(ruleset)) writeFileSync(ruleset, 'extends: ["spectral:oas"]\n');
        /** @type {{ code: string, message: string, severity: number }[]} */
        const results = JSON.parse(
          output(bin(folder, "spectral"), ["lint", "--quiet", "-f", "json", "--ruleset", ruleset, file]) ||
            "[]",
        );
        return results
          .filter(({ severity }) => severity <= 1)
          .map(({ code, message }) => `${code} ${message}`);
      },
    },
    {
      name: "Redocly CLI",
      version: versionIn(folder, "@redocly/cli"),
      hosts: ["openapi"],
      check: async (file) => {
        /** @type {{ problems: { ruleId: string, message: string }[] }} */
        const { problems } = JSON.parse(output(bin(folder, "redocly"), ["lint", "--format", "json", file]));
        return problems.map(({ ruleId, message }) => `${ruleId} ${message}`);
      },
    },
    {
      name: "swagger-parser",
      version: versionIn(folder, "@apidevtools/swagger-parser"),
      hosts: ["openapi"],
      check: async (file) => {
        const parser = require("@apidevtools/swagger-parser");
        return failure(() => (parser.default ?? parser).validate(file));
      },
    },
    {
      name: "hcl2json",
      version: versionIn(folder, "@cdktf/hcl2json"),
      hosts: ["terraform"],
      check: async (file) =>
        failure(() => require("@cdktf/hcl2json").parse("main.tf", readFileSync(file, "utf8"))),
    },
    terraform(terraformPlugins),
  ];
}

/** @returns {Promise<Validator>} this project's module, as built in dist */
export async function ourselves() {
  const { check } = createRequire(import.meta.url)(path.join(root, "dist", "index.js"));
  return {
    name: "apigw",
    version: versionIn(root, "") ?? "",
    hosts: ["cloudformation", "sam", "openapi", "terraform"],
    ours: true,
    check: async (file) => {
      /** @type {{ code: string, severity: string, message: string }[]} */
      const problems = check(readFileSync(file, "utf8"), { fileName: path.basename(file) }).problems;
      return problems
        .filter(({ severity }) => severity === "error" || severity === "warning")
        .map(({ code, message }) => `${code} ${message}`);
    },
  };
}

/**
 * @param {string} name
 * @param {string} folder the folder whose node_modules contains the package
 * @returns {Validator}
 */
function cloudFormationValidate(name, folder) {
  const dependency = "@aws/cloudformation-validate";
  /** @typedef {{ severity: string, ruleId: string, message: string }} Diagnostic */
  /** @type {((file: string) => Diagnostic[]) | undefined} */
  let validate;
  return {
    name,
    version: versionIn(folder, dependency),
    hosts: TEMPLATES,
    check: async (file) => {
      if (!validate) {
        const { CompositeEngine, RegoEngine, TemplateFile } = createRequire(
          path.join(folder, "package.json"),
        )(dependency);
        const engine = new (CompositeEngine ?? RegoEngine)();
        validate = (target) => {
          const template = new TemplateFile(target);
          // Version 1.9 has validateDetailed, later ones validateTemplate.
          return (engine.validateTemplate?.(template) ?? engine.validateDetailed(template)).diagnostics;
        };
      }
      return validate(file)
        .filter(({ severity }) => !/^(?:info|informational|debug)$/i.test(severity))
        .map(({ ruleId, message }) => `${ruleId} ${message}`);
    },
  };
}

/**
 * @param {string | undefined} plugins
 * @returns {Validator}
 */
function terraform(plugins) {
  /** @type {string | undefined} */
  let folder;
  return {
    name: "terraform validate",
    version: plugins === undefined ? undefined : toolVersion("terraform", ["version"]),
    hosts: ["terraform"],
    check: async (file) => {
      if (!folder) {
        folder = path.join(temporaryDir(), "terraform");
        mkdirSync(folder);
        writeFileSync(path.join(folder, "provider.tf"), 'provider "aws" {}\n');
        output("terraform", [`-chdir=${folder}`, "init", `-plugin-dir=${plugins}`]);
      }
      const main = path.join(folder, "main.tf");
      copyFileSync(file, main);
      /** @type {{ diagnostics: { severity: string, summary: string, detail?: string }[] }} */
      const { diagnostics } = JSON.parse(output("terraform", [`-chdir=${folder}`, "validate", "-json"]));
      rmSync(main);
      return diagnostics.map(({ summary, detail }) => `${summary}: ${detail ?? ""}`);
    },
  };
}

/**
 * @param {() => Promise<unknown>} work
 * @returns {Promise<string[]>} the message of its failure
 */
async function failure(work) {
  try {
    await work();
    return [];
  } catch (error) {
    return [String(error)];
  }
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {string} the standard output; these tools also print their findings when they exit with an error
 */
function output(command, args) {
  const { stdout, error } = spawnSync(command, args, { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  if (error) throw error;
  return stdout.trim();
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 */
function toolVersion(command, args) {
  const { stdout, error } = spawnSync(command, args, { encoding: "utf8" });
  return error ? undefined : /\d+\.\d+\.\d+/.exec(stdout)?.[0];
}

/**
 * @param {string} folder
 * @param {string} name
 * @returns {string | undefined}
 */
function versionIn(folder, name) {
  const manifest = path.join(folder, name === "" ? "" : "node_modules", name, "package.json");
  return existsSync(manifest) ? JSON.parse(readFileSync(manifest, "utf8")).version : undefined;
}

/**
 * @param {string} folder
 * @param {string} name
 */
function bin(folder, name) {
  return path.join(folder, "node_modules", ".bin", name);
}
