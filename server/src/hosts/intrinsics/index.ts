/** Evaluates CloudFormation's intrinsic functions as far as a file tells what they return. */
import { findMember } from "../../syntax/locate";
import type { ObjectNode, ParsedDocument, StringNode, UnknownNode, ValueNode } from "../../syntax/nodes";
import type { Resolve } from "../resolved";
import { fillHoles } from "../typical";
import { type Account, accountsIn } from "./accounts";
import { type Call, callOf, itemsOf, referenceOf, stringOf } from "./call";
import { composedString } from "./composed";
import { partsOfJoin } from "./join";
import { type Part, partsOfPlain, partsOfSub, type Variable } from "./parts";
import { isPseudoParameter, typicalOf } from "./references";
import type { Scope } from "./scope";
import { unreplacedIn } from "./unreplaced";
import { velocityNames } from "./velocity";

export { type Call, callOf, itemsOf, referenceOf, stringOf } from "./call";
export { ELSEWHERE, type Referent, type Scope } from "./scope";

/** How deep functions may be nested in each other. CloudFormation itself allows fewer. */
const MAX_DEPTH = 24;
/** How many values an `Fn::If` of `Fn::If` may have, and how long a text may be, before they count as unknown. */
const MAX_ALTERNATIVES = 12;
const MAX_TEXT = 4_000_000;

/** Returns the function that evaluates the values of a file. Each node is evaluated once. */
export function intrinsics(document: ParsedDocument, scope: Scope): Resolve {
  const evaluator = new Evaluator(document, scope);
  return (node) => evaluator.resolve(node, 0);
}

/** Returns a plain string as one that CloudFormation composes, which it does with dynamic references. */
export function composedPlain(document: ParsedDocument, node: StringNode): StringNode {
  return node.composition ? node : composedString(document, node.span, partsOfPlain(document, node));
}

type Choice = ValueNode | "absent";

class Evaluator {
  readonly #known = new WeakMap<ValueNode, ValueNode>();
  readonly #accounts: readonly Account[];

  constructor(
    private readonly document: ParsedDocument,
    private readonly scope: Scope,
  ) {
    this.#accounts = accountsIn(document.text);
  }

  resolve(node: ValueNode, depth: number): ValueNode {
    if (isPlain(node)) return node;
    const known = this.#known.get(node);
    if (known) return known;
    const value = this.#evaluate(node, depth);
    this.#known.set(node, value);
    return value;
  }

