/** The outline of mapping templates: variables, macros and the blocks around them. */
import type { Template } from "../rules/engine/template";
import type { Span } from "../syntax/nodes";
import { type HostedTemplate, hostedTemplates, type TemplateHost } from "../templates/hostedTemplate";
import { mentionsIn } from "../templates/names/mentions";
import { variableOf } from "../templates/names/variables";
import { trimmed } from "../templates/trimmed";
import type { BlockNode, ReferenceNode, Statement } from "../vtl/syntax/nodes";
import { type DocumentSymbol, firstLine, symbols } from "./symbols";

/** Returns the outline of a file: the members of an input, with its templates inside them. */
export function outline(host: TemplateHost): readonly DocumentSymbol[] {
  if ("template" in host) return hostedTemplates(host).flatMap(templateSymbols);
  const templates = new Map(hostedTemplates(host).map((hosted) => [hosted.node, hosted]));
  return symbols(host.document, (node) => {
    const hosted = templates.get(node);
    return hosted ? templateSymbols(hosted) : [];
  });
}

function templateSymbols(hosted: HostedTemplate): readonly DocumentSymbol[] {
  return new Outline(hosted).of(hosted.template.tree.body, 0);
}

/** Deeper blocks are left out, because nobody reads them and clients have to nest the response. */
const MAX_DEPTH = 20;
const MAX_NAME = 60;
const MAX_DETAIL = 80;

class Outline {
  /** Where each variable is set first. */
  readonly #first = new Set<ReferenceNode>();
  readonly #template: Template;

  constructor(private readonly hosted: HostedTemplate) {
    const { template } = hosted;
    this.#template = template;
    for (const mentions of mentionsIn(template).variables.values()) {
      for (const mention of mentions) {
        if (mention.definition?.from !== "set") continue;
        const first = variableOf(template, mention).mentions.find(({ definition }) => definition);
        if (first === mention) this.#first.add(mention.node);
      }
    }
  }

  of({ statements }: BlockNode, depth: number): readonly DocumentSymbol[] {
    return depth < MAX_DEPTH ? statements.flatMap((node) => this.#statement(node, depth)) : [];
  }

  #statement(node: Statement, depth: number): readonly DocumentSymbol[] {
    switch (node.kind) {
      case "set": {
        const { target, value } = node;
        if (target.kind !== "reference" || !this.#first.has(target)) return [];
        const detail = firstLine(this.#template.textOf(value), MAX_DETAIL);
        return [this.#symbol("variable", `$${target.name}`, node, target, [], detail)];
      }
      case "if": {
        const branches = node.otherwise ? [...node.branches, node.otherwise] : node.branches;
        return branches.flatMap((branch, at) => {
          const isLast = at === branches.length - 1;
          const span = { start: branch.start, end: isLast ? Math.max(node.end, branch.end) : branch.end };
          return this.#block(span, branch.nameSpan, branch.body, depth);
        });
      }
      case "foreach":
        return this.#block(node, node.nameSpan, node.body, depth);
      case "define":
      case "macro": {
        const [named] = node.arguments;
        if (!named) return [];
        const name = this.#template.textOf({ start: node.start, end: node.body.start });
        return [this.#symbol("function", oneLine(name), node, named, this.of(node.body, depth + 1))];
      }
      case "call":
        return node.body ? this.of(node.body, depth) : [];
      default:
        return [];
    }
  }

  /** A block; if it is on a single line and has nothing to show in it, none, because templates have many of those. */
  #block(span: Span, nameSpan: Span, body: BlockNode, depth: number): readonly DocumentSymbol[] {
    const children = this.of(body, depth + 1);
    if (children.length === 0 && !this.#template.textOf(span).trimEnd().includes("\n")) return [];
    const name = this.#template.textOf({ start: nameSpan.start, end: body.start });
    return [this.#symbol("block", oneLine(name), span, nameSpan, children)];
  }

  #symbol(
    kind: DocumentSymbol["kind"],
    name: string,
    span: Span,
    nameSpan: Span,
    children: readonly DocumentSymbol[],
    detail = "",
  ): DocumentSymbol {
    const { map } = this.hosted;
    const whole = map.toSource(trimmed(this.#template.text, span));
    return { kind, name, detail, span: whole, nameSpan: map.toSource(nameSpan), children };
  }
}

function oneLine(text: string): string {
  const line = text.trim().replace(/\s+/g, " ");
  return line.length > MAX_NAME ? `${line.slice(0, MAX_NAME)}…` : line;
}
