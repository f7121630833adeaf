/** The outline of mapping templates: variables, macros and the blocks around them. */
import { roleOf } from "../model/memberNames";
import type { Template } from "../rules/engine/template";
import type { ObjectNode, Span } from "../syntax/nodes";
import {
  type HostedTemplate,
  type HostFile,
  hostedTemplates,
  type TemplateHost,
} from "../templates/hostedTemplate";
import { mentionsIn } from "../templates/names/mentions";
import { variableOf } from "../templates/names/variables";
import { trimmed } from "../templates/trimmed";
import type { BlockNode, ReferenceNode, Statement } from "../vtl/syntax/nodes";
import { type DocumentSymbol, firstLine, symbols } from "./symbols";

/** Returns the outline of a file: the members of an input, with its templates inside them. */
export function outline(host: TemplateHost): readonly DocumentSymbol[] {
  if ("inputs" in host) return hostOutline(host);
  if ("template" in host) return hostedTemplates(host).flatMap(templateSymbols);
  const templates = new Map(hostedTemplates(host).map((hosted) => [hosted.node, hosted]));
  return symbols(host.document, (node) => {
    const hosted = templates.get(node);
    return hosted ? templateSymbols(hosted) : [];
  });
}

/**
 * The outline of a host file: an entry for each integration, with its templates and integration responses. What else the
 * file has is left to whoever serves such files.
 */
function hostOutline({ inputs }: HostFile): readonly DocumentSymbol[] {
  const entries = inputs.map((input) => ({ ...input.hosted, symbol: inputSymbol(input) }));
  const byId = new Map(entries.map((entry) => [JSON.stringify(entry.id), entry]));
  const inside = new Map<DocumentSymbol, DocumentSymbol[]>();
  const nested = new Set<DocumentSymbol>();
  for (const { integration, symbol } of entries) {
    const outer = integration && byId.get(JSON.stringify(integration))?.symbol;
    // A response may be written elsewhere, and the spans of an outline must be nested.
    if (!outer || symbol.span.start < outer.span.start || outer.span.end < symbol.span.end) continue;
    nested.add(symbol);
    const others = inside.get(outer);
    if (others) others.push(symbol);
    else inside.set(outer, [symbol]);
  }
  return entries
    .filter(({ symbol }) => !nested.has(symbol))
    .map(({ symbol }) => {
      const children = [...symbol.children, ...(inside.get(symbol) ?? [])];
      return { ...symbol, children: children.sort((a, b) => a.span.start - b.span.start) };
    });
}

function inputSymbol(input: HostFile["inputs"][number]): DocumentSymbol {
  const { head, root, title } = input.hosted;
  const span = {
    start: Math.min(head.start, root.span.start),
    end: Math.max(head.end, root.span.end),
  };
  const templates = hostedTemplates(input).filter(
    ({ node }) => span.start <= node.span.start && node.span.end <= span.end,
  );
  return {
    name: title,
    detail: typeText(root),
    kind: "object",
    span,
    nameSpan: head,
    children: templates.map((hosted) => ({
      name: hosted.path.at(-1) || "(no name)",
      detail: hosted.path[0] ?? "",
      kind: "string",
      span: hosted.node.span,
      nameSpan: hosted.node.span,
      children: templateSymbols(hosted),
    })),
  };
}

function typeText(root: ObjectNode): string {
  const type = root.members.find(({ key }) => roleOf(key.value) === "type")?.value;
  return type?.kind === "string" ? firstLine(type.value, MAX_DETAIL) : "";
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
