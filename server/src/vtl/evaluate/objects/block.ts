import type { BlockNode, CallNode, DefineNode } from "../../syntax/nodes";
import { HostObject } from "../../values";
import type { Machine } from "../machine";
import { Stop } from "../stops";

/** How many levels of a `#define` inside itself Velocity renders. */
const DEEPEST = 2;

/** A directive whose body is a value: a `#define`, or a call with a body. */
export type BlockOwner = DefineNode | (CallNode & { readonly body: BlockNode });

/** The value that `#define` assigns: a block that runs each time it is printed, with the variables at that time. */
export class BlockReference extends HostObject {
  #depth = 0;
  readonly #scope;

  constructor(
    private readonly owner: BlockOwner,
    private readonly machine: Machine,
    private readonly deepest = DEEPEST,
    scope = machine.scope,
  ) {
    super();
    this.#scope = scope;
  }

  /** Prints the block. If it is nested inside itself too deeply, prints nothing and returns false. */
  render(machine: Machine): boolean {
    if (this.#depth >= this.deepest) return false;
    this.#depth++;
    machine.meter.enter();
    machine.observer?.entering?.(this.owner, machine);
    try {
      machine.renderBlock(this.owner.body);
    } catch (stop) {
      if (!(stop instanceof Stop) || !stop.isFor()) throw stop;
    } finally {
      machine.meter.leave();
      machine.observer?.leaving?.(machine);
      this.#depth--;
    }
    return true;
  }

  /** The text of the block, in the scope of its definition; undefined if it is nested inside itself too deeply. */
  text(machine: Machine): string | undefined {
    const { scope } = machine;
    let rendered = true;
    machine.scope = this.#scope;
    try {
      const text = machine.capture(() => {
        rendered = this.render(machine);
      });
      return rendered ? text : undefined;
    } finally {
      machine.scope = scope;
    }
  }

  toText(): string {
    return this.text(this.machine) ?? "null";
  }
}
