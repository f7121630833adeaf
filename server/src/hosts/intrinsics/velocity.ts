/** Velocity references that `Fn::Sub` takes for its own variables. */

/** The variables that API Gateway defines, all of which have members. */
const PREDEFINED = /^(?:context|stageVariables|input|util)(?=[.[(]|$)/;
const CALL_OR_INDEX = /^[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*(?:\.[A-Za-z_][\w-]*\(|\[)/;
const SET = /#(?:set|foreach)\s*\(\s*\$!?\{?([A-Za-z_][\w-]*)/g;

/**
 * Returns a function that tells whether the name of a variable is a Velocity reference. Names of the file are not
 * asked for. `text` is the template that the variables are in.
 */
export function velocityNames(text: string): (name: string) => boolean {
  let set: ReadonlySet<string> | undefined;
  return (name) => {
    if (PREDEFINED.test(name) || CALL_OR_INDEX.test(name)) return true;
    set ??= new Set([...text.matchAll(SET)].map(([, variable = ""]) => variable));
    const root = /^[A-Za-z_][\w-]*/.exec(name)?.[0];
    return root !== undefined && set.has(root);
  };
}