  #evaluate(node: ValueNode, depth: number): ValueNode {
    const call = callOf(node);
    if (call) return depth > MAX_DEPTH ? unknown(node) : this.#call(node, call, depth);
    if (node.kind === "string") return this.#plain(node);
    return node.kind === "object" ? withoutMacros(node) : node;
  }

  #plain(node: StringNode): StringNode {
    if (node.composition) return node;
    if (node.value.includes("{{resolve:"))
      return composedString(this.document, node.span, partsOfPlain(this.document, node));
    const unreplaced = unreplacedIn(this.document, node, this.scope);
    return unreplaced ? { ...node, unreplaced, origin: node } : node;
  }

  #call(node: ValueNode, call: Call, depth: number): ValueNode {
    switch (call.name) {
      case "Ref":
      case "Fn::GetAtt":
        return this.#reference(node, call);
      case "Fn::If":
        return this.#if(node, call, depth);
      case "Fn::Sub":
      case "Fn::Join": {
        const parts = this.#parts(call, depth);
        if (!parts) return unknown(node);
        const { argument } = call;
        const text = call.name === "Fn::Sub" ? (itemsOf(argument)?.[0] ?? argument) : argument;
        return composedString(this.document, text?.span ?? node.span, parts);
      }
      default:
        return unknown(node);
    }
  }

  #reference(node: ValueNode, call: Call): ValueNode {
    const reference = referenceOf(call);
    if (!reference) return unknown(node);
    const [name, attribute] = reference;
    if (name === "AWS::NoValue" && attribute === undefined)
      return unknown(node, { alternatives: ["absent"] });
    const typical = typicalOf(name, attribute, this.scope, this.#accounts);
    return unknown(node, typical && { typical });
  }

  #if(node: ValueNode, { argument }: Call, depth: number): ValueNode {
    const [, ...branches] = itemsOf(argument) ?? [];
    if (branches.length !== 2) return unknown(node);
    const alternatives: Choice[] = [];
    for (const branch of branches) {
      const value = this.resolve(branch, depth + 1);
      const choices = value.kind === "unknown" && value.alternatives ? value.alternatives : [value];
      for (const choice of choices) if (!alternatives.includes(choice)) alternatives.push(choice);
      if (alternatives.length > MAX_ALTERNATIVES) return unknown(node);
    }
    return unknown(node, { alternatives });
  }

  /** Returns the parts of a call that returns text; undefined if what it consists of is unknown. */
  #parts(call: Call, depth: number): readonly Part[] | undefined {
    const parts = call.name === "Fn::Sub" ? this.#sub(call, depth) : this.#join(call, depth);
    let length = 0;
    for (const part of parts ?? []) if (part.kind !== "seam") length += part.text.length;
    return length > MAX_TEXT ? undefined : parts;
  }

  #sub({ argument }: Call, depth: number): readonly Part[] | undefined {
    const [first = argument, map] = itemsOf(argument) ?? [];
    const text = stringOf(first);
    if (!text) return undefined;
    const isVelocity = velocityNames(text.value);
    return partsOfSub(this.document, text, (name): Variable => {
      const given = map?.kind === "object" ? findMember(map, name)?.value : undefined;
      if (given) return typicalText(this.resolve(given, depth + 1));
      const [, target = "", attribute] = /^([^.]*)(?:\.(.*))?$/s.exec(name) ?? [];
      const isKnown = isPseudoParameter(name) || this.scope.find(target) !== undefined;
      // A map that is not written out may have any name.
      const mayBeGiven = map !== undefined && map.kind !== "object";
      if (!isKnown) return mayBeGiven || !isVelocity(name) ? {} : { isMistaken: true };
      const typical = typicalOf(target, attribute, this.scope, this.#accounts);
      return typical ? { typical } : {};
    });
  }

  #join({ argument }: Call, depth: number): readonly Part[] | undefined {
    const [first, list] = itemsOf(argument) ?? [];
    const separator = stringOf(first);
    if (!separator || list?.kind !== "array" || list.tag !== undefined) return undefined;
    return partsOfJoin(this.document, list, separator, stringOf, (item) => {
      const call = callOf(item);
      if (call && depth < MAX_DEPTH && (call.name === "Fn::Sub" || call.name === "Fn::Join")) {
        const parts = this.#parts(call, depth + 1);
        if (parts) return parts;
      }
      return typicalText(this.resolve(item, depth + 1));
    });
  }
}

/** True for most values, which are neither calls nor contain anything that CloudFormation replaces. */
function isPlain(node: ValueNode): boolean {
  if (node.tag !== undefined) return false;
  if (node.kind === "object") return false;
  return node.kind !== "string" || !(node.value.includes("${") || node.value.includes("{{"));
}

function unknown(
  { span }: ValueNode,
  known: Pick<UnknownNode, "alternatives" | "typical"> = {},
): UnknownNode {
  return { kind: "unknown", span, ...known };
}

/** Returns the texts that a value is likely to have. */
function typicalText(value: ValueNode): Variable {
  const typical = textsOf(value);
  return typical ? { typical } : {};
}

function textsOf(value: Choice): readonly string[] | undefined {
  if (value === "absent") return [""];
  if (value.kind === "unknown") {
    if (!value.alternatives) return value.typical;
    const texts = value.alternatives.map(textsOf);
    return texts.every((text) => text !== undefined) ? texts.flat() : undefined;
  }
  const text = stringOf(value);
  if (!text?.holes) return text && [text.value];
  const isKnown = text.holes.every(({ typical }) => typical !== undefined);
  return isKnown ? fillHoles(text, "").map(({ value: filled }) => filled) : undefined;
}

/** A macro in an object, or a loop, adds members that are not written. */
function withoutMacros(node: ObjectNode): ObjectNode {
  const isMacro = (name: string): boolean => name === "Fn::Transform" || name.startsWith("Fn::ForEach");
  const isOpen = node.members.some(({ key }) => isMacro(key.value)) || mergesUnknown(node);
  if (!isOpen) return node;
  const members = node.members.filter(({ key }) => !isMacro(key.value));
  return { ...node, members, isOpen: true, origin: node.origin ?? node };
}

/** True if YAML's `<<` adds what is not known. */
function mergesUnknown({ written, members }: ObjectNode): boolean {
  return (written ?? members).some(({ key, value }) => {
    if (key.value !== "<<") return false;
    const sources = value?.kind === "array" ? value.items : [value];
    return sources.some((source) => source?.kind !== "object" || source.tag !== undefined);
  });
}
