import type { KeyNode, Span, StringNode, SyntaxProblem, ValueNode } from "../nodes";
import { awaits, type Frame, finish, type MapFrame, type OpenMember, type SeqFrame } from "./frames";
import { applyTag, type Properties, type Tell } from "./properties";
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
  readonly frames: Frame[] = [];
  version: YamlVersion = "1.2";
  root: ValueNode | undefined;
  readonly #openFlows = { object: 0, array: 0 };
  readonly #anchors = new Map<string, Anchor>();
  readonly #openAnchors = new Set<string>();
  #nodes = 0;
  #aliased = 0;
  #hasTooManyAliases = false;

  constructor(private readonly text: string) {}

  readonly tell: Tell = (kind, span, message, related) => {
    if (this.problems.length < MAX_PROBLEMS) {
      this.problems.push({ kind, span, message, ...(related && { related }) });
    }
  };

  get top(): Frame | undefined {
    return this.frames.at(-1);
  }

  get inFlow(): boolean {
    return this.top?.inFlow ?? false;
  }

  openMap(start: number, indentation: number, properties?: Properties, isPair = false): MapFrame {
    const frame: MapFrame = {
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
    this.#open(frame);
    return frame;
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

  #open(frame: Frame): void {
    if (frame.inFlow && !(frame.kind === "object" && frame.isPair)) this.#openFlows[frame.kind]++;
    if (frame.properties?.anchor !== undefined) this.#openAnchors.add(frame.properties.anchor);
    this.frames.push(frame);
  }

  /** Closes the innermost frame; returns its node, which is placed unless it is asked for. */
  close(end: number | undefined, closed: boolean, isPlaced = true): ValueNode | undefined {
    const frame = this.frames.pop();
    if (!frame) return undefined;
    if (frame.inFlow && !(frame.kind === "object" && frame.isPair)) this.#openFlows[frame.kind]--;
    if (frame.kind === "array" && !frame.inFlow && frame.awaitsItem) this.#emptyItem(frame);
    const { properties } = frame;
    if (properties?.anchor !== undefined) this.#openAnchors.delete(properties.anchor);
    const node = this.#withProperties(finish(frame, end, closed, this.tell), properties, frame.nodesBefore);
    if (isPlaced) this.#put(node, frame.kind === "object" && frame.isPair);
    return node;
  }

  /** Closes the innermost bracket of that kind, and what is open inside it; false where there is none. */
  canCloseFlow(kind: Frame["kind"]): boolean {
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
      this.tell("syntax", span, `*${name} stands inside of what it is the name of.`);
      return word;
    }
    if (!anchor) {
      this.tell("syntax", span, `Nothing before this is named &${name}.`);
      return word;
    }
    if (this.#aliased + anchor.size > MAX_ALIASED) {
      if (!this.#hasTooManyAliases) this.tell("syntax", span, "The aliases of this file stand for too much.");
      this.#hasTooManyAliases = true;
      return word;
    }
    this.#aliased += anchor.size;
    this.#nodes += anchor.size;
    return { ...anchor.node, span, anchored: anchor.node };
  }

  /** An anchor or a tag with nothing behind it is one of an empty node, which stands where one is awaited. */
  placeEmpty(properties: Properties): void {
    const frame = this.top;
    const at = properties.span.end;
    const empty: ValueNode = { kind: "null", span: { start: at, end: at } };
    // An anchor alone leaves the member without a value, as it looks.
    const isBare = frame?.kind === "object" && awaits(frame) && properties.tag === undefined;
    if (isBare) this.#withProperties(empty, properties, this.#nodes);
    else this.place(empty, properties);
  }

  /** Starts a member; its name is told of when it stands in the mapping already. */
  addMember(frame: MapFrame, key: KeyNode, colon?: number): OpenMember {
    const merges = key.kind === "string" && key.style === "plain" && key.value === "<<" && !key.anchored;
    const member: OpenMember = { key, merges, ...(colon !== undefined && { colon }) };
    frame.members.push(member);
    frame.awaitsKey = false;
    frame.lastComma = undefined;
    if (key.kind === "word") return member;
    if (colon !== undefined && colon - key.span.start > MAX_NAME) {
      this.tell("syntax", key.span, "The AWS CLI takes names of up to 1,024 characters only.");
    }
    this.#tellRepeated(frame, key);
    return member;
  }

  #tellRepeated(frame: MapFrame, key: StringNode): void {
    if (frame.members.length < 2) return;
    frame.names ??= new Map(frame.members.slice(0, -1).map((member) => [nameOf(member.key), member.key]));
    const name = nameOf(key);
    const first = frame.names.get(name);
    if (first) {
      const message = `"${key.value}" is given twice: the AWS CLI refuses such a file.`;
      this.tell("duplicateKey", key.span, message, first.span);
    } else frame.names.set(name, key);
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
        this.tell("syntax", span, "A member's name is a text.");
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
          this.tell("syntax", span, `A text that is ${value} needs quotes.`);
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
    if (node.anchored) this.tell("syntax", properties.span, "An alias takes neither anchor nor tag.");
    const tagged = tag ? applyTag(node, tag, this.text, this.version, this.tell) : node;
    if (anchor !== undefined)
      this.#anchors.set(anchor, { node: tagged, size: this.#nodes - nodesBefore + 1 });
    return tagged;
  }

  #put(node: ValueNode, isPair = false): void {
    const frame = this.top;
    if (!frame) {
      if (this.root) this.tell("syntax", node.span, "The file ends before this: it holds one value only.");
      else this.root = node;
    } else if (frame.inFlow) this.#putInFlow(frame, node, isPair);
    else if (!awaits(frame)) {
      this.tell("syntax", node.span, "This is not expected here: is a colon or a quote missing before it?");
    } else if (frame.kind === "array") {
      frame.items.push(node);
      frame.awaitsItem = false;
    } else if (frame.awaitsKey) this.addMember(frame, this.asKey(node));
    else {
      const member = frame.members.at(-1);
      if (member) member.value = node;
    }
  }

  #putInFlow(frame: Frame, node: ValueNode, isPair: boolean): void {
    if (frame.kind === "array") {
      if (frame.items.length > 0 && !frame.lastComma && !isPair) this.#commaMissing(node);
      frame.items.push(node);
      frame.lastComma = undefined;
    } else if (awaits(frame) && !frame.awaitsKey && !frame.lastComma) {
      const member = frame.members.at(-1);
      if (member) member.value = node;
    } else {
      if (frame.members.length > 0 && !frame.lastComma) this.#commaMissing(node);
      this.addMember(frame, this.asKey(node));
    }
  }

  #commaMissing(node: ValueNode): void {
    this.tell("syntax", node.span, "A comma is missing before this.");
  }

  #emptyItem(frame: SeqFrame): void {
    this.#nodes++;
    frame.items.push({ kind: "null", span: { start: frame.afterDash, end: frame.afterDash } });
  }

  /** Starts the item behind a list's next dash; where nothing followed the one before, that is empty. */
  startItem(frame: SeqFrame, dash: number): void {
    if (frame.awaitsItem) this.#emptyItem(frame);
    frame.awaitsItem = true;
    frame.afterDash = dash + 1;
  }
}

/** What tells names apart: `200` and `"200"` are two. */
function nameOf(key: KeyNode): string {
  return key.kind === "word" ? "" : `${key.readAs ?? "string"}:${key.value}`;
}
