/** Proves that two templates print the same, by rendering both for sample requests and along all branches. */
import { type Run, run } from "../../vtl/evaluate/render";
import { type RenderRequest, requestVariables } from "../../vtl/evaluate/request";
import type { BlockNode, Expression, Statement, TemplateNode } from "../../vtl/syntax/nodes";
import { type ParsedTemplate, parseTemplate } from "../../vtl/syntax/parse";

/** How the outputs have to agree: to the character, or except for white space outside of JSON strings. */
export type Sameness = "exact" | "json";

const REQUESTS: readonly RenderRequest[] = [
  {},
  {
    body: '{"id": 1, "name": "a b", "items": [{"id": 1, "name": "x"}, {"id": 2}], "tags": ["c"], "on": true}',
    params: { path: { id: "1" }, querystring: { page: "2" }, header: { Accept: "*/*" } },
    context: { apiId: "a1", httpMethod: "POST", identity: { sourceIp: "127.0.0.1" } },
    stageVariables: { table: "t" },
  },
];

/** Conditions are answered by these, each with the number of the condition. Loops then run twice. */
const ANSWERS: readonly ((index: number) => boolean)[] = [
  () => true,
  () => false,
  (index) => index % 2 === 0,
  (index) => index % 2 === 1,
  (index) => (index >> 1) % 2 === 0,
];

/** Enough for templates that people write. What takes longer is not proved. */
const LIMITS = { steps: 500_000, output: 1_000_000, memory: 20_000_000 };

/** The outputs of a template, to compare others with. */
export class Proof {
  readonly #expected: readonly Output[];

  constructor(
    template: ParsedTemplate,
    private readonly sameness: Sameness,
  ) {
    this.#expected = outputsOf(template, sameness);
  }

  /** False if some output is unknown, because rendering takes too long. */
  get isPossible(): boolean {
    return this.#expected.every(({ isComplete }) => isComplete);
  }

  /** Returns whether another template has the same outputs. */
  holdsFor(text: string): boolean {
    const template = parseTemplate(text);
    if (template.problems.length > 0) return false;
    const outputs = outputsOf(template, this.sameness);
    return outputs.every(({ text, isComplete }, index) => {
      return isComplete && text === this.#expected[index]?.text;
    });
  }
}

interface Output {
  readonly text: string;
  /** False if rendering stopped at a limit. */
  readonly isComplete: boolean;
}

function outputsOf(template: ParsedTemplate, sameness: Sameness): readonly Output[] {
  const forced = ANSWERS.map((answer) => ({ ...template, root: withAnswers(template.root, answer) }));
  return [
    ...REQUESTS.map((request) => outputOf(template, request, sameness)),
    ...forced.map((each) => outputOf(each, REQUESTS[1] ?? {}, sameness)),
  ];
}

function outputOf(template: ParsedTemplate, request: RenderRequest, sameness: Sameness): Output {
  const { output, problems }: Run = run(template, requestVariables(request), { limits: LIMITS });
  const kinds = problems.map(({ kind }) => kind);
  const isComplete = kinds.every((kind) => kind === "fault" || kind === "overrideTwice");
  // A fault ends the rendering of both at the same place.
  const text = `${kinds.join(" ")}\n${sameness === "json" ? withoutBlanks(output) : output}`;
  return { text, isComplete };
}

/** Removes the white space outside of JSON strings. */
function withoutBlanks(output: string): string {
  return output.replace(/"(?:[^"\\]+|\\[\s\S])*"?|[ \t\r\n]+/g, (piece) =>
    piece.startsWith('"') ? piece : "",
  );
}

/** Answers every condition, and makes every loop run twice. */
function withAnswers(tree: TemplateNode, answer: (index: number) => boolean): TemplateNode {
  let conditions = 0;
  const block = (node: BlockNode): BlockNode => ({ ...node, statements: node.statements.map(statement) });
  const statement = (node: Statement): Statement => {
    switch (node.kind) {
      case "if":
        return {
          ...node,
          branches: node.branches.map((branch) => {
            const { start, end } = branch.condition;
            const value = answer(conditions++);
            return {
              ...branch,
              condition: { kind: "boolean", start, end, value },
              body: block(branch.body),
            };
          }),
          ...(node.otherwise && { otherwise: { ...node.otherwise, body: block(node.otherwise.body) } }),
        };
      case "foreach": {
        const [item, word, list] = node.arguments;
        const twice: Expression | undefined = list && {
          kind: "range",
          start: list.start,
          end: list.end,
          first: { kind: "integer", start: list.start, end: list.end, text: "1" },
          last: { kind: "integer", start: list.start, end: list.end, text: "2" },
        };
        const isWhole = item && word && twice;
        return {
          ...node,
          arguments: isWhole ? [item, word, twice] : node.arguments,
          body: block(node.body),
        };
      }
      case "define":
      case "macro":
        return { ...node, body: block(node.body) };
      default:
        return node;
    }
  };
  return { ...tree, body: block(tree.body) };
}
