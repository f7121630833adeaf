/** The values at a moment, as a tree that is read piece by piece. */
import { javaTypeOf, Moment, PROVIDED, type Value } from "../vtl";
import { type Event, type Follower, printedBy } from "./follower";

/** A value with its name. */
export interface Shown {
  readonly name: string;
  readonly value: string;
  /** The name of its Java class. */
  readonly type: string;
  /** The number to ask for its members with; 0 if it has none. */
  readonly reference: number;
  /** How many members it has. */
  readonly named: number;
  readonly indexed: number;
  /** The VTL expression that reads it. */
  readonly expression?: string;
}

/** A group of variables. */
export interface ShownScope {
  readonly name: string;
  readonly reference: number;
}

/** The members of a map that are shown at most. Those of a list are asked for in portions. */
const MOST_NAMED = 1000;

/** What a template sees of a loop besides its item. */
const OF_LOOPS: readonly string[] = ["foreach", "velocityCount", "velocityHasNext"];

interface Node {
  readonly count: number;
  readonly isList: boolean;
  at(index: number): Shown;
}

export class Variables {
  readonly #moment: Moment;
  readonly #values: ReadonlyMap<string, Value>;
  readonly #nodes: Node[] = [];
  readonly #output: string;
  readonly #inner: string | undefined;
  readonly #loopScope: ReturnType<Moment["loop"]>;
  readonly #loopItems: readonly string[];

  constructor({ machine, run }: Event, { calls }: Follower) {
    this.#moment = new Moment(machine);
    this.#values = this.#moment.variables();
    this.#loopScope = this.#moment.loop();
    this.#output = printedBy(run).text;
    this.#inner = machine.output === run.output ? undefined : machine.output.toString();
    const loops = calls.flatMap(({ loops: each }) => each);
    this.#loopItems = loops.map(({ name }) => name.replace(/^\$!?\{?|\}$/g, "")).reverse();
  }

  /**
   * The groups of variables of a frame.
   * @param loop how many loops around it the frame is; undefined outside of loops
   */
  scopes(loop: number | undefined): readonly ShownScope[] {
    const own = [...this.#values]
      .filter(([name]) => !PROVIDED.includes(name) && !OF_LOOPS.includes(name))
      .map(
        ([name, value]) =>
          () =>
            this.show(`$${name}`, value, `$${name}`),
      );
    const scope = (name: string, members: readonly (() => Shown)[]): ShownScope => ({
      name,
      reference: this.#add({
        count: members.length,
        isList: false,
        at: (index) => members[index]?.() ?? this.show("", null),
      }),
    });
    const scopes = [scope("Template", own)];
    if (loop !== undefined) scopes.push(scope("Loop", this.#loop(loop)));
    for (const name of ["input", "context", "stageVariables"]) {
      const value = this.#values.get(name);
      if (value !== undefined)
        scopes.push({ name: `$${name}`, reference: this.#addValue(value, `$${name}`) });
    }
    const output = [() => this.show("output", this.#output)];
    const inner = this.#inner;
    if (inner !== undefined) output.push(() => this.show("block", inner));
    return [...scopes, scope("Output", output)];
  }

  /** The members of a value. */
  members(reference: number, start = 0, count = Number.POSITIVE_INFINITY): readonly Shown[] {
    const node = this.#nodes[reference - 1];
    if (!node) return [];
    const most = node.isList ? count : Math.min(count, MOST_NAMED);
    const end = Math.min(node.count, start + most);
    const shown: Shown[] = [];
    for (let index = start; index < end; index++) shown.push(node.at(index));
    if (!node.isList && end < node.count && end - start === MOST_NAMED) {
      shown.push({
        name: "…",
        value: `${node.count - end} more`,
        type: "",
        reference: 0,
        named: 0,
        indexed: 0,
      });
    }
    return shown;
  }

  /** A value as an editor shows it. */
  show(name: string, value: Value, expression?: string): Shown {
    const members = this.#moment.members(value);
    return {
      name,
      value: this.#moment.shortText(value),
      type: javaTypeOf(value),
      reference: members.count > 0 ? this.#addValue(value, expression) : 0,
      named: members.isList ? 0 : members.count,
      indexed: members.isList ? members.count : 0,
      ...(expression !== undefined && { expression }),
    };
  }

  /** A value as a template prints it. */
  fullText(value: Value): string {
    return value === null ? this.#moment.shortText(value) : this.#moment.print(value);
  }

  #loop(around: number): readonly (() => Shown)[] {
    let scope = this.#loopScope;
    let expression = "$foreach";
    for (let i = 0; i < around && scope; i++) {
      scope = scope.parent;
      expression += ".parent";
    }
    const item = this.#loopItems[around];
    const members = scope ? this.#moment.members(scope) : undefined;
    const of = Array.from({ length: members?.count ?? 0 }, (_, index) => () => {
      const { name, value, access } = members?.at(index) ?? { name: "", value: null };
      return this.show(name, value, access && expression + access);
    });
    if (item === undefined) return of;
    return [() => this.show(`$${item}`, this.#values.get(item) ?? null, `$${item}`), ...of];
  }

  #addValue(value: Value, expression: string | undefined): number {
    const members = this.#moment.members(value);
    return this.#add({
      count: members.count,
      isList: members.isList,
      at: (index) => {
        const { name, value: member, access } = members.at(index);
        const isRead = expression !== undefined && access !== undefined;
        return this.show(name, member, isRead ? expression + access : undefined);
      },
    });
  }

  #add(node: Node): number {
    return this.#nodes.push(node);
  }
}
