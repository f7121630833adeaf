/**
 * The problems of the inputs of host files, cached: a keystroke changes one input, and a file may have hundreds. They
 * depend only on the input itself and on the facts about its API.
 */
import type { HostedInput, Reading } from "../hosts/host";
import type { Problem, RelatedPlace } from "../rules/engine/finding";
import { Memo } from "../rules/engine/memo";
import type { ObjectNode, ParsedDocument, Span, StringNode, UnknownNode, ValueNode } from "../syntax/nodes";

/** How many characters of keys to cache at least, over all files: those of the largest files. */
const CACHE_SIZE = 4_000_000;

/** A problem at its place in the input. Its fixes are made when somebody asks for them, because they have nodes. */
interface KnownProblem extends Omit<Problem, "fixes"> {
  readonly hasFixes: boolean;
}

export class HostedProblemCache {
  readonly #known = new Memo<readonly KnownProblem[]>(CACHE_SIZE);
  #fileFacts: unknown;
  #factsText = "";

  /** Begins the check of a file, all of whose inputs are then asked for. */
  startFile(): void {
    this.#known.startRound();
  }

  /** Forgets the inputs that were not asked for since the last call. */
  forget(): void {
    this.#known.forget();
  }

  /** Returns the problems of the input at their places in the file. */
  of(document: ParsedDocument, hosted: HostedInput, check: () => readonly Problem[]): readonly Problem[] {
    const { start } = hosted.head;
    let checked: readonly Problem[] | undefined;
    const known = this.#known.of(this.#keyOf(document, hosted), () => {
      checked = check();
      return checked.map((problem) => relative(problem, start));
    });
    if (checked) return checked;
    const again = (): readonly Problem[] => {
      checked ??= check();
      return checked;
    };
    return known.map((problem, index) => placed(problem, start, () => again()[index]?.fixes));
  }

  #keyOf(document: ParsedDocument, hosted: HostedInput): string {
    const key = new Key(document.text, hosted.head.start);
    key.add(this.#textOf(hosted.facts), String(hosted.isGenerated));
    key.span(hosted.head);
    key.reading(hosted);
    for (const other of hosted.others ?? []) key.reading(other);
    return key.text;
  }

  /** The inputs of a file often share their facts. */
  #textOf(facts: unknown): string {
    if (facts !== this.#fileFacts) {
      this.#fileFacts = facts;
      this.#factsText = JSON.stringify(facts) ?? "";
    }
    return this.#factsText;
  }
}

function relative({ fixes, ...problem }: Problem, start: number): KnownProblem {
  return { ...moved(problem, -start), hasFixes: fixes !== undefined && fixes.length > 0 };
}

function placed(
  { hasFixes, ...problem }: KnownProblem,
  start: number,
  fixes: () => Problem["fixes"],
): Problem {
  const made = moved(problem, start);
  if (!hasFixes) return made;
  return {
    ...made,
    get fixes() {
      return fixes() ?? [];
    },
  };
}

function moved<T extends { readonly span: Span; readonly related?: readonly RelatedPlace[] }>(
  problem: T,
  by: number,
): T {
  const { span, related } = problem;
  return {
    ...problem,
    span: { start: span.start + by, end: span.end + by },
    ...(related && {
      related: related.map((place) => ({
        ...place,
        span: { start: place.span.start + by, end: place.span.end + by },
      })),
    }),
  };
}

/** How deep values are written down node by node. No input is as deep. */
const MAX_DEPTH = 100;

/** Writes down everything in an input that its problems and their places depend on. */
class Key {
  text = "";
  #depth = 0;

  constructor(
    private readonly source: string,
    private readonly start: number,
  ) {}

  add(...parts: readonly string[]): void {
    for (const part of parts) this.text += `${part}\n`;
  }

  span({ start, end }: Span): void {
    this.text += `${start - this.start} ${end - this.start} `;
  }

  reading({ operation, protocol, spelling, root }: Reading): void {
    this.add(operation.name, String(protocol), spellingText(spelling.names));
    this.value(root);
  }

  value(node: ValueNode): void {
    if (this.#depth >= MAX_DEPTH) {
      this.add(this.source.slice(node.span.start, node.span.end));
      return;
    }
    this.#depth++;
    this.#value(node);
    this.#depth--;
  }

  #value(node: ValueNode): void {
    this.text += node.kind;
    this.span(node.span);
    if (node.tag !== undefined || node.anchored) this.add(node.tag ?? "", String(node.anchored));
    switch (node.kind) {
      case "object":
        this.#object(node);
        break;
      case "array":
        for (const item of node.items) this.value(item);
        this.add("]");
        break;
      case "string":
        this.#string(node);
        break;
      case "unknown":
        this.#unknown(node);
        break;
      case "number":
      case "date":
        this.add(node.text);
        break;
      case "boolean":
      case "word":
        this.add(String(node.value));
        break;
      case "null":
      case "bytes":
        break;
    }
  }

  #unknown({ typical, alternatives = [] }: UnknownNode): void {
    this.add(JSON.stringify(typical) ?? "");
    for (const choice of alternatives) {
      if (choice === "absent") this.add(choice);
      else this.value(choice);
    }
    this.add("?");
  }

  #object({ members, isOpen }: ObjectNode): void {
    for (const { key, value } of members) {
      this.span(key.span);
      this.add(key.kind, key.value);
      if (value) this.value(value);
    }
    this.add(isOpen ? "...}" : "}");
  }

  #string({ span, value, style, holes, composition, closed, indentation, unreplaced }: StringNode): void {
    // Escapes decide where the pieces of the value are.
    const isEscaped = !composition && span.end - span.start > value.length + 2;
    const text = isEscaped ? this.source.slice(span.start, span.end) : value;
    this.add(style, closed ? "" : "open", String(indentation), text);
    if (holes) this.add(JSON.stringify(holes));
    if (unreplaced) {
      this.add(unreplaced.by, unreplaced.text);
      this.span(unreplaced.source);
    }
    // A simple string is read where it is written; the pieces of others may be anywhere.
    for (const { source, kind } of composition?.pieces ?? []) {
      this.text += kind;
      this.span(source);
    }
  }
}

const SPELLINGS = new Map<ReadonlyMap<string, string>, string>();

/** Hosts have a few spellings, each of which is one object. */
function spellingText(names: ReadonlyMap<string, string>): string {
  const known = SPELLINGS.get(names);
  if (known !== undefined) return known;
  const text = [...names].flat().join();
  if (SPELLINGS.size < 100) SPELLINGS.set(names, text);
  return text;
}
