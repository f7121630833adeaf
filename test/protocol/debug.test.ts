import assert from "node:assert/strict";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { describe, it } from "mocha";
import { TemplateDebugSession } from "../../client/src/debug/templateDebugSession";
import {
  DEBUG_END_NOTIFICATION,
  DEBUG_REFERENCES_REQUEST,
  DEBUG_TARGET_REQUEST,
  type DebugReferencesParams,
  type DebugReferencesResult,
  type DebugStartParams,
  type DebugTargetParams,
  type DebugTargetResult,
} from "../../server/src/protocol";
import { FOLDER, type LspServer, withServer } from "../support/lspServer";

const URI = `${FOLDER}/pets.integration.json`;
const TEMPLATE =
  '#set($pet = $input.path(\'$\'))\\n{\\"name\\": \\"$pet.name\\", #foreach($tag in $pet.tags)\\"$tag\\"#end}';
const TEXT = `{\n  "IntegrationType": "MOCK",\n  "RequestTemplates": {\n    "application/json": "${TEMPLATE}"\n  }\n}\n`;
const REQUEST = JSON.stringify({ body: { name: "Rex", tags: ["a", "b"] } });

/** A client of the adapter, as VS Code is one. */
class DapClient {
  readonly #adapter: TemplateDebugSession;
  readonly #messages: DebugProtocol.ProtocolMessage[] = [];
  #waiting: (() => void)[] = [];
  #sequence = 0;
  #seen = 0;

