/** The debug adapter: VS Code's debug protocol on one side, the debugger of the language server on the other. */
import {
  DebugSession,
  InitializedEvent,
  OutputEvent,
  Source,
  StoppedEvent,
  TerminatedEvent,
  Thread,
} from "@vscode/debugadapter";
import type { DebugProtocol } from "@vscode/debugprotocol";
import {
  DEBUG_BREAKPOINTS_REQUEST,
  DEBUG_EVALUATE_REQUEST,
  DEBUG_MEMBERS_REQUEST,
  DEBUG_PLACES_REQUEST,
  DEBUG_RUN_REQUEST,
  DEBUG_SCOPES_REQUEST,
  DEBUG_SET_REQUEST,
  DEBUG_START_REQUEST,
  type DebugBreakpointsParams,
  type DebugBreakpointsResult,
  type DebugEvaluateParams,
  type DebugEvaluateResult,
  type DebugMembersParams,
  type DebugMembersResult,
  type DebugPlacesParams,
  type DebugPlacesResult,
  type DebugRunParams,
  type DebugRunResult,
  type DebugScopesParams,
  type DebugScopesResult,
  type DebugSetParams,
  type DebugSetResult,
  type DebugStartParams,
  type DebugStartResult,
} from "../../../server/src/protocol";

/** What the adapter needs from the editor. */
export interface DebugHost {
  /** Sends a request to the language server. */
  request<Params, Result>(method: string, params: Params): Promise<Result>;
  /** Tells the language server that a session has ended. */
  end(session: number): void;
  /** Reads what a launch configuration stands for. Rejects with a sentence for the user. */
  prepare(configuration: object): Promise<DebugStartParams>;
  /** The path by which VS Code knows a document, or its URI for a document that is not a file. */
  pathOf(uri: string): string;
  uriOf(path: string): string;
}

/** The only thread there is. */
const THREAD = 1;

/** The filters for problems that VS Code shows as kinds of exceptions. */
const ERRORS = "errors";
const WARNINGS = "warnings";

type Command = DebugRunParams["command"];
type Stopped = Extract<DebugRunResult, { readonly kind: "stopped" }>;

interface LaunchArguments extends DebugProtocol.LaunchRequestArguments {
  readonly stopOnEntry?: boolean;
}

export class TemplateDebugSession extends DebugSession {
  #session: number | undefined;
  #launch: LaunchArguments = {};
  #filters: readonly string[] = [];
  #stopped: Stopped | undefined;
  /** The expressions that read the variables which were shown since the last stop, by group and name. */
  readonly #expressions = new Map<string, string>();

  constructor(private readonly host: DebugHost) {
    super();
    this.setDebuggerLinesStartAt1(false);
    this.setDebuggerColumnsStartAt1(false);
  }

  protected override initializeRequest(response: DebugProtocol.InitializeResponse): void {
    response.body = {
      supportsConfigurationDoneRequest: true,
      supportsConditionalBreakpoints: true,
      supportsHitConditionalBreakpoints: true,
      supportsLogPoints: true,
      supportsBreakpointLocationsRequest: true,
      supportsEvaluateForHovers: true,
      supportsClipboardContext: true,
      supportsStepBack: true,
      supportsSetVariable: true,
      supportsSetExpression: true,
      supportsExceptionInfoRequest: true,
      supportsDelayedStackTraceLoading: false,
      exceptionBreakpointFilters: [
        {
          filter: ERRORS,
          label: "Failures",
          description: "Stops at a problem that makes the request fail.",
          default: true,
        },
        {
          filter: WARNINGS,
          label: "Other Problems",
          description: "Stops at other problems, such as output that should be JSON and is not.",
        },
      ],
    };
    this.sendResponse(response);
  }

