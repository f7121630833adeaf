import type { ApiFacts } from "../../model/apiFacts";
import { AN_API } from "../../model/protocol";
import { formatOfFileName, isTemplateFile } from "../../syntax/parse";
import type { Example, Rule } from "./rule";

/** A generated file of the documentation: path below the project and text. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

const GENERATED = "<!-- Generated from the rule's data by `npm run docs`. -->";

const CONFIDENCE: Readonly<Record<Rule["confidence"], string>> = {
  "verified-local": "Tried with the AWS CLI",
  "verified-aws-third-party": "Recorded on AWS by others",
  docs: "From AWS's documentation",
  emulator: "From an emulator of AWS, not tried on AWS",
  "issue-report": "Reported by others, not tried",
  derived: "Follows from AWS's documentation",
  inferred: "Inferred from what else is known, not tried",
  decision: "A reading of the documentation, not tried",
};

/** The pages of all rules, and their index. */
export function rulePages(rules: readonly Rule[]): readonly Page[] {
  return [
    ...rules.map((rule) => ({ path: `docs/rules/${rule.code}.md`, text: pageOf(rule) })),
    { path: "docs/rules/README.md", text: indexOf(rules) },
  ];
}

function pageOf(rule: Rule): string {
  const sections = [
    GENERATED,
    `# ${rule.code}: ${rule.title}`,
    `Severity: ${rule.severity}. ${scopeOf(rule)}`,
    rule.description,
    rule.aws === undefined ? "" : `AWS answers:\n\n> ${rule.aws}`,
    `## Reported\n\n${exampleOf(rule.bad)}`,
    `## Fine\n\n${exampleOf(rule.good)}`,
    `## How it is known\n\n${CONFIDENCE[rule.confidence]}.\n\n${rule.sources.map(sourceOf).join("\n")}`,
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function scopeOf(rule: Rule): string {
  if (rule.on === "document") return "Holds for every file.";
  if (rule.on === "template") return "Holds for every mapping template, in an input or in a file of its own.";
  const operations = rule.operations?.map((name) => `\`${name}\``).join(", ") ?? "every operation";
  const known = rule.protocols?.flatMap((protocol) => (protocol === "unknown" ? [] : [AN_API[protocol]]));
  if (!known) return `Holds for ${operations}.`;
  if (known.length === 0) return `Holds for ${operations}, while the protocol of the API is not known.`;
  const unknown = rule.protocols?.includes("unknown") ? ", or of one whose protocol is not known" : "";
  return `Holds for ${operations} of ${known.join(" or ")}${unknown}.`;
}

/** Long lines of the same letter are told, not shown. */
function exampleOf({ text, protocol, operation, kind, facts, fileName = "" }: Example): string {
  const shown = text
    .replace(/(.)\1{99,}/gu, (run, letter) => `${letter.repeat(3)}… (${run.length} times ${letter})`)
    .replace("\uFEFF", "\\uFEFF");
  const scope = [
    ...(operation ? [`With \`${operation}\``] : []),
    ...(kind ? [`As a ${kind} template`] : []),
    ...(protocol ? [`${operation || kind ? "for" : "For"} ${AN_API[protocol]}`] : []),
    ...(facts ? [`where the method is known to declare ${declaredIn(facts)}`] : []),
  ];
  const heading = scope.length === 0 ? "" : `${scope.join(", ")}:\n\n`;
  const isTemplate = isTemplateFile(fileName);
  const language = isTemplate ? "vtl" : formatOfFileName(fileName);
  return `${heading}\`\`\`${language}\n${isTemplate ? shown : layOut(shown)}\n\`\`\``;
}

function declaredIn({ requestParameters = [], methodResponses = [] }: ApiFacts): string {
  const responses = methodResponses.map(({ statusCode, responseParameters }) =>
    responseParameters.length === 0
      ? `the response \`${statusCode}\` without headers`
      : `\`${responseParameters.join("`, `")}\` of the response \`${statusCode}\``,
  );
  return [...requestParameters.map((name) => `\`${name}\``), ...responses].join(", ");
}

/** One member a line, where the example is JSON written on one. */
function layOut(text: string): string {
  try {
    return text.includes("\n") || JSON.stringify(JSON.parse(text)).length < 80
      ? text.trimEnd()
      : JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text.trimEnd();
  }
}

function sourceOf(source: string): string {
  return source.startsWith("https://") ? `- <${source}>` : `- ${source}.`;
}

function indexOf(rules: readonly Rule[]): string {
  const rows = [...rules]
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .map(({ code, title, severity }) => `| [${code}](${code}.md) | ${severity} | ${title} |`);
  return `${[GENERATED, "# Rules", `| Code | Severity | What |\n| --- | --- | --- |\n${rows.join("\n")}`].join("\n\n")}\n`;
}