  constructor(server: LspServer, params: DebugStartParams) {
    this.#adapter = new TemplateDebugSession({
      request: (method, argument) => server.connection.sendRequest(method, argument),
      end: (session) => void server.connection.sendNotification(DEBUG_END_NOTIFICATION, { session }),
      prepare: async () => params,
      pathOf: (uri) => uri.replace("file://", ""),
      uriOf: (path) => `file://${path}`,
    });
    this.#adapter.onDidSendMessage((message) => {
      this.#messages.push(message as DebugProtocol.ProtocolMessage);
      const waiting = this.#waiting;
      this.#waiting = [];
      for (const look of waiting) look();
    });
  }

  /** Sends a request, and returns its response. */
  async send<Response extends DebugProtocol.Response>(
    command: string,
    argument: object = {},
  ): Promise<Response> {
    const seq = ++this.#sequence;
    const request: DebugProtocol.Request = { seq, type: "request", command, arguments: argument };
    this.#adapter.handleMessage(request);
    for (;;) {
      const found = this.#messages.find((message): message is Response => isResponseTo(message, seq));
      if (found) return found;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** Waits for the next event of a kind. */
  async event<Event extends DebugProtocol.Event>(name: string): Promise<Event> {
    for (;;) {
      while (this.#seen < this.#messages.length) {
        const message = this.#messages[this.#seen++];
        if (message && isEvent<Event>(message, name)) return message;
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  get output(): string {
    return this.#messages
      .flatMap((message) =>
        isEvent<DebugProtocol.OutputEvent>(message, "output") ? [message.body.output] : [],
      )
      .join("");
  }

  /** Starts the session, with breakpoints in the file. */
  async launch(
    breakpoints: readonly DebugProtocol.SourceBreakpoint[],
    options: object = {},
    filters: readonly string[] = ["errors"],
  ): Promise<readonly DebugProtocol.Breakpoint[]> {
    await this.send("initialize", { adapterID: "apigw", linesStartAt1: true, columnsStartAt1: true });
    await this.send("launch", options);
    await this.event("initialized");
    const set = await this.send<DebugProtocol.SetBreakpointsResponse>("setBreakpoints", {
      source: { path: "/workspace/pets.integration.json" },
      breakpoints,
    });
    await this.send("setExceptionBreakpoints", { filters });
    await this.send("configurationDone");
    return set.body.breakpoints;
  }

  async frames(): Promise<readonly DebugProtocol.StackFrame[]> {
    return (await this.send<DebugProtocol.StackTraceResponse>("stackTrace", { threadId: 1 })).body
      .stackFrames;
  }
}

function isResponseTo(message: DebugProtocol.ProtocolMessage, seq: number): boolean {
  return "request_seq" in message && message.request_seq === seq;
}

function isEvent<Event extends DebugProtocol.Event>(
  message: DebugProtocol.ProtocolMessage,
  name: string,
): message is Event {
  return "event" in message && message.event === name;
}

const TEMPLATE_PARAMS: DebugStartParams = {
  kind: "template",
  uri: URI,
  path: ["RequestTemplates", "application/json"],
  request: REQUEST,
};

/** The column of a text in the fourth line, from 1. */
const columnOf = (text: string): number => (TEXT.split("\n")[3] ?? "").indexOf(text) + 1;

describe("the debug adapter", () => {
  const session = async (
    params: DebugStartParams,
    action: (client: DapClient, server: LspServer) => Promise<void>,
  ): Promise<void> => {
    await withServer({}, async (server) => {
      await server.open(URI, TEXT);
      await action(new DapClient(server, params), server);
    });
  };

  it("stops in a JSON string, at the exact place in the file", async () => {
    await session(TEMPLATE_PARAMS, async (client) => {
      const [breakpoint] = await client.launch([{ line: 4, column: columnOf("$pet.name") }]);
      const at = { line: 4, column: columnOf("$pet.name"), endLine: 4, endColumn: columnOf("$pet.name") + 9 };
      assert.deepEqual(
        breakpoint && [breakpoint.verified, breakpoint.line, breakpoint.column, breakpoint.endColumn],
        [true, 4, at.column, at.endColumn],
      );
      const { body } = await client.event<DebugProtocol.StoppedEvent>("stopped");
      assert.deepEqual([body.reason, body.hitBreakpointIds], ["breakpoint", [breakpoint?.id]]);
      const [frame] = await client.frames();
      assert.deepEqual(
        { line: frame?.line, column: frame?.column, endLine: frame?.endLine, endColumn: frame?.endColumn },
        at,
      );
      assert.equal(frame?.source?.path, "/workspace/pets.integration.json");
    });
  });

  it("offers every statement of a line for a breakpoint", async () => {
    await session(TEMPLATE_PARAMS, async (client) => {
      await client.launch([], { stopOnEntry: true });
      await client.event("stopped");
      const { body } = await client.send<DebugProtocol.BreakpointLocationsResponse>("breakpointLocations", {
        source: { path: "/workspace/pets.integration.json" },
        line: 4,
      });
      assert.deepEqual(
        body.breakpoints.map(({ column }) => column),
        ["#set($pet", "$pet.name", "#foreach", '$tag\\"'].map(columnOf),
      );
    });
  });

  it("shows scopes and variables, which open and can be set", async () => {
    await session(TEMPLATE_PARAMS, async (client) => {
      await client.launch([{ line: 4, column: columnOf('$tag\\"') }]);
      await client.event("stopped");
      const { scopes } = (await client.send<DebugProtocol.ScopesResponse>("scopes", { frameId: 0 })).body;
      assert.deepEqual(
        scopes.map(({ name }) => name),
        ["Template", "Loop", "$input", "$context", "$stageVariables", "Output"],
      );
      const membersOf = async (variablesReference: number) =>
        (await client.send<DebugProtocol.VariablesResponse>("variables", { variablesReference })).body
          .variables;
      const variables = await membersOf(scopes[0]?.variablesReference ?? 0);
      assert.deepEqual(
        variables.map(({ name, type, value }) => [name, type, value]),
        [
          ["$pet", "java.util.LinkedHashMap", '{name=Rex, tags=["a","b"]}'],
          ["$tag", "java.lang.String", '"a"'],
        ],
      );
      const members = await membersOf(variables[0]?.variablesReference ?? 0);
      assert.deepEqual(
        members.map(({ name, evaluateName }) => [name, evaluateName]),
        [
          ["name", "$pet.name"],
          ["tags", "$pet.tags"],
        ],
      );
      const set = await client.send<DebugProtocol.SetVariableResponse>("setVariable", {
        variablesReference: scopes[0]?.variablesReference,
        name: "$tag",
        value: '"z"',
      });
      assert.equal(set.body.value, '"z"');
      await client.send("continue", { threadId: 1 });
      await client.event("stopped");
      await client.send("continue", { threadId: 1 });
      await client.event("terminated");
      assert.equal(client.output, '{"name": "Rex", "z""b"}');
    });
  });

  it("evaluates expressions, and says what is wrong with them", async () => {
    await session(TEMPLATE_PARAMS, async (client) => {
      await client.launch([{ line: 4, column: columnOf("$pet.name") }]);
      await client.event("stopped");
      const evaluate = async (expression: string, context: string) =>
        client.send<DebugProtocol.EvaluateResponse>("evaluate", { expression, context, frameId: 0 });
      assert.equal((await evaluate("$input.path('$.tags')[1]", "watch")).body.result, '"b"');
      assert.equal((await evaluate("$pet.name", "repl")).body.result, "Rex");
      assert.equal((await evaluate("#foreach($t in $pet.tags)<$t>#end", "repl")).body.result, "<a><b>");
      const wrong = await evaluate("$pet +", "watch");
      assert.equal(wrong.success, false);
      assert.match(wrong.message ?? "", /^Not a VTL expression/);
    });
  });

  it("steps forward and back, and ends", async () => {
    await session(TEMPLATE_PARAMS, async (client) => {
      await client.launch([], { stopOnEntry: true });
      const columns: (number | undefined)[] = [];
      for (const command of ["next", "next", "stepIn", "stepBack", "stepOut"]) {
        await client.event("stopped");
        columns.push((await client.frames())[0]?.column);
        await client.send(command, { threadId: 1 });
      }
      await client.event("terminated");
      assert.deepEqual(columns, ["#set($pet", "$pet.name", "#foreach", '$tag\\"', "#foreach"].map(columnOf));
      await client.send("disconnect");
    });
  });

  it("stops at a problem, and says what it is", async () => {
    const path = ["RequestTemplates", "application/json"];
    await withServer({}, async (server) => {
      const text = TEXT.replace("$pet.name", "$pet.tags.get(7)");
      await server.open(URI, text);
      const client = new DapClient(server, { ...TEMPLATE_PARAMS, path });
      await client.launch([]);
      const { body } = await client.event<DebugProtocol.StoppedEvent>("stopped");
      assert.equal(body.reason, "exception");
      const info = await client.send<DebugProtocol.ExceptionInfoResponse>("exceptionInfo", { threadId: 1 });
      assert.match(info.body.description ?? "", /7/);
      await client.send("continue", { threadId: 1 });
      await client.event("terminated");
      assert.match(client.output, /VTL-fault/);
    });
  });

  it("prints the output of a run without debugging", async () => {
    await session(TEMPLATE_PARAMS, async (client) => {
      await client.launch([{ line: 4 }], { noDebug: true });
      await client.event("terminated");
      assert.equal(client.output, '{"name": "Rex", "a""b"}');
    });
  });

  it("ends a template that never would, within the time limit", async () => {
    const bomb = "#foreach($a in [1..1000])#foreach($b in [1..1000])#foreach($c in [1..1000])$a#end#end#end";
    const uri = `${FOLDER}/bomb.vtl`;
    await withServer({}, async (server) => {
      await server.open(uri, bomb, "vtl");
      const client = new DapClient(server, { kind: "template", uri, path: [] });
      await client.launch([], {}, []);
      await client.event("terminated");
      assert.match(client.output, /VTL-(time|output|steps)/);
    });
  });

  it("refuses what does not exist, with a sentence", async () => {
    await session({ ...TEMPLATE_PARAMS, path: ["RequestTemplates", "text/plain"] }, async (client) => {
      await client.send("initialize", { adapterID: "apigw" });
      const response = await client.send("launch");
      assert.deepEqual([response.success, response.message], [false, "The template no longer exists."]);
    });
  });

  it("debugs a test, and says whether it passed", async () => {
    const text = JSON.stringify({
      tests: [{ name: "names the pet", request: { body: { name: "Rex" } }, expect: { output: "Hello Rex" } }],
    });
    const uris = { "pets.vtl": `${FOLDER}/pets.vtl` };
    const texts = { "pets.vtl": "Hello $input.path('$.name')" };
    await withServer({}, async (server) => {
      const client = new DapClient(server, {
        kind: "test",
        uri: `${FOLDER}/pets.test.json`,
        text,
        name: "names the pet",
        texts,
        uris,
      });
      await client.launch([], { stopOnEntry: true });
      await client.event("stopped");
      assert.equal((await client.frames())[0]?.source?.path, "/workspace/pets.vtl");
      await client.send("continue", { threadId: 1 });
      await client.event("terminated");
      assert.equal(client.output, "Hello Rex\nTest passed: names the pet\n");
    });
  });
});

describe("the debugger of the language server", () => {
  const target = async (server: LspServer, params: DebugTargetParams): Promise<DebugTargetResult> =>
    server.connection.sendRequest<DebugTargetResult>(DEBUG_TARGET_REQUEST, params);

  it("finds the template or the integration at the cursor, and by name", async () => {
    await withServer({}, async (server) => {
      await server.open(URI, TEXT);
      const template = {
        kind: "template",
        path: ["RequestTemplates", "application/json"],
        title: "RequestTemplates › application/json",
      };
      assert.deepEqual(await target(server, { uri: URI, position: { line: 3, character: 30 } }), template);
      assert.deepEqual(await target(server, { uri: URI, template: "application/json" }), template);
      assert.deepEqual(
        await target(server, { uri: URI, template: "RequestTemplates/application/json" }),
        template,
      );
      assert.deepEqual(await target(server, { uri: URI, position: { line: 1, character: 3 } }), {
        kind: "integration",
        path: [],
        title: "integration",
      });
      assert.deepEqual(await target(server, { uri: URI, template: "text/plain" }), {
        kind: "none",
        message: "There is no template text/plain. Expected one of: RequestTemplates/application/json.",
      });
    });
  });

  it("lists the references in a line, part by part and without escapes", async () => {
    await withServer({}, async (server) => {
      await server.open(URI, TEXT);
      const params: DebugReferencesParams = {
        uri: URI,
        range: { start: { line: 3, character: 0 }, end: { line: 3, character: 200 } },
      };
      const found = await server.connection.sendRequest<DebugReferencesResult>(
        DEBUG_REFERENCES_REQUEST,
        params,
      );
      assert.deepEqual(
        found.map(({ text }) => text),
        ["$pet", "$input.path('$')", "$pet", "$pet.name", "$tag", "$pet", "$pet.tags", "$tag"],
      );
      assert.equal(found[1]?.range.start.character, columnOf("$input") - 1);
    });
  });
});
