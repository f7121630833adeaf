/** Evaluates expressions and conditions. */
import { isWhite } from "../syntax/characters";
import type { BinaryNode, Expression, StringNode } from "../syntax/nodes";
import {
  calculate,
  compareNumbers,
  isNumber,
  JavaBigInteger,
  JavaDouble,
  JavaList,
  JavaLong,
  JavaMap,
  type JavaNumber,
  JavaRange,
  type Value,
  velocityEquals,
} from "../values";
import type { Machine } from "./machine";
import { intValue } from "./methods/number";
import { BlockReference } from "./objects/block";
import { readReference } from "./references";
import { JavaFault } from "./stops";

/** The value of an expression; null where Velocity has null. */
export function evaluate(machine: Machine, node: Expression): Value {
  switch (node.kind) {
    case "reference":
      return node.form === "value" || node.form === "escaped" ? readReference(machine, node) : null;
    case "string":
      return stringValue(machine, node);
    case "hole":
      return machine.holeText(node);
    case "integer":
      return integer(node.text);
    case "float":
      return new JavaDouble(Number(node.text));
    case "boolean":
      return node.value;
    case "binary":
      return binaryValue(machine, node);
    case "not":
      return !holds(machine, node.operand);
    case "group":
      return evaluate(machine, node.expression);
    case "list":
      machine.meter.step();
      return new JavaList(node.items.map((item) => evaluate(machine, item)));
    case "map": {
      machine.meter.step();
      const map = new JavaMap();
      for (const { key, value } of node.entries) {
        map.put(evaluate(machine, key), evaluate(machine, value), machine.meter);
      }
      return map;
    }
    case "range": {
      const first = evaluate(machine, node.first);
      const last = evaluate(machine, node.last);
      if (!isNumber(first) || !isNumber(last)) return null;
      return new JavaRange(intValue(first), intValue(last));
    }
    case "word":
    case "missing":
      return null;
  }
}

/** Whether an expression is true in an `#if`; literals and calculations never are. */
export function holds(machine: Machine, node: Expression): boolean {
  switch (node.kind) {
    case "reference": {
      const value = evaluate(machine, node);
      if (typeof value === "boolean") return value;
      if (value instanceof BlockReference) return value.text(machine) !== undefined;
      return value !== null;
    }
    case "hole":
      return true;
    case "boolean":
      return node.value;
    case "not":
      return !holds(machine, node.operand);
    case "group":
      return holds(machine, node.expression);
    case "binary":
      switch (node.operator) {
        case "+":
        case "-":
        case "*":
        case "/":
        case "%":
          // Velocity does not evaluate the operands either, so methods in them are not called.
          return false;
        default:
          return comparison(machine, node);
      }
    default:
      return false;
  }
}

function comparison(machine: Machine, node: BinaryNode): boolean {
  machine.meter.step();
  switch (node.operator) {
    case "and":
      return holds(machine, node.left) && holds(machine, node.right);
    case "or":
      return holds(machine, node.left) || holds(machine, node.right);
  }
  const left = evaluate(machine, node.left);
  const right = evaluate(machine, node.right);
  if (node.operator === "==") return equal(machine, left, right);
  if (node.operator === "!=") return !equal(machine, left, right);
  if (!isNumber(left) || !isNumber(right)) return false;
  const order = compareNumbers(left, right);
  if (order === undefined) throw new JavaFault("These numbers cannot be compared.");
  switch (node.operator) {
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    default:
      return order >= 0;
  }
}

function equal(machine: Machine, left: Value, right: Value): boolean {
  return velocityEquals(left, right, machine.meter);
}

function binaryValue(machine: Machine, node: BinaryNode): Value {
  const { operator } = node;
  switch (operator) {
    case "+":
    case "-":
    case "*":
    case "/":
    case "%":
      break;
    default:
      return comparison(machine, node);
  }
  machine.meter.step();
  const left = evaluate(machine, node.left);
  const right = evaluate(machine, node.right);
  if (operator === "+" && (typeof left === "string" || typeof right === "string")) {
    const text = textOf(machine, left, node.left) + textOf(machine, right, node.right);
    machine.meter.spend(text.length);
    return text;
  }
  if (!isNumber(left) || !isNumber(right)) return null;
  const result = calculate(operator, left, right, machine.meter);
  if (result === undefined) throw new JavaFault(`Java cannot compute this \`${operator}\`.`);
  return result;
}

/** The text of an operand that `+` joins with a string. Null is joined as the source text of its expression. */
function textOf(machine: Machine, value: Value, node: Expression): string {
  if (value === null) return sourceOf(machine.text, node);
  if (!(value instanceof BlockReference)) return machine.print(value);
  const text = value.text(machine);
  if (text === undefined) throw new JavaFault("A block inside itself has no text that `+` could append.");
  return text;
}

/** To Velocity, the source of a calculation starts after its operator and includes the blanks after it. */
function sourceOf(text: string, node: Expression): string {
  switch (node.kind) {
    case "binary":
      return text.slice(node.operatorSpan.end, afterBlanks(text, node.end));
    case "not":
      return text.slice(node.start + (text[node.start] === "!" ? 1 : 3), afterBlanks(text, node.end));
    case "group":
      return text.slice(node.start + 1, afterBlanks(text, node.expression.end));
    default:
      return text.slice(node.start, node.end);
  }
}

function afterBlanks(text: string, offset: number): number {
  let at = offset;
  while (isWhite(text.charCodeAt(at))) at++;
  return at;
}

function stringValue(machine: Machine, node: StringNode): Value {
  const { template } = node;
  if (template === undefined) return node.value;
  const text = machine.capture(() => machine.renderBlock(template));
  return node.cut ? text.slice(0, -1) : text;
}

const LONG_MIN = -(2n ** 63n);
const LONG_MAX = 2n ** 63n - 1n;

/** The Integer, Long or BigInteger of a literal. */
function integer(text: string): JavaNumber {
  const number = Number(text);
  // `| 0` also turns -0 into 0.
  if (number === (number | 0)) return number | 0;
  const big = BigInt(text);
  return big >= LONG_MIN && big <= LONG_MAX ? new JavaLong(big) : new JavaBigInteger(big);
}
