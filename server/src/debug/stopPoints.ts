/** Where a template can be stopped: before each directive that runs, and before each reference that is printed. */
import type { BlockNode, Span, Statement, TemplateNode } from "../vtl";

/** A place to stop, with what an editor highlights there: a directive without its body. */
export interface StopPoint extends Span {
  readonly kind: "set" | "if" | "elseif" | "foreach" | "define" | "command" | "reference" | "hole";
}

/** Returns the places to stop by the offsets at which they start, in the order of the text. */
export function stopPointsOf(root: TemplateNode, text: string): ReadonlyMap<number, StopPoint> {
  const points = new Map<number, StopPoint>();
  const add = (kind: StopPoint["kind"], start: number, end: number): void => {
    points.set(start, { kind, start, end: start + text.slice(start, end).trimEnd().length });
  };
  const visitBlock = ({ statements }: BlockNode): void => statements.forEach(visit);
  const visit = (node: Statement): void => {
    switch (node.kind) {
      case "set":
      case "command":
      case "hole":
        add(node.kind, node.start, node.end);
        return;
      case "reference":
        if (node.form === "value") add(node.kind, node.start, node.end);
        return;
      case "foreach":
      case "define":
        add(node.kind, node.start, node.body.start);
        visitBlock(node.body);
        return;
      case "if":
        node.branches.forEach(({ start, body }, index) => {
          add(index === 0 ? "if" : "elseif", start, body.start);
          visitBlock(body);
        });
        if (node.otherwise) visitBlock(node.otherwise.body);
        return;
      // API Gateway prints calls, and runs no macros.
      case "call":
      case "macro":
      case "literal":
      case "text":
      case "comment":
    }
  };
  visitBlock(root.body);
  return points;
}
