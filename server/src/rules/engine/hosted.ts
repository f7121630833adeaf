/** The problems of an input in a host file: those that every input has that the host may make of it. */
import type { HostedInput, Reading } from "../../hosts/host";
import { type Worlds, worldsOf } from "../../hosts/worlds";
import { type Inference, inferProtocol } from "../../model/inferProtocol";
import { IntegrationInput } from "../../model/input";
import type { SingleChange } from "../../syntax/change";
import { writtenMember, writtenValue } from "../../syntax/edit";
import { replacedText } from "../../syntax/editText";
import type { MemberNode, ObjectNode, ParsedDocument, Span, StringNode, ValueNode } from "../../syntax/nodes";
import { contains } from "../../syntax/spans";
import type { Fix, Problem, RuleCode } from "./finding";
import { spellNames } from "./hostWords";
import { inTextOrder } from "./problems";

/** Rules about the AWS CLI and its files, and about what a host says somewhere else. */
const ABOUT_THE_CLI: ReadonlySet<RuleCode> = new Set<RuleCode>([
  "AG0003",
  "AG0004",
  "AG0006",
  "AG0007",
  "AG0016",
  "AG0017",
  "AG0021",
  "AG0022",
  "AG0023",
  "AG1014",
  "AG1105",
  "AG1106",
  "AG1109",
  "AG2049",
  "AG2057",
  "AG2058",
]);

/** The AWS CLI checks inputs before it sends them; hosts do not go through it. */
const ANSWER_OF_THE_CLI =
  /^(?:Invalid (?:type|value|length|range) for parameter|Unknown parameter|Missing required parameter|Error parsing parameter) /;

/** Finds the problems of one input. */
export type CheckInput = (document: ParsedDocument, input: IntegrationInput) => readonly Problem[];

/** Returns the problems of an input in a host file, at their places in the file and in the host's words. */
export function hostedProblems(
  document: ParsedDocument,
  hosted: HostedInput,
  check: CheckInput,
): readonly Problem[] {
  const readings: readonly Reading[] = [hosted, ...(hosted.others ?? [])];
  const isAmbiguous = readings.length > 1;
  let common: readonly Problem[] | undefined;
  for (const reading of readings) {
    const found = problemsOfReading(document, hosted, reading, check);
    common =
      common?.filter((problem) => found.some((other) => isSameSpan(problem.span, other.span))) ?? found;
  }
  const problems = withoutColons(common ?? []).map((problem) => spelled(problem, hosted));
  return inTextOrder(isAmbiguous ? problems.map(withoutFixes) : problems);
}

/** Leaves out the syntax errors of references that the host was meant to replace. */
function withoutColons(problems: readonly Problem[]): readonly Problem[] {
  const meant = problems.filter(({ code }) => code === "AG0030");
  return meant.length === 0
    ? problems
    : problems.filter(
        ({ code, span }) => code !== "AG3029" || !meant.some((each) => isSameSpan(each.span, span)),
      );
}

function problemsOfReading(
  document: ParsedDocument,
  hosted: HostedInput,
  reading: Reading,
  check: CheckInput,
): readonly Problem[] {
  const { worlds, unknown, alternatives } = worldsOf(reading.root, reading.operation);
  const seen = new Map<string, { readonly problem: Problem; count: number }>();
  for (const { root } of worlds) {
    const { operation, protocol } = reading;
    const inference = protocol ? KNOWN : inferProtocol(root, operation);
    const known = protocol ?? inference.protocol;
    const input = new IntegrationInput(document, root, operation, inference, known, hosted.facts);
    const inWorld = new Set<string>();
    for (const problem of check(document, input)) {
      if (ABOUT_THE_CLI.has(problem.code)) continue;
      const key = `${problem.code} ${problem.span.start} ${problem.span.end}`;
      if (inWorld.has(key)) continue;
      inWorld.add(key);
      const known = seen.get(key);
      if (known) known.count++;
      else seen.set(key, { problem, count: 1 });
    }
  }
  return [...seen.values()].flatMap(({ problem, count }) => {
    if (count < worldsWith(problem.span, worlds, alternatives)) return [];
    return unknown.some((span) => overlaps(span, problem.span)) && !isHead(problem.span, reading)
      ? []
      : [problem];
  });
}

/** Nothing is inferred where the host tells. */
const KNOWN: Inference = { evidence: [] };

/** How many worlds have what is written at the span. */
function worldsWith(span: Span, worlds: Worlds["worlds"], alternatives: readonly ValueNode[]): number {
  const around = alternatives.filter((node) => contains(node.span, span));
  if (around.length === 0) return worlds.length;
  return worlds.filter(({ chosen }) => around.every((node) => chosen.has(node))).length;
}

