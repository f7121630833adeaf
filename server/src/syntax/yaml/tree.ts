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

/** How many nodes all aliases may expand to: a few lines of aliases of aliases would make millions. */
const MAX_ALIASED = 20_000;
/** How far the AWS CLI looks for the colon after a key. */
const MAX_NAME = 1024;

interface Anchor {
  readonly node: ValueNode;
  /** How many nodes it has, with aliases expanded. */
  readonly size: number;
}

/** Builds the tree. Keeps its own stack of open collections, so that deep nesting does not overflow the call stack. */
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

  constructor(
    private readonly text: string,
    private readonly maxProblems: number,
  ) {}

  readonly report: ReportProblem = (kind, span, message, related) => {
    // What follows a fault at the same place is the same fault: `'a'b'` has text after a quote, and a second value.
    const last = this.problems.at(-1);
    if (kind === "syntax" && last?.kind === "syntax" && last.span.start === span.start) return;
    if (this.problems.length < this.maxProblems) {
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
      keys: undefined,
      awaitsKey: false,
      afterQuestionMark: start,
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

  /** Closes the innermost collection and returns its node. Puts it into the tree unless `isPlaced` is false. */
  close(end: number | undefined, closed: boolean, isPlaced = true): ValueNode | undefined {
    const collection = this.open.pop();
    if (!collection) return undefined;
    if (collection.inFlow && !(collection.kind === "object" && collection.isPair))
      this.#openFlows[collection.kind]--;
    if (collection.kind === "array" && !collection.inFlow && collection.awaitsItem)
      this.#emptyItem(collection);
    if (collection.kind === "object") this.#emptyKey(collection);
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

  /** True if a bracket of that kind is open. */
  canCloseFlow(kind: OpenCollection["kind"]): boolean {
    return this.#openFlows[kind] > 0;
  }

  /** Puts a node where the innermost collection expects one. */
  place(node: ValueNode, properties?: Properties): void {
    this.#nodes++;
    this.#put(this.#withProperties(node, properties, this.#nodes - 1));
  }

  /** The node that an alias refers to, with the alias's own span; a word if there is no such node. */
  alias(name: string, span: Span): ValueNode {
    const anchor = this.#anchors.get(name);
    const word: ValueNode = { kind: "word", span, value: `*${name}` };
    if (this.#openAnchors.has(name)) {
      this.report("syntax", span, `*${name} refers to the value that contains it.`);
      return word;
    }
    if (!anchor) {
      this.report("syntax", span, `Unknown alias *${name}: no anchor &${name} comes before it.`);
      return word;
    }
    if (this.#aliased + anchor.size > MAX_ALIASED) {
      if (!this.#hasTooManyAliases)
        this.report("syntax", span, "The aliases in this file expand to too many values.");
      this.#hasTooManyAliases = true;
      return word;
    }
    this.#aliased += anchor.size;
    this.#nodes += anchor.size;
    return { ...anchor.node, span, anchored: anchor.node };
  }

  /** Places the empty node of an anchor or a tag that no node follows. */
  placeEmpty(properties: Properties): void {
    const collection = this.innermost;
    const at = properties.span.end;
    const empty: ValueNode = { kind: "null", span: { start: at, end: at } };
    // With an anchor alone, the member has no value, just as it appears.
    const isBare = collection?.kind === "object" && awaitsNode(collection) && properties.tag === undefined;
    if (isBare) this.#withProperties(empty, properties, this.#nodes);
    else this.place(empty, properties);
  }

  /** Starts a member, and reports its key if the mapping already has it. */
  addMember(collection: OpenMapping, key: KeyNode, colon?: number): OpenMember {
    const merges = key.kind === "string" && key.style === "plain" && key.value === "<<" && !key.anchored;
    const member: OpenMember = { key, merges, ...(colon !== undefined && { colon }) };
    collection.members.push(member);
    collection.awaitsKey = false;
    collection.lastComma = undefined;
    if (key.kind === "word") return member;
    if (colon !== undefined && colon - key.span.start > MAX_NAME) {
      this.report("syntax", key.span, "The AWS CLI does not accept keys of more than 1,024 characters.");
    }
    this.#checkRepeated(collection, key);
    return member;
  }

  #checkRepeated(collection: OpenMapping, key: StringNode): void {
    if (collection.members.length < 2) return;
    collection.keys ??= new Map(
      collection.members.slice(0, -1).map((member) => [identityOf(member.key), member.key]),
    );
    const name = identityOf(key);
    const first = collection.keys.get(name);
    if (first) {
      const message = `Duplicate key "${key.value}". The AWS CLI does not accept duplicate keys in YAML.`;
      this.report("duplicateKey", key.span, message, first.span);
    } else collection.keys.set(name, key);
  }

  /** Turns a node into a key. */
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
        this.report("syntax", span, "Expected a string as the key.");
        return { kind: "word", span, value: this.text.slice(span.start, span.end) };
      }
    }
  }

  /** The node of an unquoted scalar, with the type that the AWS CLI gives it. */
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
          this.report("syntax", span, `The string ${value} must be quoted.`);
        }
        return { kind: "string", span, closed: true, value, style: "plain" };
    }
  }

  /** Turns a node with an anchor and a tag into a key. */
  nameKey(node: ValueNode, properties: Properties | undefined): KeyNode {
    this.#nodes++;
    return this.asKey(this.#withProperties(node, properties, this.#nodes - 1));
  }

  #withProperties(node: ValueNode, properties: Properties | undefined, nodesBefore: number): ValueNode {
    if (!properties) return node;
    const { anchor, tag } = properties;
    if (node.anchored) this.report("syntax", properties.span, "An alias cannot have an anchor or a tag.");
    const tagged = tag ? applyTag(node, tag, this.text, this.version, this.report) : node;
    if (anchor !== undefined)
      this.#anchors.set(anchor, { node: tagged, size: this.#nodes - nodesBefore + 1 });
    return tagged;
  }

  #put(node: ValueNode, isPair = false): void {
    const collection = this.innermost;
    if (!collection) {
      if (this.root)
        this.report("syntax", node.span, "Expected the end of the file: a file can contain only one value.");
      else this.root = node;
    } else if (collection.inFlow) this.#putInFlow(collection, node, isPair);
    else if (!awaitsNode(collection)) {
      this.report("syntax", node.span, "Unexpected value. Is a colon or a quote missing before it?");
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
    this.report("syntax", node.span, "Missing comma before this value.");
  }

  #emptyItem(collection: OpenSequence): void {
    this.#nodes++;
    collection.items.push({ kind: "null", span: { start: collection.afterDash, end: collection.afterDash } });
  }

  /** Expects a key after the `?` that ends at the offset. If nothing followed the one before it, that key is empty. */
  startKey(collection: OpenMapping, afterQuestionMark: number): void {
    this.#emptyKey(collection);
    collection.awaitsKey = true;
    collection.afterQuestionMark = afterQuestionMark;
  }

  #emptyKey(collection: OpenMapping): void {
    if (!collection.awaitsKey) return;
    this.#nodes++;
    const { afterQuestionMark: at } = collection;
    this.addMember(collection, this.asKey({ kind: "null", span: { start: at, end: at } }));
  }

  /** Starts a list item at its dash. If nothing followed the dash before it, that item is empty. */
  startItem(collection: OpenSequence, dash: number): void {
    if (collection.awaitsItem) this.#emptyItem(collection);
    collection.awaitsItem = true;
    collection.afterDash = dash + 1;
  }
}

/** Identifies a key: `200` and `"200"` are different keys. */
function identityOf(key: KeyNode): string {
  return key.kind === "word" ? "" : `${key.readAs ?? "string"}:${key.value}`;
}
