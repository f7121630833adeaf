import type { Template } from "../../rules/engine/template";
import type { Span } from "../../syntax/nodes";
import { Recent } from "../../syntax/recent";
import type { StaticType } from "../../vtl/analysis/library";
import type { ReferenceNode } from "../../vtl/syntax/nodes";
import { originsOf, pathOf, type Root } from "./origins";
import { pathSteps } from "./pathSteps";
import type { Shape, Step } from "./shape";

/** Enough to tell whether a name is only mentioned where it is being typed. */
const MOST_MENTIONS = 2;

/** The names that templates read from a value. */
export class UseShape implements Shape {
  readonly origin = "use";
  /** The references that mention it; empty for those of another template. */
  readonly mentions: Span[] = [];
  readonly #members = new Map<string, UseShape>();
  #elements: UseShape | undefined;

  get type(): StaticType {
    return this.#elements ? "list" : this.#members.size > 0 ? "map" : "any";
  }

  names(): readonly string[] {
    return [...this.#members.keys()];
  }

  member(name: string): readonly UseShape[] {
    const member = this.#members.get(name);
    return member ? [member] : [];
  }

  elements(): readonly UseShape[] {
    return this.#elements ? [this.#elements] : [];
  }

  /** Notes that a template reads what the steps lead to. */
  add(steps: readonly Step[], mention: Span | undefined): void {
    let shape: UseShape = this;
    for (const step of steps) {
      if (step.kind === "descendants" || step.kind === "collect") return;
      shape = step.kind === "member" ? shape.#into(step.name) : shape.#intoElements();
      if (mention && shape.mentions.length < MOST_MENTIONS) shape.mentions.push(mention);
    }
  }

  #into(name: string): UseShape {
    const known = this.#members.get(name);
    if (known) return known;
    const member = new UseShape();
    this.#members.set(name, member);
    return member;
  }

  #intoElements(): UseShape {
    this.#elements ??= new UseShape();
    return this.#elements;
  }
}

/** What a template reads: from the body, and from each variable whose value is unknown. */
export interface Use {
  readonly body: UseShape;
  readonly variables: ReadonlyMap<string, UseShape>;
}

/** Returns what a template reads. Computed once for each template. */
export function useIn(template: Template): Use {
  return cached.of(template, () => gather(template, true));
}

const cached = /* @__PURE__ */ new Recent<Template, Use>(2);

/** Returns what another template reads, without where it does. */
export function useElsewhere(template: Template): Use {
  return gather(template, false);
}

function gather(template: Template, keepsMentions: boolean): Use {
  const body = new UseShape();
  const variables = new Map<string, UseShape>();
  const shapeOf = (root: Root): UseShape | undefined => {
    if (root.kind === "body") return body;
    if (root.kind === "literal") return undefined;
    const shape = variables.get(root.name) ?? new UseShape();
    variables.set(root.name, shape);
    return shape;
  };
  const { references, sets } = template.facts;
  const targets = sets.flatMap(({ target }) => (target.kind === "reference" ? [target] : []));
  for (const node of [...references.map((use) => use.node), ...targets]) {
    const mention = keepsMentions ? { start: node.start, end: node.end } : undefined;
    const path = jsonPathIn(template, node);
    if (path) body.add(path, mention);
    for (const { root, steps } of originsOf(template, upToCall(node))) shapeOf(root)?.add(steps, mention);
  }
  return { body, variables };
}

/** The steps of `$input.json('$.a')`, whose result has no members to follow. */
function jsonPathIn(template: Template, node: ReferenceNode): readonly Step[] | undefined {
  if (node.name !== "input" || !template.facts.readsObject(node)) return undefined;
  const path = pathOf(node.parts[0], "json");
  return path === undefined ? undefined : pathSteps(path)?.steps;
}

/** The reference without the method calls at its end, such as `.size()`, which have no meaning for its value. */
function upToCall(node: ReferenceNode): ReferenceNode {
  const first = node.name === "input" || node.name === "util" ? 1 : 0;
  const call = node.parts.findIndex(
    (part, at) =>
      at >= first && part.kind === "method" && part.name !== "get" && part.name !== "getOrDefault",
  );
  return call < 0 ? node : { ...node, parts: node.parts.slice(0, call) };
}