function overlaps(one: Span, other: Span): boolean {
  return one.start < other.end && other.start < one.end;
}

function isSameSpan(one: Span, other: Span): boolean {
  return one.start === other.start && one.end === other.end;
}

/** True for the place where rules report what an input lacks. */
function isHead({ start, end }: Span, { root }: Reading): boolean {
  return start === root.span.start && end === start + 1;
}

function withoutFixes({ fixes: _, ...problem }: Problem): Problem {
  return problem;
}

/** The problem in the host's words, with changes of the host's text. */
function spelled({ fixes, aws, messageInHost, ...problem }: Problem, hosted: HostedInput): Problem {
  const { head, isGenerated } = hosted;
  const names = namesIn(hosted);
  return {
    ...problem,
    ...(aws !== undefined && !ANSWER_OF_THE_CLI.test(aws) && { aws }),
    span: isHead(problem.span, hosted) ? head : problem.span,
    message: spellNames(messageInHost ?? problem.message, names),
    ...(problem.related && {
      related: problem.related.map((place) => ({ ...place, message: spellNames(place.message, names) })),
    }),
    ...(fixes && !isGenerated && { fixes: fixes.flatMap((fix) => spelledFix(fix, hosted)) }),
  };
}

/** The host's names of the members of the input, and of no others that it may know as well. */
function namesIn({ spelling, operation }: HostedInput): ReadonlyMap<string, string> {
  const has = (name: string): boolean =>
    operation.members.has(name) ||
    [...operation.members.values()].some(({ properties }) => properties?.has(name));
  return new Map([...spelling.names].filter(([name]) => has(name)));
}

function spelledFix(fix: Fix, hosted: HostedInput): readonly Fix[] {
  const { change } = fix;
  const changes = change.kind === "all" ? change.changes : [change];
  const made = changes.flatMap((single) => spelledChange(single, hosted) ?? []);
  const [first] = made;
  if (!first || made.length < changes.length) return [];
  const title = titleWith(spellNames(fix.title, namesIn(hosted)), changes, made);
  return [{ ...fix, title, change: change.kind === "all" ? { kind: "all", changes: made } : first }];
}

/** The title with the values as the host writes them. */
function titleWith(title: string, before: readonly SingleChange[], after: readonly SingleChange[]): string {
  return before.reduce((text, change, index) => {
    const old = valueIn(change);
    const made = valueIn(after[index]);
    return old === undefined || made === undefined || old === made ? text : text.replace(old, () => made);
  }, title);
}

function valueIn(change: SingleChange | undefined): string | undefined {
  const isValue = change?.kind === "replaceValue" || change?.kind === "insertMember";
  return isValue && typeof change.value === "string" ? change.value : undefined;
}

/** True if the member is written in the object, and not in another one that the host makes the input from. */
function isWrittenIn(object: ObjectNode, member: MemberNode): boolean {
  const from = writtenValue(object);
  const written = writtenMember(member);
  return (
    from.kind === "object" && (from.members.includes(written) || from.written?.includes(written) === true)
  );
}

/** The change of the host's text; undefined if what it changes is not written there. */
function spelledChange(change: SingleChange, { spelling, root }: HostedInput): SingleChange | undefined {
  const nameOf = (name: string): string => spelling.names.get(name) ?? name;
  switch (change.kind) {
    case "insertMember": {
      const { object, name, value } = change;
      if (isMade(object)) return undefined;
      const isRoot = object === root || object.origin === root.origin;
      if (!isRoot) return change;
      if (spelling.elsewhere?.has(name)) return undefined;
      const written = typeof value === "string" ? (spelling.value?.(name, value) ?? value) : value;
      return { ...change, name: nameOf(name), value: written };
    }
    case "removeMember":
      return isWrittenIn(change.object, change.member) ? change : undefined;
    case "renameMember":
      return change.member.origin ? { ...change, name: nameOf(change.name) } : change;
    case "replaceValue": {
      const { node, value } = change;
      if (node.kind === "string" && node.composition && !isWritable(node, value)) return undefined;
      const member = root.members.find(
        (each) => each.value === node || each.value?.span.start === node.span.start,
      );
      if (!member || typeof value !== "string") return change;
      return { ...change, value: spelling.value?.(member.key.value, value) ?? value };
    }
    case "replaceText":
      return change.node.composition && !isWritable(change.node, replacedText(change)) ? undefined : change;
    default:
      return change;
  }
}

/** True for an object that the host made from something else, in which no members can be written. */
function isMade({ origin }: ObjectNode): boolean {
  return origin !== undefined && origin.kind !== "object";
}

/** True if the host can write the value in place of a string that it composes. */
function isWritable({ composition }: StringNode, value: unknown): boolean {
  return typeof value === "string" && composition?.write(value) !== undefined;
}
