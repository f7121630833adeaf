// The order of the layers, as ARCHITECTURE.md draws it. `npm run lint` fails on an import against it.

/** The rooms of the core, from the bottom up: a room imports only from rooms before it. */
const CORE = [
  "syntax",
  "javaRegex",
  "vtl",
  "expressions",
  "model",
  "hosts",
  "rules",
  "templates",
  "simulate",
  "samples",
  "features",
  "recognition",
  "analysis",
  "testing",
  "debug",
  "serve",
  "service.ts",
];

/** Packages that run anywhere, so that the core may use them. */
const CORE_PACKAGES = ["jsonc-parser", "fastest-levenshtein", "diff"];

/**
 * Files that import each other because what they read or run is recursive: a parser's blocks hold directives, which
 * hold blocks; an expression holds references, whose arguments are expressions.
 */
const RECURSION = [
  "server/src/vtl/syntax/(blocks|directives)",
  "server/src/vtl/evaluate/(expressions|references)",
];

/** @param {readonly string[]} rooms of server/src @returns {string} a pattern of paths */
const inServer = (rooms) => `^server/src/(${rooms.map((room) => room.replace(".", "[.]")).join("|")})(/|$)`;

/** @param {readonly string[]} names of packages */
const packages = (names) => `(^|/)node_modules/(${names.join("|")})/`;

const layers = CORE.slice(0, -1).map((room, index) => ({
  name: `layers: ${room} imports only from the rooms below it`,
  comment: `From the bottom up: ${CORE.join(", ")}.`,
  severity: "error",
  from: { path: inServer([room]) },
  to: { path: inServer([...CORE.slice(index + 1), "api", "index.ts", "lsp"]) },
}));

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    ...layers,
    {
      name: "layers: service.ts does not know who asks",
      severity: "error",
      from: { path: "^server/src/service[.]ts$" },
      to: { path: inServer(["api", "index.ts", "lsp"]) },
    },
    {
      name: "layers: the module API and the language server do not know each other",
      severity: "error",
      from: { path: inServer(["api", "index.ts"]) },
      to: { path: inServer(["lsp"]) },
    },
    {
      name: "rooms: server imports no other room",
      severity: "error",
      from: { path: "^server/src/" },
      to: { path: "^(client|deployment|cli|cdk)/" },
    },
    {
      name: "rooms: deployment imports neither client nor cli",
      comment: "The editor and the command line both use it.",
      severity: "error",
      from: { path: "^deployment/src/" },
      to: { path: "^(client|cli|cdk)/" },
    },
    {
      name: "rooms: client, cli and cdk do not know each other",
      severity: "error",
      from: { path: "^(client|cli|cdk)/src/" },
      to: { path: "^(client|cli|cdk)/src/", pathNot: "^$1/src/" },
    },
    {
      name: "doors: the plugin for the CDK uses the module API only",
      comment: "The package has the module already, in a bundle next to the plugin's.",
      severity: "error",
      from: { path: "^cdk/src/" },
      to: { path: "^(server|deployment)/src/", pathNot: "^server/src/index[.]ts$" },
    },
    {
      name: "doors: the core is entered through service.ts, index.ts and protocol/index.ts",
      comment:
        "And deadline.ts, which reads the clock, and hcl.ts, which loads a parser, so that the core needs neither.",
      severity: "error",
      from: { path: "^(client|deployment|cli)/src/" },
      to: {
        path: "^server/src/",
        pathNot: "^server/src/((service|index|deadline|hcl|protocol/index)[.]ts)$",
      },
    },
    {
      name: "doors: deployment is entered through its index.ts",
      severity: "error",
      from: { path: "^(client|cli)/src/" },
      to: { path: "^deployment/src/", pathNot: "^deployment/src/index[.]ts$" },
    },
    {
      name: "doors: regular expressions are entered through javaRegex/index.ts",
      severity: "error",
      from: { path: "^server/src/", pathNot: "^server/src/javaRegex/" },
      to: { path: "^server/src/javaRegex/", pathNot: "^server/src/javaRegex/index[.]ts$" },
    },
    {
      name: "pure: the core uses no Node.js, editor, connection or network",
      severity: "error",
      from: { path: inServer([...CORE, "api", "index.ts", "protocol", "deadline.ts"]) },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "pure: the core uses only packages that run anywhere",
      severity: "error",
      from: { path: inServer([...CORE, "api", "index.ts", "protocol", "deadline.ts"]) },
      to: { path: "(^|/)node_modules/|^vscode$", pathNot: packages([...CORE_PACKAGES, "@types"]) },
    },
    {
      name: "aws: only deployment/src/sdk imports the AWS SDK",
      severity: "error",
      from: { path: "^(client|server|cli|deployment)/src/", pathNot: "^deployment/src/sdk/" },
      to: { path: packages(["@aws-sdk", "@smithy"]) },
    },
    {
      name: "aws: the SDK's part is loaded only when a connection is opened",
      severity: "error",
      from: { path: "^deployment/src/", pathNot: "^deployment/src/sdk/" },
      to: { path: "^deployment/src/sdk/", dependencyTypesNot: ["dynamic-import", "type-only"] },
    },
    {
      name: "hcl: the parser is loaded only when a file in Terraform's language is parsed",
      severity: "error",
      from: { path: "^(client|server|cli|deployment)/src/" },
      to: { path: "^server/src/hclParser[.]ts$", dependencyTypesNot: ["require", "type-only"] },
    },
    {
      name: "hcl: only the parser's bundle imports tree-sitter",
      severity: "error",
      from: { path: "^(client|server|cli|deployment)/src/", pathNot: "^server/src/hclParser[.]ts$" },
      to: { path: packages(["web-tree-sitter", "@tree-sitter-grammars"]) },
    },
    {
      name: "editor: only client imports vscode and the language client",
      severity: "error",
      from: { path: "^(server|cli|deployment)/src/" },
      to: { path: `^vscode$|${packages(["@types/vscode", "vscode-languageclient"])}` },
    },
    {
      name: "editor: only lsp imports the language server's connection",
      severity: "error",
      from: { path: "^(client|server|cli|deployment)/src/", pathNot: "^server/src/lsp/" },
      to: { path: packages(["vscode-languageserver"]) },
    },
    {
      name: "editor: deployment in the editor needs no view and no command",
      severity: "error",
      from: { path: "^client/src/deploy/" },
      to: { path: "^client/src/(views|commands)/" },
    },
    {
      name: "sources: the product does not import its tests or scripts",
      severity: "error",
      from: { path: "^(client|server|cli|deployment)/src/" },
      to: { path: "^(test|scripts)/" },
    },
    {
      name: "circles: no file imports itself by way of others, except for a parser's or evaluator's recursion",
      severity: "error",
      from: { pathNot: `^(${RECURSION.join("|")})[.]ts$` },
      to: { circular: true },
    },
  ],
  options: {
    parser: "swc",
    // Types count as imports, too: a layer that names the types of a higher one depends on it.
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    moduleSystems: ["es6"],
    enhancedResolveOptions: { extensions: [".ts", ".js", ".json"], mainFields: ["module", "main", "types"] },
  },
};
