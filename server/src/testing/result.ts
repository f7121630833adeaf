/** The results of tests. */
import type { PlainParameters, SimulationProblem } from "../simulate";
import type { IntegrationRequest } from "../simulate/steps";
import type { Range } from "../syntax/lines";
import type { Span } from "../syntax/nodes";
import type { Overrides } from "../vtl";
import type { Difference } from "./compare";
import type { ExpectMember } from "./testFile";

/** What the template or the integration did. */
export interface Actual {
  /**
   * What the template printed. For an integration: the body of the response or, if it ended at the backend, the body
   * that was sent there.
   */
  readonly output: string;
  /** The status and the headers of the response to the client, if there is one. */
  readonly status?: number;
  readonly headers?: PlainParameters;
  readonly overrides?: Overrides;
  readonly backendRequest?: IntegrationRequest;
  readonly problems: readonly ActualProblem[];
}

/** A problem of the simulation, with its place in the file under test. */
export type ActualProblem = Pick<SimulationProblem, "code" | "severity" | "message" | "log"> & {
  readonly where?: TestedPlace;
};

/** A place in a file under test. */
export interface TestedPlace {
  /** As the test file writes it. */
  readonly path: string;
  readonly range: Range;
}

export type TestResult = { readonly name: string } & (
  | ({ readonly outcome: "passed" } & Happened)
  | ({ readonly outcome: "failed"; readonly failures: readonly Failure[] } & Happened)
  /** The case could not run: the messages say what is wrong with it. */
  | { readonly outcome: "errored"; readonly failures: readonly Failure[] }
);

/** Whether the recording of a test counts. It is stale if the test now runs something else. */
export interface RecordingUse {
  readonly state: "used" | "stale";
  readonly recorded: string;
}

interface Happened {
  readonly actual: Actual;
  /** Present if AWS was recorded for this test. If the recording is used, `actual` contains it. */
  readonly recording?: RecordingUse;
}

/** Something that is not as expected. */
export interface Failure {
  /** A sentence, or a line for each difference. */
  readonly message: string;
  /** In the test file. */
  readonly span: Span;
  readonly of?: ExpectMember | "snapshot";
  /** What causes it, in a file under test. */
  readonly where?: TestedPlace;
  /** Where a JSON value differs. */
  readonly differences?: readonly Difference[];
  /**
   * The whole texts for a diff, JSON pretty-printed. Where the actual value is as expected, for instance because a
   * matcher matches, the expected text has the actual value.
   */
  readonly expected?: string;
  readonly actual?: string;
}
