import type { KeyNode, Span, StringNode, SyntaxProblem, ValueNode } from "../nodes";
import {
  awaitsNode,
  finish,
  type OpenCollection,
  type OpenMapping,
  type OpenMember,
  type OpenSequence,
} from "./openCollections";
import { applyTag, type Properties, type ReportProblem } from "./properties";
import { resolvePlain, type YamlVersion } from "./resolve";

/** Past this many one more message helps nobody. */
const MAX_PROBLEMS = 100;
/** How many nodes aliases may stand for in all: a few lines of aliases of aliases would make millions. */
const MAX_ALIASED = 20_000;
/** The reader behind the AWS CLI looks no further for the colon behind a name. */
const MAX_NAME = 1024;

interface Anchor {
  readonly node: ValueNode;
  /** How many nodes it is, aliases counted with all that they stand for. */
  readonly size: number;
}

/** Makes a tree of what the parser meets. Keeps its own stack, so that nesting costs no call stack. */
export class YamlTree {
  readonly problems: SyntaxProblem[] = [];
  readonly open: OpenCollection[] = [];
  version: YamlVersion = "1.2";
  root: ValueNode | undefined;
  readonly #openFlows = { object: 0, array: 0 };
  readonly #anchors = new Map<string, Anchor>();
  readonly #openAnchors = new Set<string>();
  #nodes = 0;
  #aliased = 0;
  #hasTooManyAliases = false;

  constructor(private readonly text: string) {}

  readonly report: ReportProblem = (kind, span, message, related) => {
    if (this.problems.length < MAX_PROBLEMS) {
      this.problems.push({ kind, span, message, ...(related && { related }) });
    }
  };

  get innermost(): OpenCollection | undefined {
    return this.open.at(-1);
  }

  get inFlow(): boolean {
    return this.innermost?.inFlow ?? false;
  }

  openMapping(start: number, indentation: number, properties?: Properties, isPair = false): OpenMapping {
    const collection: OpenMapping = {
      kind: "object",
      start,
      indentation,
      inFlow: indentation < 0,
      properties,
      nodesBefore: this.#nodes,
      lastComma: undefined,
      members: [],
      names: undefined,
      awaitsKey: false,
      isPair,
      strayColumn: undefined,
    };
    this.#open(collection);
    return collection;
  }

