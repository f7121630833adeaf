import type { CheckProblem } from "../../server/src";

/** Returns a problem's message; in a host file it starts with the title of the input, such as `GET /pets`. */
export function messageWithTitle({ message, input }: CheckProblem): string {
  return input ? `${input.title}: ${message}` : message;
}
