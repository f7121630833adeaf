import { hashCode, JavaMap, print, type Value } from "../../values";
import type { Machine } from "../machine";
import { callMapMethod } from "../methods/map";
import { TemplateObject } from "./templateObject";

/** `$foreach` inside a loop. A template can also store values in it, as in a map. */
export class LoopScope extends TemplateObject {
  index = -1;
  hasNext = false;
  readonly storage = new JavaMap();
  readonly parent: LoopScope | undefined;

  /** @param around the value of `$foreach` outside the loop. */
  constructor(private readonly around: Value) {
    super();
    this.parent = around instanceof LoopScope ? around : undefined;
  }

  property(_machine: Machine, name: string): Value {
    switch (name) {
      case "index":
        return this.index;
      case "count":
        return this.index + 1;
      case "hasNext":
        return this.hasNext;
      case "first":
        return this.index < 1;
      case "last":
        return !this.hasNext;
      case "parent":
        return this.parent ?? null;
      case "topmost":
        return this.topmost();
      case "info":
        return new LoopInfo(this.depth);
      case "replaced":
        return this.parent ? this.parent.property(_machine, name) : this.around;
    }
    return this.read(name);
  }

  call(machine: Machine, name: string, values: readonly Value[]): Value | undefined {
    if (values.length === 0) {
      switch (name) {
        case "hasNext":
        case "getHasNext":
          return this.hasNext;
        case "hashCode":
          return hashCode(this.storage);
        case "isFirst":
        case "getFirst":
          return this.index < 1;
        case "isLast":
        case "getLast":
          return !this.hasNext;
        case "getIndex":
        case "getCount":
        case "getParent":
        case "getTopmost":
        case "getReplaced":
        case "getInfo":
          return this.property(machine, name.charAt(3).toLowerCase() + name.slice(4));
      }
    }
    if (name === "get" && values.length === 1) return this.read(values[0] ?? null);
    return callMapMethod(machine, this.storage, name, values);
  }

  override toText(): string {
    return print(this.storage);
  }

  private read(key: Value): Value {
    let scope: LoopScope | undefined = this;
    while (scope !== undefined && !scope.storage.has(key)) scope = scope.parent;
    return scope?.storage.get(key) ?? null;
  }

  /** Number of nested loops, including this one. */
  get depth(): number {
    let depth = 1;
    for (let scope = this.parent; scope !== undefined; scope = scope.parent) depth++;
    return depth;
  }

  private topmost(): LoopScope {
    let scope: LoopScope = this;
    while (scope.parent !== undefined) scope = scope.parent;
    return scope;
  }
}

/** `$foreach.info` */
class LoopInfo extends TemplateObject {
  constructor(private readonly depth: number) {
    super();
  }

  property(_machine: Machine, name: string): Value {
    switch (name) {
      case "name":
        return "foreach";
      case "type":
        return "block";
      case "depth":
        return this.depth;
    }
    return null;
  }

  call(): undefined {
    return undefined;
  }
}