  protected override async launchRequest(
    response: DebugProtocol.LaunchResponse,
    launch: LaunchArguments,
  ): Promise<void> {
    this.#launch = launch;
    await this.#answer(response, async () => {
      const params = await this.host.prepare(launch);
      const started = await this.#send<DebugStartParams, DebugStartResult>(DEBUG_START_REQUEST, params);
      if (started.kind === "refused") throw new Error(started.message);
      this.#session = started.session;
    });
    if (this.#session !== undefined) this.sendEvent(new InitializedEvent());
  }

  protected override async configurationDoneRequest(
    response: DebugProtocol.ConfigurationDoneResponse,
  ): Promise<void> {
    this.sendResponse(response);
    const { stopOnEntry = false, noDebug = false } = this.#launch;
    await this.#run(stopOnEntry && !noDebug ? "startAtEntry" : "start");
  }

  protected override disconnectRequest(response: DebugProtocol.DisconnectResponse): void {
    if (this.#session !== undefined) this.host.end(this.#session);
    this.#session = undefined;
    this.sendResponse(response);
  }

  protected override terminateRequest(response: DebugProtocol.TerminateResponse): void {
    this.sendResponse(response);
    this.sendEvent(new TerminatedEvent());
  }

  protected override async setBreakPointsRequest(
    response: DebugProtocol.SetBreakpointsResponse,
    { source, breakpoints = [] }: DebugProtocol.SetBreakpointsArguments,
  ): Promise<void> {
    await this.#answer(response, async (session) => {
      // A run without debugging has no breakpoints.
      const wanted = this.#launch.noDebug === true ? [] : breakpoints;
      const found = await this.#send<DebugBreakpointsParams, DebugBreakpointsResult>(
        DEBUG_BREAKPOINTS_REQUEST,
        {
          session,
          uri: this.host.uriOf(source.path ?? ""),
          breakpoints: wanted.map(({ line, column, condition, hitCondition, logMessage }) => ({
            line: this.convertClientLineToDebugger(line),
            ...(column !== undefined && { character: this.convertClientColumnToDebugger(column) }),
            ...(condition !== undefined && { condition }),
            ...(hitCondition !== undefined && { hitCondition }),
            ...(logMessage !== undefined && { logMessage }),
          })),
        },
      );
      response.body = {
        breakpoints: found.map((each) =>
          "message" in each
            ? { id: each.id, verified: false, message: each.message, reason: "failed" }
            : { id: each.id, verified: true, ...this.#positions(each.place.range) },
        ),
      };
    });
  }

  protected override async breakpointLocationsRequest(
    response: DebugProtocol.BreakpointLocationsResponse,
    { source, line, endLine = line }: DebugProtocol.BreakpointLocationsArguments,
  ): Promise<void> {
    await this.#answer(response, async (session) => {
      const places = await this.#send<DebugPlacesParams, DebugPlacesResult>(DEBUG_PLACES_REQUEST, {
        session,
        uri: this.host.uriOf(source.path ?? ""),
        from: this.convertClientLineToDebugger(line),
        to: this.convertClientLineToDebugger(endLine),
      });
      response.body = { breakpoints: places.map(({ range }) => this.#positions(range)) };
    });
  }

  protected override setExceptionBreakPointsRequest(
    response: DebugProtocol.SetExceptionBreakpointsResponse,
    { filters }: DebugProtocol.SetExceptionBreakpointsArguments,
  ): void {
    this.#filters = filters;
    this.sendResponse(response);
  }

  protected override exceptionInfoRequest(response: DebugProtocol.ExceptionInfoResponse): void {
    response.body = {
      exceptionId: "Problem",
      description: this.#stopped?.message ?? "",
      breakMode: "always",
    };
    this.sendResponse(response);
  }

  protected override threadsRequest(response: DebugProtocol.ThreadsResponse): void {
    response.body = { threads: [new Thread(THREAD, "API Gateway")] };
    this.sendResponse(response);
  }

  protected override stackTraceRequest(
    response: DebugProtocol.StackTraceResponse,
    { startFrame = 0, levels = 0 }: DebugProtocol.StackTraceArguments,
  ): void {
    const frames = this.#stopped?.frames ?? [];
    const end = levels > 0 ? startFrame + levels : frames.length;
    response.body = {
      totalFrames: frames.length,
      stackFrames: frames.slice(startFrame, end).map(({ name, place }, index) => ({
        id: startFrame + index,
        name,
        source: this.#sourceOf(place.uri),
        ...this.#positions(place.range),
      })),
    };
    this.sendResponse(response);
  }

  protected override async scopesRequest(
    response: DebugProtocol.ScopesResponse,
    { frameId }: DebugProtocol.ScopesArguments,
  ): Promise<void> {
    await this.#answer(response, async (session) => {
      const { loop } = this.#stopped?.frames[frameId] ?? {};
      const scopes = await this.#send<DebugScopesParams, DebugScopesResult>(DEBUG_SCOPES_REQUEST, {
        session,
        ...(loop !== undefined && { loop }),
      });
      response.body = {
        scopes: scopes.map(({ name, reference }) => ({
          name,
          variablesReference: reference,
          // Opening the whole of `$context` each time would hide what the template sets.
          expensive: name.startsWith("$"),
          ...(name === "Template" && { presentationHint: "locals" }),
        })),
      };
    });
  }

  protected override async variablesRequest(
    response: DebugProtocol.VariablesResponse,
    { variablesReference: reference, start, count }: DebugProtocol.VariablesArguments,
  ): Promise<void> {
    await this.#answer(response, async (session) => {
      const members = await this.#send<DebugMembersParams, DebugMembersResult>(DEBUG_MEMBERS_REQUEST, {
        session,
        reference,
        ...(start !== undefined && { start }),
        ...(count !== undefined && count > 0 && { count }),
      });
      response.body = {
        variables: members.map((member) => {
          const { name, expression } = member;
          if (expression !== undefined) this.#expressions.set(keyOf(reference, name), expression);
          return {
            name,
            ...shownValue(member),
            ...(expression !== undefined && { evaluateName: expression }),
          };
        }),
      };
    });
  }

  protected override async evaluateRequest(
    response: DebugProtocol.EvaluateResponse,
    { expression, context }: DebugProtocol.EvaluateArguments,
  ): Promise<void> {
    await this.#answer(response, async (session) => {
      const detail = context === "repl" || context === "clipboard" ? "full" : "short";
      const found = await this.#send<DebugEvaluateParams, DebugEvaluateResult>(DEBUG_EVALUATE_REQUEST, {
        session,
        text: expression,
        detail,
      });
      if ("message" in found) throw new Error(found.message);
      const { value: result, ...rest } = shownValue(found);
      response.body = { result, ...rest };
    });
  }

  protected override async setVariableRequest(
    response: DebugProtocol.SetVariableResponse,
    { variablesReference, name, value }: DebugProtocol.SetVariableArguments,
  ): Promise<void> {
    await this.#answer(response, async (session) => {
      const target = this.#expressions.get(keyOf(variablesReference, name));
      if (target === undefined) throw new Error("This cannot be set.");
      response.body = shownValue(await this.#set(session, target, value));
    });
  }

  protected override async setExpressionRequest(
    response: DebugProtocol.SetExpressionResponse,
    { expression, value }: DebugProtocol.SetExpressionArguments,
  ): Promise<void> {
    await this.#answer(response, async (session) => {
      response.body = shownValue(await this.#set(session, expression, value));
    });
  }

  protected override continueRequest(response: DebugProtocol.ContinueResponse): void {
    response.body = { allThreadsContinued: true };
    this.#go(response, "continue");
  }

  protected override nextRequest(response: DebugProtocol.NextResponse): void {
    this.#go(response, "next");
  }

  protected override stepInRequest(response: DebugProtocol.StepInResponse): void {
    this.#go(response, "stepIn");
  }

  protected override stepOutRequest(response: DebugProtocol.StepOutResponse): void {
    this.#go(response, "stepOut");
  }

  protected override stepBackRequest(response: DebugProtocol.StepBackResponse): void {
    this.#go(response, "stepBack");
  }

  protected override reverseContinueRequest(response: DebugProtocol.ReverseContinueResponse): void {
    this.#go(response, "reverseContinue");
  }

  #go(response: DebugProtocol.Response, command: Command): void {
    this.sendResponse(response);
    void this.#run(command);
  }

  async #run(command: Command): Promise<void> {
    const session = this.#session;
    if (session === undefined) return;
    this.#expressions.clear();
    try {
      const result = await this.#send<DebugRunParams, DebugRunResult>(DEBUG_RUN_REQUEST, {
        session,
        command,
        stopAt: this.#stopAt(),
      });
      this.#show(result);
    } catch (error) {
      this.sendEvent(new OutputEvent(`${messageOf(error)}\n`, "stderr"));
      this.sendEvent(new TerminatedEvent());
    }
  }

  #show(result: DebugRunResult): void {
    for (const { kind, text, place } of result.console) {
      const event: DebugProtocol.OutputEvent = new OutputEvent(text, CATEGORIES[kind]);
      if (place) {
        const { line, column } = this.#positions(place.range);
        event.body = { ...event.body, source: this.#sourceOf(place.uri), line, column };
      }
      this.sendEvent(event);
    }
    if (result.kind === "ended") {
      this.#stopped = undefined;
      this.sendEvent(new TerminatedEvent());
      return;
    }
    this.#stopped = result;
    const { reason, message, breakpoints } = result;
    const event: DebugProtocol.StoppedEvent = new StoppedEvent(
      reason === "problem" ? "exception" : reason,
      THREAD,
      message,
    );
    event.body = {
      ...event.body,
      allThreadsStopped: true,
      ...(breakpoints.length > 0 && { hitBreakpointIds: [...breakpoints] }),
    };
    this.sendEvent(event);
  }

  async #set(session: number, target: string, text: string) {
    const found = await this.#send<DebugSetParams, DebugSetResult>(DEBUG_SET_REQUEST, {
      session,
      target,
      text,
    });
    if ("message" in found) throw new Error(found.message);
    return found;
  }

  #stopAt(): DebugRunParams["stopAt"] {
    if (this.#launch.noDebug === true) return "none";
    if (this.#filters.includes(WARNINGS)) return "all";
    return this.#filters.includes(ERRORS) ? "errors" : "none";
  }

  #send<Params, Result>(method: string, params: Params): Promise<Result> {
    return this.host.request(method, params);
  }

  /** Answers a request with what the action finds, or with the sentence that it fails with. */
  async #answer(response: DebugProtocol.Response, action: (session: number) => Promise<void>): Promise<void> {
    try {
      await action(this.#session ?? 0);
      this.sendResponse(response);
    } catch (error) {
      const message = messageOf(error);
      response.success = false;
      response.message = message;
      // Braces in a format are placeholders.
      response.body = { error: { id: 1, format: "{message}", variables: { message } } };
      this.sendResponse(response);
    }
  }

  #sourceOf(uri: string): DebugProtocol.Source {
    const path = this.host.pathOf(uri);
    return new Source(decodeURIComponent(path.split(/[\\/]/).at(-1)?.split("?")[0] ?? path), path);
  }

  #positions({ start, end }: DebugPlacesResult[number]["range"]) {
    return {
      line: this.convertDebuggerLineToClient(start.line),
      column: this.convertDebuggerColumnToClient(start.character),
      endLine: this.convertDebuggerLineToClient(end.line),
      endColumn: this.convertDebuggerColumnToClient(end.character),
    };
  }
}

const CATEGORIES = { output: "stdout", log: "console", note: "console", problem: "stderr" } as const;

function keyOf(reference: number, name: string): string {
  return `${reference} ${name}`;
}

function shownValue({ value, type, reference, named, indexed }: DebugMembersResult[number]) {
  return {
    value,
    type,
    variablesReference: reference,
    ...(named > 0 && { namedVariables: named }),
    ...(indexed > 0 && { indexedVariables: indexed }),
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
