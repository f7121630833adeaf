/** A command of the tool. */
export interface Command {
  readonly help: string;
  /** Runs with the arguments behind the command's name, prints, and tells the exit status. */
  run(args: readonly string[]): Promise<number>;
}