  openSequence(start: number, indentation: number, properties?: Properties): void {
    this.#open({
      kind: "array",
      start,
      indentation,
      inFlow: indentation < 0,
      properties,
      nodesBefore: this.#nodes,
      lastComma: undefined,
      items: [],
      awaitsItem: indentation >= 0,
      afterDash: start + 1,
    });
  }

  #open(collection: OpenCollection): void {
    if (collection.inFlow && !(collection.kind === "object" && collection.isPair))
      this.#openFlows[collection.kind]++;
    if (collection.properties?.anchor !== undefined) this.#openAnchors.add(collection.properties.anchor);
    this.open.push(collection);
  }

  /** Closes the innermost collection; returns its node, which is placed unless it is asked for. */
  close(end: number | undefined, closed: boolean, isPlaced = true): ValueNode | undefined {
    const collection = this.open.pop();
    if (!collection) return undefined;
    if (collection.inFlow && !(collection.kind === "object" && collection.isPair))
      this.#openFlows[collection.kind]--;
    if (collection.kind === "array" && !collection.inFlow && collection.awaitsItem)
      this.#emptyItem(collection);
    const { properties } = collection;
    if (properties?.anchor !== undefined) this.#openAnchors.delete(properties.anchor);
    const node = this.#withProperties(
      finish(collection, end, closed, this.report),
      properties,
      collection.nodesBefore,
    );
    if (isPlaced) this.#put(node, collection.kind === "object" && collection.isPair);
    return node;
  }

  /** Closes the innermost bracket of that kind, and what is open inside it; false where there is none. */
  canCloseFlow(kind: OpenCollection["kind"]): boolean {
    return this.#openFlows[kind] > 0;
  }

  /** Places a scalar or a finished node where one is awaited. */
  place(node: ValueNode, properties?: Properties): void {
    this.#nodes++;
    this.#put(this.#withProperties(node, properties, this.#nodes - 1));
  }

  /** What the anchor named by the alias stands for; a word where there is no such node. */
  alias(name: string, span: Span): ValueNode {
    const anchor = this.#anchors.get(name);
    const word: ValueNode = { kind: "word", span, value: `*${name}` };
    if (this.#openAnchors.has(name)) {
      this.report("syntax", span, `*${name} stands inside of what it is the name of.`);
      return word;
    }
    if (!anchor) {
      this.report("syntax", span, `Nothing before this is named &${name}.`);
      return word;
    }
    if (this.#aliased + anchor.size > MAX_ALIASED) {
      if (!this.#hasTooManyAliases)
        this.report("syntax", span, "The aliases of this file stand for too much.");
      this.#hasTooManyAliases = true;
      return word;
    }
    this.#aliased += anchor.size;
    this.#nodes += anchor.size;
    return { ...anchor.node, span, anchored: anchor.node };
  }

  /** An anchor or a tag with nothing behind it is one of an empty node, which stands where one is awaited. */
  placeEmpty(properties: Properties): void {
    const collection = this.innermost;
    const at = properties.span.end;
    const empty: ValueNode = { kind: "null", span: { start: at, end: at } };
    // An anchor alone leaves the member without a value, as it looks.
    const isBare = collection?.kind === "object" && awaitsNode(collection) && properties.tag === undefined;
    if (isBare) this.#withProperties(empty, properties, this.#nodes);
    else this.place(empty, properties);
  }

  /** Starts a member; its name is told of when it stands in the mapping already. */
  addMember(collection: OpenMapping, key: KeyNode, colon?: number): OpenMember {
    const merges = key.kind === "string" && key.style === "plain" && key.value === "<<" && !key.anchored;
    const member: OpenMember = { key, merges, ...(colon !== undefined && { colon }) };
    collection.members.push(member);
    collection.awaitsKey = false;
    collection.lastComma = undefined;
    if (key.kind === "word") return member;
    if (colon !== undefined && colon - key.span.start > MAX_NAME) {
      this.report("syntax", key.span, "The AWS CLI takes names of up to 1,024 characters only.");
    }
    this.#checkRepeated(collection, key);
    return member;
  }

  #checkRepeated(collection: OpenMapping, key: StringNode): void {
    if (collection.members.length < 2) return;
    collection.names ??= new Map(
      collection.members.slice(0, -1).map((member) => [nameOf(member.key), member.key]),
    );
    const name = nameOf(key);
    const first = collection.names.get(name);
    if (first) {
      const message = `"${key.value}" is given twice: the AWS CLI refuses such a file.`;
      this.report("duplicateKey", key.span, message, first.span);
    } else collection.names.set(name, key);
  }

  /** The node as a member's name. */
  asKey(node: ValueNode): KeyNode {
    switch (node.kind) {
      case "string":
      case "word":
        return node;
      case "number":
      case "boolean":
      case "null":
      case "date": {
        const { span, kind: readAs, anchored } = node;
        const source = anchored?.span ?? span;
        const value = this.text.slice(source.start, source.end);
        const key: StringNode = { kind: "string", span, closed: true, value, style: "plain", readAs };
        return anchored ? { ...key, anchored: this.asKey(anchored) } : key;
      }
      default: {
        const { span } = node;
        this.report("syntax", span, "A member's name is a text.");
        return { kind: "word", span, value: this.text.slice(span.start, span.end) };
      }
    }
  }

  /** A text without quotes, as what the AWS CLI reads it. */
  plain(span: Span, value: string, isKey: boolean): ValueNode {
    const resolved = resolvePlain(value, this.version);
    switch (resolved.kind) {
      case "null":
        return { kind: "null", span };
      case "date":
        return { kind: "date", span, text: value };
      case "boolean":
        return { kind: "boolean", span, value: resolved.value };
      case "number":
        return { kind: "number", span, text: value, value: resolved.value, whole: resolved.whole };
      case "string":
        if (value === "=" || (value === "<<" && !isKey)) {
          this.report("syntax", span, `A text that is ${value} needs quotes.`);
        }
        return { kind: "string", span, closed: true, value, style: "plain" };
    }
  }

  /** The properties' anchor and tag on a key; the key stays a key. */
  nameKey(node: ValueNode, properties: Properties | undefined): KeyNode {
    this.#nodes++;
    return this.asKey(this.#withProperties(node, properties, this.#nodes - 1));
  }

  #withProperties(node: ValueNode, properties: Properties | undefined, nodesBefore: number): ValueNode {
    if (!properties) return node;
    const { anchor, tag } = properties;
    if (node.anchored) this.report("syntax", properties.span, "An alias takes neither anchor nor tag.");
    const tagged = tag ? applyTag(node, tag, this.text, this.version, this.report) : node;
    if (anchor !== undefined)
      this.#anchors.set(anchor, { node: tagged, size: this.#nodes - nodesBefore + 1 });
    return tagged;
  }

  #put(node: ValueNode, isPair = false): void {
    const collection = this.innermost;
    if (!collection) {
      if (this.root) this.report("syntax", node.span, "The file ends before this: it holds one value only.");
      else this.root = node;
    } else if (collection.inFlow) this.#putInFlow(collection, node, isPair);
    else if (!awaitsNode(collection)) {
      this.report("syntax", node.span, "This is not expected here: is a colon or a quote missing before it?");
    } else if (collection.kind === "array") {
      collection.items.push(node);
      collection.awaitsItem = false;
    } else if (collection.awaitsKey) this.addMember(collection, this.asKey(node));
    else {
      const member = collection.members.at(-1);
      if (member) member.value = node;
    }
  }

  #putInFlow(collection: OpenCollection, node: ValueNode, isPair: boolean): void {
    if (collection.kind === "array") {
      if (collection.items.length > 0 && !collection.lastComma && !isPair) this.#commaMissing(node);
      collection.items.push(node);
      collection.lastComma = undefined;
    } else if (awaitsNode(collection) && !collection.awaitsKey && !collection.lastComma) {
      const member = collection.members.at(-1);
      if (member) member.value = node;
    } else {
      if (collection.members.length > 0 && !collection.lastComma) this.#commaMissing(node);
      this.addMember(collection, this.asKey(node));
    }
  }

  #commaMissing(node: ValueNode): void {
    this.report("syntax", node.span, "A comma is missing before this.");
  }

  #emptyItem(collection: OpenSequence): void {
    this.#nodes++;
    collection.items.push({ kind: "null", span: { start: collection.afterDash, end: collection.afterDash } });
  }

  /** Starts the item behind a list's next dash; where nothing followed the one before, that is empty. */
  startItem(collection: OpenSequence, dash: number): void {
    if (collection.awaitsItem) this.#emptyItem(collection);
    collection.awaitsItem = true;
    collection.afterDash = dash + 1;
  }
}

/** What tells names apart: `200` and `"200"` are two. */
function nameOf(key: KeyNode): string {
  return key.kind === "word" ? "" : `${key.readAs ?? "string"}:${key.value}`;
}
