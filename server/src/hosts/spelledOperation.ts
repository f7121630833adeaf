/** An operation as a host file spells it, for what an editor shows. */
import type { Operation } from "../model/operations";
import type { MemberSchema, ValueSchema } from "../model/schema";
import type { Json } from "../syntax/json";
import type { Spelling } from "./host";

/** Remembered, because what describes a member is remembered by its schema. */
const known = new WeakMap<Operation, WeakMap<Spelling, Operation>>();

/** Returns the operation whose members say how the host spells their names and values. */
export function spelledOperation(operation: Operation, spelling: Spelling): Operation {
  const bySpelling = known.get(operation) ?? new WeakMap<Spelling, Operation>();
  known.set(operation, bySpelling);
  const spelled = bySpelling.get(spelling) ?? spell(operation, spelling);
  bySpelling.set(spelling, spelled);
  return spelled;
}

function spell(operation: Operation, spelling: Spelling): Operation {
  return { ...operation, members: spelledMembers(operation.members, spelling) };
}

function spelledMembers(
  members: ReadonlyMap<string, MemberSchema>,
  spelling: Spelling,
): ReadonlyMap<string, MemberSchema> {
  return new Map([...members].map(([name, schema]) => [name, spelledMember(schema, spelling)]));
}

function spelledMember(schema: MemberSchema, spelling: Spelling): MemberSchema {
  const { name, description, enum: choices, values, properties, snippet } = schema;
  const own = spelling.names.get(name);
  const reshaped = spelling.snippets?.get(name);
  const value = (each: ValueSchema): ValueSchema => spelledValue(each, name, spelling);
  // The flag is one of the AWS CLI.
  const { flag: _, example: given, ...rest } = schema;
  const example = reshaped === undefined ? given : undefined;
  return {
    ...rest,
    ...(own !== undefined && { spelled: own }),
    ...(spelling.elsewhere?.has(name) && { isElsewhere: true }),
    description: spelledText(description, spelling),
    ...(choices && { enum: choices.map(value) }),
    ...(values && { values: values.map(value) }),
    ...(properties && { properties: spelledMembers(properties, spelling) }),
    ...(snippet !== undefined && { snippet: spelledJson(snippet, spelling) }),
    ...(example !== undefined && { example: spelledExample(example, name, spelling) }),
    ...(reshaped !== undefined && { snippet: reshaped }),
  };
}

function spelledValue(schema: ValueSchema, name: string, spelling: Spelling): ValueSchema {
  const { value } = schema;
  const spelled = spelling.value?.(name, value) ?? value;
  const description = spelledText(schema.description, spelling);
  return { ...schema, description, ...(spelled !== value && { spelled }) };
}

function spelledExample(example: Json, name: string, spelling: Spelling): Json {
  if (typeof example === "string") return spelling.value?.(name, example) ?? example;
  return spelledJson(example, spelling);
}

/** The names of structures are replaced. Keys of maps never equal one of them. */
function spelledJson(value: Json, spelling: Spelling): Json {
  if (Array.isArray(value)) return value.map((item: Json) => spelledJson(item, spelling));
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).map(
    ([name, member]: [string, Json]) =>
      [spelling.names.get(name) ?? name, spelledJson(member, spelling)] as const,
  );
  return Object.fromEntries(members);
}

/** The names in a text are in backquotes; elsewhere, the same letters may be a word. */
function spelledText(markdown: string, { names }: Spelling): string {
  return markdown.replace(/`([A-Za-z]\w*)`/g, (quoted, name: string) => {
    const own = names.get(name);
    return own === undefined ? quoted : `\`${own}\``;
  });
}
