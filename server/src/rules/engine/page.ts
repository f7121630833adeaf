import type { ApiFacts } from "../../model/apiFacts";
import { AN_API, API_NAME } from "../../model/protocol";
import { formatOfFileName, isTemplateFile } from "../../syntax/parse";
import { joinWords } from "../shared/words";
import type { Confidence, Example, Rule } from "./rule";

/** A generated documentation file: its path relative to the project, and its text. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

const GENERATED = "<!-- Generated from the rule's data by `npm run docs`. -->";

const INTRODUCTION = `To change a rule's severity or turn it off, use its code in the setting \`apigw.rules\` or with \`apigw check --rule\`. In YAML, a comment such as \`# apigw-disable-next-line AG2002\` turns it off in one place.`;

const EVIDENCE: Readonly<Record<Confidence, string>> = {
  "verified-local": "Verified with the AWS CLI.",
  "verified-aws-third-party": "Recorded on AWS by a third party.",
  docs: "Documented by AWS.",
  emulator: "Observed in an AWS emulator, but not verified on AWS.",
  "issue-report": "Reported by other users, but not verified.",
  derived: "Follows from the documentation, but not verified on AWS.",
  inferred: "Inferred from related behavior, but not verified on AWS.",
  decision: "Our reading of the documentation, not verified on AWS.",
};

/** Returns the pages of the rules, and their index. */
export function rulePages(rules: readonly Rule[]): readonly Page[] {
  return [
    ...rules.map((rule) => ({ path: `docs/rules/${rule.code}.md`, text: pageOf(rule) })),
    { path: "docs/rules/README.md", text: indexOf(rules) },
  ];
}

function pageOf(rule: Rule): string {
  const aws = rule.aws === undefined ? "" : `\n\nAWS answers:\n\n> ${rule.aws}`;
  const sections = [
    GENERATED,
    `# ${rule.code}: ${rule.title}`,
    `Severity: ${rule.severity}. ${scopeOf(rule)}`,
    `## Why\n\n${rule.description}${aws}`,
    `## Incorrect\n\n${exampleOf(rule.bad)}`,
    `## Correct\n\n${exampleOf(rule.good)}`,
    `## Evidence\n\n${EVIDENCE[rule.confidence]}\n\nSources:\n\n${rule.sources.map(sourceOf).join("\n")}`,
  ];
  return `${sections.join("\n\n")}\n`;
}

function scopeOf(rule: Rule): string {
  if (rule.on === "document") return "Applies to every file.";
  if (rule.on === "template")
    return "Applies to every mapping template, in an input or in a file of its own.";
  const operations = rule.operations
    ? joinWords(
        rule.operations.map((name) => `\`${name}\``),
        "and",
      )
    : "every operation";
  const known = rule.protocols?.flatMap((protocol) =>
    protocol === "unknown" ? [] : [`${API_NAME[protocol]}s`],
  );
  if (!known) return `Applies to ${operations}.`;
  if (known.length === 0) return `Applies to ${operations} while the protocol of the API is unknown.`;
  const unknown = rule.protocols?.includes("unknown") ? ", and while the protocol is unknown" : "";
  return `Applies to ${operations} for ${joinWords(known, "and")}${unknown}.`;
}

/** Shortens long runs of one letter. */
function exampleOf({ text, protocol, operation, kind, facts, fileName = "" }: Example): string {
  const shown = text
    .replace(/(.)\1{99,}/gu, (run, letter) => `${letter.repeat(3)}… (${run.length} times ${letter})`)
    .replace("\uFEFF", "\\uFEFF");
  const scope = [
    ...(operation ? [`With \`${operation}\``] : []),
    ...(kind ? [`As a ${kind} template`] : []),
    ...(protocol ? [`${operation || kind ? "for" : "For"} ${AN_API[protocol]}`] : []),
  ].join(" ");
  const declared = facts ? `${scope ? ", where" : "Where"} ${declaredIn(facts)}` : "";
  const heading = scope || declared ? `${scope}${declared}:\n\n` : "";
  const isTemplate = isTemplateFile(fileName);
  const language = isTemplate ? "vtl" : formatOfFileName(fileName);
  return `${heading}\`\`\`${language}\n${isTemplate ? shown : layOut(shown)}\n\`\`\``;
}

function declaredIn({ requestParameters = [], methodResponses = [], binaryMediaTypes }: ApiFacts): string {
  if (binaryMediaTypes) return `the binary media types of the API are \`${binaryMediaTypes.join("`, `")}\``;
  const responses = methodResponses.map(({ statusCode, responseParameters }) =>
    responseParameters.length === 0
      ? `response \`${statusCode}\` without headers`
      : `\`${responseParameters.join("`, `")}\` for response \`${statusCode}\``,
  );
  return `the method declares ${[...requestParameters.map((name) => `\`${name}\``), ...responses].join(", ")}`;
}

/** Spreads JSON written on one long line over several. */
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
  return source.startsWith("https://") ? `- <${source}>` : `- ${source}`;
}

function indexOf(rules: readonly Rule[]): string {
  const rows = [...rules]
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .map(({ code, title, severity }) => `| [${code}](${code}.md) | ${severity} | ${title} |`);
  return `${[GENERATED, "# Rules", INTRODUCTION, `| Code | Severity | Rule |\n| --- | --- | --- |\n${rows.join("\n")}`].join("\n\n")}\n`;
}
