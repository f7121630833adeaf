/** Measures the time from start to the first diagnostics, for our server and VS Code's JSON server. */
import assert from "node:assert/strict";
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import {
  createProtocolConnection,
  type Diagnostic,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { SERVER } from "../support/lspProcess";
import { median } from "./measure";
import { ratio, table } from "./table";

const RUNS = 15;
const URI = "file:///workspace/integration-params.json";
const FAULTY = '{\n  "IntegrationType": "MOCK",\n}\n';

interface Candidate {
  readonly name: string;
  readonly script: string;
  readonly capabilities: object;
  readonly options: object;
  /** Prepares to receive the diagnostics; called before the document is opened. */
  diagnostics(connection: ProtocolConnection): () => Promise<readonly Diagnostic[]>;
}

const ours = {
  name: "ours",
  script: SERVER,
  capabilities: {},
  options: {},
  diagnostics(connection: ProtocolConnection) {
    const pushed = new Promise<readonly Diagnostic[]>((resolve) =>
      connection.onNotification("textDocument/publishDiagnostics", ({ diagnostics }) => resolve(diagnostics)),
    );
    return () => pushed;
  },
} satisfies Candidate;

const theirs = (script: string) =>
  ({
    name: "VS Code's JSON server",
    script,
    capabilities: { textDocument: { diagnostic: {} } },
    options: { provideFormatter: false, handledSchemaProtocols: ["file"] },
    diagnostics: (connection: ProtocolConnection) => async () => {
      const report: { items: Diagnostic[] } = await connection.sendRequest("textDocument/diagnostic", {
        textDocument: { uri: URI },
      });
      return report.items;
    },
  }) satisfies Candidate;

export async function measureStart(jsonServer: string | undefined): Promise<string> {
  const candidates: readonly Candidate[] = jsonServer ? [ours, theirs(jsonServer)] : [ours];
  if (!jsonServer) {
    console.log(
      "VS Code is not installed, so there is no JSON server to compare with. Run `npm test -- keys` or",
    );
    console.log("`npm start` to install it. Only our server is measured.\n");
  }
  const times = candidates.map((): number[] => []);
  // The first round only fills the file cache of the system. The servers take turns.
  for (let round = 0; round <= RUNS; round++) {
    for (const [index, candidate] of candidates.entries()) {
      const time = await startOnce(candidate);
      if (round > 0) times[index]?.push(time);
    }
  }
  const [our = [], their] = times;
  const rows = times.map((list, index) => [
    candidates[index]?.name ?? "",
    ...[median(list), Math.min(...list), Math.max(...list)].map((figure) => figure.toFixed(1)),
  ]);
  if (their) rows.push(["ratio of medians", ratio(median(our), median(their))]);
  return table([`${RUNS} runs each`, "median", "fastest", "slowest"], rows);
}

async function startOnce({ script, capabilities, options, diagnostics }: Candidate): Promise<number> {
  const started = performance.now();
  const child: ChildProcessWithoutNullStreams = spawn(process.execPath, [script, "--stdio"]);
  child.stderr.resume();
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  try {
    const first = diagnostics(connection);
    connection.onRequest("client/registerCapability", () => null);
    connection.listen();
    const params = { processId: process.pid, rootUri: null, capabilities, initializationOptions: options };
    await connection.sendRequest("initialize", params);
    await connection.sendNotification("initialized", {});
    const textDocument = { uri: URI, languageId: "json", version: 1, text: FAULTY };
    await connection.sendNotification("textDocument/didOpen", { textDocument });
    assert.ok((await first()).length > 0, "The trailing comma was not reported.");
    const time = performance.now() - started;
    // Shut down cleanly: a reader waiting for the rest of a message would keep this process alive.
    const gone = once(child, "close");
    await connection.sendRequest("shutdown");
    await connection.sendNotification("exit");
    await gone;
    return time;
  } finally {
    connection.dispose();
    if (child.exitCode === null) child.kill("SIGKILL");
  }
}
